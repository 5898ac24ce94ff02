"""`specpress lint`: what is wrong with a spec, and what makes the code that comes of it worse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, TypedDict, Unpack

import click

from specpress.cli.show import Shown, counted, format_option, note, show
from specpress.printers import Format

Level = Literal["error", "warning", "loss", "note", "never"]
LEVELS: tuple[Level, ...] = ("error", "loss", "warning", "note")
"""From the worst down; --fail-on takes one of them and all before it."""


class Given(TypedDict):
    """The command line as click gives it."""

    spec: Path
    fail_on: Level
    ignore: tuple[str, ...]
    config: Path | None
    format: Format


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("spec", type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    default="error",
    show_default=True,
    help="Exit 1 for findings of this level and above.",
)
@click.option("--ignore", multiple=True, metavar="CODE", help="A rule to leave out; repeatable.")
@click.option("--config", type=click.Path(path_type=Path), help="The configuration file to use.")
@format_option("text", "json", "github", "sarif")
def lint(**given: Unpack[Given]) -> None:
    """Say what is wrong with a spec, and what code generation cares about.

    A rule is silenced by `x-specpress-ignore: [CODE]` on an object of the spec, for the object and what is
    below it, by `ignore` in the table [tool.specpress.lint], or by --ignore. Errors cannot be silenced.
    """
    from specpress.lint.lint_file import lint_file

    found = lint_file(given["spec"], given["ignore"], given["config"])
    show(found.diagnostics, Shown(given["format"]))
    if not found.readable:
        sys.exit(2)
    told: dict[str, int] = {}
    for one in found.diagnostics:
        told[one.severity] = told.get(one.severity, 0) + 1
    counts = ", ".join(counted(told[level], level) for level in LEVELS if level in told)
    note(f"{given['spec'].as_posix()}: {counts or 'nothing to say'}")
    failing = LEVELS[: LEVELS.index(given["fail_on"]) + 1] if given["fail_on"] != "never" else ()
    sys.exit(1 if any(level in told for level in failing) else 0)
