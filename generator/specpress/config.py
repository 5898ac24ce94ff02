"""`[tool.specpress]` of pyproject.toml, or specpress.toml, to frozen options: what to make, from what, to where.

Takes the path of a configuration file, gives its targets. Every key is taken or reported, with its place and
the closest name that exists. Nothing heavy is imported: whether a target is up to date is answered without it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from specpress.diagnostics import Report, Span
from specpress.extensions import KINDS, NO_EXTENSIONS, Extensions, extensions
from specpress.settings import Settings
from specpress.toml import Toml, TomlError, toml

Part = Literal["models", "client", "router", "testing"]
Http = Literal["httpx2", "httpx"]
Flavour = Literal["pydantic", "dataclass", "typeddict", "msgspec"]
Engine = Literal["specpress", "datamodel-code-generator"]
Python = Literal["3.10", "3.11", "3.12", "3.13", "3.14"]

PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Selection:
    """Parts of an API by name: component schemas, operationIds or `GET /path`, tags, and paths (`/pets/*`)."""

    schemas: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.schemas or self.operations or self.tags or self.paths)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the output besides the spec. Every field is in the lock file.

    `pydantic` is the oldest version that the output has to work with. An empty `include` means everything.
    `base_class` is `module:Class`, a subclass of which every model becomes. `header` is text (a licence)
    put on top of every file. `allow_remote` are the URLs that a `$ref` may name. `root` is the folder whose files
    a `$ref` may name, relative to the spec's own folder, which it is by default. `extensions` are declared beside the
    spec.
    """

    emit: tuple[Part, ...] = ("models", "client", "router")
    http: Http = "httpx2"
    flavour: Flavour = "pydantic"
    engine: Engine = "specpress"
    target_python: Python = "3.11"
    pydantic: str = "2.7"
    enums: Literal["open", "closed"] = "open"
    enum_style: Literal["enum", "literal"] = "enum"
    extra: Literal["allow", "ignore", "forbid"] = "allow"
    include: Selection = EVERYTHING
    exclude: Selection = EVERYTHING
    base_class: str = ""
    header: str = ""
    fail_on_loss: bool = False
    allow_remote: tuple[str, ...] = ()
    root: str = ""
    extensions: Extensions = NO_EXTENSIONS


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Target:
    """One package to make. `spec` and `out` are absolute; `name` is what the command line calls it."""

    name: str
    spec: Path
    out: Path
    options: Options
    span: Span = field(default=Span("", ""), compare=False)


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration file. `toml` is kept so that other readers (`vendor`) take their own tables from it."""

    path: Path
    shown: str
    toml: Toml
    prefix: str
    targets: tuple[Target, ...]


def config(path: Path, shown: str, report: Report) -> Config | None:
    """Read one file; findings go to `report`, and None means that nothing could be read.

    `shown` is the file as the user names it. Relative paths in the file are relative to its folder.
    """
    try:
        parsed = toml(path.read_text("utf-8"), shown)
    except TomlError as error:
        report.add("SP601", Span(shown, ""), f"not valid TOML: {error}", place=error.place)
        return None
    except (OSError, UnicodeDecodeError) as error:
        report.add("SP601", Span(shown, ""), f"cannot read the configuration: {_why(error)}")
        return None
    prefix = _prefix(path, parsed)
    settings = Settings.at(parsed, shown, prefix, report)
    targets = _targets(settings, path.resolve().parent, report)
    for elsewhere in ("vendor", "diff", "lint"):
        settings.skip(elsewhere)
    settings.finish()
    return Config(path, shown, parsed, prefix, targets)


def find_config(start: Path) -> Path | None:
    """The configuration that holds in a folder: the closest specpress.toml or pyproject.toml that has any.

    A specpress.toml wins over the pyproject.toml beside it.
    """
    for folder in (start, *start.parents):
        own = folder / "specpress.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _mentions_us(project):
            return project
    return None


def relative_root(root: Path, spec: Path) -> str:
    """`Options.root` for a folder and a spec: how to get from the one's folder to the other."""
    return Path(os.path.relpath(root, spec.parent)).as_posix()


def emit_parts(names: Iterable[str]) -> tuple[Part, ...]:
    """The parts in their one order; every other part is written against the models, so these come along."""
    wanted = {"models", *names}
    return tuple(part for part in PARTS if part in wanted)


