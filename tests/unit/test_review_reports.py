"""Every format of a review: complete, capped, and safe whatever the spec says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest

from specpress.review.change import AUDIENCES, Change, Verdicts, Where, Witness
from specpress.review.report.markdown import LARGEST, MARKER
from specpress.review.report.page import Page
from specpress.review.report.write import FORMATS, written

from .review_specs import reviewed

NASTY = "</script><img src=x onerror=alert(1)> `|@team` ::error::\x1b[31m\u202e{{7*7}}%0A"


def change(number: int, level: str = "break", text: str = "type string became integer") -> Change:
    verdicts = Verdicts("break", "risk") if level == "break" else Verdicts()
    where = Where("api/openapi.yaml", number + 1, 3, f"/paths/~1x{number}", "  type: string")
    return Change(
        id=f"type-{number:08x}",
        rule="type",
        subject="response 200 .a",
        what=text,
        verdicts=dict.fromkeys(AUDIENCES, verdicts),
        direction="response",
        operations=(f"GET /x{number}", text),
        old=where,
        new=where,
        symbols=(f"models.A.b: {text}",),
        witness=Witness({"a": text}, "new", text),
    )


ONE = Page("old.yaml", "new.yaml", (change(0),))
MANY = Page("old.yaml", "new.yaml", tuple(change(i) for i in range(300)))
HOSTILE = Page(NASTY, NASTY, tuple(change(i, text=NASTY) for i in range(3)), remarks=(NASTY,))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_prints_every_page(format: str) -> None:
    for page in (Page("a", "b", ()), ONE, MANY, HOSTILE):
        chosen = next(known for known in FORMATS if known == format)
        text = written(page, chosen)
        assert text.endswith("\n") or (format == "github" and not page.changes)
        assert written(page, chosen) == text
        assert "\x1b[31m\u202e" not in text


def test_json_keeps_to_its_schema(root: Path, tmp_path: Path) -> None:
    schema = json.loads((root / "docs" / "review.schema.json").read_text("utf-8"))
    validator = jsonschema_rs.Draft202012Validator(schema)
    real = Page(
        "a", "b", reviewed(tmp_path, "{type: object, required: [a]}", "{type: [object, 'null']}")
    )
    assert real.changes
    for page in (real, ONE, HOSTILE, Page("a", "b", ())):
        validator.validate(json.loads(written(page, "json")))


def test_sarif_has_a_result_for_each_change_and_a_rule_for_each_result() -> None:
    run = json.loads(written(MANY, "sarif"))["runs"][0]
    assert len(run["results"]) == 300
    assert {result["ruleId"] for result in run["results"]} == {
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    }
    region = run["results"][4]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 3}


def test_github_shows_ten_of_a_level_and_a_summary() -> None:
    lines = written(MANY, "github").splitlines()
    assert len([line for line in lines if line.startswith("::error file=")]) == 10
    assert any("290 more break" in line for line in lines)
    hostile = written(HOSTILE, "github")
    assert all(line.startswith("::") for line in hostile.splitlines())
    assert "%250A" in hostile


def test_gitlab_has_a_stable_fingerprint() -> None:
    found = json.loads(written(MANY, "gitlab"))
    assert len({one["fingerprint"] for one in found}) == 300
    assert found[0]["location"] == {"path": "api/openapi.yaml", "lines": {"begin": 1}}


def test_markdown_is_found_again_and_capped() -> None:
    text = written(MANY, "markdown")
    assert text.startswith(MARKER)
    assert len(text) <= LARGEST
    assert all(f"GET /x{number} and 1 more" in text for number in range(300))
    huge = written(Page("a", "b", tuple(change(i) for i in range(3000))), "markdown")
    assert len(huge) <= LARGEST
    assert re.search(r"\d+ more findings left out", huge)
    nasty = Page("a", "b", tuple(change(i, text=NASTY) for i in range(200)))
    hostile = written(nasty, "markdown")
    assert "more findings" in hostile
    for line in hostile.splitlines():
        if not line.startswith(
            (
                "```",
                '{"a"',
                "&lt;",
                "</script",
                "- old: `",
                "- new: `",
                "- `",
                "- in `",
                "- Between `",
            )
        ):
            assert not re.search(
                r"(?<!\\)<(?!/?(?:details|summary|code)>|!-- specpress)", line
            ), line
            assert "@team" not in line


def test_markdown_shows_a_union_as_it_is_written() -> None:
    """In a code span outside of a table a backslash would be seen."""
    union = replace(change(1), symbols=("models.Pet.name: str -> str | None",))
    assert "`models.Pet.name: str -> str | None`" in written(Page("a", "b", (union,)), "markdown")


def test_html_needs_nothing_and_runs_nothing() -> None:
    text = written(HOSTILE, "html")
    assert "<img" not in text and "<script" not in text
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import""", re.sub(r"&lt;.*?&gt;", "", text))
    assert "prefers-color-scheme: dark" in text
    assert text.count("<details") == 3
    assert " open>" in written(ONE, "html") and " open>" not in written(MANY, "html")


def test_the_version_step_is_honest(tmp_path: Path) -> None:
    def step(old: str, new: str) -> str:
        return Page("a", "b", reviewed(tmp_path, old, new)).bump

    assert step("{type: string}", "{type: string}") == "none"
    assert step("{type: string}", "{type: integer}") == "major"
    assert (
        step("{type: integer, default: 1}", "{type: integer, default: 1, deprecated: true}")
        == "patch"
    )
    wider = "{type: object, properties: {a: {type: string}, b: {type: string}}}"
    assert step("{type: object, properties: {a: {type: string}}}", wider) == "minor"
