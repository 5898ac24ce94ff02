"""Pages written by hand in either era, plain, as Markdown and run together, read as the same API written as OpenAPI."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.pages.page import Page
from tests.unit.held import held, page_of, spec_of

FOLDER = Path(__file__).parent / "pages"


def read_page(name: str) -> tuple[Page, list[str]]:
    page, diagnostics = page_of((FOLDER / name).read_text())
    assert page is not None
    return page, [f"{d.line} {d.code}" for d in diagnostics]


@pytest.mark.parametrize(
    ("name", "spec", "era", "reported"),
    [
        ("early.txt", "early.yaml", "early", []),
        ("later.txt", "later.yaml", "later", []),
        ("later.md", "later_md.yaml", "later", []),
        ("glued.md", "glued.yaml", "early", []),
    ],
)
def test_a_page_reads_as_the_spec(name: str, spec: str, era: str, reported: list[str]) -> None:
    page, codes = read_page(name)
    _, api = spec_of((FOLDER / spec).read_text())
    assert codes == reported
    assert page.era == era
    assert page.api.security_schemes == api.security_schemes
    (mine,), (theirs,) = page.api.operations, api.operations
    assert mine.parameters == theirs.parameters
    assert mine.body == theirs.body
    assert mine.responses == theirs.responses
    assert page.api == api


def unknowns(name: str) -> list[tuple[str, str]]:
    page, _ = read_page(name)
    return [
        (unknown.span.pointer.removeprefix("/line/"), unknown.what) for unknown in page.unknowns
    ]


def line(name: str, text: str, after: str = "") -> str:
    lines = (FOLDER / name).read_text().splitlines()
    start = lines.index(after) if after else 0
    return str(lines.index(text, start) + 1)


def test_what_early_pages_leave_open() -> None:
    assert unknowns("early.txt") == [
        (line("early.txt", "limit"), "bound"),
        (line("early.txt", "shape"), "type"),
        (line("early.txt", "grafts"), "items"),
        (line("early.txt", "Body"), "body required"),
    ]


def test_what_later_pages_leave_open() -> None:
    assert unknowns("later.txt") == [
        (line("later.txt", "history"), "children"),
        (line("later.txt", "Body"), "body required"),
    ]
    assert unknowns("later.md") == [
        (line("later.md", "status"), "type"),
        (line("later.md", "payload"), "type"),
        (line("later.md", "#### Body"), "body required"),
        (line("later.md", "200", "#### Response") + "/4XX", "content"),
    ]


def test_a_page_with_a_document_in_it_is_read_through_that() -> None:
    page, codes = read_page("block.md")
    assert codes == [] and page.era == "block" and page.unknowns == ()
    (operation,) = page.api.operations
    assert operation.operation_id == "getTree"
    place = page.document.locate([operation.span.pointer])[operation.span.pointer]
    assert place.line == int(line("block.md", "    get:"))


def test_places_on_the_page() -> None:
    page, _ = read_page("later.txt")
    (operation,) = page.api.operations
    assert operation.body is not None
    body = operation.body.content[0].schema
    owner = body.object.properties["owner"]  # type: ignore[union-attr]
    name = owner.object.properties["name"]  # type: ignore[union-attr]
    want = {
        name.span.pointer: "owner.name",
        name.span.child("minLength").pointer: "Minimum string length: 1",
        name.span.child("type").pointer: "string",
        owner.span.child("description").pointer: "Who looks after it.",
    }
    assert {p: place.source for p, place in page.document.locate(want).items()} == want


def test_an_answer_beside_a_tab_is_still_compared() -> None:
    """The page shows the answer 200 and only names 4XX."""
    spec, page = (FOLDER / "later_md.yaml").read_text(), (FOLDER / "later.md").read_text()
    assert codes(spec, page) == []
    assert codes(spec.replace("maximum: 100", "maximum: 99"), page) == ["SP716"]
    assert codes(spec.replace("4XX: {}", "4XX: {content: {text/plain: {}}}"), page) == []
    assert codes(spec.replace("4XX: {}", "5XX: {}"), page) == ["SP718"]


@pytest.mark.parametrize(
    ("spec", "page"), [("early.yaml", "early.txt"), ("later.yaml", "later.txt")]
)
def test_a_page_verifies_against_the_spec(spec: str, page: str) -> None:
    assert codes((FOLDER / spec).read_text(), (FOLDER / page).read_text()) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("row: {type: integer}", "row: {type: string}", "SP712"),
        ("note: {type: [string, \"null\"]}", "notes: {type: [string, \"null\"]}", "SP718"),
        ("                        x: {type: number}\n", "", "SP710"),
        ("required: [year, kilos]", "required: [kilos]", "SP713"),
        ("kilos: {type: [number, \"null\"]}", "kilos: {type: [number, \"null\"]}\n                      more: {}", "SP711"),
        ("items: {type: array, items: {type: number}}", "items: {type: array, items: {type: integer}}", "SP712"),
        ("exclusiveMaximum: 5000", "maximum: 5000", None),
        ("exclusiveMaximum: 5000", "maximum: 4999", "SP716"),
        ("enum: [tree]", "const: tree", None),
        ("enum: [tree]", "const: bush", "SP714"),
        ("grafts: {type: array, items: {}}", "grafts: {type: array, items: {anyOf: [{type: string}, {type: object}]}}", None),
        ("grafts: {type: array, items: {}}", "grafts: {type: array, items: {type: string}}", "SP712"),
        ("shape: {}", "shape: {oneOf: [{type: string}, {type: number}]}", None),
        ("shape: {}", "shape: {type: [string, number]}", None),
        ("shape: {}", "shape: {type: string}", "SP712"),
        ("extra: {}", "extra: {type: [string, number]}", "SP712"),
        ("blob: {type: string, format: binary}", "blob: {type: string}", "SP712"),
        ("minItems: 2, maxItems: 8", "minItems: 2", "SP716"),
        ("session, in: cookie", "session, in: header", "SP718"),
        ("id: {type: integer}", "id: {allOf: [{type: integer}], description: ''}", None),
    ],
)  # fmt: skip
def test_changes_of_nested_things(old: str, new: str, code: str | None) -> None:
    spec, page = (FOLDER / "early.yaml").read_text(), (FOLDER / "early.txt").read_text()
    assert spec.count(old) == 1
    assert codes(spec.replace(old, new), page) == ([code] if code else [])


def test_titles_and_prose_may_be_bettered_and_it_shows() -> None:
    spec, page = (FOLDER / "later.yaml").read_text(), (FOLDER / "later.txt").read_text()
    for old in (
        "summary: Plant a tree",
        "Plants a tree, or moves",
        "description: Bearer authentication",
    ):
        assert spec.count(old) == 1
        assert codes(spec.replace(old, f"{old} indeed"), page) == ["SP721"]


def test_what_a_document_in_a_page_says_is_compared_to_the_letter() -> None:
    page = (FOLDER / "block.md").read_text()
    spec = page[page.index("openapi:") : page.rindex("````")]
    assert codes(spec, page) == []
    assert codes(spec.replace(", minimum: 1", ""), page) == ["SP716"]
    assert codes(
        spec.replace("name: {type: string}", "name: {type: string, maxLength: 9}"), page
    ) == ["SP716"]


def codes(spec: str, page: str) -> list[str]:
    """The codes of differences; notes about marks aside."""
    return [d.code for d in held(spec, page) if d.severity != "note"]
