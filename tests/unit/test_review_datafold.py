"""The curated spec against a version that has grown: 13 more fields, 5 more enum members, one of them in `status`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from specpress.config import DEFAULTS
from specpress.review.change import Change
from specpress.review.inputs import Input, loaded, opened
from specpress.review.report.page import Page
from specpress.review.review import review
from specpress.source.files import MemoryFiles

GROWN = {
    "                - cancelled\n": "                - cancelled\n                - queued\n",
    "fetch_and_join]": "fetch_and_join, lattice]",
    "created, skipped]": "created, skipped, paused]",
    "missing-pks, identical]": "missing-pks, identical, unknown]",
    "month, year]": "month, year, quarter]",
}


@pytest.fixture(scope="module")
def sides(root: Path) -> tuple[Input, Input]:
    path = root / "spec" / "datafold" / "openapi.yaml"
    text = path.read_text("utf-8")
    for old, new in GROWN.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    head = re.search(r"\n( +)DataDiff:\n(?:.*\n)*?( +)properties:\n", text)
    assert head is not None
    inset = " " * (len(head[2]) + 2)
    fields = "".join(f"{inset}new_{i}: {{type: [string, 'null']}}\n" for i in range(13))
    grown = text[: head.end()] + fields + text[head.end() :]
    return opened(str(path)), loaded(
        MemoryFiles({"new.yaml": grown.encode()}), "new.yaml", "new.yaml"
    )


def enums(changes: tuple[Change, ...]) -> list[Change]:
    return [change for change in changes if change.rule == "enum-value-added"]


def test_open_enums_nothing_breaks(sides: tuple[Input, Input]) -> None:
    changes = review(*sides)
    assert len(changes) == 18
    for change in changes:
        caller = change.verdicts["caller"]
        assert (caller.wire != "break", caller.runtime, caller.source) == (True, "safe", "safe")
    page = Page("old", "new", changes)
    told = page.told("caller")
    assert told.startswith("Callers: nothing breaks") and "With closed enums, 5 would fail" in told
    assert page.bump == "minor"


def test_every_symbol_is_named(sides: tuple[Input, Input]) -> None:
    named = {symbol for change in review(*sides) for symbol in change.symbols}
    assert "models.DataDiffStatus.QUEUED: member added" in named
    assert sum(symbol.endswith("field added: str | None") for symbol in named) == 13
    assert sum(symbol.endswith("member added") for symbol in named) == 5


def test_closed_enums_suffer_with_proof(sides: tuple[Input, Input]) -> None:
    found = enums(review(*sides, replace(DEFAULTS, enums="closed")))
    assert [change.verdicts["caller"].runtime for change in found] == ["break"] * 5
    (status,) = (change for change in found if change.subject.endswith(".status"))
    assert status.witness is not None and status.witness.valid_under == "new"
    assert isinstance(status.witness.payload, dict)
    assert status.witness.payload["status"] == "queued"
    assert "models.DataDiff: status: Input should be" in status.witness.error
