"""Reading: three versions of OpenAPI with one meaning, and no key that nobody took."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.api import Api
from specpress.diagnostics import Diagnostic, Report
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from tests.in_memory import openapi


def understood(document: dict[str, Any]) -> tuple[Api, tuple[Diagnostic, ...]]:
    report = Report()
    files = MemoryFiles({"a.json": json.dumps(document).encode()})
    documents = load(files, "a.json", report)
    api = read(documents, report)
    assert api is not None, report.findings
    return api, report.diagnostics(documents)


def of(schema: dict[str, Any], version: str) -> Api:
    other = {"type": "object", "properties": {"id": {"type": "integer"}}}
    return understood(openapi({"A": schema, "Other": other}, version))[0]


REF = {"$ref": "#/components/schemas/Other"}
SAME = [
    ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "nullable": False}, {"type": "string"}),
    ({"nullable": True}, {}),
    (
        {"type": "string", "nullable": True, "enum": ["a"]},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    ({"nullable": True, "allOf": [REF]}, {"anyOf": [{"allOf": [REF]}, {"type": "null"}]}),
    ({"anyOf": [REF, {"nullable": True}]}, {"anyOf": [REF, {"type": "null"}]}),
    (
        {"type": "integer", "minimum": 1, "exclusiveMinimum": True},
        {"type": "integer", "exclusiveMinimum": 1},
    ),
    (
        {"type": "integer", "maximum": 9, "exclusiveMaximum": False},
        {"type": "integer", "maximum": 9},
    ),
    ({"type": "string", "enum": ["a"]}, {"type": "string", "const": "a"}),
    ({"type": "string", "example": "a"}, {"type": "string", "examples": ["a"]}),
    ({"type": "array", "items": {}}, {"type": ["array"], "items": True}),
]


@pytest.mark.parametrize(("older", "newer"), SAME, ids=lambda schema: json.dumps(schema)[:40])
def test_versions_that_say_the_same_are_equal(older: dict[str, Any], newer: dict[str, Any]) -> None:
    expected = of(newer, "3.1.0")
    assert of(older, "3.0.3") == expected
    assert of(newer, "3.2.0") == expected


def test_what_stands_beside_a_reference_counts_since_3_1() -> None:
    schema = {**REF, "minProperties": 1}
    assert of(schema, "3.0.3") == of(REF, "3.0.3")
    assert of(schema, "3.1.0") == of({"allOf": [REF], "minProperties": 1}, "3.1.0")


def test_json_numbers_and_orders_make_no_difference() -> None:
    left = of({"type": ["null", "number", "integer"], "enum": [1, 2.0, None]}, "3.1.0")
    right = of({"enum": [1.0, 2, None, 2], "type": ["number", "null"]}, "3.1.0")
    assert left == right


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1", "contact": {"name": "a"}},
    "servers": [{"url": "https://{host}.example.com", "variables": {"host": {"default": "a"}}}],
    "tags": [{"name": "pets"}],
    "security": [{"key": []}],
    "paths": {
        "/pets/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
            ],
            "get": {
                "operationId": "get_pet",
                "tags": ["pets"],
                "parameters": [
                    {
                        "name": "sort",
                        "in": "query",
                        "content": {"application/json": {"schema": {"type": "string"}}},
                    }
                ],
                "responses": {
                    "200": {
                        "description": "ok",
                        "headers": {"X-Rate": {"schema": {"type": "integer"}}},
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Pet"},
                                "examples": {"one": {"value": {"id": 1}}},
                            }
                        },
                        "links": {"self": {"operationId": "get_pet"}},
                    }
                },
            },
            "put": {
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
                            "encoding": {"a": {"contentType": "text/plain"}},
                        }
                    }
                },
                "responses": {"204": {"description": "done"}},
                "callbacks": {
                    "told": {
                        "{$request.body#/url}": {
                            "post": {"responses": {"200": {"description": "k"}}}
                        }
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "discriminator": {"propertyName": "kind"},
                "properties": {
                    "id": {"type": "integer", "minimum": 1},
                    "tags": {
                        "type": "array",
                        "items": {"anyOf": [{"type": "string"}, {"not": {}}]},
                    },
                },
                "additionalProperties": {"type": "string"},
            }
        },
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    },
}
FREE = {"examples", "example", "default", "enum", "const", "value", "mapping", "scopes"}
NAMED = {
    *("schemas", "properties", "paths", "responses", "content", "headers", "links", "encoding"),
    *("callbacks", "variables", "securitySchemes", "patternProperties", "told"),
}
LISTS_OF_NAMES = {"security"}


def objects(
    node: Any, at: tuple[str | int, ...] = (), key: str = ""
) -> list[tuple[str | int, ...]]:
    """The pointers of every object of the document whose keys the specification gives."""
    found: list[tuple[str | int, ...]] = []
    if key in LISTS_OF_NAMES or (key in FREE and not (at and at[-1] == "examples")):
        return found
    if isinstance(node, dict):
        if key not in NAMED and key not in FREE:
            found.append(at)
        for name, child in node.items():
            inner = "" if key in NAMED or key == "examples" else name
            found += objects(child, (*at, name), inner)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            found += objects(child, (*at, index), "")
    return found


PLACES = [place for place in objects(DOCUMENT) if place[-1:] != ("told",)]  # its keys are paths


def test_nothing_of_the_document_is_lost() -> None:
    _, found = understood(DOCUMENT)
    assert [(d.code, d.pointer) for d in found] == [("SP303", "/info/contact")]


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(PLACES), st.text("abcXYZ-$é", min_size=3, max_size=8))
def test_a_key_that_nobody_takes_is_reported_once(place: tuple[str | int, ...], key: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    node: Any = document
    for step in place:
        node = node[step]
    if key in node or key.startswith("x-"):
        return
    if place and place[-1] == "contact":
        return
    node[key] = {"anything": [1]}
    _, found = understood(document)
    pointer = "".join(f"/{str(s).replace('~', '~0').replace('/', '~1')}" for s in (*place, key))
    told = [d for d in found if d.pointer == pointer]
    assert [d.severity for d in told] == ["loss"], (place, key, found)


def test_every_kind_of_object_is_tried() -> None:
    """So that the property above cannot pass by looking at little."""
    assert len(PLACES) > 30
    assert ("components", "securitySchemes", "key") in PLACES
    assert ("components", "schemas", "Pet", "discriminator") in PLACES


def test_extensions_are_never_a_loss() -> None:
    document = copy.deepcopy(DOCUMENT)
    for place in PLACES:
        node: Any = document
        for step in place:
            node = node[step]
        node["x-anything"] = {"a": 1}
    _, found = understood(document)
    assert {d.code for d in found} <= {"SP303"}
