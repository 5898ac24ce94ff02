"""`specpress lint SPEC`: whether a spec is valid, and what code generation makes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from specpress.cli.show import Shown, counted, format_option, note, progress, show
from specpress.diagnostics import Diagnostic
from specpress.printers import Format

LEVELS = ("note", "warning", "loss", "error")
FailOn = Literal["note", "warning", "loss", "error", "never"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("spec", type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    default="error",
    show_default=True,
    help="Exit 1 for findings of this severity and above.",
)
@format_option("text", "json", "github", "sarif")
def lint(spec: Path, fail_on: FailOn, format: Format) -> None:
    """Say what is wrong with a spec, and what of it generated code cannot express.

    Nothing is written. SPEC is a file, in YAML or JSON; the files that it refers to are read too.
    """
    from specpress.pipeline import build

    progress(f"reading {spec}")
    made = build(spec)
    progress("")
    show(made.diagnostics, Shown(format))
    note(f"{spec}: {_summary(made.diagnostics)}")
    sys.exit(2 if "" not in made.sources else _status(made.diagnostics, fail_on))


def _status(found: tuple[Diagnostic, ...], fail_on: FailOn) -> int:
    if fail_on == "never":
        return 0
    bound = LEVELS.index(fail_on)
    return int(any(LEVELS.index(diagnostic.severity) >= bound for diagnostic in found))


def _summary(found: tuple[Diagnostic, ...]) -> str:
    counts = [(sum(d.severity == level for d in found), level) for level in reversed(LEVELS)]
    return ", ".join(counted(number, level) for number, level in counts if number) or "no findings"
