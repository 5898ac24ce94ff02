"""`specpress diff OLD NEW`."""

from __future__ import annotations

import sys
from typing import Unpack

import click

from specpress.cli.reviewing import Judging, configured, judging_options, policy, tell, with_enums
from specpress.cli.show import Shown, show


class Given(Judging):
    """The command line as click gives it."""

    old: str
    new: str
    root: str | None


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("old")
@click.argument("new")
@click.option(
    "--root",
    metavar="DIR",
    help="Folder whose files a $ref may name, relative to that of the spec.",
)
@judging_options
def diff(**given: Unpack[Given]) -> None:
    """Review a new spec against the old one: what breaks, for whom.

    OLD and NEW are paths, GITREF:path, or - for standard input.
    """
    from specpress.review.inputs import opened
    from specpress.review.judging import judged

    asked = policy(given)
    if given["old"] == given["new"] == "-":
        raise click.UsageError("only one of OLD and NEW can be standard input")
    stdin = sys.stdin.buffer.read() if "-" in (given["old"], given["new"]) else None
    configured_options = configured(given["new"], given["old"])
    root = configured_options.root if given["root"] is None else given["root"]
    old, new = opened(given["old"], stdin, root), opened(given["new"], stdin, root)
    if old.api is None or new.api is None:
        problems = [*old.diagnostics, *new.diagnostics]
        errors = [problem for problem in problems if problem.severity == "error"]
        how = Shown("json" if given["format"] == "json" else "text", to_stderr=True)
        show(errors, how, {"changes": [], "summary": {}})
        sys.exit(2)
    judgement = judged(old, new, asked, with_enums(configured_options, given))
    tell(judgement, given, [*old.diagnostics, *new.diagnostics])
    sys.exit(int(judgement.failed))
