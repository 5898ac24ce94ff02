"""`specpress diff OLD NEW`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from json import dumps
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from specpress.cli.show import Shown, show
from specpress.printers.style import style_of

if TYPE_CHECKING:
    from specpress.review.change import Change

Format = Literal["text", "json"]


class Given(TypedDict):
    """The command line as click gives it."""

    old: str
    new: str
    format: Format
    fail_on: Literal["break", "risk", "never"]
    compat: str
    audience: Literal["caller", "implementer", "all"]
    today: datetime | None


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("old")
@click.argument("new")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["break", "risk", "never"]),
    default="break",
    show_default=True,
    help="Exit 1 for findings of this level and above.",
)
@click.option(
    "--compat",
    default="wire,runtime,source",
    show_default=True,
    metavar="KINDS",
    help="Which verdicts count for --fail-on.",
)
@click.option(
    "--audience",
    type=click.Choice(["caller", "implementer", "all"]),
    default="caller",
    show_default=True,
    help="Whose verdicts count for --fail-on.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which sunsets are judged; default: the present day.",
)
def diff(**given: Unpack[Given]) -> None:
    """Review a new spec against the old one: what breaks, for whom.

    OLD and NEW are paths, GITREF:path, or - for standard input.
    """
    from specpress.review.inputs import opened
    from specpress.review.review import review

    if given["old"] == given["new"] == "-":
        raise click.UsageError("only one of OLD and NEW can be standard input")
    stdin = sys.stdin.buffer.read() if "-" in (given["old"], given["new"]) else None
    old, new = opened(given["old"], stdin), opened(given["new"], stdin)
    if old.api is None or new.api is None:
        problems = [*old.diagnostics, *new.diagnostics]
        errors = [problem for problem in problems if problem.severity == "error"]
        show(errors, Shown(given["format"], to_stderr=True), {"changes": [], "summary": {}})
        sys.exit(2)
    day = given["today"].date() if given["today"] else date.today()
    changes = review(old, new, today=day)
    sys.stdout.write(_report(changes, given["format"]))
    sys.exit(_status(changes, given))


def _report(changes: tuple[Change, ...], format: Format) -> str:
    if format == "text":
        from specpress.review.report.terminal import terminal

        return terminal(changes, style_of(sys.stdout))
    from specpress.review.report.records import records, summary

    whole = {"schema_version": 1, "changes": records(changes), "summary": summary(changes)}
    return dumps(whole, indent=1, ensure_ascii=True) + "\n"


def _status(changes: tuple[Change, ...], given: Given) -> int:
    from specpress.review.change import AUDIENCES, KINDS, LEVELS

    asked = [kind.strip() for kind in given["compat"].split(",")]
    unknown = sorted(set(asked) - set(KINDS))
    if unknown:
        raise click.UsageError(f"--compat knows wire, runtime and source, not {', '.join(unknown)}")
    kinds = tuple(kind for kind in KINDS if kind in asked)
    audiences = tuple(a for a in AUDIENCES if given["audience"] in (a, "all"))
    if given["fail_on"] == "never":
        return 0
    bound = LEVELS.index(given["fail_on"])
    return int(any(LEVELS.index(change.level(kinds, audiences)) >= bound for change in changes))
