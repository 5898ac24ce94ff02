"""Diagnostics in every format: exact text, and nothing in them that a terminal or a log would obey."""

from __future__ import annotations

import io
import json

import pytest

from specpress.diagnostics import Diagnostic
from specpress.printers import Format, print_diagnostics
from specpress.printers.style import Style, harmless, style_of

ONE = Diagnostic(
    "SP202",
    "error",
    "nothing here",
    "did you mean Pet?",
    "api/a b.yaml",
    3,
    5,
    "/x/y",
    "  - $ref: '#/x'",
)
HOSTILE = Diagnostic(
    "SP202",
    "loss",
    "\x1b[31mred\u202e\n::error::pwned\r",
    "%0A,:\x07",
    "a\nb.yaml",
    1,
    4,
    "/\x00",
    "\t日本\x1b]0;title\x07x",
)


def test_text() -> None:
    assert print_diagnostics([ONE], "text") == (
        "api/a b.yaml:3:5: error[SP202]: nothing here\n"
        "   3 |   - $ref: '#/x'\n"
        "     |     ^\n"
        "help: did you mean Pet?\n"
    )


def test_json() -> None:
    whole = json.loads(print_diagnostics([ONE], "json", more={"targets": []}))
    assert list(whole) == ["schema_version", "diagnostics", "targets"]
    assert whole["diagnostics"] == [
        {
            "code": "SP202",
            "severity": "error",
            "message": "nothing here",
            "help": "did you mean Pet?",
            "file": "api/a b.yaml",
            "line": 3,
            "column": 5,
            "pointer": "/x/y",
        }
    ]


def test_github() -> None:
    expected = (
        "::error file=api/a b.yaml,line=3,col=5,title=SP202::nothing here%0Adid you mean Pet?\n"
    )
    assert print_diagnostics([ONE], "github") == expected


def test_sarif() -> None:
    run = json.loads(print_diagnostics([ONE, HOSTILE], "sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SP202"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert place["artifactLocation"]["uri"] == "api/a%20b.yaml"


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_hostile_text_is_harmless(format: Format) -> None:
    text = print_diagnostics([HOSTILE], format)
    assert not set(text) & set("\x1b\x07\r\u202e\x00\t")
    if format == "github":
        assert text.count("\n") == 1
    if format == "text":
        assert [line for line in text.splitlines() if line.startswith("::")] == []


def test_colour_changes_nothing_but_colour() -> None:
    import re

    painted = print_diagnostics([ONE], "text", style=Style(colour=True))
    assert painted != print_diagnostics([ONE], "text")
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == print_diagnostics([ONE], "text")


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("column", [1, 60, 200, 400])
def test_long_lines_are_cut_around_the_place(width: int, column: int) -> None:
    source = "".join(chr(97 + number % 26) for number in range(400))
    one = Diagnostic("SP202", "error", "m", "", "f", 1, column, "", source)
    _, shown, mark = print_diagnostics([one], "text", style=Style(width=width)).splitlines()
    assert len(shown) <= max(width, 27)
    assert shown[mark.index("^")] == source[column - 1]


def test_the_mark_stands_under_wide_characters() -> None:
    one = Diagnostic("SP202", "error", "m", "", "f", 1, 3, "", "日本x")
    assert print_diagnostics([one], "text").splitlines()[2] == "     | " + "    ^"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_of_a_pipe(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert style_of(io.StringIO()) == Style(expected, None)


def test_harmless_leaves_plain_text_alone() -> None:
    for text in ("plain", "ümläut 日本 \N{NO-BREAK SPACE}x"):
        assert harmless(text) == text
