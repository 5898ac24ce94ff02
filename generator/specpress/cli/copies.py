"""Which copies a command line of `vendor` is about, and the changes that it makes to the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from specpress.cli.show import relative
from specpress.config import Config, config, find_config
from specpress.diagnostics import Diagnostic, Report, Span
from specpress.records import dataclass
from specpress.toml import toml
from specpress.vendoring.edit import entry, like, with_ref
from specpress.vendoring.settings import Vendor, is_url, vendors


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of a configuration, or why there are none."""

    vendors: tuple[Vendor, ...]
    problems: tuple[Diagnostic, ...] = ()
    config: Config | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A copy to be made, and the configuration file that will name it."""

    vendor: Vendor
    path: Path
    text: str


def copies(given: Path | None) -> Copies:
    report = Report()
    path = given or find_config(Path.cwd())
    if path is None:
        help = "`specpress vendor add` makes one"
        report.add(
            "SP605", Span("pyproject.toml", ""), "no configuration here or in a folder above", help
        )
        return Copies((), report.diagnostics({}))
    read = config(path, relative(path).as_posix(), report)
    found = vendors(read, report) if read else ()
    shown = {read.shown: read.toml} if read else {}
    return Copies(found, report.diagnostics(shown) if report.failed else (), read)


def chosen(found: Copies, names: tuple[str, ...]) -> Copies:
    """The named ones, or all."""
    known = {one.name: one for one in found.vendors}
    report = Report()
    shown = found.config.shown if found.config else "pyproject.toml"
    for name in names:
        if name not in known:
            help = f"there are: {', '.join(known)}" if known else "`specpress vendor add` makes one"
            report.add("SP605", Span(shown, ""), f'no copy is named "{name}"', help)
    if not known and not names:
        report.add("SP605", Span(shown, ""), "no copies", "`specpress vendor add` makes one")
    picked = tuple(known[name] for name in dict.fromkeys(names) if name in known) or found.vendors
    return Copies(picked, report.diagnostics({}))


def added(given: Mapping[str, object], path: Path | None) -> Added | tuple[Diagnostic, ...]:
    """A new entry at the end of the configuration; where there is none, of pyproject.toml or a new specpress.toml."""
    path = place(path)
    text = path.read_text("utf-8-sig") if path.exists() else ""
    prefix = "/tool/specpress" if path.name == "pyproject.toml" else ""
    new = f"{text.rstrip()}\n\n" if text.strip() else ""
    new += entry(prefix, _values(given, path.parent))
    report = Report()
    read = _as_config(new, path, report)
    found = vendors(read, report) if read else ()
    if report.failed or read is None:
        return report.diagnostics({read.shown: read.toml} if read else {})
    return Added(found[-1], path, like(path, new))


def with_refs(read: Config, changed: list[Vendor], ref: str) -> dict[Path, str]:
    """The configuration with the new ref of copies that are updated to it; nothing where it has that already."""
    parsed = read.toml
    for one in changed:
        parsed = toml(with_ref(parsed, f"{read.prefix}/vendor/{one.number}", ref), read.shown)
    return {read.path: like(read.path, parsed.text)} if parsed.text != read.toml.text else {}


def place(given: Path | None) -> Path:
    """Where the configuration is; where there is none, the file that a new one goes to."""
    here = (Path.cwd() / name for name in ("pyproject.toml", "specpress.toml"))
    usual = next((file for file in here if file.exists()), Path.cwd() / "specpress.toml")
    return (given or find_config(Path.cwd()) or usual).absolute()


def _as_config(text: str, path: Path, report: Report) -> Config | None:
    shown = relative(path).as_posix()
    parsed = toml(text, shown)
    prefix = "/tool/specpress" if path.name == "pyproject.toml" or "tool" in parsed.table else ""
    return Config(path, shown, parsed, prefix, ())


def _values(given: Mapping[str, object], root: Path) -> dict[str, object]:
    """The entry's keys, paths relative to the configuration."""
    include = {kind: given[kind] for kind in ("schemas", "operations", "tags", "paths")}
    emit = str(given["emit"] or "models").split(",")
    spec = given["spec"]
    return {
        "name": given["name"],
        "spec": _from(root, Path(str(spec))) if spec else None,
        "git": _repository(root, given["git"]),
        "ref": given["ref"],
        "package": given["package"],
        "path": given["path"],
        "out": _from(root, Path(str(given["out"]))),
        "emit": [part.strip() for part in emit],
        "include": include if any(include.values()) else None,
        "models": {"flavour": given["flavour"]} if given["flavour"] else None,
        "header": given["header"],
        "target_python": given["target_python"],
        "pydantic": given["pydantic"],
    } | ({} if given["verify"] else {"verify": False})


def _repository(root: Path, git: object) -> object:
    """A folder is named from where the command is called, and noted from where the configuration is."""
    local = isinstance(git, str) and git[:1] not in ("", "-", "/") and not is_url(git)
    return _from(root, Path(str(git))) if local else git


def _from(root: Path, path: Path) -> str:
    import os

    if not path.name:
        raise click.BadParameter("a folder of its own, not this one", param_hint="OUT")
    return Path(os.path.relpath(path.absolute(), root)).as_posix()
