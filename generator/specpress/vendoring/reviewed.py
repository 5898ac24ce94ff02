"""The review of an update before it is written: what breaks on the wire, at run time and in this repository's code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specpress.diagnostics import Report
from specpress.extensions import NO_EXTENSIONS
from specpress.printers.style import harmless
from specpress.read import read
from specpress.review.change import Change
from specpress.review.impact import Use, impact
from specpress.review.inputs import Input
from specpress.review.review import review
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from specpress.vendoring.settings import SLICE
from specpress.vendoring.update import Update


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`changes` are those of the spec, as far as it is in the copy; `uses` are lines of our own code that they break."""

    name: str
    changes: tuple[Change, ...]
    uses: tuple[Use, ...]


def reviewed(update: Update, code: Sequence[Path]) -> Reviewed | None:
    """None when there is nothing to compare: a new copy, or the same slice. `code` is searched for uses."""
    if not update.old or not update.new or update.old == update.new:
        return None
    name = update.vendor.name
    old = _opened(f"{name} as copied", update.old)
    new = _opened(f"{name} now", update.new)
    # Both slices have what the configuration declared when they were cut.
    options = replace(update.vendor.options, extensions=NO_EXTENSIONS)
    changes = review(old, new, options)
    copy = update.vendor.out.resolve()
    found = impact(changes, code, copy.name)
    uses = tuple(use for use in found if not Path(use.file).resolve().is_relative_to(copy))
    return Reviewed(name, changes, uses)


def told(found: Reviewed) -> str:
    """One line for each change, those first that break something."""
    lines = [line for change in found.changes for line in _told(change)]
    number = len(found.changes)
    changes = f"{number} change{'s' if number != 1 else ''}"
    head = f"{found.name}: {changes} of the spec concern this copy\n"
    lines += [
        f"{harmless(use.file)}:{use.line}:{use.column}: {harmless(use.symbol)}: {harmless(use.told)}"
        for use in found.uses
    ]
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
