"""The curated spec has what its page has, counted from the bare lines of the page and from the bare YAML."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "spec" / "datafold"
NULL = " | null"
KINDS = ("string", "integer", "number", "boolean", "object", "array", "any", "enum<string>")
TYPE_LINES = {
    kind + suffix + null for kind in KINDS for suffix in ("", "[]") for null in ("", NULL)
}


def page_fields() -> dict[str, dict[str, Any]]:
    """The response fields of the page, by no cleverer means than looking at its lines."""
    lines = (FOLDER / "pages" / "get-datadiff.txt").read_text().splitlines()
    lines = lines[lines.index("200 - application/json") + 1 :]
    fields: dict[str, dict[str, Any]] = {}
    field: dict[str, Any] = {}
    in_options = False
    for line in lines:
        if in_options:
            field["enum"].append(line.rstrip(","))
            in_options = line.endswith(",")
        elif line in TYPE_LINES:
            field["type"] = line
        elif line == "required":
            field["required"] = True
        elif line == "Available options:":
            field["enum"] = []
            in_options = True
        elif line.startswith("default: "):
            field["default"] = line.removeprefix("default: ")
        elif line.startswith("Minimum length: "):
            field["min"] = int(line.removeprefix("Minimum length: "))
        else:
            field = fields[line] = {}
    return fields


def spec() -> dict[str, Any]:
    document = yaml.safe_load((FOLDER / "openapi.yaml").read_text())
    assert isinstance(document, dict)
    return document


def spec_fields() -> dict[str, dict[str, Any]]:
    """The fields of the spec, said in the words of the page."""
    schema = spec()["components"]["schemas"]["DataDiff"]
    fields: dict[str, dict[str, Any]] = {}
    for name, declared in schema["properties"].items():
        field: dict[str, Any] = {}
        if kind := type_line(declared):
            field["type"] = kind
        if name in schema["required"]:
            field["required"] = True
        if enum := find(declared, "enum"):
            field["enum"] = enum
        if "default" in declared:
            field["default"] = yaml.safe_dump(declared["default"]).split()[0]
        if minimum := find(declared, "minLength"):
            field["min"] = minimum
        fields[name] = field
    return fields


def type_line(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        branch, null = schema["anyOf"]
        assert null == {"type": "null"}
        return type_line(branch) + NULL
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    tail = NULL if "null" in kinds else ""
    kinds = [kind for kind in kinds if kind != "null"]
    if not kinds:
        return ""
    (kind,) = kinds
    if kind == "array":
        items = type_line(schema["items"])
        return (f"{items}[]" if items else "array") + tail
    return ("enum<string>" if "enum" in schema else kind) + tail


def find(schema: dict[str, Any], keyword: str) -> Any:
    branches = [schema, *schema.get("anyOf", []), schema.get("items", {})]
    return next((branch[keyword] for branch in branches if keyword in branch), None)


def test_the_spec_has_the_fields_of_the_page_in_its_order() -> None:
    page, curated = page_fields(), spec_fields()
    assert list(page) == list(curated)
    assert page == curated


@pytest.mark.parametrize("fields", [page_fields(), spec_fields()], ids=["page", "spec"])
def test_the_census(fields: dict[str, dict[str, Any]]) -> None:
    assert len(fields) == 77
    assert [name for name, field in fields.items() if field.get("required")] == [
        "data_source1_id",
        "data_source2_id",
        "kind",
        "pk_columns",
    ]
    assert {name: len(field["enum"]) for name, field in fields.items() if "enum" in field} == {
        "kind": 2,
        "algorithm": 4,
        "monitor_state": 7,
        "result": 5,
        "source": 7,
        "status": 7,
        "table_modifiers": 1,
        "time_aggregate": 6,
    }
    assert Counter(field.get("type", "") for field in fields.values()) == {
        "string | null": 22,
        "integer | null": 10,
        "object | null": 9,
        "string[] | null": 8,
        "enum<string> | null": 6,
        "number | null": 5,
        "boolean | null": 5,
        "integer": 2,
        "boolean": 2,
        "": 2,
        "enum<string>": 1,
        "string[]": 1,
        "array | null": 1,
        "object[] | null": 1,
        "enum<string>[] | null": 1,
        "object": 1,
    }
    defaults = {name: field["default"] for name, field in fields.items() if "default" in field}
    assert defaults == dict.fromkeys(
        ["archived", "done", "materialize_without_sampling", "purged"], "false"
    )
    assert {name: field["min"] for name, field in fields.items() if "min" in field} == {
        "file1": 1,
        "file2": 1,
    }


def test_one_operation_with_two_parameters_and_a_key() -> None:
    document = spec()
    ((path, item),) = document["paths"].items()
    ((method, operation),) = item.items()
    assert (method, path) == ("get", "/api/v1/datadiffs/{datadiff_id}")
    assert operation["parameters"] == [
        {"name": "datadiff_id", "in": "path", "required": True, "schema": {"type": "integer"}},
        {"name": "poll", "in": "query", "schema": {}},
    ]
    ((requirement),) = operation["security"]
    scheme = document["components"]["securitySchemes"][next(iter(requirement))]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "Authorization")


def test_what_the_page_does_not_show_is_marked() -> None:
    document = spec()
    operation = document["paths"]["/api/v1/datadiffs/{datadiff_id}"]["get"]
    mark = "x-specpress-editorial"
    assert {"operationId", "tags", "summary"} <= operation[mark].keys()
    assert {"title", "version", "description"} <= document["info"][mark].keys()
    assert all(isinstance(entry[mark], str) for entry in document["tags"] + document["servers"])
    for status, response in operation["responses"].items():
        if status == "200":
            assert "description" in response[mark]
            continue
        shared = document["components"]["responses"][response["$ref"].split("/")[-1]]
        assert isinstance(shared[mark], str), status
        assert shared["content"] == {"application/json": {"schema": {}}}, status
