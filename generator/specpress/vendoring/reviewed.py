"""The review of an update before it is written: what breaks on the wire, at run time and in this repository's code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.diagnostics import Report
from specpress.printers.style import harmless
from specpress.read import read
from specpress.review.change import Change
from specpress.review.inputs import Input
from specpress.review.review import review
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from specpress.vendoring.settings import SLICE
from specpress.vendoring.update import Update


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`changes` are those of the spec, as far as it is in the copy."""

    name: str
    changes: tuple[Change, ...]


def reviewed(update: Update) -> Reviewed | None:
    """None when there is nothing to compare: a new copy, or the same slice."""
    if not update.old or not update.new or update.old == update.new:
        return None
    name = update.vendor.name
    old = _opened(f"{name} as copied", update.old)
    new = _opened(f"{name} now", update.new)
    return Reviewed(name, review(old, new, update.vendor.options))


def told(found: Reviewed) -> str:
    """One line for each change, those first that break something."""
    lines = [line for change in found.changes for line in _told(change)]
    head = f"{found.name}: {len(found.changes)} changes of the spec concern this copy\n"
    return head + "".join(f"{line}\n" for line in lines)


def _told(change: Change) -> Iterator[str]:
    verdicts = change.verdicts["caller"]
    kinds = [f"{kind} {verdicts.of(kind)}" for kind in ("wire", "runtime", "source")]
    yield f"  {harmless(change.message)} ({', '.join(kinds)})"
    yield from (f"    {harmless(symbol)}" for symbol in change.symbols[:8])


def _opened(shown: str, text: str) -> Input:
    report = Report()
    documents = load(MemoryFiles({SLICE.as_posix(): text.encode()}), SLICE.as_posix(), report)
    return Input(shown, documents, read(documents, report), report.diagnostics(documents))
