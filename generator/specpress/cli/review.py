"""`specpress review`: one report on everything that a branch does to the specs of the configuration."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from specpress.cli.reviewing import Judging, judging_options, policy, tell, with_enums
from specpress.cli.show import Shown, counted, show
from specpress.cli.targets import Asked, asked_targets

if TYPE_CHECKING:
    from specpress.config import Target
    from specpress.diagnostics import Diagnostic
    from specpress.review.base import Sides
    from specpress.review.judging import Judgement, Policy


class Given(Judging):
    """The command line as click gives it."""

    names: tuple[str, ...]
    base: str
    spec: Path | None
    config: Path | None
    exact: bool


_PATH = click.Path(path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", metavar="[TARGET]...", nargs=-1)
@click.option("--base", required=True, metavar="REF", help="The branch or commit to compare with.")
@click.option("--exact", is_flag=True, help="Compare with REF itself, not with where HEAD left it.")
@click.option("--spec", type=_PATH, help="Review this spec, without a configuration.")
@click.option("--config", type=_PATH, help="The configuration file to use.")
@judging_options
def review(**given: Unpack[Given]) -> None:
    """Review the specs that a branch changes, as configured.

    Compares the working tree with the commit where it left REF: what changed and for whom, new problems of the
    spec, whether the generated code is up to date, and the version step that is due.
    """
    from specpress.review.git_files import GitError

    asked = policy(given)
    targets, problems = _targets(given)
    if problems:
        _fail(problems, given)
    try:
        found = [_one(target, given, asked) for target in targets]
    except GitError as error:
        _fail(_git_problem(str(error), given["base"]), given)
    judgement = _together(found, given["base"])
    tell(judgement, given)
    sys.exit(int(judgement.failed))


def _targets(given: Given) -> tuple[tuple[Target, ...], tuple[Diagnostic, ...]]:
    if given["spec"] is not None:
        from specpress.config import DEFAULTS, Target

        return (Target(given["spec"].name, given["spec"], Path(), DEFAULTS),), ()
    found = asked_targets(Asked(given["names"], None, None, None, given["config"], False))
    by_spec = {(target.spec, target.options): target for target in found.targets}
    return tuple(by_spec.values()), found.problems


def _one(target: Target, given: Given, asked: Policy) -> Judgement:
    """The review of one spec."""
    from specpress.cli.show import relative
    from specpress.review.base import sides
    from specpress.review.judging import Judgement, judged
    from specpress.review.report.page import Page

    spec = relative(target.spec)
    both = sides(spec, given["base"], exact=given["exact"], root=target.options.root)
    remarks, stale = _remarks(target, *_linted(both))
    if both.new.api is None:
        return Judgement(
            Page("", both.new.shown, (), (), remarks), _errors(both.new.diagnostics), True
        )
    if both.old is None or both.old.api is None:
        told = "is new" if both.old is None else "could not be read at the base"
        page = Page(given["base"], both.new.shown, (), (), (f"{spec} {told}.", *remarks))
        return Judgement(page, (), stale)
    made = judged(both.old, both.new, asked, with_enums(target.options, given), remarks)
    return replace(made, failed=made.failed or stale)


def _linted(both: Sides) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What `lint` says of both sides, the new one first."""
    from specpress.diagnostics import Report, located
    from specpress.lint import lint

    found: list[tuple[Diagnostic, ...]] = []
    for side in (both.new, both.old):
        if side is None:
            found.append(())
            continue
        told = located(lint(side.documents, Report(), ()), side.documents)
        found.append(tuple(dict.fromkeys((*side.diagnostics, *told))))
    return found[0], found[1]


def _remarks(
    target: Target, new: tuple[Diagnostic, ...], old: tuple[Diagnostic, ...]
) -> tuple[tuple[str, ...], bool]:
    """Problems that the change brings, and whether the generated code is behind."""
    known = {(d.code, d.pointer, d.message) for d in old}
    brought = [d for d in new if (d.code, d.pointer, d.message) not in known]
    remarks = [
        f"{d.file}:{d.line}:{d.column}: {d.severity}[{d.code}]: {d.message}" for d in brought[:20]
    ]
    if len(brought) > 20:
        remarks.append(f"and {counted(len(brought) - 20, 'more new problem')}: `specpress lint`")
    if target.out == Path() or not target.out.is_dir():
        return tuple(remarks), False
    from specpress.generate import check, prepare

    made = check(prepare(target, fresh=False, texts=False))
    if made.state == "stale":
        why = made.diagnostics[0].message if made.diagnostics else ""
        why = why.removeprefix("out of date: ")
        files = counted(len(made.found), "file")
        remarks.append(f"Generated code of {target.name} is out of date ({files}): {why}")
    return tuple(remarks), made.state == "stale"


def _errors(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity == "error")


def _together(found: list[Judgement], base: str) -> Judgement:
    """One page for all specs."""
    from specpress.review.compare import order
    from specpress.review.judging import Judgement
    from specpress.review.report.page import Page

    pages = [one.page for one in found]
    changes = sorted((change for page in pages for change in page.changes), key=order)
    page = Page(
        ", ".join(dict.fromkeys(page.old for page in pages if page.old)) or base,
        ", ".join(dict.fromkeys(page.new for page in pages)),
        tuple(changes),
        tuple(change for page in pages for change in page.accepted),
        tuple(remark for page in pages for remark in page.remarks),
    )
    problems = tuple(dict.fromkeys(problem for one in found for problem in one.problems))
    return Judgement(page, problems, any(one.failed for one in found))


def _git_problem(told: str, base: str) -> tuple[Diagnostic, ...]:
    from specpress.diagnostics import Place, Report, Span

    report = Report()
    help = "fetch the base first; a shallow clone has no history"
    report.add("SP644", Span(base, ""), told, help, place=Place(1, 1, ""))
    return report.diagnostics({})


def _fail(problems: tuple[Diagnostic, ...], given: Given) -> None:
    how = Shown("json" if given["format"] == "json" else "text", to_stderr=True)
    show(problems, how, {"changes": [], "summary": {}})
    sys.exit(2)
