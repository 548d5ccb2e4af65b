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

async function fetcher(request, options) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...(options && options.headers) },
    body: JSON.stringify(request),
  });
  return response.json();
}

ReactDOM.createRoot(document.getElementById("console")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: queries[0],
    defaultTabs: queries.map((query) => ({ query })),
    shouldPersistHeaders: false,
  }),
);
