"""Merging: what is valid under both schemas is valid under the merged one, and the reverse."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from specpress.api import Json, Schema
from specpress.diagnostics import Report
from specpress.plan.fragments import Fragments
from specpress.plan.merge import merge
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from tests.agreement import SLOW
from tests.in_memory import openapi
from tests.schema_grammar import schemas, values


def schema_of(source: Any) -> Schema | None:
    files = MemoryFiles({"a.json": json.dumps(openapi({"A": source})).encode()})
    report = Report()
    api = read(load(files, "a.json", report), report)
    found = api.schemas["#/components/schemas/A"] if api else None
    return found if isinstance(found, Schema) else None


def spelt(schema: Schema) -> Json:
    """The schema as JSON Schema again; patterns come in Python's spelling, which the judge runs."""
    return Fragments(lambda id: {"$ref": id}, lambda id: schema).fragment(schema)


def has_reference(source: Any) -> bool:
    return "$ref" in str(source)


@settings(deadline=None, max_examples=120, suppress_health_check=SLOW)
@given(schemas, schemas, st.lists(values, min_size=8, max_size=10))
def test_a_merge_says_what_both_say(left: Any, right: Any, tried: list[Any]) -> None:
    if has_reference(left) or has_reference(right):
        return
    first, second = schema_of(left), schema_of(right)
    if first is None or second is None:
        return
    merged = Draft202012Validator(spelt(merge(first, second)))  # type: ignore[arg-type]
    ours, theirs = Draft202012Validator(left), Draft202012Validator(right)
    for value in tried:
        expected = ours.is_valid(value) and theirs.is_valid(value)
        assert merged.is_valid(value) == expected, (left, right, value)


@settings(deadline=None, max_examples=80, suppress_health_check=SLOW)
@given(schemas, st.lists(values, min_size=8, max_size=10))
def test_a_fragment_says_what_its_schema_says(source: Any, tried: list[Any]) -> None:
    """So that the property above cannot pass because both sides lose the same keyword."""
    schema = schema_of(source)
    if schema is None or has_reference(source):
        return
    judge, again = Draft202012Validator(source), Draft202012Validator(spelt(schema))  # type: ignore[arg-type]
    for value in tried:
        assert judge.is_valid(value) == again.is_valid(value), (source, value)
