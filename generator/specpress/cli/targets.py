"""Which targets a command line asks for: those of the configuration, the named ones, or one given by options."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from specpress.cli.show import relative
from specpress.config import (
    DEFAULTS,
    PARTS,
    Config,
    Options,
    Target,
    config,
    emit_parts,
    find_config,
    options_error,
    relative_root,
)
from specpress.diagnostics import Diagnostic, Report, Span
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says. `names` and `spec` exclude each other."""

    names: tuple[str, ...]
    spec: Path | None
    out: Path | None
    emit: str | None
    config: Path | None
    fail_on_loss: bool
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The targets, or why there are none."""

    targets: tuple[Target, ...]
    problems: tuple[Diagnostic, ...] = ()


def asked_targets(asked: Asked) -> Found:
    """Raises `click.UsageError` for a command line that makes no sense."""
    if asked.spec or asked.out:
        return Found((_given(asked),))
    report = Report()
    path = asked.config or find_config(Path.cwd())
    if path is None:
        help = "give --spec and --out, or add a [[tool.specpress.target]] to pyproject.toml"
        report.add(
            "SP605", Span("pyproject.toml", ""), "no configuration here or in a folder above", help
        )
        return Found((), report.diagnostics({}))
    read = config(path, relative(path).as_posix(), report)
    targets = _chosen(read, asked.names, report) if read else ()
    problems = report.diagnostics({read.shown: read.toml} if read else {})
    return Found(tuple(_with(target, asked) for target in targets), problems)


def _given(asked: Asked) -> Target:
    if asked.names or asked.config:
        raise click.UsageError(
            "--spec and --out make one package; they go without targets and --config"
        )
    if not (asked.spec and asked.out):
        raise click.UsageError("--spec and --out go together")
    name = asked.out.name or asked.out.resolve().name
    return _with(Target(name, asked.spec, asked.out, DEFAULTS), asked)


def _chosen(read: Config, names: tuple[str, ...], report: Report) -> tuple[Target, ...]:
    known = {target.name: target for target in read.targets}
    place = Span(read.shown, f"{read.prefix}/target")
    for name in names:
        if name not in known:
            help = f"there are: {', '.join(known)}" if known else ""
            report.add("SP605", place, f'no target is named "{name}"', help)
    if not read.targets and not report.failed:
        report.add(
            "SP605", place, "no targets", "add a [[tool.specpress.target]] with `spec` and `out`"
        )
    return tuple(known[name] for name in dict.fromkeys(names) if name in known) or read.targets


def _with(target: Target, asked: Asked) -> Target:
    """The target with what the command line says on top, and paths as a user would write them here."""
    options = target.options
    if asked.emit is not None:
        options = _emitting(options, asked.emit)
    if asked.root:
        options = replace(options, root=relative_root(asked.root, target.spec))
    if asked.fail_on_loss:
        options = replace(options, fail_on_loss=True)
    return replace(target, options=options, spec=relative(target.spec), out=relative(target.out))


def _emitting(options: Options, emit: str) -> Options:
    names = [name.strip() for name in emit.split(",") if name.strip()]
    for name in names:
        if name not in PARTS:
            raise click.BadParameter(
                f"{name!r} is not one of {', '.join(PARTS)}", param_hint="--emit"
            )
    options = replace(options, emit=emit_parts(names))
    problem = options_error(options)
    if problem:
        raise click.BadParameter(problem, param_hint="--emit")
    return options
