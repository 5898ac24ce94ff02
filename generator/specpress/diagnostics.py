"""What every pass says about a spec: where (`Span`), what (`Diagnostic`), and a `Report` that collects and never throws.

Takes findings from the passes, gives located diagnostics. Only this module knows how a finding gets its
line and column: a `Span` names a file and a JSON pointer, and positions are looked up once, at the end,
so that a pass pays nothing for being located.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from specpress.codes import CODES
from specpress.codes.code import Severity

_APART = "\0apart"


class Span(NamedTuple):
    """A place in a document: its name relative to the root document's folder, and a JSON pointer (RFC 6901).

    A tuple, since there is one for each node that is read, and many tables have it as their key.
    """

    file: str
    pointer: str

    def child(self, key: str | int) -> Span:
        text = key if type(key) is str else str(key)
        if "~" in text or "/" in text:
            text = escape(text)
        return tuple.__new__(Span, (self.file, f"{self.pointer}/{text}"))

    def apart(self) -> Span:
        """The same place, seen as another form of the schema that stands there: it equals no other span."""
        return Span(f"{self.file}{_APART}", self.pointer)

    def plain(self) -> Span:
        """The place in the document."""
        return Span(self.file.removesuffix(_APART), self.pointer)


def escape(key: str | int) -> str:
    """One reference token of a JSON pointer (RFC 6901, section 3)."""
    text = str(key)
    return text.replace("~", "~0").replace("/", "~1") if "~" in text or "/" in text else text


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column count from 1, in characters. `source` is the text of that line, for the caret."""

    line: int
    column: int
    source: str


class Located(Protocol):
    """A document that knows where its nodes stand, and how the user names it."""

    @property
    def display(self) -> str: ...

    def locate(self, pointers: Iterable[str]) -> Mapping[str, Place]: ...


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding as users see it; the first eight fields are the JSON form that the outside relies on."""

    code: str
    severity: Severity
    message: str
    help: str
    file: str
    line: int
    column: int
    pointer: str
    source: str = ""


def losses_as_errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What `--fail-on-loss` asks for."""
    return tuple(replace(d, severity="error") if d.severity == "loss" else d for d in diagnostics)


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic that has not been located yet. `place` is set when there is no document to look it up in."""

    code: str
    span: Span
    message: str
    help: str
    place: Place | None = None


class Report:
    """Collects findings in the order they are made; the same finding twice counts once."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}
        self._redirected: dict[Span, Span] = {}

    def add(
        self, code: str, span: Span, message: str, help: str = "", *, place: Place | None = None
    ) -> None:
        """Record a finding. The severity belongs to the code (`specpress.codes`), not to the caller."""
        span = self._where(span.plain()) if self._redirected else span.plain()
        self._findings[Finding(code, span, message, help, place)] = None

    def redirect(self, span: Span, to: Span) -> None:
        """From now on findings at or below one place are told at another: the one where it really stands."""
        self._redirected[span] = to

    def _where(self, span: Span) -> Span:
        for start, to in self._redirected.items():
            if span.file == start.file and f"{span.pointer}/".startswith(f"{start.pointer}/"):
                return Span(to.file, to.pointer + span.pointer[len(start.pointer) :])
        return span

    def extend(self, findings: Iterable[Finding]) -> None:
        self._findings.update(dict.fromkeys(findings))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(CODES[finding.code].severity == "error" for finding in self._findings)

    def diagnostics(self, documents: Mapping[str, Located]) -> tuple[Diagnostic, ...]:
        """Every finding with its line and column, ordered by file, line, column, code."""
        return located(self.findings, documents)


def located(
    findings: Sequence[Finding], documents: Mapping[str, Located]
) -> tuple[Diagnostic, ...]:
    """Look all positions up, one pass over each document."""
    wanted: dict[str, list[str]] = {}
    for finding in findings:
        if finding.place is None and finding.span.file in documents:
            wanted.setdefault(finding.span.file, []).append(finding.span.pointer)
    places = {file: documents[file].locate(pointers) for file, pointers in wanted.items()}
    shown = {file: documents[file].display for file in wanted}
    made = [_diagnostic(finding, places, shown) for finding in findings]
    return tuple(sorted(made, key=lambda d: (d.file, d.line, d.column, d.code, d.message)))


_NOWHERE = Place(1, 1, "")


def _diagnostic(
    finding: Finding, places: Mapping[str, Mapping[str, Place]], shown: Mapping[str, str]
) -> Diagnostic:
    span = finding.span
    place = finding.place or places.get(span.file, {}).get(span.pointer, _NOWHERE)
    return Diagnostic(
        finding.code,
        CODES[finding.code].severity,
        finding.message,
        finding.help,
        shown.get(span.file, span.file),
        place.line,
        place.column,
        span.pointer,
        place.source,
    )
