"""The text of a documentation page as lines that the reader can look at, each knowing where it stands.

Takes the text as it was copied, plain or as Markdown; gives the lines that say something, cleaned of headings,
escapes, back-ticks and anchors. Only this module knows about copies: what comes after sees one kind of page.
A place in a page is the pointer `/line/17`, or `/line/17/default` for what belongs to the field named there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Place, Span

_MARKDOWN = re.compile(r"^#{1,6} |^ {0,3}(`{3,}|~{3,})|\\[_\[\]|<>*`-]|^\[\]\(#", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(.*)$")
_HEADING = re.compile(r"#{1,6}\s+(?:\[[^\]]*\]\(#[^)]*\)\s*)?(.*?)\s*#*$")
_ANCHOR = re.compile(r"\[\s*\]\(([^)]*#[^)]*)\)\s*")
_ANCHOR_START, _ANCHOR_END = re.compile(r"\[$"), re.compile(r"\]\(([^)]*#[^)]*)\)$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\xad"))
_FIELD_ANCHOR = re.compile(r"#(?:body|response|parameter|authorization)-")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something. `raw` still has its back-ticks, which tell a value from prose."""

    number: int
    text: str
    raw: str
    heading: bool = False
    anchored: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a Markdown page: what it says of itself, where its content starts, the content."""

    info: str
    first: int
    text: str


@dataclass(frozen=True, slots=True)
class PageText:
    """A page. `keywords` leads from `/line/17/default` to the line that states the default; `claimed` counts fields."""

    name: str
    display: str
    text: str
    lines: tuple[Line, ...]
    fences: tuple[Fence, ...]
    source: tuple[str, ...]
    keywords: dict[str, int] = field(default_factory=dict)
    claimed: dict[int, int] = field(default_factory=dict)

    def span(self, number: int) -> Span:
        return Span(self.name, f"/line/{number}")

    def claim(self, number: int) -> Span:
        """A span of its own for a field, also where a copy has several on one line: `/line/17/field/2`."""
        self.claimed[number] = self.claimed.get(number, 0) + 1
        span = self.span(number)
        return (
            span if self.claimed[number] == 1 else span.child("field").child(self.claimed[number])
        )

    def line_of(self, pointer: str) -> int:
        """The line of a pointer into this page; of the nearest thing around it that has one."""
        while pointer and pointer not in self.keywords:
            parts = pointer.split("/")
            if len(parts) == 3 and parts[1] == "line" and parts[2].isdigit():
                return int(parts[2])
            pointer = pointer.rpartition("/")[0]
        return self.keywords.get(pointer, 1)

    def locate(self, pointers: Iterable[str]) -> Mapping[str, Place]:
        source = self.source
        made = {}
        for pointer in pointers:
            number = self.line_of(pointer)
            line = source[number - 1] if number <= len(source) else ""
            indent = len(line) - len(line.lstrip())
            made[pointer] = Place(number, indent + 1 if line.strip() else 1, line[:400])
        return made


def page_text(name: str, display: str, text: str) -> PageText:
    """Cut a page into lines. Never fails: whether they make sense is for the reader to say."""
    markdown = bool(_MARKDOWN.search(text))
    cutter = _Cutter(markdown)
    source = tuple(_LINE_END.split(text))
    for number, raw in enumerate(source, 1):
        cutter.take(number, raw)
    cutter.finish()
    return PageText(name, display, text, tuple(cutter.lines), tuple(cutter.fences), source)


@dataclass(slots=True)
class _Cutter:
    markdown: bool
    lines: list[Line] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    fence: tuple[str, str, int] | None = None
    block: list[str] = field(default_factory=list)
    gap: bool = False
    anchored: bool = False
    half_anchor: bool = False

    def take(self, number: int, raw: str) -> None:
        if self.fence is not None:
            self._inside_fence(raw)
            return
        if self.markdown and (opened := _FENCE.match(raw)):
            self.fence = (opened[1], opened[2], number + 1)
            return
        text = raw.translate(_BLANK).replace("\xa0", " ").strip()
        if not text:
            self.gap = True
        elif self.markdown:
            self._markdown(number, text)
        else:
            self._add(Line(number, " ".join(text.split()), text))

    def finish(self) -> None:
        """A fence that is never closed runs to the end."""
        if self.fence is not None:
            self._close_fence()

    def _inside_fence(self, raw: str) -> None:
        assert self.fence is not None
        mark = self.fence[0]
        stripped = raw.strip()
        if stripped.startswith(mark) and not stripped.strip(mark[0]):
            self._close_fence()
        else:
            self.block.append(raw)

    def _close_fence(self) -> None:
        assert self.fence is not None
        _, info, first = self.fence
        self.fences.append(Fence(info.strip(), first, "\n".join(self.block) + "\n"))
        self.fence, self.block, self.gap = None, [], True

    def _markdown(self, number: int, text: str) -> None:
        if self._anchor(text):
            return
        while found := _ANCHOR.match(text):
            self.anchored = self.anchored or bool(_FIELD_ANCHOR.search(found[1]))
            text = text[found.end() :]
        if not text:
            return
        heading = _HEADING.match(text)
        raw = heading[1] if heading else text
        plain = _unescaped(raw.replace("**", ""))
        shown = plain[1:-1] if _whole_code(plain) else plain
        self._add(Line(number, " ".join(shown.split()), plain, bool(heading)))

    def _anchor(self, text: str) -> bool:
        """An anchor may be spread over lines: `[`, nothing, `](#response-id)`."""
        if _ANCHOR_START.fullmatch(text):
            self.half_anchor = True
            return True
        ended = _ANCHOR_END.match(text) if self.half_anchor else None
        if ended:
            self.half_anchor = False
            self.anchored = bool(_FIELD_ANCHOR.search(ended[1]))
        return bool(ended)

    def _add(self, line: Line) -> None:
        made = Line(
            line.number, line.text, line.raw, line.heading, self.anchored, self.gap or line.heading
        )
        self.lines.append(made)
        self.gap, self.anchored, self.half_anchor = False, False, False


def _unescaped(text: str) -> str:
    """Without Markdown's backslashes; between back-ticks they are themselves."""
    pieces = text.split("`")
    return "`".join(p if n % 2 else _ESCAPE.sub(r"\1", p) for n, p in enumerate(pieces))


def _whole_code(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == "`" and "`" not in text[1:-1]