def as_json(options: Options) -> dict[str, object]:
    """The options as the lock file stores them."""
    values = asdict(replace(options, extensions=NO_EXTENSIONS))
    del values["extensions"]
    for one in options.extensions.declared:
        values.setdefault(one.kind, {}).setdefault(one.of, {})[one.key] = json.loads(one.json)
    return values


def from_json(values: Mapping[str, object]) -> Options:
    """The options that a lock file stores, without the extensions. Raises `TypeError` for those of another version."""
    plain = {name: value for name, value in values.items() if name not in KINDS}
    for name in ("include", "exclude"):
        lists = plain[name]
        assert isinstance(lists, dict)
        plain[name] = Selection(**{kind: tuple(names) for kind, names in lists.items()})
    for name in ("emit", "allow_remote"):
        listed = plain[name]
        assert isinstance(listed, list)
        plain[name] = tuple(listed)
    return Options(**plain)  # type: ignore[arg-type]


def options_error(options: Options) -> str:
    """Why these options cannot go together; empty when they can."""
    if options.engine == "datamodel-code-generator" and options.emit != ("models",):
        return (
            "datamodel-code-generator makes models only: client and router need those of specpress"
        )
    if options.flavour != "pydantic" and options.engine == "specpress":
        return f'flavour "{options.flavour}" is made by engine "datamodel-code-generator"'
    return ""


def _why(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"


def _mentions_us(project: Path) -> bool:
    try:
        return "tool.specpress" in project.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _prefix(path: Path, parsed: Toml) -> str:
    """In a specpress.toml the tables stand at the top; `[tool.specpress]` is understood there as well."""
    own = path.name != "pyproject.toml" and "tool" not in parsed.table
    return "" if own else "/tool/specpress"


def _targets(settings: Settings, root: Path, report: Report) -> tuple[Target, ...]:
    targets: dict[str, Target] = {}
    for table in settings.tables("target"):
        target = _target(table, root, report)
        if target is None:
            continue
        for other in targets.values():
            _tell_apart(target, other, report)
        targets.setdefault(target.name, target)
    return tuple(targets.values())


def _tell_apart(target: Target, other: Target, report: Report) -> None:
    if target.name == other.name:
        message = f'two targets are named "{target.name}"'
        report.add("SP606", target.span.child("name"), message, "give each target its own `name`")
    elif (
        target.out == other.out
        or target.out in other.out.parents
        or other.out in target.out.parents
    ):
        message = f'the output folders of "{target.name}" and "{other.name}" overlap'
        report.add("SP606", target.span.child("out"), message, "give each target its own `out`")


def _target(table: Settings, root: Path, report: Report) -> Target | None:
    spec, out = table.required("spec"), table.required("out")
    name = table.text("name") or Path(out).name
    options, within = read_options(table), table.text("root")
    table.finish()
    if not spec or not out:
        return None
    if within:
        options = replace(options, root=relative_root(root / within, root / spec))
    problem = options_error(options)
    if problem:
        report.add("SP603", table.span, problem)
    return Target(name, root / spec, root / out, options, table.span)


def read_options(table: Settings) -> Options:
    """The keys that decide the output; also those of a `vendor` table."""
    models = table.table("models")
    options = Options(
        emit=emit_parts(table.choices("emit", PARTS, DEFAULTS.emit)),
        http=table.choice("http", get_args(Http), DEFAULTS.http),
        flavour=models.choice("flavour", get_args(Flavour), DEFAULTS.flavour),
        target_python=table.choice("target_python", get_args(Python), DEFAULTS.target_python),
        pydantic=table.version("pydantic", DEFAULTS.pydantic),
        enums=models.choice("enums", ("open", "closed"), DEFAULTS.enums),
        enum_style=models.choice("enum_style", ("enum", "literal"), DEFAULTS.enum_style),
        extra=models.choice("extra", ("allow", "ignore", "forbid"), DEFAULTS.extra),
        include=_selection(table.table("include")),
        exclude=_selection(table.table("exclude")),
        base_class=models.class_path("base_class"),
        header=table.text("header"),
        fail_on_loss=table.flag("fail_on_loss"),
        allow_remote=table.prefixes("allow_remote"),
        extensions=extensions(table),
    )
    usual: Engine = "specpress" if options.flavour == "pydantic" else "datamodel-code-generator"
    options = replace(options, engine=models.choice("engine", get_args(Engine), usual))
    models.finish()
    return options


def _selection(table: Settings) -> Selection:
    selection = Selection(
        *(table.texts(name) for name in ("schemas", "operations", "tags", "paths"))
    )
    table.finish()
    return selection
