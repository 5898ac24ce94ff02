"""Every payload that a review prints is valid on one side and not on the other, by validators that this test asks itself."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from .review_specs import found, reviewed

CONTAINED = "{type: array, items: {type: string}, contains: {const: a}, %s}"
FOUND = [
    ("{type: array}", "{type: array, contains: {type: integer}}", "contains"),
    (CONTAINED % "minContains: 1", CONTAINED % "minContains: 3", "min-contains"),
    (CONTAINED % "minContains: 3", CONTAINED % "minContains: 2", "min-contains"),
    (CONTAINED % "maxContains: 5", CONTAINED % "maxContains: 4", "max-contains"),
    (CONTAINED % "maxContains: 4", CONTAINED % "maxContains: 6", "max-contains"),
    (
        "{oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 5}]}",
        "{oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}]}",
        "one-of-overlap",
    ),
    ("{type: string, maxLength: 9}", "{type: string, maxLength: 5}", "max-length"),
    ("{type: object}", "{type: object, dependentRequired: {a: [b]}}", "dependent-required"),
]


@pytest.mark.parametrize(("old", "new", "rule"), FOUND)
def test_the_payload_flips(old: str, new: str, rule: str, tmp_path: Path) -> None:
    schemas = [yaml.safe_load(text) for text in (old, new)]
    breaks = [c for c in found(reviewed(tmp_path, old, new), rule) if c.wire == "break"]
    assert breaks
    for change in breaks:
        assert change.witness is not None
        was, now = (jsonschema_rs.is_valid(schema, change.witness.payload) for schema in schemas)
        assert (was, now) == (
            (True, False) if change.witness.valid_under == "old" else (False, True)
        )
        assert change.witness.valid_under == ("old" if change.direction == "request" else "new")


def test_what_a_text_holds_is_decoded(tmp_path: Path) -> None:
    held = "{type: string, contentEncoding: base64, contentMediaType: application/json%s}"
    a = ", contentSchema: {type: object, required: [a], properties: {a: {type: %s}}}"
    old, new = held % (a % "string"), held % (a % "integer")
    changes = found(reviewed(tmp_path, old, new), "type")
    assert {change.direction for change in changes} == {"request", "response"}
    for change in changes:
        assert change.witness is not None and change.wire == "break"
        inside: Any = json.loads(base64.b64decode(str(change.witness.payload), validate=True))
        assert isinstance(inside["a"], str if change.witness.valid_under == "old" else int)


def test_an_encoding_that_changed_shows_a_text_that_no_longer_decodes(tmp_path: Path) -> None:
    old, new = (f"{{type: string, contentEncoding: {name}}}" for name in ("base64", "base16"))
    sent, received = found(reviewed(tmp_path, old, new), "content-encoding")
    for change in (sent, received):
        assert change.wire == "break" and change.runtime == "safe"
        assert change.witness is not None
        assert "is not base" in change.witness.error


def test_items_that_can_never_be_contained_are_no_break(tmp_path: Path) -> None:
    never = "{type: array, items: {type: string}, contains: {type: integer}, minContains: %s, maxContains: %s}"
    assert not reviewed(tmp_path, never % (1, 5), never % (2, 6))
