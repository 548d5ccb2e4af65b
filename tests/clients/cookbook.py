"""Asks every query of a document through gql: the answers are those of the document.

cookbook.py URL DOCUMENT
"""

import json
import re
import sys

from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

url, document = sys.argv[1:]
client = Client(
    transport=RequestsHTTPTransport(url=url),
    fetch_schema_from_transport=True,
    parse_results=False,
)
text = open(document, encoding="utf-8").read()
pairs = re.findall(r"```graphql\n(.*?)```.*?```json\n(.*?)```", text, re.DOTALL)
assert pairs, "no queries in " + document
with client as session:
    for query, answer in pairs:
        found = session.execute(gql(query))
        kept = json.loads(answer)["data"]
        assert found == kept, f"{query}\nexpected {kept}\nfound {found}"
print(f"{document}: {len(pairs)} queries answered through gql")
