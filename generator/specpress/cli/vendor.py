"""`specpress vendor`: copies of generated code in this repository, kept up to date deliberately."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypedDict, Unpack

import click

from specpress.cli.copies import Copies, chosen, copies, place
from specpress.cli.show import Shown, counted, format_option, note, relative, show
from specpress.config import PARTS
from specpress.diagnostics import Diagnostic
from specpress.printers import Format

if TYPE_CHECKING:
    from specpress.vendoring.settings import Vendor
    from specpress.vendoring.update import Allowed, Update

_HELP = {"help_option_names": ["-h", "--help"]}
_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="The configuration file.")
_NAMES = click.argument("names", metavar="[NAME]...", nargs=-1)
_FORMAT = format_option("text", "json", "github", "sarif")


@click.group(context_settings=_HELP)
def vendor() -> None:
    """Keep copies of generated code in this repository.

    Each copy is an entry [[tool.specpress.vendor]] of the configuration. Beside the code stands the part of the
    spec that it was made from and a lock file, so that it can be checked anywhere, by anyone, offline.
    """


@vendor.command(context_settings=_HELP)
@_NAMES
@_CONFIG
@click.option(
    "--deep", is_flag=True, help="Make the files again from the stored slice and compare."
)
@click.option("--no-diff", is_flag=True, help="Do not show what was edited.")
@_FORMAT
def check(
    names: tuple[str, ...], config: Path | None, deep: bool, no_diff: bool, format: Format
) -> None:
    """Say of every copy which files were edited, are missing or foreign, and whether it is up to date.

    Needs no network and, unless something was edited, no generator.
    """
    from specpress.vendoring.checked import checked

    found = [checked(one, deep=deep, diff=not no_diff) for one in _chosen(config, names, format)]
    problems = [*_interrupted(config), *(d for one in found for d in one.diagnostics)]
    show(problems, Shown(format), {"copies": [one.as_json() for one in found]})
    for one in found:
        if format == "text" and one.diff:
            click.echo(one.diff, nl=False)
        note(one.summary())
    sys.exit(1 if any(diagnostic.severity == "error" for diagnostic in problems) else 0)


@vendor.command("list", context_settings=_HELP)
@_NAMES
@_CONFIG
@click.option("--why", metavar="SCHEMA", help="Say what in the selection needs this schema.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_copies(
    names: tuple[str, ...], config: Path | None, why: str | None, format: Format
) -> None:
    """List the copies, where they come from and what is in them."""
    from specpress.vendoring.listed import listed, reasons

    found = _chosen(config, names, format)
    if why is None:
        rows = [listed(one) for one in found]
        show([], Shown(format), {"copies": rows})
        for row in rows if format == "text" else ():
            click.echo(f"{row['name']}: {row['out']} from {row['source']} ({row['state']})")
        return
    told = {one.name: reasons(one, why) for one in found}
    show([], Shown(format), {"why": told})
    for name, steps in told.items() if format == "text" else ():
        way = " -> ".join(steps) or f"{why} is not in this copy, or nothing refers to it"
        click.echo(f"{name}: {way}")
    sys.exit(0 if any(told.values()) else 1)


@vendor.command(context_settings=_HELP)
@_NAMES
@_CONFIG
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def outdated(names: tuple[str, ...], config: Path | None, format: Format) -> None:
    """Ask the sources whether there is something newer; exit 1 when there is. For bots: --format json."""
    from specpress.vendoring.listed import newer

    rows = [newer(one) for one in _chosen(config, names, format)]
    show([], Shown(format), {"copies": rows})
    for row in rows if format == "text" else ():
        commit = str(row["latest_commit"])[:12]
        latest = f"outdated: {row['latest']}{f' is at {commit}' if commit else ''}"
        state = latest if row["outdated"] else "up to date"
        click.echo(f"{row['name']}: {row['error'] or state}")
    if any(row["error"] for row in rows):
        sys.exit(2)
    sys.exit(1 if any(row["outdated"] for row in rows) else 0)


class Updating(TypedDict):
    names: tuple[str, ...]
    config: Path | None
    to: str | None
    dry_run: bool
    keep_edits: bool
    accept_moved: bool
    code: tuple[Path, ...]
    format: Format


@vendor.command(context_settings=_HELP)
@_NAMES
@_CONFIG
@click.option("--to", metavar="REF", help="The tag, branch or commit to take from now on.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.option("--keep-edits", is_flag=True, help="Carry local edits over by a three-way merge.")
@click.option("--accept-moved", is_flag=True, help="Take what has changed under its name.")
@click.option(
    "--code",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own code, searched for what breaks. Default: all of this repository.",
)
@_FORMAT
def update(**given: Unpack[Updating]) -> None:
    """Review the new spec against the one that each copy was made from, then write all copies or none."""
    from specpress.vendoring.update import Allowed

    allowed = Allowed(given["keep_edits"], given["accept_moved"])
    if given["dry_run"]:
        interrupted = _interrupted(given["config"])
        if interrupted:
            _stop(interrupted, given["format"])
        updates, reviews = _planned(given, allowed)
        remarks = [d for one in updates for d in one.remarks]
        show(remarks, Shown(given["format"]), {"copies": [], "reviews": reviews})
        return
    with ExitStack() as held:
        journal = _journal(held, given["config"], given["format"])
        updates, reviews = _planned(given, allowed)
        _write(updates, given, journal, reviews)


class Adding(TypedDict):
    out: Path
    config: Path | None
    spec: str | None
    git: str | None
    ref: str | None
    package: str | None
    path: str | None
    name: str | None
    emit: str | None
    flavour: str | None
    schemas: tuple[str, ...]
    operations: tuple[str, ...]
    tags: tuple[str, ...]
    paths: tuple[str, ...]
    header: str | None
    target_python: str | None
    pydantic: str | None
    verify: bool
    format: Format


@vendor.command(context_settings=_HELP)
@click.argument("out", type=click.Path(path_type=Path))
@_CONFIG
@click.option("--spec", help="A spec on this machine.")
@click.option("--git", metavar="URL", help="A git repository; with --ref and --path.")
@click.option("--ref", help="A tag, a branch or a commit of it.")
@click.option("--package", help="An installed package that carries the spec; with --path.")
@click.option("--path", help="Where in the repository or package the spec is.")
@click.option("--name", help="What to call the copy; default: the last part of OUT.")
@click.option("--emit", metavar=",".join(PARTS), help="What to make; default: models.")
@click.option("--flavour", help="pydantic, dataclass, typeddict or msgspec.")
@click.option("--schema", "schemas", multiple=True, help="A schema to take, with what it needs.")
@click.option("--operation", "operations", multiple=True, help="An operationId or 'GET /path'.")
@click.option("--tag", "tags", multiple=True, help="All operations with this tag.")
@click.option(
    "--url", "paths", multiple=True, help="All operations with this URL path ('/pets/*')."
)
@click.option("--header", help="Text (a licence) on top of every file.")
@click.option("--target-python", help="The oldest Python that has to run it.")
@click.option("--pydantic", help="The oldest pydantic that has to run it.")
@click.option("--verify/--no-verify", default=True, help="Put a verify.py beside it.")
@_FORMAT
def add(**given: Unpack[Adding]) -> None:
    """Add an entry to the configuration and make the copy in the folder OUT."""
    from specpress.cli.copies import added
    from specpress.vendoring.advice import advice
    from specpress.vendoring.update import Allowed, finish, plan_update

    format = given["format"]
    with ExitStack() as held:
        journal = _journal(held, given["config"], format)
        new = added(dict(given), given["config"])
        if isinstance(new, tuple):
            _stop(new, format)
        planned = plan_update(new.vendor, Allowed())
        problems = planned.refused or finish([planned], journal, {new.path: new.text})
        if problems:
            _stop(problems, format)
    show(planned.copy.diagnostics, Shown(format), {"copies": [new.vendor.name]})
    files, out = counted(len(planned.files), "file"), relative(new.vendor.out)
    note(f"{new.vendor.name}: {files} written to {out}")
    if format == "text":
        click.echo(advice(out, verify=new.vendor.verify), err=True)


def _journal(held: ExitStack, config: Path | None, format: Format) -> Path:
    """The lock on all copies, kept as long as `held`."""
    from specpress.output.explained import cannot
    from specpress.vendoring.update import writing

    path, killed = place(config), _interrupted(config)
    try:
        journal = held.enter_context(writing(path))
    except OSError as error:
        _stop((cannot(path, error),), format)
    if killed:
        note("finished what was killed; `specpress vendor check` tells if anything was in its way")
    return journal


def _interrupted(config: Path | None) -> tuple[Diagnostic, ...]:
    """An update that was killed while it wrote, and that nothing has finished since."""
    from specpress.output.explained import told
    from specpress.vendoring.settings import JOURNAL

    journal = place(config).parent / JOURNAL
    if not os.path.lexists(journal):
        return ()
    message = "an update was killed while it wrote: some copies may be old, others new"
    return (told("SP811", journal, message, "run `specpress vendor update`, which finishes it"),)


def _chosen(config: Path | None, names: tuple[str, ...], format: Format) -> list[Vendor]:
    found: Copies = copies(config)
    problems = found.problems or chosen(found, names).problems
    if problems:
        _stop(problems, format)
    return list(chosen(found, names).vendors)


def _stop(problems: tuple[Diagnostic, ...], format: Format) -> NoReturn:
    show(problems, Shown(format, to_stderr=True), {"copies": []})
    sys.exit(2)


def _retargeted(found: list[Vendor], ref: str) -> list[Vendor]:
    from dataclasses import replace

    from specpress.vendoring.settings import Git

    if ref.startswith("-"):
        raise click.BadParameter("a ref does not start with a dash", param_hint="--to")
    for one in found:
        if not isinstance(one.source, Git):
            raise click.UsageError(f"--to goes with copies from git; {one.name} is not one")
    return [
        replace(one, source=replace(one.source, ref=ref))
        for one in found
        if isinstance(one.source, Git)
    ]


def _review(updates: list[Update], given: Updating) -> Reviews:
    """What the new specs break for this repository, before anything is written."""
    from specpress.vendoring.reviewed import reviewed, told

    code = given["code"] or (relative(place(given["config"]).parent),)
    found = [one for update in updates if (one := reviewed(update, code))]
    for one in found:
        note(told(one).rstrip())
    return [one.as_json() for one in found]


Reviews = list[dict[str, object]]


def _planned(given: Updating, allowed: Allowed) -> tuple[list[Update], Reviews]:
    """Every update, reviewed; nothing is written when any is refused."""
    from specpress.vendoring.update import plan_update

    found = _chosen(given["config"], given["names"], given["format"])
    if given["to"]:
        found = _retargeted(found, given["to"])
    updates = [plan_update(one, allowed) for one in found]
    reviews = _review(updates, given)
    refused = tuple(d for one in updates for d in one.refused)
    if refused:
        _stop(refused, given["format"])
    return updates, reviews


def _write(updates: list[Update], given: Updating, journal: Path, reviews: Reviews) -> None:
    from specpress.cli.copies import with_refs
    from specpress.vendoring.update import finish

    read, changed = copies(given["config"]).config, [one.vendor for one in updates]
    files = with_refs(read, changed, given["to"]) if read and given["to"] else {}
    problems = finish(updates, journal, files)
    if problems:
        _stop(problems, given["format"])
    for one in updates:
        number = sum(d.action in ("write", "delete") for d in one.found)
        state = f"{counted(number, 'file')} written" if number else "up to date"
        note(f"{one.vendor.name}: {relative(one.vendor.out)}: {state}")
    remarks = [d for one in updates for d in one.remarks]
    names = [one.vendor.name for one in updates]
    show(remarks, Shown(given["format"]), {"copies": names, "reviews": reviews})
