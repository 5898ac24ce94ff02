"""A review for people at a terminal: the worst first, one line of verdicts each, and where to look."""

from __future__ import annotations

from json import dumps

from specpress.printers.style import PLAIN, Style, harmless
from specpress.review.change import AUDIENCES, Change
from specpress.review.report.page import Page, counted, listed, overall, unproved, verdicts_told

_PAINT = {"break": "error", "risk": "warning", "safe": "note"}


def terminal(page: Page, style: Style = PLAIN) -> str:
    parts = [_one(change, style) for change in page.changes]
    if not page.changes:
        parts.append("no change that anyone can notice\n")
    else:
        parts.append(_summary(page))
    parts += [f"{harmless(remark)}\n" for remark in page.remarks]
    return "".join(parts)


def _one(change: Change, style: Style) -> str:
    level = overall(change)
    head = style.paint(f"{level}[{change.rule}]:", _PAINT[level])
    lines = [f"{head} {harmless(change.message)}"]
    if level == "safe":
        return "\n".join([*lines, *_briefly(change)]) + "\n\n"
    for audience in AUDIENCES:
        told = verdicts_told(change, audience)
        if told:
            lines.append(f"  {audience}s: {told}")
    lines += [f"  {note}" for note in change.notes]
    if change.operations:
        lines.append(f"  in {harmless(listed(change.operations))}")
    lines += [f"  {harmless(symbol)}" for symbol in change.symbols[:8]]
    for name, where in (("old", change.old), ("new", change.new)):
        if where is not None:
            lines.append(f"  {name} {harmless(where.file)}:{where.line}:{where.column}")
    lines += _witness(change)
    lines.append(f"  id {change.id}")
    return "\n".join(lines) + "\n\n"


def _briefly(change: Change) -> list[str]:
    """What there is to say of a change that hurts nobody."""
    lines = [f"  in {harmless(listed(change.operations, 2))}"] if change.operations else []
    lines += [f"  {harmless(symbol)}" for symbol in change.symbols[:2]]
    where = change.new or change.old
    return [*lines, *([f"  {harmless(where.file)}:{where.line}:{where.column}"] if where else [])]


def _witness(change: Change) -> list[str]:
    if change.witness is None:
        return ["  no payload was found that shows it"] if unproved(change) else []
    payload = dumps(change.witness.payload, ensure_ascii=True)
    shown = payload if len(payload) <= 300 else payload[:297] + "..."
    lines = [f"  valid in the {change.witness.valid_under} spec only: {shown}"]
    return [*lines, *(f"    {harmless(line)}" for line in change.witness.error.splitlines()[:4])]


def _summary(page: Page) -> str:
    counts = [(len(page.of(level)), level) for level in ("break", "risk", "safe")]
    told = ", ".join(f"{number} {level}" for number, level in counts if number)
    accepted = f", {len(page.accepted)} accepted" if page.accepted else ""
    lines = [f"{counted(len(page.changes), 'change')}: {told}{accepted}"]
    lines += [page.told(audience) for audience in AUDIENCES]
    return "\n".join(lines) + f"\nsuggested version step: {page.bump}\n"
