"""Small documents for the tests of the review, from a schema, an operation, or keys of the whole document."""

from __future__ import annotations

from pathlib import Path

import yaml

from specpress.api import Json
from specpress.config import DEFAULTS, Options
from specpress.review.change import Change
from specpress.review.inputs import opened
from specpress.review.review import review

A = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
B = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}


def document(text: str, at: str) -> dict[str, Json]:
    """A whole document around the piece. A schema is sent and received by `POST /x`."""
    given = yaml.safe_load(text) if text else {}
    whole: dict[str, Json] = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "components": {"schemas": {"A": A, "B": B}},
    }
    match at:
        case "schema":
            content = {"application/json": {"schema": given}}
            responses = {"200": {"description": "fine", "content": content}}
            whole["paths"] = {
                "/x": {"post": {"requestBody": {"content": content}, "responses": responses}}
            }
        case "operation":
            whole["paths"] = {"/x": {"get": given}}
        case _:
            whole |= given
    return whole


def reviewed(
    folder: Path, old: str, new: str, at: str = "schema", options: Options = DEFAULTS
) -> tuple[Change, ...]:
    """The review of two pieces."""
    from datetime import date

    paths = []
    for name, text in (("old.yaml", old), ("new.yaml", new)):
        path = folder / name
        path.write_text(yaml.safe_dump(document(text, at), sort_keys=False), encoding="utf-8")
        paths.append(opened(str(path)))
    return review(*paths, options, date(2026, 1, 1))


def found(changes: tuple[Change, ...], rule: str) -> list[Change]:
    return [change for change in changes if change.rule == rule]
