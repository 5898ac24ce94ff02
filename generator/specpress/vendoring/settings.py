"""`[[tool.specpress.vendor]]`: the copies that a repository keeps, and where each comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import assert_never

from specpress.config import Config, Options, options_error, read_options, relative_root
from specpress.diagnostics import Report, Span
from specpress.records import dataclass
from specpress.settings import Settings

SLICE = PurePosixPath("openapi.json")
VERIFY = PurePosixPath("verify.py")
JOURNAL = ".specpress-journal"
"""Beside the configuration, while copies are being written."""


@dataclass(frozen=True, slots=True)
class Local:
    """A spec on this machine; `shown` is the path as the configuration has it."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Git:
    """A spec in a repository; `ref` is a tag, a branch or a commit, `url` as the configuration has it, and `place` what
    git is asked for."""

    url: str
    ref: str
    path: str
    place: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Package:
    """A spec that an installed package carries; the package is found, never imported."""

    name: str
    path: str


Source = Local | Git | Package


@dataclass(frozen=True, slots=True)
class Vendor:
    """One copy. `number` is its place in the configuration, for editing that."""

    name: str
    source: Source
    out: Path
    options: Options
    verify: bool
    number: int
    span: Span = field(default=Span("", ""), compare=False)


def vendors(config: Config, report: Report) -> tuple[Vendor, ...]:
    """All copies of a configuration; what is wrong with one is in the report."""
    root = config.path.resolve().parent
    table = Settings.at(config.toml, config.shown, config.prefix, report)
    found: dict[str, Vendor] = {}
    for number, entry in enumerate(table.tables("vendor")):
        vendor = _vendor(entry, number, root, report)
        if vendor is None:
            continue
        _fits(vendor, config, found, report)
        found.setdefault(vendor.name, vendor)
    return tuple(found.values())


def _vendor(table: Settings, number: int, root: Path, report: Report) -> Vendor | None:
    out = table.required("out")
    name = table.text("name") or Path(out).name
    options, within = read_options(table), table.text("root")
    verify = table.flag("verify", True)
    source = _source(table, root, report)
    table.finish()
    problem = options_error(options)
    if problem:
        report.add("SP603", table.span, problem)
    if within and isinstance(source, Local):
        options = replace(options, root=relative_root(root / within, source.path))
    if source is None or not out:
        return None
    return Vendor(name, source, root / out, options, verify, number, table.span)


def _source(table: Settings, root: Path, report: Report) -> Source | None:
    spec, git, package = table.text("spec"), table.text("git"), table.text("package")
    ref, path = table.text("ref"), table.text("path")
    given = [name for name, value in (("spec", spec), ("git", git), ("package", package)) if value]
    if len(given) != 1:
        told = "a copy comes from exactly one of `spec` (a file), `git` (a URL) and `package`"
        report.add("SP604", table.span, told)
        return None
    if spec:
        return Local(root / spec, spec)
    if not path:
        report.add("SP604", table.span, f"`path` is missing: where in the {given[0]} is the spec?")
        return None
    if package:
        return Package(package, path)
    if not ref or ref.startswith("-") or git.startswith("-"):
        report.add("SP604", table.span, "`ref` is missing here: a tag, a branch or a commit")
        return None
    return Git(git, ref, path, git if is_url(git) else os.path.normpath(root / git))


def is_url(git: str) -> bool:
    """Whether git would look for a repository elsewhere (`https://…`, `host:path`), and not in a folder here."""
    return "://" in git or re.match(r"[^/\\]{2,}:", git) is not None


def _fits(vendor: Vendor, config: Config, others: dict[str, Vendor], report: Report) -> None:
    root = config.path.resolve().parent
    place = vendor.span.child("out")
    if not vendor.out.resolve().is_relative_to(root) or vendor.out.resolve() == root:
        told = "the copy would be outside this repository, or all of it"
        report.add("SP801", place, told, "choose a folder below that of the configuration")
    for name, out in _taken(config, others):
        if vendor.name == name:
            report.add("SP606", vendor.span, f'two entries are named "{name}"')
        elif vendor.out == out or out in vendor.out.parents or vendor.out in out.parents:
            report.add("SP606", place, f'the folders of "{vendor.name}" and "{name}" overlap')


def _taken(config: Config, others: dict[str, Vendor]) -> Iterator[tuple[str, Path]]:
    yield from ((target.name, target.out) for target in config.targets)
    yield from ((other.name, other.out) for other in others.values())


def described(source: Source) -> str:
    """A source in one line."""
    match source:
        case Local():
            return source.shown
        case Git():
            return f"{source.url}@{source.ref}:{source.path}"
        case Package():
            return f"package {source.name}: {source.path}"
        case _:
            assert_never(source)
