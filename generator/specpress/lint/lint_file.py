"""Lint for a file: the spec and the suppressions of the configuration that holds for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from specpress.codes import CODES
from specpress.config import find_config
from specpress.diagnostics import Diagnostic, Located, Report, Span, located
from specpress.generate import permission_for
from specpress.lint.ignore import Suppression
from specpress.lint.lint import lint
from specpress.records import dataclass
from specpress.settings import Settings
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.toml import Toml, TomlError, toml


@dataclass(frozen=True, slots=True)
class Linted:
    """`readable` is False when there was no document to judge."""

    diagnostics: tuple[Diagnostic, ...]
    readable: bool


def lint_file(spec: Path, ignore: tuple[str, ...], config: Path | None) -> Linted:
    report = Report()
    configuration = _read(config or find_config(Path.cwd()))
    ignored = [*_given(ignore, report), *_configured(configuration, report)]
    documents = load(DiskFiles(spec.parent), spec.name, report, permission_for(spec, config))
    findings = lint(documents, report, tuple(ignored))
    places: dict[str, Located] = dict(documents)
    if configuration is not None:
        places[configuration.display] = configuration
    return Linted(located(findings, places), documents.root is not None)


def _given(ignore: tuple[str, ...], report: Report) -> Iterator[Suppression]:
    for code in ignore:
        yield from _suppression(code, Span("command line", ""), report)


def _read(path: Path | None) -> Toml | None:
    """The configuration; what is wrong with it, `generate` says."""
    if path is None:
        return None
    try:
        return toml(path.read_text("utf-8"), path.name)
    except (TomlError, OSError, UnicodeDecodeError):
        return None


def _configured(configuration: Toml | None, report: Report) -> Iterator[Suppression]:
    """`ignore = ["SP236"]` in the table `lint`."""
    if configuration is None:
        return
    shown = configuration.display
    pointer = "/lint" if shown == "specpress.toml" else "/tool/specpress/lint"
    settings = Settings.at(configuration, shown, pointer, report)
    for number, code in enumerate(settings.texts("ignore")):
        yield from _suppression(code, Span(shown, f"{pointer}/ignore/{number}"), report)
    settings.finish()


def _suppression(code: str, span: Span, report: Report) -> Iterator[Suppression]:
    if code in CODES:
        yield Suppression(code, None, span)
    else:
        report.add("SP248", span, f"`{code}` is not a code of specpress", "")
