"""The review held against pairs of documents whose difference others have judged, and against edits of known effect."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.review.change import Change
from specpress.review.compare import compare
from specpress.review.inputs import opened

EXPLAINED = {
    "request_property_all_of_inline_added_revision.yaml",
    "bc_response_writeonly_increased.yaml",
}
"""Where we differ, by the new document of the pair; docs/review.md says why."""


def changes(old: Path, new: Path) -> tuple[Change, ...]:
    sides = opened(str(old)), opened(str(new))
    assert sides[0].api is not None and sides[1].api is not None
    return compare(sides[0].api, sides[1].api).changes


def breaks(found: tuple[Change, ...]) -> list[Change]:
    return [change for change in found if change.verdicts["caller"].wire == "break"]


@pytest.mark.parametrize("name", ["cases.json", "openapi-diff/cases.json"])
def test_pairs_that_other_tools_have_judged(name: str, shared: Path, root: Path) -> None:
    path = shared / "suites" / "spec-diff" / name
    pairs = {
        (case["old"], case["new"]): case["wire"]
        for case in json.loads(path.read_text("utf-8"))["cases"]
        if case["wire"] != "unclear"
    }
    assert pairs
    differing = set()
    for (old, new), wire in pairs.items():
        found = changes(path.parent / old, path.parent / new)
        if bool(breaks(found)) != (wire == "break"):
            differing.add(Path(new).name)
    assert differing <= EXPLAINED
    told = (root / "docs" / "review.md").read_text("utf-8")
    assert all(Path(new).stem.removesuffix("_revision") in told for new in differing)


def test_edits_of_known_effect(shared: Path, tmp_path: Path) -> None:
    tool = shared / "tools" / "diff_mutate.py"
    spec = shared / "corpus" / "real" / "museum.yaml"
    folder = tmp_path / "pairs"
    command = [
        sys.executable,
        str(tool),
        str(spec),
        str(folder),
        "--seed",
        "11",
        "--operations",
        "6",
    ]
    subprocess.run(command, check=True, capture_output=True)
    cases = json.loads((folder / "cases.json").read_text("utf-8"))["cases"]
    assert len(cases) > 80
    for case in cases:
        found = changes(folder / case["old"], folder / case["new"])
        accepted = case.get("accept", ["break"])
        told = [c for c in found if c.verdicts["caller"].wire in accepted]
        if case["wire"] == "none":
            assert not breaks(found), (case, [change.message for change in found])
            continue
        assert told, case
        assert any(change.audience == ("caller",) for change in told), case
        if case.get("direction"):
            assert any(change.direction == case["direction"] for change in told), case
        assert any(case["operation"] in change.operations for change in told), case
