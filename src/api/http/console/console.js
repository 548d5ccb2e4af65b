"use strict";

const firstQuery = `# Who attended a meeting, and in what role?
#
# Press Ctrl-Enter to run it; the book on the left shows all that can be asked.
{
  meetings(first: 3) {
    totalCount
    nodes {
      name
      date
      attendances(first: 20) {
        nodes { role rank post attendee { ... on Official { name } ... on Body { name } }
                evidence(first: 1) { quote article { headline } } }
      }
    }
  }
}
`;

async function fetcher(request, options) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...(options && options.headers) },
    body: JSON.stringify(request),
  });
  return response.json();
}

ReactDOM.createRoot(document.getElementById("console")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: firstQuery, shouldPersistHeaders: false }),
);
