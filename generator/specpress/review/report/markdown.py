"""A review as Markdown for a pull request: the verdict first, a marker to find the comment again, a cap on its size."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from specpress.printers.style import harmless
from specpress.review.change import AUDIENCES, Change
from specpress.review.report.page import Page, counted, overall, reached, verdicts_told

MARKER = "<!-- specpress-review -->"
LARGEST = 60_000
_DETAILED = 40_000
"""So much is told in full; of what comes after, one line each."""
_SIGNS = {"break": "\u274c", "risk": "\u26a0\ufe0f", "safe": "\u2705"}


def markdown(page: Page) -> str:
    head = [MARKER, f"## {_title(page)}", "", *_verdict(page), ""]
    text, shown = _as_far("\n".join(head), [*map(_section, page.changes)], _DETAILED)
    rest = page.changes[shown:]
    if rest:
        lines = [*map(_line, rest)]
        text, listed = _as_far(
            f"{text}\n### {counted(len(rest), 'more finding')}\n\n", lines, LARGEST
        )
        if listed < len(rest):
            more = counted(len(rest) - listed, "more finding")
            text += f"\n*{more} left out: the whole report is in the job's artifacts.*\n"
    return text + "\n"


def _as_far(text: str, parts: Sequence[str], most: int) -> tuple[str, int]:
    """The text with as many of the parts as it holds, and how many these are."""
    size = len(text)
    for number, part in enumerate(parts):
        size += len(part)
        if size > most - 200:
            return text + "".join(parts[:number]), number
    return text + "".join(parts), len(parts)


def _title(page: Page) -> str:
    if page.of("break"):
        return f"{_SIGNS['break']} This change of the API breaks something"
    if page.of("risk"):
        return f"{_SIGNS['risk']} This change of the API has risks"
    return f"{_SIGNS['safe']} This change of the API is safe"


def _verdict(page: Page) -> list[str]:
    lines = [f"- {page.told(audience)}" for audience in AUDIENCES]
    lines.append(f"- Suggested version step: **{page.bump}**")
    if page.accepted:
        lines.append(f"- {counted(len(page.accepted), 'finding')} accepted before")
    lines.append(f"- Between {_code(page.old)} and {_code(page.new)}")
    return [*lines, *(f"- {_plain(remark)}" for remark in page.remarks)]


def _headline(change: Change) -> str:
    """One line, as HTML: it stands in a summary, where Markdown is not read."""
    where = f" <code>{_html(reached(change))}</code>" if change.operations else ""
    return f"{_SIGNS[overall(change)]}{where} {_html(change.message)}"


def _line(change: Change) -> str:
    where = f" {_code(reached(change))}" if change.operations else ""
    return f"- {_SIGNS[overall(change)]}{where} {_plain(change.message)}\n"


def _section(change: Change) -> str:
    lines = ["", "<details>", f"<summary>{_headline(change)}</summary>", ""]
    lines += ["| for | verdicts |", "|---|---|"]
    lines += [f"| {a}s | {verdicts_told(change, a) or 'safe'} |" for a in AUDIENCES]
    lines.append("")
    if change.operations:
        lines.append(f"- in {', '.join(map(_code, change.operations[:6]))}{_more(change)}")
    lines += [f"- {_code(symbol)}" for symbol in change.symbols[:12]]
    lines += [f"- {_plain(note)}" for note in change.notes]
    for name, where in (("old", change.old), ("new", change.new)):
        if where is not None:
            lines.append(f"- {name}: {_code(f'{where.file}:{where.line}:{where.column}')}")
    if change.witness is not None:
        lines += ["", f"Valid in the {change.witness.valid_under} spec only:", ""]
        lines += [*_block(dumps(change.witness.payload, ensure_ascii=True)[:2000], "json")]
        lines += _block(harmless(change.witness.error)[:600], "")
    return "\n".join([*lines, "", f"`{change.id}`", "", "</details>", ""])


def _more(change: Change) -> str:
    more = len(change.operations) - 6
    return f" and {more} more" if more > 0 else ""


def _html(text: str) -> str:
    safe = harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("@", "&#64;")


def _plain(text: str) -> str:
    """Text in which nothing is markup, and nobody is mentioned."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-!|~" else c for c in harmless(text)).replace(
        "@", "&#64;"
    )


def _code(text: str) -> str:
    """A code span around any text."""
    inside = harmless(text)
    longest = max((len(run) for run in _runs(inside)), default=0)
    fence = "`" * (longest + 1)
    space = " " if inside.startswith("`") or inside.endswith("`") else ""
    return f"{fence}{space}{inside}{space}{fence}"


def _block(text: str, language: str) -> list[str]:
    fence = "`" * max(3, max((len(run) for run in _runs(text)), default=0) + 1)
    return [f"{fence}{language}", text, fence]


def _runs(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split(" ") if run]
