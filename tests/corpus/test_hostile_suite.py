"""The suite of hostile and broken documents: each is refused in its place, or gives code that passes the gate.

In this process and without importing the output, so that it is quick; the suite's own runner does the rest.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specpress.pipeline import build


@pytest.fixture(scope="module")
def suite(shared: Path) -> Path:
    folder = shared / "suites" / "hostile"
    if not (folder / "manifest.json").is_file():
        pytest.skip(f"no hostile suite in {folder}")
    return folder


def test_every_document_meets_the_manifest(suite: Path) -> None:
    faults = []
    cases = json.loads((suite / "manifest.json").read_text("utf-8"))
    assert len(cases) > 200
    for case in cases:
        made = build(suite / case["file"])
        errors = [d for d in made.diagnostics if d.severity == "error"]
        wanted = not case["alt_ok"]
        if wanted and made.ok is (case["expected"] == "clear-error"):
            faults.append(f"{case['file']}: {'accepted' if made.ok else errors[0].message}")
        if not made.ok and not all(d.line >= 1 and d.message and d.code for d in errors):
            faults.append(f"{case['file']}: an error without a place")
        if made.ok != bool(made.files):
            faults.append(f"{case['file']}: files and errors")
    assert not faults, "\n".join(faults)
