"""Changes with the Python symbols that they reach, and verdicts on source code that know them.

Takes the finished changes and both symbol tables. A change of a symbol belongs to the finding that stands at its schema; one
that belongs to none (a class that got another name) is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from specpress.config import Options
from specpress.diagnostics import Report, Span
from specpress.review.change import Audience, Change, Level, Verdicts, Where
from specpress.review.compare import Reviewed
from specpress.review.difference import Direction
from specpress.review.symbol_changes import SymbolChange, symbol_changes
from specpress.review.symbols import Symbol, symbols

Place = tuple[str, str]


class Unnamed(Exception):
    """No package can be made of one of the documents, so that its symbols are not known."""


@dataclass(slots=True)
class _Index:
    """Symbol changes by the file and pointer of their schemas, on one side."""

    by_place: dict[Place, list[SymbolChange]] = field(default_factory=dict)

    def add(self, span: Span | None, change: SymbolChange) -> None:
        if span is not None:
            self.by_place.setdefault((span.file, span.pointer), []).append(change)

    def nearest(self, where: Where | None, below: str) -> list[SymbolChange]:
        """The symbol changes of the innermost schema around a place that has any; `below` is tried first."""
        if where is None:
            return []
        around = [*_around(where.pointer)]
        if below and len(around) > 1:
            around = [f"{around[1]}/properties/{below}", f"{around[0]}/properties/{below}", *around]
        for pointer in around:
            found = self.by_place.get((where.file, pointer))
            if found:
                return found
        return []


_NAMED = frozenset(("properties", "schemas", "parameters"))
_WHOLE = frozenset(
    ("requestBody", "get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
)


def _around(pointer: str) -> Iterator[str]:
    """The pointer and those around it, up to the property, component, parameter, body or operation that it is in."""
    parts = pointer.split("/")
    for count in range(len(parts), 1, -1):
        yield "/".join(parts[:count])
        if parts[count - 2] in _NAMED or parts[count - 1] in _WHOLE:
            return


def named(reviewed: Reviewed, changes: Sequence[Change], options: Options) -> tuple[Change, ...]:
    """The changes with symbols. Raises `Unnamed` where one of the documents cannot be made into a package."""
    every = symbol_changes(*_tables(reviewed, options))
    old, new = _Index(), _Index()
    for one in every:
        old.add(one.old, one)
        new.add(one.new, one)
    made, used = [], set[SymbolChange]()
    for change, cause in zip(changes, reviewed.causes, strict=True):
        detail = cause.difference.detail
        after, before = new.nearest(change.new, detail), old.nearest(change.old, detail)
        both = [one for one in after if one in before]
        found = dict.fromkeys(both or [*after, *before])
        used.update(found)
        ways = {showing.occurrence.direction for showing in cause.showings}
        made.append(_with(change, tuple(found), ways))
    return (*made, *(_own(one) for one in every if one not in used and (one.reads or one.writes)))


def _tables(
    reviewed: Reviewed, options: Options
) -> tuple[Mapping[str, Symbol], Mapping[str, Symbol]]:
    from specpress.declare import declare
    from specpress.pipeline import plan

    found = []
    for api in reviewed.apis:
        report = Report()
        try:
            plans = plan(declare(api, options.extensions, Report()), options, report)
        except Exception as error:  # a fault there must not hide what is known of the wire
            raise Unnamed(f"{type(error).__name__}: {error}") from error
        if report.failed:
            first = report.findings[0]
            raise Unnamed(f"{first.span.file}#{first.span.pointer}: {first.message}")
        found.append(symbols(plans))
    return found[0], found[1]


def _with(change: Change, found: tuple[SymbolChange, ...], ways: set[Direction]) -> Change:
    """The source verdicts are those of the symbols; where none changed, the finding is none for source code."""
    verdicts: dict[Audience, Verdicts] = {}
    for audience, verdict in change.verdicts.items():
        level: Level = "break" if any(_breaks(one, audience, ways) for one in found) else "safe"
        verdicts[audience] = replace(verdict, source=level)
    names = tuple(dict.fromkeys(str(one) for one in found))
    return replace(change, verdicts=verdicts, symbols=names)


def _breaks(one: SymbolChange, audience: Audience, ways: set[Direction]) -> bool:
    """Callers read responses and call methods, and write requests; implementers do the opposite."""
    if one.name.startswith("client."):
        return one.reads if audience == "caller" else one.writes
    reads = "response" if audience == "caller" else "request"
    writes = "request" if audience == "caller" else "response"
    return (one.reads and reads in ways) or (one.writes and writes in ways)


def _own(one: SymbolChange) -> Change:
    """A symbol that changed although nothing on the wire did."""
    told = f"{one.name}\n{one.told}"
    return Change(
        id=f"symbol-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}",
        rule="symbol",
        subject=one.name,
        what=one.told,
        verdicts={
            "caller": Verdicts(source="break" if one.reads else "safe"),
            "implementer": Verdicts(source="break" if one.writes else "safe"),
        },
        direction="none",
        operations=(),
        old=_where(one.old),
        new=_where(one.new),
        symbols=(str(one),),
    )


def _where(span: Span | None) -> Where | None:
    return None if span is None else Where(span.file, 1, 1, span.pointer)
