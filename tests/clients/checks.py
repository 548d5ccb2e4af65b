"""What every answer must be, whatever is asked: checks and values for schemathesis."""

import pathlib
import re

import schemathesis
from graphql import (
    FieldNode,
    InlineFragmentNode,
    build_schema,
    is_composite_type,
    is_enum_type,
    is_list_type,
    is_non_null_type,
    parse,
)
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.graphql import nodes

ROOT = pathlib.Path(__file__).parent.parent.parent
SCHEMA = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
IDS = re.findall(r"\bofficial:[0-9a-z]{20}\b", (ROOT / "docs/COOKBOOK.md").read_text("utf-8"))

# What a query that follows from the schema may run into; nothing may be INTERNAL.
CODES = {
    "BAD_INPUT",
    "NOT_FOUND",
    "DEPTH_LIMIT",
    "COMPLEXITY_LIMIT",
    "FIELD_LIMIT",
    "ALIAS_LIMIT",
    "PAGE_LIMIT",
    "WORK_LIMIT",
}

schemathesis.graphql.scalar("NaiveDate", st.dates().map(str).map(nodes.String))
schemathesis.graphql.scalar("ID", (st.sampled_from(IDS) | st.text(max_size=30)).map(nodes.String))


@schemathesis.check
def errors_are_typed(ctx, response, case):
    """Every error can be acted on: it has a code that the schema's queries may meet, and a hint."""
    assert response.status_code in (200, 400), response.text
    body = response.json()
    assert "errors" not in body or body["errors"], "an empty list of errors"
    # Queries that break the schema are made too, to see them refused.
    broken = case.meta is not None and case.meta.generation.mode == GenerationMode.NEGATIVE
    for error in body.get("errors", []):
        about = error.get("extensions", {})
        assert about.get("code") in (CODES | {"INVALID_QUERY"} if broken else CODES), error
        assert about.get("hint"), error
        assert "path" in about, error


@schemathesis.check
def answers_keep_the_schema(ctx, response, case):
    """The data has the shape that the schema promises, with errors and without."""
    body = response.json()
    query = case.body if isinstance(case.body, str) else case.body["query"]
    document = parse(query)
    if body.get("data") is not None:
        for operation in document.definitions:
            check_fields(body["data"], SCHEMA.query_type, operation.selection_set, "data")
    else:
        assert body.get("errors"), "neither data nor errors"


def check_fields(value, parent, selections, path):
    """All fields that are asked of an object are there; those for another type need not be."""
    for selection in selections.selections:
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition
            wanted = SCHEMA.type_map[condition.name.value] if condition else parent
            known = value.get("__typename")
            if wanted == parent or known == wanted.name:
                check_fields(value, wanted, selection.selection_set, path)
        elif isinstance(selection, FieldNode):
            key = (selection.alias or selection.name).value
            assert key in value, f"{path} has no {key}: {value}"
            if selection.name.value != "__typename":
                field = parent.fields[selection.name.value]
                check_value(value[key], field.type, selection.selection_set, f"{path}.{key}")


def check_value(value, kind, selections, path):
    """A value is of its type; null only where that may be."""
    if is_non_null_type(kind):
        assert value is not None, f"{path} is null"
        kind = kind.of_type
    if value is None:
        return
    if is_list_type(kind):
        assert isinstance(value, list), f"{path} is no list: {value}"
        for at, item in enumerate(value):
            check_value(item, kind.of_type, selections, f"{path}[{at}]")
    elif is_composite_type(kind):
        assert isinstance(value, dict), f"{path} is no object: {value}"
        check_fields(value, kind, selections, path)
    elif is_enum_type(kind):
        assert value in kind.values, f"{path} is no {kind}: {value}"
    else:
        kinds = {"Int": int, "Float": (int, float), "Boolean": bool}
        assert isinstance(value, kinds.get(kind.name, str)), f"{path} is no {kind}: {value}"
