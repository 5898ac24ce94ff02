"""Diagnostics for people: `path:line:column: severity[CODE]: message`, the source line with a caret, `help:`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from specpress.diagnostics import Diagnostic
from specpress.printers.style import PLAIN, Style, harmless


def text(diagnostics: Sequence[Diagnostic], style: Style = PLAIN) -> str:
    return "".join(_one(diagnostic, style) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, style: Style) -> str:
    d = diagnostic
    place = style.paint(f"{harmless(d.file)}:{d.line}:{d.column}:", "bold")
    kind = style.paint(f"{d.severity}[{d.code}]:", d.severity)
    lines = [f"{place} {kind} {harmless(d.message)}"]
    if d.source.strip():
        lines += _caret(d, style)
    if d.help:
        lines.append(f"{style.paint('help:', 'note')} {harmless(d.help)}")
    return "\n".join(lines) + "\n"


def _caret(diagnostic: Diagnostic, style: Style) -> list[str]:
    """The source line, cut so that the place stays in sight, and the mark under it."""
    number = f"{diagnostic.line:>4} | "
    margin = " " * (len(number) - 2) + "| "
    room = max(20, (style.width or 120) - len(number))
    source = diagnostic.source.replace("\t", " ")
    at = min(diagnostic.column - 1, len(source))
    start = 0 if at < room - 4 else at - room // 2
    shown = ("…" if start else "") + source[start : start + room - 2]
    if start + room - 2 < len(source):
        shown += "…"
    before = harmless(("…" if start else "") + source[start:at])
    mark = " " * _cells(before) + "^"
    return [
        style.paint(number, "faint") + harmless(shown).rstrip(),
        style.paint(margin, "faint") + style.paint(mark, diagnostic.severity),
    ]


def _cells(text: str) -> int:
    """Columns on a terminal: wide East Asian characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
