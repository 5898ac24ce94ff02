"""Which two documents `accept` and `impact` are about: two given ones, or a spec against a base."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from specpress.cli.show import Shown, show

if TYPE_CHECKING:
    from specpress.review.inputs import Input

Command = TypeVar("Command", bound=Callable[..., object])


def between_options(command: Command) -> Command:
    """`--between OLD NEW`, or `--base REF` with `--spec`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--between", nargs=2, metavar="OLD NEW", help="The two documents, as in `diff`."),
    click.option("--base", metavar="REF", help="Compare the working tree with where it left REF."),
    click.option(
        "--spec", type=click.Path(path_type=Path), help="Which spec; default: the configured one."
    ),
)


def compared(given: Mapping[str, object]) -> tuple[Input, Input]:
    """Both documents; ends the run with exit status 2 where one cannot be read."""
    between, base = given.get("between"), given.get("base")
    if isinstance(between, tuple) and len(between) == 2:
        from specpress.review.inputs import opened

        found = opened(str(between[0])), opened(str(between[1]))
    elif isinstance(base, str):
        found = _from_base(base, given.get("spec"))
    else:
        raise click.UsageError("give --between OLD NEW, or --base REF")
    problems = [d for one in found for d in one.diagnostics if one.api is None]
    if problems:
        show(problems, Shown("text", to_stderr=True))
        sys.exit(2)
    return found


def _from_base(base: str, spec: object) -> tuple[Input, Input]:
    from specpress.cli.show import relative
    from specpress.review.base import sides
    from specpress.review.git_files import GitError

    path = spec if isinstance(spec, Path) else relative(_only_spec())
    try:
        both = sides(path, base)
    except GitError as error:
        click.echo(f"{path}: {error}", err=True)
        sys.exit(2)
    if both.old is None:
        click.echo(f"{path} is new: there is nothing to compare it with", err=True)
        sys.exit(2)
    return both.old, both.new


def _only_spec() -> Path:
    from specpress.cli.targets import Asked, asked_targets

    found = asked_targets(Asked((), None, None, None, None, False))
    specs = {target.spec for target in found.targets}
    if found.problems or len(specs) != 1:
        raise click.UsageError("the configuration does not have exactly one spec: give --spec")
    return specs.pop()
