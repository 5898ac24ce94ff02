"""Spellings that mean the same are no change: nullable forms, allOf of one, references, key order, YAML or JSON, 3.0 or 3.1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specpress.review.inputs import loaded, opened
from specpress.review.review import review
from specpress.source.files import MemoryFiles

from .review_specs import reviewed

SAME = [
    ("{type: [string, 'null']}", "{anyOf: [{type: string}, {type: 'null'}]}"),
    (
        "{type: [string, 'null'], minLength: 2}",
        "{oneOf: [{type: 'null'}, {type: string, minLength: 2}]}",
    ),
    ("{enum: [a, null]}", "{anyOf: [{enum: [a]}, {type: 'null'}]}"),
    ("{const: a}", "{enum: [a]}"),
    ("{enum: [a, b, c]}", "{enum: [c, a, b]}"),
    ("{enum: [a, b, c]}", "{oneOf: [{const: a}, {const: b}, {const: c}]}"),
    ("{$ref: '#/components/schemas/A'}", "{allOf: [{$ref: '#/components/schemas/A'}]}"),
    (
        "{$ref: '#/components/schemas/A'}",
        "{type: object, required: [a], properties: {a: {type: string}}}",
    ),
    ("{type: integer, minimum: 1}", "{type: integer, exclusiveMinimum: 0}"),
    ("{type: integer, maximum: 9}", "{type: integer, maximum: 9.5}"),
    ("{type: [integer, number]}", "{type: number}"),
    ("{type: integer, multipleOf: 1}", "{type: integer}"),
    ("{type: object}", "{type: object, additionalProperties: true}"),
    ("{type: object}", "{type: object, additionalProperties: {}}"),
    ("{type: string, pattern: '.*'}", "{type: string}"),
    ("{type: boolean}", "{type: boolean, enum: [true, false]}"),
    ("{type: string}", "{not: {type: [integer, number, boolean, 'null', array, object]}}"),
    (
        "{type: object, properties: {a: {}, b: {}}, required: [a, b]}",
        "{allOf: [{type: object, properties: {a: {}}, required: [a]}, {properties: {b: {}}, required: [b]}]}",
    ),
    (
        "{allOf: [{type: object, properties: {a: {}}}], unevaluatedProperties: false}",
        "{type: object, properties: {a: {}}, additionalProperties: false}",
    ),
    ("{type: string, maxItems: 3}", "{type: string}"),
    ("{type: string, description: one}", "{type: string, description: another, title: T}"),
    ("{anyOf: [{type: string}, {type: integer}]}", "{type: [integer, string]}"),
    ("{anyOf: [{type: string}, {type: string, maxLength: 3}]}", "{anyOf: [{type: string}]}"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_no_change(old: str, new: str, tmp_path: Path) -> None:
    for pair in ((old, new), (new, old)):
        told = [c for c in reviewed(tmp_path, *pair) if c.wire != "safe" or c.runtime != "safe"]
        assert not told, [change.message for change in told]


def test_3_0_and_3_1_and_yaml_and_json() -> None:
    old = """
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /x/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: fine
          content:
            application/json:
              schema:
                type: object
                properties:
                  a: {type: string, nullable: true}
                  b: {type: integer, minimum: 0, exclusiveMinimum: true}
"""
    properties = {
        "b": {"exclusiveMinimum": 0, "type": "integer"},
        "a": {"anyOf": [{"type": "null"}, {"type": "string"}]},
    }
    schema = {"properties": properties, "type": "object"}
    parameter = {"in": "path", "required": True, "name": "key", "schema": {"type": "string"}}
    answer = {"content": {"application/json": {"schema": schema}}, "description": "good"}
    new = {
        "paths": {"/x/{key}": {"parameters": [parameter], "get": {"responses": {"200": answer}}}},
        "info": {"version": "2", "title": "T"},
        "openapi": "3.1.0",
    }
    sides = (
        loaded(MemoryFiles({"a.yaml": old.encode()}), "a.yaml", "a.yaml"),
        loaded(MemoryFiles({"b.json": json.dumps(new).encode()}), "b.json", "b.json"),
    )
    assert [c for c in review(*sides) if c.wire != "safe" or c.runtime != "safe"] == []


def test_a_document_and_itself(root: Path) -> None:
    spec = opened(str(root / "spec" / "datafold" / "openapi.yaml"))
    assert review(spec, spec) == ()
