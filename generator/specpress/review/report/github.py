"""A review as GitHub annotations: ten of each level, as many as GitHub shows, then a summary."""

from __future__ import annotations

from specpress.printers.style import harmless
from specpress.review.change import LEVELS, Change
from specpress.review.report.page import Page, counted, listed

MOST = 10
_MORE = {"break": "more break", "risk": "more risk", "safe": "more safe change"}
_COMMANDS = {"break": "error", "risk": "warning", "safe": "notice"}


def github(page: Page) -> str:
    lines = []
    for level in reversed(LEVELS):
        found = page.of(level)
        lines += [_one(change, _COMMANDS[level]) for change in found[:MOST]]
        if len(found) > MOST:
            more = counted(len(found) - MOST, _MORE[level])
            lines.append(f"::{_COMMANDS[level]} title=specpress::{more}: see the report")
    if page.changes:
        lines.append(f"::notice title=specpress::{_data(page.verdict)}")
    return "".join(f"{line}\n" for line in lines)


def _one(change: Change, command: str) -> str:
    where = change.new or change.old
    place = f"file={_property(where.file)},line={where.line},col={where.column}," if where else ""
    told = [change.message, *change.symbols[:4]]
    if change.operations:
        told.append(f"in {listed(change.operations)}")
    text = "%0A".join(map(_data, told))
    return f"::{command} {place}title={_property(f'specpress {change.rule}')}::{text}"


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
