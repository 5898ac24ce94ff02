"""If a review reports nothing for a direction, no payload may flip from valid to invalid in that direction.

Schemas come from a grammar; a second one is made by editing the first. Every object declares the same names, so that the
convention about undeclared properties plays no part; alternatives of a oneOf differ in type, so that counting them does not.
"""

from __future__ import annotations

import random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from specpress.diagnostics import Report
from specpress.read import read
from specpress.review.compare import compare
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from tests.flips import check_flips
from tests.schema_edits import declaring, edited_once, without_references
from tests.schema_grammar import schemas as every_schema
from tests.schema_grammar import values as every_value

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


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    every_schema,
    every_schema,
    st.randoms(use_true_random=False),
    st.lists(every_value, min_size=8, max_size=16),
)
def test_what_is_not_reported_does_not_flip_whatever_the_keywords(
    old: Json, other: Json, chance: random.Random, payloads: list[Json]
) -> None:
    """One edit of schemas with all keywords, overlapping alternatives of oneOf among them; `make fuzz` tries thousands."""
    old, other = without_references(old), without_references(other)
    new = edited_once(old, chance, other)
    if "oneOf" in repr((old, new)):
        old, new = declaring(old), declaring(new)
    check_flips(old, new, payloads)


OVERLAPS = [
    # (branches before, branches after, payload that flips, the direction in which callers suffer)
    (
        [{"type": "string", "maxLength": 3}, {"type": "string", "minLength": 5}],
        [{"type": "string", "maxLength": 3}, {"type": "string", "minLength": 2}],
        "abc",
        "request",
    ),
    (
        [{"type": "integer", "maximum": 9}, {"type": "integer", "minimum": 5}],
        [{"type": "integer", "maximum": 4}, {"type": "integer", "minimum": 5}],
        7,
        "response",
    ),
    (
        [{"enum": ["a", "b"]}, {"enum": ["c"]}],
        [{"enum": ["a", "b"]}, {"enum": ["b"]}],
        "b",
        "request",
    ),
    ([{}], [{}, {"type": "string"}], "a", "request"),
]


@pytest.mark.parametrize(("before", "after", "payload", "direction"), OVERLAPS)
def test_alternatives_of_a_one_of_that_overlap_are_told(
    before: list[Json], after: list[Json], payload: Json, direction: str
) -> None:
    old, new = {"oneOf": before}, {"oneOf": after}
    was, now = (jsonschema_rs.is_valid(schema, payload) for schema in (old, new))
    assert was != now
    assert levels(old, new)[direction]


def test_alternatives_that_cannot_meet_are_no_change_of_anything() -> None:
    tagged = [
        {"type": "object", "required": ["t"], "properties": {"t": {"const": tag}, "x": {}}}
        for tag in ("a", "b")
    ]
    assert not any(levels({"oneOf": tagged}, {"anyOf": tagged}).values())
    told = levels({"oneOf": tagged[:1]}, {"oneOf": tagged})
    assert told == {"request": False, "response": True}
