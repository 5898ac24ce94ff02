"""Whatever the text is, reading it ends, in a page or in a reason; a page that was read can be drafted and verified."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.pages.transcribe import transcribe
from tests.unit.held import PAGE, held, page_of, spec_of

FOLDER = Path(__file__).parent / "pages"
PAGES = [
    PAGE,
    *((FOLDER / name).read_text() for name in ("early.txt", "later.txt", "later.md", "glued.md")),
]
FUZZ = settings(
    max_examples=150, deadline=None, derandomize=not os.environ.get("SPECPRESS_EXPLORE")
)


def check(text: str) -> None:
    page, diagnostics = page_of(text)
    if page is None:
        assert [d for d in diagnostics if d.severity == "error"] != []
        return
    draft = transcribe(page, "page.txt")
    assert spec_of(draft)[1].operations[0].path == page.api.operations[0].path
    differences = [d for d in held(draft, text) if d.code >= "SP710" and d.severity == "error"]
    assert differences == []


@FUZZ
@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@FUZZ
@given(
    st.lists(
        st.sampled_from(sorted({line for page in PAGES for line in page.splitlines()})), max_size=60
    )
)
def test_lines_of_pages_in_any_order(lines: list[str]) -> None:
    check("GET\n/x\n" + "\n".join(lines))


@FUZZ
@given(st.sampled_from(PAGES), st.data())
def test_pages_with_pieces_missing_or_twice(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    first = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(first, min(len(lines), first + 8)))
    times = data.draw(st.sampled_from([0, 2]))
    check("\n".join([*lines[:first], *lines[first:end] * times, *lines[end:]]))


@FUZZ
@given(st.sampled_from(PAGES), st.data())
def test_pages_cut_anywhere(text: str, data: st.DataObject) -> None:
    check(text[: data.draw(st.integers(0, len(text)))])


@pytest.mark.parametrize(
    "lines",
    [
        ["string a · " * 6_000],
        ["string" * 6_000],
        ["a · " * 6_000 + "string"],
        ["x string " * 6_000],
        ["[" * 9_000],
        ["[a](b)" * 6_000 + "!"],
        ["Example:", *["["] * 6_000],
        ["`" * 9_001],
        ["headerrequired" * 2_000],
        ["200" * 6_000],
        ["string"] * 6_000,
        ["id"] * 6_000,
        ["required"] * 6_000,
        [line for n in range(1_000) for line in (f"n{n}", "string")],
        [
            line
            for n in range(1, 300)
            for line in (".".join("a" * n), "object", "Show child attributes")
        ],
    ],
    ids=range(15),
)
def test_long_pages_end(lines: list[str]) -> None:
    """Each of these is read in under a second; a slip into quadratic time would take minutes."""
    text = "GET\n/x\n\nResponse\n200 - application/json\n" + "\n".join(lines) + "\n"
    page, _ = page_of(text)
    assert page is not None
    assert transcribe(page)
