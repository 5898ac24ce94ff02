"""`specpress transcribe`: a documentation page to a draft spec."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from specpress.cli.show import Shown, counted, format_option, note, show
from specpress.printers import Format

_PATH = click.Path(path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("page", type=_PATH)
@click.option("-o", "--out", type=_PATH, help="The file to write; standard output if not given.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@format_option("text", "json")
def transcribe(page: Path, out: Path | None, force: bool, format: Format) -> None:
    """Turn a documentation page into a draft spec, ready to curate.

    Order is the page's, each field carries the line it came from, what the page does not tell is a comment.
    """
    from specpress.pages.transcribe_file import transcribe_file

    made = transcribe_file(page, _source(page, out))
    if out is not None and made.text and out.exists() and not force:
        note(f"{out} is there already; --force overwrites it")
        sys.exit(2)
    more = {"draft": made.text or None, "unknowns": made.unknowns}
    show(made.diagnostics, Shown(format, to_stderr=True), more)
    if not made.text:
        sys.exit(2)
    if out is not None:
        _write(out, made.text)
        note(f"{out} written: {counted(made.fields, 'field')}, {counted(made.unknowns, 'unknown')}")
    elif format == "text":
        click.echo(made.text, nl=False)
    sys.exit(1 if any(one.severity == "error" for one in made.diagnostics) else 0)


def _source(page: Path, out: Path | None) -> str:
    """The page as the spec will name it: relative to the spec, empty if it is not below its folder."""
    folder = out.parent if out is not None else Path()
    found = Path(os.path.relpath(page, folder)).as_posix()
    return "" if found.startswith("..") else found


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"cannot write {out}: {error.strerror or error}") from None
