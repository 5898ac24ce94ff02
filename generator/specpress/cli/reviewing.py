"""What `diff`, `review`, `accept` and `impact` share: options for what fails, and reports in several formats at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar

import click

from specpress.cli.show import Shown, show
from specpress.printers.style import style_of

if TYPE_CHECKING:
    from specpress.config import Options
    from specpress.diagnostics import Diagnostic
    from specpress.review.judging import Judgement, Policy
    from specpress.review.report.write import Format

Command = TypeVar("Command", bound=Callable[..., object])
_FORMATS = ["text", "json", "markdown", "sarif", "github", "gitlab", "html"]


class Judging(TypedDict):
    """The options of `judging_options` as click gives them."""

    fail_on: Literal["break", "risk", "never"]
    compat: str
    audience: Literal["caller", "implementer", "all"]
    enums: Literal["open", "closed"] | None
    accepted: Path | None
    today: datetime | None
    format: Format
    report: tuple[str, ...]


def judging_options(command: Command) -> Command:
    """What counts, and how it is told."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--format",
        type=click.Choice(_FORMATS),
        default="text",
        show_default=True,
        help="On stdout.",
    ),
    click.option(
        "--report",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write one more report to a file; may be given several times.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["break", "risk", "never"]),
        default="break",
        show_default=True,
        help="Exit 1 for findings of this level and above.",
    ),
    click.option(
        "--compat",
        default="wire,runtime,source",
        show_default=True,
        metavar="KINDS",
        help="Which verdicts count.",
    ),
    click.option(
        "--audience",
        type=click.Choice(["caller", "implementer", "all"]),
        default="caller",
        show_default=True,
        help="Whose verdicts count.",
    ),
    click.option(
        "--enums",
        type=click.Choice(["open", "closed"]),
        help="How the generated enums are; default: as configured.",
    ),
    click.option(
        "--accepted",
        type=click.Path(path_type=Path),
        help="The file of acceptances; default: specpress-accepted.toml, if there is one.",
    ),
    click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        help="The day on which sunsets and acceptances are judged; default: the present one.",
    ),
)


def policy(given: Judging) -> Policy:
    from specpress.review.change import AUDIENCES, KINDS
    from specpress.review.judging import Policy

    asked = [kind.strip() for kind in given["compat"].split(",")]
    unknown = sorted(set(asked) - set(KINDS))
    if unknown:
        raise click.UsageError(f"--compat knows wire, runtime and source, not {', '.join(unknown)}")
    return Policy(
        given["fail_on"],
        tuple(kind for kind in KINDS if kind in asked),
        tuple(a for a in AUDIENCES if given["audience"] in (a, "all")),
        given["accepted"],
        given["today"].date() if given["today"] else date.today(),
    )


def with_enums(options: Options, given: Judging) -> Options:
    return replace(options, enums=given["enums"]) if given["enums"] else options


def configured(*specs: str) -> Options:
    """The generation options of the target that is made from one of these files, else the defaults."""
    from specpress.config import DEFAULTS, config, find_config
    from specpress.diagnostics import Report

    path = find_config(Path.cwd())
    found = config(path, path.as_posix(), Report()) if path else None
    wanted = {Path(spec).resolve() for spec in specs if spec != "-"}
    for target in found.targets if found else ():
        if target.spec.resolve() in wanted:
            return target.options
    return DEFAULTS


def tell(judgement: Judgement, given: Judging, about_specs: Sequence[Diagnostic] = ()) -> None:
    """Every report that was asked for; what is wrong with the acceptances, and errors of the specs."""
    from specpress.review.git_files import below_top
    from specpress.review.report.write import SERVICES, written

    asked = [_asked(report) for report in given["report"]]
    errors = [told for told in about_specs if told.severity == "error"]
    problems = [*judgement.problems, *dict.fromkeys(errors)]
    more: dict[str, object] = {}
    if problems:
        more["diagnostics"] = [_diagnostic(problem) for problem in problems]
    served = SERVICES & {given["format"], *(format for format, _ in asked)}
    folder = below_top(Path.cwd()) if served else ""
    text = written(judgement.page, given["format"], style_of(sys.stdout), more, folder)
    sys.stdout.write(text)
    sys.stdout.flush()
    for format, path in asked:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            written(judgement.page, format, more=more, folder=folder),
            encoding="utf-8",
            newline="\n",
        )
    if problems:
        show(problems, Shown("text", to_stderr=True))


def _asked(report: str) -> tuple[Format, Path]:
    name, _, path = report.partition("=")
    for format in _FORMATS:
        if name == format and path:
            return _format(format), Path(path)
    raise click.UsageError(
        f"--report takes FORMAT=FILE with one of {', '.join(_FORMATS)}: {report}"
    )


def _format(name: str) -> Format:
    from specpress.review.report.write import FORMATS

    return next(format for format in FORMATS if format == name)


def _diagnostic(problem: Diagnostic) -> dict[str, object]:
    names = ("code", "severity", "message", "help", "file", "line", "column", "pointer")
    return {name: getattr(problem, name) for name in names}
