"""`specpress generate`: every target of the configuration, the named ones, or one spec given on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn, TypedDict, Unpack

import click

from specpress.cli.show import Shown, format_option, note, progress, show
from specpress.cli.summary import summary
from specpress.cli.targets import Asked, asked_targets
from specpress.config import PARTS, Target
from specpress.generate import Made, Prepared, check, permission, prepare, write
from specpress.printers import Format


class Given(TypedDict):
    """The command line as click gives it."""

    names: tuple[str, ...]
    spec: Path | None
    out: Path | None
    emit: str | None
    config: Path | None
    check: bool
    diff: bool
    force: bool
    fresh: bool
    accept_remote: bool
    watch: bool
    fail_on_loss: bool
    root: Path | None
    scaffold: Path | None
    format: Format


_PATH = click.Path(path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", metavar="[TARGET]...", nargs=-1)
@click.option(
    "--spec", type=_PATH, help="Make one package from this spec, without a configuration."
)
@click.option("--out", type=_PATH, help="The folder that becomes the package.")
@click.option("--root", type=_PATH, help="The folder whose files a $ref may name: the spec's own.")
@click.option("--emit", metavar=",".join(PARTS), help="What to make.")
@click.option("--config", type=_PATH, help="The configuration file to use.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and say why if out of date.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Overwrite files that specpress did not write.")
@click.option("--fresh", is_flag=True, help="Build even if nothing has changed since the last run.")
@click.option(
    "--accept-remote", is_flag=True, help="Fetch remote documents again and lock what they are now."
)
@click.option("--watch", is_flag=True, help="Go on: build again on each change, until Ctrl-C.")
@click.option("--fail-on-loss", is_flag=True, help="What the output cannot express is an error.")
@click.option(
    "--scaffold", type=_PATH, help="Also write a first implementation of the router, once."
)
@format_option("text", "json", "github", "sarif")
def generate(**given: Unpack[Given]) -> None:
    """Make the packages of the configuration, or of one spec.

    Targets come from [tool.specpress] in pyproject.toml or from specpress.toml, here or in a folder above;
    --spec and --out do without. Nothing is written unless everything can be.
    """
    asked = Asked(
        given["names"],
        given["spec"],
        given["out"],
        given["emit"],
        given["config"],
        given["fail_on_loss"],
        given["root"],
    )
    found = asked_targets(asked)
    how = Shown(given["format"], to_stderr=not given["check"])
    if found.problems:
        show(found.problems, Shown(given["format"], to_stderr=True), {"targets": []})
        sys.exit(2)
    if given["watch"]:
        _watch(found.targets, given)
    made = _made(found.targets, given)
    _report(made, how, given["diff"])
    if any(one.state == "failed" for one in made):
        sys.exit(2)
    if given["scaffold"]:
        _scaffold(found.targets, given["scaffold"])
    sys.exit(1 if given["check"] and any(one.state == "stale" for one in made) else 0)


def _watch(targets: tuple[Target, ...], given: Given) -> NoReturn:
    from specpress.cli.watched import watched

    if given["check"] or given["diff"] or given["scaffold"]:
        raise click.UsageError("--watch writes: it goes with none of --check, --diff, --scaffold")
    watched(targets, force=given["force"])


def _made(targets: tuple[Target, ...], given: Given) -> list[Made]:
    """Prepare all targets before any is written, so that one that fails leaves all as they are."""
    texts = given["diff"] or not given["check"]
    prepared = []
    for target in targets:
        progress(f"{target.name}: reading {target.spec}")
        accept = given["accept_remote"]
        prepared.append(prepare(target, fresh=given["fresh"], texts=texts, accept_remote=accept))
    progress("")
    if given["check"] or given["diff"] or not all(one.ok for one in prepared):
        return [check(one) if given["check"] or given["diff"] else _held(one) for one in prepared]
    return [write(one, force=given["force"]) for one in prepared]


def _held(prepared: Prepared) -> Made:
    """A target that is not written because another one failed, or that failed itself."""
    return Made(prepared.target, "failed", prepared.diagnostics, seconds=prepared.seconds)


def _report(made: list[Made], how: Shown, diff: bool) -> None:
    diffs = {one.target.name: _diff(one) for one in made} if diff else {}
    targets = [_as_json(one, diffs.get(one.target.name)) for one in made]
    stale = [d for one in made for d in one.diagnostics if not (diff and d.code.startswith("SP62"))]
    found = [d for one in made for d in one.diagnostics] if how.format != "text" else stale
    show(found, how, {"targets": targets})
    if how.format == "text":
        for text in diffs.values():
            click.echo(text, nl=False)
    for one in made:
        note(summary(one))


def _as_json(one: Made, diff: str | None) -> dict[str, object]:
    files = [
        {"path": d.path.as_posix(), "reasons": list(d.reasons), "action": d.action}
        for d in one.found
    ]
    told: dict[str, object] = {
        "name": one.target.name,
        "spec": one.target.spec.as_posix(),
        "out": one.target.out.as_posix(),
        "state": one.state,
        "files": files,
        "told": dict(one.told),
    }
    return told if diff is None else {**told, "diff": diff}


def _diff(one: Made) -> str:
    from specpress.output.unified import unified

    return unified(one.target.out, one.files, one.found)


def _scaffold(targets: tuple[Target, ...], file: Path) -> None:
    """A first implementation for the router; a file that is there is the user's and stays."""
    if len(targets) != 1:
        raise click.UsageError("--scaffold goes with one target")
    if file.exists() or file.is_symlink():
        note(f"{file}: kept, it is there already")
        return
    from specpress.emit.scaffold import NotAPackage, scaffold

    target = targets[0]
    try:
        text = scaffold(target.spec, target.options, _import_path(target.out), permission(target))
    except NotAPackage as error:
        raise click.UsageError(f"--scaffold: {error}") from None
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    note(f"{file}: written, it is yours now")


def _import_path(package: Path) -> str:
    """How the package is imported: below the packages that it stands in."""
    names = [package.resolve().name]
    for folder in package.resolve().parents:
        if not (folder / "__init__.py").exists():
            break
        names.insert(0, folder.name)
    return ".".join(names)
