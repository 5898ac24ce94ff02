"""The official schemas of OpenAPI, compiled: one validator for each version.

Takes "3.0", "3.1" or "3.2", gives a validator; only this module knows the files and how they refer to each other.
In 3.1 and later a schema object is checked against the dialect too, unless the document declares another one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jsonschema_rs import Draft202012Validator, Registry

from specpress.api import Json

Branch = dict[str, Json]
_SCHEMAS = Path(__file__).parents[1] / "schemas"

DIALECTS = {
    "3.1": "https://spec.openapis.org/oas/3.1/dialect/base",
    "3.2": "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}


@cache
def official(version: str, with_dialect: bool) -> Draft202012Validator:
    """Compiled when first needed: two to four milliseconds."""
    if version == "3.0":
        return Draft202012Validator(schema_text("oas-3.0"))
    document = schema_text(f"oas-{version}")
    if not with_dialect:
        return Draft202012Validator(document)
    parts = [document, schema_text(f"dialect-{version}"), schema_text(f"vocabulary-{version}")]
    registry = Registry([(str(part["$id"]), part) for part in parts])
    joined: Branch = {
        "$id": f"https://specpress.invalid/{version}",
        "$ref": document["$id"],
        "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": DIALECTS[version]}},
    }
    return Draft202012Validator(joined, registry=registry)


@cache
def schema_text(name: str) -> Branch:
    """One of the files, as it is compiled."""
    text = (_SCHEMAS / f"{name}.json").read_text("utf-8")
    parsed = json.loads(text)
    assert isinstance(parsed, dict)
    if name == "oas-3.0":
        parsed = {**_sharpened(parsed), "$schema": "https://json-schema.org/draft/2020-12/schema"}
    if name.startswith("oas-"):
        _amend(parsed.get("$defs") or parsed["definitions"])
    return parsed


_TOKEN = "^[-!#$%&'*+.^_`|~0-9A-Za-z]+$"
"""A field name of HTTP (RFC 9110, 5.6.2)."""


def _amend(definitions: Json) -> None:
    """What the specification says and these editions of its schema do not: names of headers are tokens; in 3.1
    `example` excludes `examples`, and a link has a `server`, not a `body`."""
    assert isinstance(definitions, dict)
    header: Branch = {"properties": {"in": {"const": "header"}}, "required": ["in"]}
    name: Branch = {"properties": {"name": {"pattern": _TOKEN}}}
    for title in ("parameter", "Parameter"):
        if isinstance(parameter := definitions.get(title), dict):
            rules = parameter.setdefault("allOf", [])
            assert isinstance(rules, list)
            rules.append({"if": header, "then": name})
    for title in ("response", "Response", "encoding", "Encoding"):
        if isinstance(owner := definitions.get(title), dict):
            fields = owner["properties"]
            assert isinstance(fields, dict) and isinstance(fields["headers"], dict)
            fields["headers"]["propertyNames"] = {"pattern": _TOKEN}
    if isinstance(examples := definitions.get("examples"), dict):
        examples["not"] = {"required": ["example", "examples"]}
    if isinstance(link := definitions.get("link"), dict):
        fields = link["properties"]
        assert isinstance(fields, dict)
        fields["server"] = fields.pop("body", fields.get("server"))


def by_id(identifier: str) -> Branch | None:
    """The file with that `$id`, for who wants to look at the rule that a document broke."""
    for name in ("oas-3.0", "oas-3.1", "oas-3.2", "vocabulary-3.1", "vocabulary-3.2"):
        if schema_text(name).get("$id") == identifier:
            return schema_text(name)
    return None


def _sharpened(node: dict[str, Json]) -> Branch:
    """Draft 4 as draft 2020-12, and `oneOf: [X, Reference]` as "if there is a $ref, then Reference, else X"."""
    made: Branch = {key: _below(value) for key, value in node.items()}
    if isinstance(made.get("id"), str):
        made["$id"] = made.pop("id")
    if made.get("exclusiveMinimum") is True:
        made["exclusiveMinimum"] = made.pop("minimum")
    if isinstance(choices := made.get("oneOf"), list) and _REFERENCE in choices:
        del made["oneOf"]
        made["if"] = {"type": "object", "required": ["$ref"]}
        made["then"] = dict(_REFERENCE)
        made["else"] = _either([choice for choice in choices if choice != _REFERENCE])
    return made


_REFERENCE: Branch = {"$ref": "#/definitions/Reference"}


def _below(value: Json) -> Json:
    if isinstance(value, dict):
        return _sharpened(value)
    return [_below(item) for item in value] if isinstance(value, list) else value


def _either(choices: list[Json]) -> Json:
    if len(choices) == 1:
        return choices[0]
    boolean: Branch = {"type": "boolean"}
    rest = [choice for choice in choices if choice != boolean]
    return {"if": boolean, "then": True, "else": rest[0]}
