"""A page cut into its parts: method and path, then the sections in the order in which pages have them.

Takes the lines of a page, gives `Parts`; copies that run name, type and badges together are taken apart here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from specpress.diagnostics import Report
from specpress.pages import words
from specpress.pages.page_text import Line, PageText
from specpress.pages.words import SECTION_ORDER, Section
from specpress.records import dataclass

_METHOD = re.compile(rf"({'|'.join(words.METHODS)})\s*(/\S*|https?://\S+)?(?:\s.*)?")
_PATH_PIECE = re.compile(r"[A-Za-z0-9_.~{}:@!$&'*+=%-]+|/\S*")
_SPLIT = re.compile(
    r"(?<=\S)(?=(?:Available options|Allowed value|Examples?|Required range|"
    r"(?:Required|Minimum|Maximum) (?:string |array )?length):|(?:Show|Hide) ?child attributes)"
)
_BUTTON = re.compile(
    r"Skip to .*|Search.*|Copy.*|Try it|⌘ ?K|Navigation|Documentation|API [Rr]eference"
)
_BEFORE_FIELD = re.compile(
    r"(`[^`]*`|(?:Available options|Examples?): ?`[^`]*`(?:, ?`[^`]*`)*|[1-5][0-9X]{2} - application/json)"
    r" ?([^\s,`].*)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading, and the lines up to the next one."""

    kind: Section
    head: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    method: str
    path: str
    head: Line
    title: str
    prose: tuple[Line, ...]
    sections: tuple[Part, ...]


def cut(text: PageText, report: Report) -> Parts | None:
    """The parts of a page, or None where there is no method with a path (reported)."""
    start = _method_at(text.lines)
    if start is None:
        told = (
            "this is not a documentation page of one operation: it has no method followed by a path"
        )
        report.add(
            "SP701", text.span(1), told, "give the text of the page, as copied from the browser"
        )
        return None
    method, path, after = _operation(text.lines, start)
    heads = _heads(text, after, report)
    ends = [*(at for at, _ in heads[1:]), len(text.lines)][: len(heads)]
    sections = [
        Part(kind, text.lines[at], text.lines[at + 1 : end])
        for (at, kind), end in zip(heads, ends, strict=True)
    ]
    if not any(part.kind == "response" for part in sections):
        last = text.lines[-1].number
        report.add(
            "SP702",
            text.span(last),
            "the page ends and there was no Response section",
            "copy the page again; it may be cut off here",
        )
    first = heads[0][0] if heads else len(text.lines)
    return Parts(
        words.METHODS[method],
        path,
        text.lines[start],
        _title(text.lines[:start]),
        text.lines[after:first],
        _unglued(tuple(_once(sections))),
    )


def _method_at(lines: tuple[Line, ...]) -> int | None:
    for index, line in enumerate(lines):
        found = _METHOD.fullmatch(line.text)
        if not found:
            continue
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if found[2] or (line.text in words.METHODS and following.startswith(("/", "http"))):
            return index
    return None


def _operation(lines: tuple[Line, ...], start: int) -> tuple[str, str, int]:
    """Method and path; a path may be spread over lines, a piece on each."""
    found = _METHOD.fullmatch(lines[start].text)
    assert found is not None
    path = found[2] or ""
    at = start + 1
    while at < len(lines):
        piece = lines[at].text
        joined = path.endswith("/") and not words.section(piece)
        if not (not path or joined or piece.startswith("/")) or not _PATH_PIECE.fullmatch(piece):
            break
        path += piece
        at += 1
    return found[1], re.sub(r"^https?://[^/]+", "", path), at


def _heads(text: PageText, start: int, report: Report) -> list[tuple[int, Section]]:
    """Where the sections begin. A field may be called `Body` too."""
    lines = text.lines
    found = [
        (index, kind)
        for index in range(start, len(lines))
        if (kind := words.section(lines[index].text)) and not _is_field(lines, index)
    ]
    if any(lines[index].heading for index, _ in found):
        found = [(index, kind) for index, kind in found if lines[index].heading]
    made: list[tuple[int, Section]] = []
    for index, kind in found:
        if any(kind == other for _, other in made):
            told = f"the page has the section {lines[index].text!r} twice"
            report.add("SP705", text.span(lines[index].number), told, "only the first one is read")
        late = made and SECTION_ORDER.index(kind) < SECTION_ORDER.index(made[-1][1])
        if late and not (index + 2 < len(lines) and words.type_line(lines[index + 2].text)):
            report.add(
                "SP704",
                text.span(lines[index].number),
                f"{lines[index].text!r} is read as the head of a section, though it is out of the usual order",
                "look at the page where it was copied from",
            )
        made.append((index, kind))
    return made


def _once(sections: list[Part]) -> list[Part]:
    """The first section of each kind; the others were reported."""
    return list({part.kind: part for part in reversed(sections)}.values())[::-1]


def _is_field(lines: tuple[Line, ...], index: int) -> bool:
    """Whether this is a field: its type follows, then perhaps fields that are named like types, in pairs."""
    run = 0
    while index + run + 1 < len(lines) and words.type_line(lines[index + run + 1].text):
        run += 1
    return " " not in lines[index].text and not lines[index].heading and run % 2 == 1


def _title(lines: tuple[Line, ...]) -> str:
    """The heading before the method; or the only line there is, buttons of the site aside."""
    headings = [line.text for line in lines if line.heading]
    if headings:
        return headings[-1]
    others = [line.text for line in lines if not _BUTTON.fullmatch(line.text)]
    return others[0] if len(others) == 1 else ""


def _unglued(sections: tuple[Part, ...]) -> tuple[Part, ...]:
    """Take run-together lines apart, in copies where no type stands on a line of its own."""
    lines = [line for part in sections for line in part.lines]
    if any(words.type_line(line.text) for line in lines) or not any(
        words.glued(line.text) for line in lines
    ):
        return sections
    return tuple(replace(part, lines=_split(part.lines)) for part in sections)


def _split(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    made: list[Line] = []
    for line in lines:
        for piece in _pieces(line.raw):
            found = words.glued(piece)
            texts = (
                [found.name, found.type, found.badges, *_pieces(found.rest)] if found else [piece]
            )
            for index, text in enumerate(text for text in texts if text):
                plain = text.replace("`", "") if text.count("`") == 2 and text[0] == "`" else text
                anchored = line.anchored and not index
                made.append(Line(line.number, plain, text, False, anchored, line.after_gap))
    return tuple(made)


def _pieces(text: str) -> list[str]:
    """Constraints and examples that follow on the same line, and a value that the next field follows."""
    made: list[str] = []
    for piece in _SPLIT.split(text):
        found = _BEFORE_FIELD.fullmatch(piece.strip())
        if found and words.glued(found[2]):
            made += [found[1], *_pieces(found[2])]
        elif piece.strip():
            made.append(piece.strip())
    return made
