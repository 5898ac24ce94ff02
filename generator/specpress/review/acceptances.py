"""Findings that somebody has accepted: entries of a file, each bound to what both documents said when it was written.

Takes the text of the file and the changes, gives what is accepted and what is wrong with the file. An entry that matches
nothing, or something that has moved on since, is a problem with the line to delete: acceptances do not pile up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from json import dumps

from specpress.diagnostics import Report, Span
from specpress.records import dataclass
from specpress.review.change import Change
from specpress.toml import Toml

FILE = "specpress-accepted.toml"


@dataclass(frozen=True, slots=True)
class Acceptance:
    id: str
    reason: str
    old: str
    new: str
    owner: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """`left` are the changes that nobody has accepted."""

    left: tuple[Change, ...]
    accepted: tuple[Change, ...]


def accepted(changes: Sequence[Change], file: Toml, today: date, report: Report) -> Judged:
    """Sort the changes by the entries of the file; what is wrong with an entry goes to the report."""
    by_id = {change.id: change for change in changes}
    taken: dict[str, Change] = {}
    entries = file.table.get("accept", [])
    if not isinstance(entries, list):
        report.add("SP640", Span(file.display, "/accept"), "`accept` has to be a list of tables")
        entries = []
    for number, table in enumerate(entries):
        span = Span(file.display, f"/accept/{number}")
        entry = _entry(table, span, report)
        if entry is None:
            continue
        change = by_id.get(entry.id)
        problem = _problem(entry, change, today)
        if problem is not None:
            code, told = problem
            report.add(code, span, told, f"delete the [[accept]] entry of {entry.id}")
        elif change is not None:
            taken[entry.id] = change
    left = tuple(change for change in changes if change.id not in taken)
    return Judged(left, tuple(taken.values()))


def _problem(entry: Acceptance, change: Change | None, today: date) -> tuple[str, str] | None:
    if change is None:
        return (
            "SP641",
            f"the acceptance of {entry.id} is used up: there is no such finding any more",
        )
    if (entry.old, entry.new) != change.digests:
        return "SP642", f"the acceptance of {entry.id} is stale: the spec has changed there since"
    if entry.expires is not None and entry.expires < today:
        return "SP643", f"the acceptance of {entry.id} expired on {entry.expires}"
    return None


def _entry(table: object, span: Span, report: Report) -> Acceptance | None:
    if not isinstance(table, Mapping):
        report.add("SP640", span, "an acceptance has to be a table")
        return None
    texts = {key: table.get(key) for key in ("id", "reason", "old", "new")}
    owner, expires = table.get("owner", ""), table.get("expires")
    wrong = [key for key, value in texts.items() if not isinstance(value, str)]
    wrong += [key for key in table if key not in (*texts, "owner", "expires")]
    wrong += [] if isinstance(owner, str) else ["owner"]
    wrong += [] if expires is None or isinstance(expires, date) else ["expires"]
    if wrong or not isinstance(owner, str) or not (expires is None or isinstance(expires, date)):
        told = f"an acceptance has id, reason, old and new, and may have owner and expires: look at {', '.join(wrong)}"
        report.add("SP640", span, told)
        return None
    id, reason, old, new = (str(value) for value in texts.values())
    return Acceptance(id, reason, old, new, owner, expires)


def entry_text(change: Change, reason: str, owner: str, expires: date | None) -> str:
    """The lines that accept a finding, to be put at the end of the file."""
    lines = ["[[accept]]", f"id = {_text(change.id)}", f"reason = {_text(reason)}"]
    lines += [f"owner = {_text(owner)}"] if owner else []
    lines += [f"expires = {expires.isoformat()}"] if expires else []
    lines += [f"old = {_text(change.digests[0])}", f"new = {_text(change.digests[1])}"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A basic string of TOML; JSON's escapes are a part of its own, but for DEL."""
    return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
