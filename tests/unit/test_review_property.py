"""If a review reports nothing for a direction, no payload may flip from valid to invalid in that direction.

Schemas come from a grammar; a second one is made by editing the first. Every object declares the same names, so that the
convention about undeclared properties plays no part; alternatives of a oneOf differ in type, so that counting them does not.
"""

from __future__ import annotations

import random
from typing import Any

import jsonschema_rs
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Report
from specpress.read import read
from specpress.review.compare import compare
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

NAMES = ("a", "b", "c")
Json = Any


def schemas() -> st.SearchStrategy[Json]:
    return st.recursive(_leaves(), _composites, max_leaves=6)


def _leaves() -> st.SearchStrategy[Json]:
    bound = st.one_of(st.none(), st.integers(0, 4))
    text = st.fixed_dictionaries(
        {"type": st.just("string")},
        optional={
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 4),
            "pattern": st.sampled_from(["^a", "b$", ".*", "^[ab]*$"]),
        },
    )
    number = st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={
            "minimum": st.integers(-2, 3),
            "exclusiveMaximum": st.integers(0, 5),
            "multipleOf": st.sampled_from([1, 2, 3, 0.5]),
        },
    )
    enum = st.builds(
        lambda values: {"enum": values},
        st.lists(
            st.sampled_from(["a", "b", 1, 2, None, True]), min_size=1, max_size=3, unique_by=repr
        ),
    )
    del bound
    kinds = st.sampled_from(
        [{}, {"type": "boolean"}, {"type": ["string", "null"]}, {"type": "null"}]
    )
    return st.one_of(text, number, enum, kinds)


def _composites(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    array = st.fixed_dictionaries(
        {"type": st.just("array"), "items": inner},
        optional={
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(0, 3),
            "uniqueItems": st.booleans(),
            "contains": inner,
        },
    )
    thing = st.fixed_dictionaries(
        {
            "type": st.just("object"),
            "properties": st.fixed_dictionaries(dict.fromkeys(NAMES, inner)),
        },
        optional={
            "required": st.lists(st.sampled_from(NAMES), unique=True),
            "additionalProperties": st.booleans(),
            "minProperties": st.integers(0, 2),
            "maxProperties": st.integers(0, 3),
            "dependentRequired": st.just({"a": ["b"]}),
        },
    )
    several = st.lists(inner, min_size=1, max_size=3)
    combined = st.one_of(
        st.builds(lambda parts: {"allOf": parts}, several),
        st.builds(lambda parts: {"anyOf": parts}, several),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda i, t: {"if": i, "then": t}, inner, inner),
    )
    return st.one_of(array, thing, combined)


def edited(schema: Json, chance: random.Random) -> Json:
    """The schema with some keywords dropped, changed or wrapped."""
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Json] = {}
    for key, value in schema.items():
        roll = chance.random()
        if roll < 0.12 and key not in ("properties", "items"):
            continue
        if isinstance(value, bool):
            made[key] = not value if roll < 0.3 else value
        elif isinstance(value, int):
            made[key] = max(0 if key != "minimum" else -5, value + chance.choice([0, 0, 1, -1]))
        elif isinstance(value, dict):
            inner = {k: edited(v, chance) for k, v in value.items()}
            made[key] = inner if key == "properties" else edited(value, chance)
            if key == "dependentRequired":
                made[key] = value
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            made[key] = [edited(v, chance) for v in value]
        elif isinstance(value, list) and len(value) > 1 and roll < 0.5:
            made[key] = value[1:]
        else:
            made[key] = value
    if made.get("multipleOf") == 0:
        made.pop("multipleOf")
    return {"allOf": [made]} if chance.random() < 0.1 else made


def values() -> st.SearchStrategy[Json]:
    scalars = st.sampled_from(
        [
            "",
            "a",
            "b",
            "ab",
            "aaa",
            "ba",
            "xyz",
            "aaaaa",
            0,
            1,
            2,
            3,
            -1,
            -3,
            4,
            6,
            0.5,
            1.5,
            10,
            None,
            True,
            False,
        ]
    )
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.sampled_from([*NAMES, "zz"]), inner, max_size=4),
        ),
        max_leaves=6,
    )


def levels(old: Json, new: Json) -> dict[str, bool]:
    """For each direction, whether the review reports anything for callers on the wire."""
    sides = []
    for schema in (old, new):
        content = {"application/json": {"schema": schema}}
        document = {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1"},
            "paths": {
                "/x": {
                    "post": {
                        "requestBody": {"content": content},
                        "responses": {"200": {"description": "", "content": content}},
                    }
                }
            },
        }
        import json

        report = Report()
        documents = load(MemoryFiles({"x.json": json.dumps(document).encode()}), "x.json", report)
        api = read(documents, report)
        assert api is not None
        sides.append(api)
    reviewed = compare(*sides)
    told = {"request": False, "response": False}
    from specpress.review.rules import verdicts

    for cause in reviewed.causes:
        for showing in cause.showings:
            if verdicts(showing.occurrence)["caller"].wire != "safe":
                told[showing.occurrence.direction] = True
    return told


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(schemas(), st.randoms(use_true_random=False), st.lists(values(), min_size=12, max_size=24))
def test_what_is_not_reported_does_not_flip(
    old: Json, chance: random.Random, payloads: list[Json]
) -> None:
    new = edited(old, chance)
    assume(new != old)
    told = levels(old, new)
    before, after = (jsonschema_rs.Draft202012Validator(schema) for schema in (old, new))
    for payload in payloads:
        if before.is_valid(payload) and not after.is_valid(payload):
            assert told["request"], f"{payload!r} is no longer valid: {old} became {new}"
        if after.is_valid(payload) and not before.is_valid(payload):
            assert told["response"], f"{payload!r} is valid now: {old} became {new}"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(schemas())
def test_nothing_is_reported_between_equals(schema: Json) -> None:
    assert not any(levels(schema, schema).values())
    assert not any(levels(schema, {"allOf": [schema]}).values())
