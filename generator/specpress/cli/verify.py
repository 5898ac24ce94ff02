"""`specpress verify`: a spec against the documentation pages it transcribes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from specpress.cli.show import Shown, counted, format_option, note, show
from specpress.printers import Format

_PATH = click.Path(path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("spec", type=_PATH)
@click.option("--page", "pages", type=_PATH, multiple=True, help="A page; may be given again.")
@format_option("text", "json", "github", "sarif")
def verify(spec: Path, pages: tuple[Path, ...], format: Format) -> None:
    """Hold a spec to the documentation pages it transcribes.

    Pages are those given, else those that the spec names by x-specpress-source. Differences on purpose are
    recorded in the file beside the spec that ends in .deviations.yaml.
    """
    from specpress.pages.verify_files import verify_files

    found = verify_files(spec, pages)
    more = {"pages": list(found.pages), "excused": found.excused, "agree": found.agree}
    show(found.diagnostics, Shown(format), more)
    errors = sum(one.severity == "error" for one in found.diagnostics)
    if found.readable:
        excused = f", {counted(found.excused, 'recorded deviation')}" if found.excused else ""
        told = counted(errors, "difference") if errors else "they agree"
        note(f"{spec.as_posix()} and {counted(len(found.pages), 'page')}: {told}{excused}")
    sys.exit(0 if found.agree else 1 if found.readable else 2)
