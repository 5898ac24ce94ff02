"""`specpress impact`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from specpress.cli.compared import between_options, compared
from specpress.cli.reviewing import configured
from specpress.cli.show import counted, note
from specpress.printers.style import harmless

if TYPE_CHECKING:
    from specpress.review.impact import Use


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--consumers",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True),
    help="Folders or files of Python that use the package; may be given several times.",
)
@click.option("--package", required=True, help="The import name of the generated package.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@between_options
def impact(
    consumers: tuple[Path, ...], package: str, format: Literal["text", "json"], **between: object
) -> None:
    """Find the lines of your own code that a change of the spec breaks.

    Looks at files that import the package, by syntax: fields and methods are found by name. Exits 1 if there are any.
    """
    from specpress.review.impact import impact as search
    from specpress.review.review import review

    old, new = compared(between)
    changes = review(old, new, configured(new.shown, old.shown), date.today())
    uses = search(changes, consumers, package)
    if format == "json":
        click.echo(dumps({"schema_version": 1, "uses": [asdict(use) for use in uses]}, indent=1))
    else:
        for use in uses:
            click.echo(_told(use))
        note(counted(len(uses), "line") + " to look at" if uses else "nothing to look at")
    sys.exit(int(bool(uses)))


def _told(use: Use) -> str:
    place = f"{harmless(use.file)}:{use.line}:{use.column}"
    return f"{place}: {harmless(use.symbol)}: {harmless(use.told)}\n    {harmless(use.text)}"
