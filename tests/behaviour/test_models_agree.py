"""Models of random schemas say what an independent judge of JSON Schema says. `make fuzz` looks at thousands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agreement import SLOW, check, check_served
from tests.schema_grammar import components, values


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(components, st.lists(values, min_size=6, max_size=8))
def test_strict_models_agree_with_the_judge(schemas: dict[str, Any], tried: list[Any]) -> None:
    check(schemas, tried)


SERVED: list[tuple[dict[str, Any], list[Any]]] = [
    ({"Ant": {"patternProperties": {"^a": {"type": "string"}}}}, [{"a": 1}, {"a": "1"}, 1]),
    (
        {"Ant": {"type": ["boolean", "number"], "anyOf": [{"minimum": 1}, {"items": {}}]}},
        [0, 1, True],
    ),
    (
        {"Ant": {"minItems": 1, "maxContains": 0, "contains": {"minLength": 1}}},
        [[], [""], ["a"], 1],
    ),
    (
        {
            "Ant": {
                "type": "object",
                "properties": {"id": {"type": "integer"}},
                "patternProperties": {"^x": {"type": "string"}},
                "additionalProperties": False,
            }
        },
        [{"id": 1, "x": "a"}, {"id": "1"}, {"x": 1}, {"y": 1}],
    ),
    (
        {  # rules that name the class they stand on
            "Ant": {
                "type": "object",
                "properties": {"a": {"$ref": "#/components/schemas/Ant"}},
                "not": {
                    "required": ["b"],
                    "properties": {"b": {"$ref": "#/components/schemas/Ant"}},
                },
            }
        },
        [{}, {"a": {}}, {"b": {}}, {"a": {"b": {}}}, {"b": 1}],
    ),
]


def _named(*names: str) -> dict[str, Any]:
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}


ALIASES: list[dict[str, Any]] = [  # which Python makes one of, or several
    {"Ant": {}, "Bee": {}, "Cat": _named("Ant", "Bee")},
    {"Ant": {"type": "string"}, "Bee": {"type": "string"}, "Cat": _named("Ant", "Bee")},
    {
        "Ant": {},
        "Bee": {},
        "Cat": {"oneOf": [{"allOf": [x]} for x in _named("Ant", "Bee")["oneOf"]]},
    },
    {
        "Ant": {"anyOf": [{"type": "integer"}, {"type": "number"}]},
        "Bee": {"type": "object", "required": ["a"], "properties": {"a": {}}},
        "Cat": {"type": "object", "required": ["b"], "properties": {"b": {}}},
        "Dog": _named("Ant", "Bee", "Cat"),
    },
]


@pytest.mark.parametrize("schemas", ALIASES)
def test_exactly_one_of_several_aliases(schemas: dict[str, Any]) -> None:
    tried = ["", 3, 3.5, [], {}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}]
    check(schemas, tried)
    check_served(schemas, tried)


@pytest.mark.parametrize(("schemas", "tried"), SERVED)
def test_what_is_served_means_what_the_document_says(
    schemas: dict[str, Any], tried: list[Any]
) -> None:
    check_served(schemas, tried)


REF = "#/components/schemas/"
FOUND: list[tuple[dict[str, Any], list[Any]]] = [
    (
        {  # two references that say something about one property
            "Ant": {"type": "object", "properties": {"a": {"type": "string"}}},
            "Bee": {"type": "object", "properties": {"a": {"maxLength": 2}}},
            "Cat": {"allOf": [{"$ref": f"{REF}Ant"}, {"$ref": f"{REF}Bee"}]},
        },
        [{"a": "abc"}, {"a": "ab"}, {"a": 1}, {}],
    ),
    (
        {  # a name that is only required, where nothing further is allowed
            "Ant": {"type": "object", "required": ["b"], "additionalProperties": False},
            "Bee": {
                "type": "object",
                "required": ["b"],
                "additionalProperties": {"type": "integer"},
            },
            "Cat": {
                "type": "object",
                "properties": {"a": {"$ref": f"{REF}Bee"}},
                "required": ["b"],
            },
        },
        [{"b": 1}, {"b": "1"}, {}, {"a": {"b": "1"}, "b": None}],
    ),
    (
        {  # null as a name of its own, and beside null
            "Ant": {"type": "null"},
            "Bee": {"type": "object", "properties": {"a": {"$ref": f"{REF}Ant"}}},
            "Cat": {"anyOf": [{"$ref": f"{REF}Ant"}, {"type": "null"}]},
        },
        [None, {"a": None}, {"a": 1}, 1],
    ),
    (
        {  # rules in an alias that names itself
            "Ant": {"type": "array", "items": {"$ref": f"{REF}Ant"}, "not": {"$ref": f"{REF}Bee"}},
            "Bee": {"type": "array", "minItems": 2},
            "Cat": {"oneOf": [{"uniqueItems": False}, {"type": "object", "minProperties": 1}]},
        },
        [[], [[]], [[], []], [[[], []]], {}, {"a": 1}, 1],
    ),
    (
        {  # exactly one, beside a branch that takes everything
            "Ant": {"unevaluatedProperties": False, "properties": {"a": {"$ref": f"{REF}Ant"}}},
            "Bee": {"anyOf": [{"type": "null", "allOf": [{"type": "object"}]}, {"type": "null"}]},
            "Cat": {"not": {"type": ["string", "null"], "enum": ["a", None]}},
        },
        [None, {"a": {}}, {"a": {"b": 1}}, {"b": 1}, "a", "b"],
    ),
]


def test_what_was_found_once() -> None:
    for schemas, tried in FOUND:
        check(schemas, tried)
