"""Where in an OpenAPI document objects of which kind stand: what a walk needs to know to tell a `$ref` from data.

A kind is called as `components` spells it, or in the singular where components has none.
"""

from __future__ import annotations

from typing import Literal

Shape = Literal["one", "list", "map"]
"""How the values of a key hold objects: the value itself, a list of them, a mapping of names to them."""

_SCHEMA: dict[str, tuple[Shape, str]] = {
    **dict.fromkeys(
        (
            "not",
            "if",
            "then",
            "else",
            "items",
            "additionalItems",
            "unevaluatedItems",
            "contains",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "contentSchema",
        ),
        ("one", "schemas"),
    ),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schemas")),
    **dict.fromkeys(
        ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"),
        ("map", "schemas"),
    ),
}
_VALUE: dict[str, tuple[Shape, str]] = {
    "schema": ("one", "schemas"),
    "content": ("map", "mediaTypes"),
    "examples": ("map", "examples"),
}
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

GRAMMAR: dict[str, dict[str, tuple[Shape, str]]] = {
    "schemas": _SCHEMA,
    "parameters": _VALUE,
    "headers": _VALUE,
    "requestBodies": {"content": ("map", "mediaTypes")},
    "responses": {
        "headers": ("map", "headers"),
        "content": ("map", "mediaTypes"),
        "links": ("map", "links"),
    },
    "mediaTypes": {
        "schema": ("one", "schemas"),
        "itemSchema": ("one", "schemas"),
        "examples": ("map", "examples"),
        "encoding": ("map", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
    },
    "encoding": {
        "headers": ("map", "headers"),
        "encoding": ("map", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
    },
    "pathItems": {
        "parameters": ("list", "parameters"),
        **dict.fromkeys(METHODS, ("one", "operation")),
        "additionalOperations": ("map", "operation"),
    },
    "operation": {
        "parameters": ("list", "parameters"),
        "requestBody": ("one", "requestBodies"),
        "responses": ("map", "responses"),
        "callbacks": ("map", "callbacks"),
    },
    "links": {},
    "examples": {},
    "securitySchemes": {},
}
"""For each kind, the keys that lead to further objects; `callbacks` are mappings of expressions to path items."""
