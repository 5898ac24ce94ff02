"""A review as one self-contained HTML file: spec and Python side by side, no script, light and dark.

Takes a page, gives the document. The template decides nothing; what it prints is escaped by jinja.
"""

from __future__ import annotations

from functools import cache
from json import dumps
from pathlib import Path

import jinja2

from specpress.printers.style import harmless
from specpress.records import dataclass
from specpress.review.change import AUDIENCES, KINDS, Change, Level, Where
from specpress.review.report.page import (
    Page,
    counted,
    overall,
    reached,
    unproved,
    verdicts_told,
)
from specpress.review.stories import STORIES


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the template prints it."""

    id: str
    level: Level
    title: str
    reached: str
    chips: tuple[tuple[str, Level], ...]
    rule: str
    story: str
    verdicts: tuple[tuple[str, str], ...]
    operations: tuple[str, ...]
    more_operations: int
    symbols: tuple[str, ...]
    notes: tuple[str, ...]
    old: str
    old_source: str
    new: str
    new_source: str
    payload: str
    valid_under: str
    error: str
    unproved: bool


def html(page: Page) -> str:
    titles: dict[Level, str] = {"break": "Breaks", "risk": "Risks", "safe": "Safe changes"}
    groups = [
        (level, title, [_finding(change) for change in page.of(level)])
        for level, title in titles.items()
    ]
    text: str = _template().render(
        old=harmless(page.old),
        new=harmless(page.new),
        level=next((level for level, _, found in groups if found), "safe"),
        told=[page.told(audience) for audience in AUDIENCES],
        bump=page.bump,
        accepted=counted(len(page.accepted), "finding") if page.accepted else "",
        remarks=[harmless(remark) for remark in page.remarks],
        groups=[(level, title, found) for level, title, found in groups if found],
        open=len(page.changes) <= 5,
    )
    return text.rstrip("\n") + "\n"


def _finding(change: Change) -> Finding:
    story = STORIES.get(change.rule)
    witness = change.witness
    return Finding(
        id=change.id,
        level=overall(change),
        title=harmless(change.message),
        reached=harmless(reached(change)),
        chips=_chips(change),
        rule=change.rule,
        story=" ".join(story.story.split()) if story else "",
        verdicts=tuple((f"{a}s", verdicts_told(change, a) or "safe") for a in AUDIENCES),
        operations=tuple(map(harmless, change.operations[:12])),
        more_operations=max(0, len(change.operations) - 12),
        symbols=tuple(map(harmless, change.symbols[:20])),
        notes=change.notes,
        old=_place(change.old),
        old_source=_source(change.old),
        new=_place(change.new),
        new_source=_source(change.new),
        payload=harmless(dumps(witness.payload, ensure_ascii=True))[:4000] if witness else "",
        valid_under=witness.valid_under if witness else "",
        error=harmless(witness.error)[:1000] if witness else "",
        unproved=unproved(change),
    )


def _chips(change: Change) -> tuple[tuple[str, Level], ...]:
    """What is not safe for callers, verdict by verdict; for implementers where callers have nothing to fear."""
    for audience in AUDIENCES:
        verdicts = change.verdicts[audience]
        told = tuple((kind, verdicts.of(kind)) for kind in KINDS if verdicts.of(kind) != "safe")
        if told:
            who = "" if audience == "caller" else "implementers: "
            return tuple((f"{who}{kind}", level) for kind, level in told)
    return ()


def _place(where: Where | None) -> str:
    return "" if where is None else harmless(f"{where.file}:{where.line}:{where.column}")


def _source(where: Where | None) -> str:
    return "" if where is None else "\n".join(map(harmless, where.source.splitlines()))[:1200]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = Path(__file__).with_name("review.html.jinja").read_text("utf-8")
    return environment.from_string(text)
