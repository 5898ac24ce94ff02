"""`specpress verify`: a spec against the documentation pages it transcribes, and against recorded answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specpress.cli.show import Shown, counted, format_option, note, show
from specpress.printers import Format

if TYPE_CHECKING:
    from specpress.pages.drift_files import Drifted
    from specpress.pages.verify_files import Verified

_PATH = click.Path(path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("spec", type=_PATH)
@click.option("--page", "pages", type=_PATH, multiple=True, help="A page; may be given again.")
@click.option("--responses", type=_PATH, help="A folder of recorded JSON answers to replay.")
@click.option("--patch", type=_PATH, help="Write the proposed patch here, not to standard output.")
@format_option("text", "json", "github", "sarif")
def verify(
    spec: Path, pages: tuple[Path, ...], responses: Path | None, patch: Path | None, format: Format
) -> None:
    """Hold a spec to the documentation pages it transcribes, and to what the live API sends.

    Pages are those given, else those that the spec names by x-specpress-source. Differences on purpose are
    recorded in the file beside the spec that ends in .deviations.yaml. With --responses, recorded answers are
    replayed, and what they have beyond the spec is proposed as a patch to it.
    """
    from specpress.pages.drift_files import drift_files
    from specpress.pages.verify_files import verify_files

    held = verify_files(spec, pages) if pages or responses is None else None
    drifted = drift_files(spec, responses) if responses is not None else None
    found = [*(held.diagnostics if held else ()), *(drifted.diagnostics if drifted else ())]
    shown = "" if drifted is None else drifted.patch
    show(found, Shown(format), _more(held, drifted))
    if patch is not None and drifted is not None:
        _write(patch, shown)
    elif format == "text" and shown:
        click.echo(f"\n{shown}", nl=False)
    _summarise(spec, held, drifted)
    if not all(one.readable for one in (held, drifted) if one is not None):
        sys.exit(2)
    sys.exit(1 if any(one.severity == "error" for one in found) else 0)


def _more(held: Verified | None, drifted: Drifted | None) -> dict[str, object]:
    """What JSON says beside the findings."""
    told: dict[str, object] = {}
    if held is not None:
        told |= {"pages": list(held.pages), "excused": held.excused, "agree": held.agree}
    if drifted is not None:
        told |= {"answers": drifted.answers, "patch": drifted.patch}
    return told


def _summarise(spec: Path, held: Verified | None, drifted: Drifted | None) -> None:
    if held is not None and held.readable:
        errors = sum(one.severity == "error" for one in held.diagnostics)
        excused = f", {counted(held.excused, 'recorded deviation')}" if held.excused else ""
        told = counted(errors, "difference") if errors else "they agree"
        note(f"{spec.as_posix()} and {counted(len(held.pages), 'page')}: {told}{excused}")
    if drifted is not None and drifted.readable:
        causes = sum(one.severity == "error" for one in drifted.diagnostics)
        told = counted(causes, "cause") + " of drift" if causes else "nothing new"
        note(f"{spec.as_posix()} and {counted(drifted.answers, 'recorded answer')}: {told}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror or error}") from None
