"""What every verb shares in showing things: results on stdout, the rest on stderr, one option for the format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from specpress.diagnostics import Diagnostic
from specpress.printers import Format, print_diagnostics
from specpress.printers.style import style_of
from specpress.records import dataclass

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Shown:
    """How to show findings. `to_stderr` is for those that are not what the user asked for; it holds for text."""

    format: Format
    to_stderr: bool = False


def format_option(*formats: Format) -> Callable[[Command], Command]:
    """`--format`, which never changes the exit status."""
    return click.option(
        "--format",
        type=click.Choice(formats),
        default="text",
        show_default=True,
        help="How to write the findings.",
    )


def show(
    diagnostics: Sequence[Diagnostic], how: Shown, more: Mapping[str, object] | None = None
) -> None:
    """Write all findings at once."""
    stream = sys.stderr if how.to_stderr and how.format == "text" else sys.stdout
    text = print_diagnostics(diagnostics, how.format, style=style_of(stream), more=more)
    stream.write(_encodable(text, stream.encoding))
    stream.flush()


def note(text: str) -> None:
    """A line beside the results."""
    sys.stderr.write(_encodable(text, sys.stderr.encoding) + "\n")


def progress(text: str) -> None:
    """What takes long right now: one line that the next one replaces, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def relative(path: Path) -> Path:
    """The path as a user would write it here: relative where that does not lead upwards."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def counted(number: int, thing: str) -> str:
    """`1 file`, `2 files`, `2 losses`."""
    plural = "es" if thing.endswith("s") else "s"
    return f"{number:,} {thing}{plural if number != 1 else ''}"


def _encodable(text: str, encoding: str | None) -> str:
    """Text that the stream can take: what it cannot encode is escaped, never an error."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
