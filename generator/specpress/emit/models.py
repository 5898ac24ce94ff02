"""Prints the models: one `models.py`, or a package of modules where that would be too long to read.

Takes a `ModelsPlan`, gives files, the base of the models among them. In a package a module names the others for the
type checker alone; what a class needs is looked up when it is first used (`verbatim/_lazy.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from sys import stdlib_module_names

from specpress.emit.layout import imports, in_order, tidy
from specpress.emit.render import render
from specpress.plan.model_views import AliasView, EnumView, Item, ModelsPlan, ModelView
from specpress.plan.models import with_needs, words_of
from specpress.plan.order import needed
from specpress.plan.split import Module, split
from specpress.printable import Code, literal
from specpress.records import dataclass

VERBATIM = Path(__file__).with_name("verbatim")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _ItemView:
    """One item for the template: which of the three it is, and the item."""

    enum: EnumView | None
    model: ModelView | None
    alias: AliasView | None
    after_class: bool = False


@dataclass(frozen=True, slots=True)
class _ModuleView:
    """`later` are imports for the type checker."""

    remark: Code
    imports: Code
    later: tuple[Code, ...]
    names: Code
    items: tuple[_ItemView, ...]


@dataclass(frozen=True, slots=True)
class _PackageView:
    index: tuple[Code, ...]
    exports: tuple[Code, ...]


def emit_models(plan: ModelsPlan) -> dict[PurePosixPath, str]:
    """The files of the models."""
    modules = split(plan.items, plan.links)
    files = dict(_package(plan, modules)) if modules else {}
    if not modules:
        names, items = _names(plan.items), tuple(_items(plan.items))
        view = _ModuleView(_remark(plan.items), _blocks(plan.imports), (), names, items)
        files[PurePosixPath("models.py")] = tidy(render("models.py.jinja", view))
    for name in with_needs({*plan.runtime, "_lazy"}) if modules else plan.runtime:
        files[PurePosixPath(f"{name}.py")] = (VERBATIM / f"{name}.py").read_text("utf-8")
    return files


def _package(plan: ModelsPlan, modules: tuple[Module, ...]) -> Iterator[tuple[PurePosixPath, str]]:
    home: dict[str, str] = {item.name: module.name for module in modules for item in module.items}
    symbols = {name.rpartition(" ")[2]: (module, name) for module, name in plan.imports}
    for module in modules:
        view = _module(module, home, symbols, plan)
        yield PurePosixPath(f"models/{module.name}.py"), tidy(render("models.py.jinja", view))
    index = tuple(
        Code(f"{literal(module.name)}: {literal(' '.join(item.name for item in module.items))},")
        for module in modules
    )
    exports = tuple(
        Code(f"from .{module.name} import {_exported(module)}")
        for module in sorted(modules, key=lambda module: module.name)
    )
    package = tidy(render("models_package.py.jinja", _PackageView(index, exports)))
    yield PurePosixPath("models/__init__.py"), package


def _exported(module: Module) -> str:
    """Type checkers take a name for exported when it is imported as itself."""
    names = in_order((item.name for item in module.items), fold=True)
    return ", ".join(f"{name} as {name}" for name in names)


def _module(
    module: Module, home: Mapping[str, str], symbols: Mapping[str, Pair], plan: ModelsPlan
) -> _ModuleView:
    used = words_of(module.items)
    runtime = {name for item in module.items for name in _needed(item, plan)}
    own = {item.name for item in module.items}
    pairs = [_from_package(symbols[word]) for word in sorted(used & symbols.keys())]
    now = [(f".{home[name]}", name) for name in sorted((runtime & home.keys()) - own)]
    linked = {name for item in module.items for name in plan.links.get(item.name, ())}
    later = [(f".{home[name]}", name) for name in sorted((linked & home.keys()) - own - runtime)]
    pairs += [("typing", "TYPE_CHECKING")] if later else []
    return _ModuleView(
        _remark(module.items),
        _blocks([*pairs, *now]),
        tuple(_lines(later)),
        _names(module.items),
        tuple(_items(module.items)),
    )


def _lines(pairs: Iterable[Pair]) -> Iterator[Code]:
    """One import for each module, however long: it is broken where it stands."""
    found: dict[str, list[str]] = {}
    for module, name in pairs:
        found.setdefault(module, []).append(name)
    for module in sorted(found):
        yield Code(f"from {module} import {', '.join(in_order(found[module], fold=True))}")


def _from_package(pair: Pair) -> Pair:
    """What a module of the package imports: one level up, and the base that looks names up."""
    module, name = pair
    if name.split(" ")[0] == "Model":
        return ".._lazy", name
    return (f".{module}", name) if module.startswith(".") else pair


def _needed(item: Item, plan: ModelsPlan) -> set[str]:
    """The names that run when the item is defined."""
    match item:
        case ModelView():
            return set(needed(item))
        case AliasView():
            return set(plan.links.get(item.name, ()))
        case EnumView():
            return set()


def _remark(items: Iterable[Item]) -> Code:
    """Aliases have the names of the document, whatever linters think of them."""
    small = any(isinstance(item, AliasView) and not item.name[0].isupper() for item in items)
    return Code("# ruff: noqa: PYI042\n\n") if small else Code()


def _names(items: Iterable[Item]) -> Code:
    names = in_order(item.name for item in items)
    return Code(f"[{', '.join(map(literal, names))}]")


def _blocks(pairs: Iterable[Pair]) -> Code:
    listed = list(pairs)
    ours = [pair for pair in listed if pair[0].startswith(".")]
    third = [
        p for p in listed if p not in ours and p[0].partition(".")[0] not in stdlib_module_names
    ]
    standard = [pair for pair in listed if pair not in ours and pair not in third]
    return Code("\n\n".join(imports(group) for group in (standard, third, ours) if group))


def _items(items: Iterable[Item]) -> Iterator[_ItemView]:
    """The items; the first alias below a class stands two lines apart from it."""
    in_class = False
    for item in items:
        match item:
            case EnumView():
                yield _ItemView(item, None, None)
            case ModelView():
                yield _ItemView(None, item, None)
            case AliasView():
                yield _ItemView(None, None, item, in_class)
        in_class = not isinstance(item, AliasView)
