"""Everything that we write as SARIF keeps to the JSON Schema of SARIF 2.1.0, whatever the spec says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from specpress.printers import print_diagnostics
from specpress.review.report.page import Page
from specpress.review.report.write import written

from .review_specs import reviewed
from .test_printers import HOSTILE as HOSTILE_DIAGNOSTIC
from .test_printers import ONE as ONE_DIAGNOSTIC
from .test_review_reports import HOSTILE, MANY, ONE

SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-2.1.0-rtm.4.json").read_text("utf-8"))
JUDGE = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def faults(text: str) -> list[str]:
    return [error.message for error in JUDGE.iter_errors(json.loads(text))]


@pytest.mark.parametrize("page", [Page("a", "b", ()), ONE, MANY, HOSTILE])
def test_a_review_as_sarif(page: Page) -> None:
    assert faults(written(page, "sarif")) == []


def test_a_real_review_as_sarif(tmp_path: Path) -> None:
    old, new = "{type: object, required: [a]}", "{type: [object, 'null']}"
    page = Page("a", "b", reviewed(tmp_path, old, new))
    assert page.changes and faults(written(page, "sarif")) == []


def test_diagnostics_as_sarif() -> None:
    assert faults(print_diagnostics([ONE_DIAGNOSTIC, HOSTILE_DIAGNOSTIC], "sarif")) == []


@pytest.mark.parametrize(
    ("place", "wrong"), [("level", "fatal"), ("message", "text"), ("locations", {})]
)
def test_the_judge_sees_what_is_wrong(place: str, wrong: Any) -> None:
    whole = json.loads(written(ONE, "sarif"))
    whole["runs"][0]["results"][0][place] = wrong
    assert faults(json.dumps(whole))
