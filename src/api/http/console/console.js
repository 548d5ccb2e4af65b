"use strict";

const queries = [
  `# Who attended the latest meetings, and in what role?
#
# Ctrl-Enter runs it. Ctrl-Space completes it.
# The book on the left shows all that can be asked.
query WhoAttended {
  meetings(first: 3) {
    totalCount
    nodes {
      name
      date
      attendances(first: 20) {
        nodes {
          role
          rank
          official { name }
          body { name }
          post
          evidence(first: 1) {
            quote
            article { headline }
          }
        }
      }
    }
  }
}
`,
  `# Who is it? Chinese, pinyin (chen gang) or initials (cg).
query FindAnyone {
  search(text: "cg", first: 5) {
    nodes {
      name
      matched
      node {
        __typename
        id
        ... on Official {
          tenures { nodes { body { name } title } }
          attendances { totalCount }
        }
      }
    }
  }
}
`,
  `# Who met whom? Those who attended most, and their company.
query WhoMetWhom {
  officials(order: MEETINGS, first: 3) {
    nodes {
      name
      coAttendees(first: 10) {
        totalCount
        nodes {
          official { name }
          count
          lastMet
          meetings { nodes { name date } }
        }
      }
    }
  }
}
`,
];

const isSubscription = (options) =>
  Boolean(options && options.documentAST) &&
  options.documentAST.definitions.some((definition) => definition.operation === "subscription");

function fetcher(request, options) {
  const headers = (options && options.headers) || {};
  return isSubscription(options) ? watch(request, headers) : ask(request, headers);
}

async function ask(request, headers) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(request),
  });
  return response.json();
}

// A subscription over WebSocket; the token goes along with the first message, since a browser can
// set no header.
async function* watch(request, headers) {
  const url = new URL("/graphql", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url, "graphql-transport-ws");
  const arrived = [];
  let wake = () => {};
  const push = (event) => {
    arrived.push(event);
    wake();
  };
  socket.onopen = () => {
    const name = Object.keys(headers).find((name) => name.toLowerCase() === "authorization");
    const payload = name ? { authorization: headers[name] } : {};
    socket.send(JSON.stringify({ type: "connection_init", payload }));
  };
  socket.onmessage = (message) => push(JSON.parse(message.data));
  socket.onclose = (closed) => push({ type: "closed", reason: closed.reason });
  try {
    for (;;) {
      while (arrived.length === 0) await new Promise((resolve) => (wake = resolve));
      const message = arrived.shift();
      if (message.type === "connection_ack") {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: request }));
      } else if (message.type === "ping") {
        socket.send(JSON.stringify({ type: "pong" }));
      } else if (message.type === "next") {
        yield message.payload;
      } else if (message.type === "error") {
        yield { errors: message.payload };
        return;
      } else if (message.type === "closed") {
        if (message.reason) yield { errors: [{ message: message.reason }] };
        return;
      } else if (message.type === "complete") {
        return;
      }
    }
  } finally {
    socket.close();
  }
}

ReactDOM.createRoot(document.getElementById("console")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: queries[0],
    defaultTabs: queries.map((query) => ({ query })),
    shouldPersistHeaders: false,
  }),
);
