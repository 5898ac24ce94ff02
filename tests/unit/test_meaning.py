"""The comparison of documents: spellings of the same mean the same, and what differs is told with its places."""

from __future__ import annotations

import json
from typing import Any

import pytest

from specpress.api import Api
from specpress.source.files import MemoryFiles
from tests.behaviour.test_served_document import understood
from tests.in_memory import openapi
from tests.meaning import Difference, differences

CAT = {"type": "object", "properties": {"size": {"type": "integer"}}}
DOG = {"type": "object", "properties": {"size": {"type": "string"}}}
RING = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/A"}}}


def read(schemas: dict[str, Any]) -> Api:
    paths = {
        "/": {
            "get": {
                "operationId": "get",
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/X"}}
                        },
                    }
                },
            }
        }
    }
    document = openapi(schemas) | {"paths": paths}
    return understood(MemoryFiles({"a.json": json.dumps(document).encode()}), "a.json")


def compared(one: Any, other: Any, **more: Any) -> list[Difference]:
    return differences(read({"X": one, **more}), read({"X": other, **more}))


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


SAME = {
    "variants in another order": ({"anyOf": [CAT, DOG]}, {"anyOf": [DOG, CAT]}),
    "a variant twice, once by its name": (CAT, {"anyOf": [CAT, ref("Cat")]}),
    "two that differ far below": (
        {"anyOf": [{"type": "array", "items": CAT}, {"type": "array", "items": DOG}]},
        {"anyOf": [{"type": "array", "items": ref("Dog")}, {"type": "array", "items": ref("Cat")}]},
    ),
    "a ring and the ring one turn on": (ref("A"), RING),
    # `items` says nothing of what is no array, so null is valid for it alone already.
    "null beside rules without a type": (
        {"items": CAT},
        {"anyOf": [{"items": CAT}, {"type": "null"}]},
    ),
    "nothing": ({"enum": []}, {"not": {}}),
    # A value of the whole is a value of each part.
    "values of all parts": (
        {"type": "string", "enum": ["b"]},
        {"allOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["b", "c"]}]},
    ),
}
OTHER = {
    "one variant less": ({"anyOf": [CAT, DOG]}, CAT),
    "the same names, other types": ({"anyOf": [CAT, DOG]}, {"anyOf": [CAT, CAT]}),
    "null beside rules with a type": (
        {"type": "array", "items": CAT},
        {"anyOf": [{"type": "array", "items": CAT}, {"type": "null"}]},
    ),
    "a value that one part has not": (
        {"type": "string", "enum": ["a", "b"]},
        {"allOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["b", "c"]}]},
    ),
    "a ring that does not close": (ref("A"), {"type": "object", "properties": {"next": CAT}}),
}
NAMED = {"Cat": CAT, "Dog": DOG, "A": RING}


@pytest.mark.parametrize("name", SAME)
def test_the_same(name: str) -> None:
    one, other = SAME[name]
    assert compared(one, other, **NAMED) == compared(other, one, **NAMED) == []


@pytest.mark.parametrize("name", OTHER)
def test_another(name: str) -> None:
    one, other = OTHER[name]
    assert compared(one, other, **NAMED)
    assert compared(other, one, **NAMED)


def test_what_is_said_of_variants_that_look_alike() -> None:
    """They are taken in their order, so that a text is compared with its own."""

    def both(*texts: str) -> dict[str, Any]:
        sized = [
            {**CAT, "properties": {"size": {"type": "integer", "description": t}}} for t in texts
        ]
        return {"anyOf": [*sized, DOG]}

    assert compared(both("a", "b"), both("a", "b")) == []
    (found,) = compared(both("a"), both("b"))
    assert (found.kind, found.old, found.new) == ("description", "a", "b")
    assert [span.pointer for span in found.spans] == [
        "/components/schemas/X/anyOf/0/properties/size"
    ]


def test_what_parts_say() -> None:
    """A text or a default of a part is one of the whole; one that only the other has is a difference."""
    said = {"type": "string", "default": "x", "description": "d"}
    assert compared({"allOf": [said]}, said) == []
    found = compared({"type": "string"}, said)
    assert {each.kind for each in found} == {"default", "description"}


def test_places_are_those_of_all_parts() -> None:
    (found,) = compared(ref("Cat"), {**CAT, "title": "Kitten"}, Cat=CAT)
    assert str(found) == "GET / 200 application/json [title]: '' became 'Kitten'"
    pointers = [span.pointer for span in found.spans]
    assert pointers[-2:] == ["/components/schemas/X", "/components/schemas/Cat"]
