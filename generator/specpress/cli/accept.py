"""`specpress accept ID`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specpress.cli.compared import between_options, compared
from specpress.cli.reviewing import configured
from specpress.cli.show import note

if TYPE_CHECKING:
    from specpress.review.change import Change


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why it is fine.")
@click.option("--owner", default="", help="Who answers for it.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="Until when it holds.")
@click.option("--file", type=click.Path(path_type=Path), help="Default: specpress-accepted.toml.")
@between_options
def accept(
    ids: tuple[str, ...],
    reason: str,
    owner: str,
    expires: datetime | None,
    file: Path | None,
    **between: object,
) -> None:
    """Record findings of `diff` or `review` as known and accepted.

    An entry holds for what both documents say at the place of the finding now. One that is used up, stale or expired
    fails the next review.
    """
    from specpress.review.acceptances import FILE, entry_text
    from specpress.review.review import review

    old, new = compared(between)
    options = configured(new.shown, old.shown)
    found = {change.id: change for change in review(old, new, options, date.today())}
    unknown = [id for id in ids if id not in found]
    if unknown:
        click.echo(f"no such finding: {', '.join(unknown)}; `specpress diff` lists them", err=True)
        sys.exit(1)
    path = file or Path(FILE)
    text = path.read_text("utf-8") if path.exists() else ""
    chosen: list[Change] = [found[id] for id in ids]
    day = expires.date() if expires else None
    entries = [entry_text(change, reason, owner, day) for change in chosen]
    before = text.rstrip("\n")
    path.write_text("\n".join([*([before, ""] if before else []), *entries]), "utf-8", newline="\n")
    for change in chosen:
        note(f"accepted in {path}: {change.message}")
