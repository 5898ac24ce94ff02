"""The review of an update before it is written: what breaks on the wire, at run time and in this repository's code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from specpress.config import Options
from specpress.diagnostics import Report
from specpress.extensions import NO_EXTENSIONS
from specpress.printers.style import harmless
from specpress.read import read
from specpress.records import dataclass
from specpress.review.change import Audience, Change
from specpress.review.impact import Use, impact
from specpress.review.inputs import Input
from specpress.review.report.records import records, summary
from specpress.review.review import review
from specpress.source.documents import load
from specpress.source.files import MemoryFiles
from specpress.vendoring.settings import SLICE
from specpress.vendoring.update import Update


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`changes` are those of the spec, as far as it is in the copy; `uses` are lines of our own code that they break.
    A copy with a router answers, any other asks: `audiences` says which verdicts count."""

    name: str
    changes: tuple[Change, ...]
    uses: tuple[Use, ...]
    audiences: tuple[Audience, ...]

    def as_json(self) -> dict[str, object]:
        changes, counts = records(self.changes), summary(self.changes)
        uses = [asdict(use) for use in self.uses]
        return {"name": self.name, "changes": changes, "summary": counts, "uses": uses}


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
    audiences = _audiences(options)
    broken = [c for c in changes if any(c.verdicts[one].source != "safe" for one in audiences)]
    found = impact(broken, code, copy.name)
    uses = tuple(use for use in found if not Path(use.file).resolve().is_relative_to(copy))
    return Reviewed(name, changes, uses, audiences)


def _audiences(options: Options) -> tuple[Audience, ...]:
    if "router" not in options.emit:
        return ("caller",)
    return ("caller", "implementer") if "client" in options.emit else ("implementer",)


def told(found: Reviewed) -> str:
    """One line for each change, those first that break something."""
    lines = [line for change in found.changes for line in _told(change, found.audiences)]
    number = len(found.changes)
    changes = (
        f"{number} changes of the spec concern" if number != 1 else "1 change of the spec concerns"
    )
    head = f"{found.name}: {changes} this copy\n"
    lines += [
        f"{harmless(use.file)}:{use.line}:{use.column}: {harmless(use.symbol)}: {harmless(use.told)}"
        for use in found.uses
    ]
    return head + "".join(f"{line}\n" for line in lines)


def _told(change: Change, audiences: tuple[Audience, ...]) -> Iterator[str]:
    told = []
    for audience in audiences:
        verdicts = change.verdicts[audience]
        kinds = ", ".join(f"{kind} {verdicts.of(kind)}" for kind in ("wire", "runtime", "source"))
        told.append(f"{audience}: {kinds}" if len(audiences) > 1 else kinds)
    yield f"  {harmless(change.message)} ({'; '.join(dict.fromkeys(told))})"
    yield from (f"    {harmless(symbol)}" for symbol in change.symbols[:8])


def _opened(shown: str, text: str) -> Input:
    report = Report()
    documents = load(MemoryFiles({SLICE.as_posix(): text.encode()}), SLICE.as_posix(), report)
    return Input(shown, documents, read(documents, report), report.diagnostics(documents))
