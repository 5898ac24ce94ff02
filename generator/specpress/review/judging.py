"""From two documents to a page: the comparison, what of it is accepted, and whether it fails.

Takes what a command line asks for, gives a `Judgement`. Only this module knows the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Literal

from specpress.config import DEFAULTS, Options
from specpress.diagnostics import Diagnostic, Report, Span
from specpress.records import dataclass
from specpress.review.acceptances import FILE, accepted
from specpress.review.change import AUDIENCES, KINDS, LEVELS, Audience, Change, Kind
from specpress.review.inputs import Input
from specpress.review.report.page import Page
from specpress.review.review import remarked
from specpress.toml import TomlError, toml

FailOn = Literal["break", "risk", "never"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Which verdicts fail a run, and from which level on."""

    fail_on: FailOn = "break"
    kinds: tuple[Kind, ...] = KINDS
    audiences: tuple[Audience, ...] = AUDIENCES
    accepted: Path | None = None
    today: date = field(default_factory=date.today)

    def fails(self, changes: Sequence[Change]) -> bool:
        if self.fail_on == "never":
            return False
        bound = LEVELS.index(self.fail_on)
        levels = (change.level(self.kinds, self.audiences) for change in changes)
        return any(LEVELS.index(level) >= bound for level in levels)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`problems` are those of the file of acceptances."""

    page: Page
    problems: tuple[Diagnostic, ...]
    failed: bool


def judged(
    old: Input, new: Input, policy: Policy, options: Options = DEFAULTS, remarks: Sequence[str] = ()
) -> Judgement:
    """Compare, take away what is accepted, decide."""
    made = remarked(old, new, options, policy.today)
    changes = made.changes
    left, taken, problems = changes, tuple[Change, ...](), tuple[Diagnostic, ...]()
    path = policy.accepted or Path(FILE)
    if policy.accepted is not None or path.is_file():
        left, taken, problems = _accepted(changes, path, policy.today)
    page = Page(old.shown, new.shown, left, taken, (*remarks, *made.remarks))
    return Judgement(page, problems, policy.fails(left) or bool(problems))


def _accepted(
    changes: tuple[Change, ...], path: Path, today: date
) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[Diagnostic, ...]]:
    report, shown = Report(), path.as_posix()
    try:
        file = toml(path.read_text("utf-8"), shown)
    except TomlError as error:
        report.add("SP640", Span(shown, ""), f"not valid TOML: {error}", place=error.place)
        return changes, (), report.diagnostics({})
    except (OSError, UnicodeDecodeError) as error:
        report.add("SP640", Span(shown, ""), f"cannot read it: {error}")
        return changes, (), report.diagnostics({})
    found = accepted(changes, file, today, report)
    return found.left, found.accepted, report.diagnostics({shown: file})
