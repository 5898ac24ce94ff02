"""Changes for people at a terminal: the worst first, one line of verdicts each, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from specpress.printers.style import PLAIN, Style, harmless
from specpress.review.change import AUDIENCES, KINDS, Change, Level, worst

_PAINT = {"break": "error", "risk": "warning", "safe": "note"}


def terminal(changes: Sequence[Change], style: Style = PLAIN) -> str:
    if not changes:
        return "no change that anyone can notice\n"
    return "".join(_one(change, style) for change in changes) + _summary(changes)


def _one(change: Change, style: Style) -> str:
    level = worst(*(verdicts.worst() for verdicts in change.verdicts.values()))
    head = style.paint(f"{level}[{change.rule}]:", _PAINT[level])
    lines = [f"{head} {harmless(change.message)}"]
    for audience in AUDIENCES:
        verdicts = change.verdicts[audience]
        told = ", ".join(
            f"{kind} {verdicts.of(kind)}" for kind in KINDS if verdicts.of(kind) != "safe"
        )
        if told:
            lines.append(f"  {audience}s: {told}")
    if change.operations:
        lines.append(f"  in {harmless(_listed(change.operations))}")
    if change.symbols:
        lines += [f"  {harmless(symbol)}" for symbol in change.symbols[:8]]
    for name, where in (("old", change.old), ("new", change.new)):
        if where is not None:
            lines.append(f"  {name} {harmless(where.file)}:{where.line}:{where.column}")
    if change.witness is not None:
        payload = dumps(change.witness.payload, ensure_ascii=True)
        shown = payload if len(payload) <= 200 else payload[:197] + "..."
        lines.append(f"  valid in the {change.witness.valid_under} spec only: {shown}")
        lines += [f"    {harmless(line)}" for line in change.witness.error.splitlines()[:4]]
    lines.append(f"  id {change.id}")
    return "\n".join(lines) + "\n\n"


def _listed(names: Sequence[str], most: int = 4) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _summary(changes: Sequence[Change]) -> str:
    counts: dict[Level, int] = {"break": 0, "risk": 0, "safe": 0}
    for change in changes:
        counts[worst(*(verdicts.worst() for verdicts in change.verdicts.values()))] += 1
    told = ", ".join(f"{number} {level}" for level, number in counts.items() if number)
    return f"{len(changes)} change{'s' if len(changes) != 1 else ''}: {told}\n"
