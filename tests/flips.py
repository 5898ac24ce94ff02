"""If a review reports nothing for a direction, no payload may flip from valid to invalid in that direction.

Any two schemas, and payloads: some at random, some around the limits that either schema sets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import jsonschema_rs

from specpress.api import Api
from specpress.diagnostics import Report
from specpress.read import read
from specpress.review.around import Around
from specpress.review.compare import Reviewed, compare
from specpress.review.decoded import Impossible
from specpress.review.effects import inverted
from specpress.review.reach import Cause, Showing
from specpress.review.rules import Occurrence, verdicts
from specpress.review.sample import Sampler
from specpress.source.documents import load
from specpress.source.files import MemoryFiles


def document(schema: Any) -> Any:
    """`POST /x` sends and receives the schema."""
    content = {"application/json": {"schema": schema}}
    answers = {"200": {"description": "", "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/x": {"post": {"requestBody": {"content": content}, "responses": answers}}},
    }


def read_schema(schema: Any) -> Api:
    report = Report()
    files = MemoryFiles({"x.json": json.dumps(document(schema)).encode()})
    api = read(load(files, "x.json", report), report)
    assert api is not None
    return api


def reported(reviewed: Reviewed, *, counted: bool) -> dict[str, bool]:
    """Whether anything is told, for each direction. The convention that nobody sends what is not declared does not hold for
    random payloads: what is safe by it alone counts as told; with `counted` (a oneOf is about) in both directions.
    """
    told = {"request": False, "response": False}
    for cause in reviewed.causes:
        for showing in cause.showings:
            seen = _strict(cause, showing)
            if verdicts(seen)["caller"].wire != "safe":
                told[seen.direction] = True
            if counted and cause.difference.strict is not None:
                told = dict.fromkeys(told, True)
    return told


def _strict(cause: Cause, showing: Showing) -> Occurrence:
    seen, strict = showing.occurrence, cause.difference.strict
    if strict is None:
        return seen
    flipped = seen.effect != cause.difference.effect
    return Occurrence("strict", inverted(strict) if flipped else strict, seen.direction)


def around(reviewed: Reviewed) -> Iterator[Any]:
    """Payloads around the limits of both schemas, each made from either side."""
    sides = reviewed.pairs.old, reviewed.pairs.new
    conjs = []
    for api in reviewed.apis:
        body = api.operations[0].body
        schema = body.content[0].schema if body else None
        conjs.append(() if schema is None else (schema,))
    for side, conj in zip(sides, conjs, strict=True):
        tried = Around(Sampler(side, "request"), conj)
        for other, its in zip(sides, conjs, strict=True):
            with suppress(Impossible):
                yield from islice(tried.of(other, its), 60)


def check_flips(old: Any, new: Any, payloads: list[Any]) -> None:
    before, after = (jsonschema_rs.Draft202012Validator(schema) for schema in (old, new))
    reviewed = compare(read_schema(old), read_schema(new))
    written = json.dumps([old, new])
    told = reported(reviewed, counted="oneOf" in written or '"not"' in written)
    for payload in (*payloads, *around(reviewed)):
        was, now = before.is_valid(payload), after.is_valid(payload)
        if was and not now:
            assert told["request"], f"{payload!r} is no longer valid: {written}"
        if now and not was:
            assert told["response"], f"{payload!r} is valid now: {written}"
