"""Prints the models: one `models.py`, and the base they stand on, copied as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specpress.emit.layout import imports, tidy
from specpress.emit.render import render
from specpress.plan.model_views import AliasView, EnumView, Item, ModelsPlan, ModelView
from specpress.printable import Code, literal

VERBATIM = Path(__file__).with_name("verbatim")


@dataclass(frozen=True, slots=True)
class _ItemView:
    """One item for the template: which of the three it is, and the item."""

    enum: EnumView | None
    model: ModelView | None
    alias: AliasView | None
    after_class: bool = False


@dataclass(frozen=True, slots=True)
class _ModuleView:
    title: Code
    imports: Code
    names: Code
    items: tuple[_ItemView, ...]


def emit_models(plan: ModelsPlan) -> dict[PurePosixPath, str]:
    """The files of the models."""
    names = sorted(item.name for item in plan.items)
    listed = Code(f"[{', '.join(map(literal, names))}]")
    view = _ModuleView(plan.title, _imports(plan), listed, tuple(_items(plan.items)))
    files = {PurePosixPath("models.py"): tidy(render("models.py.jinja", view))}
    for name in plan.runtime:
        files[PurePosixPath(f"{name}.py")] = (VERBATIM / f"{name}.py").read_text("utf-8")
    return files


def _imports(plan: ModelsPlan) -> Code:
    ours = [pair for pair in plan.imports if pair[0].startswith(".")]
    pydantic = [pair for pair in plan.imports if pair[0] in ("pydantic", "typing_extensions")]
    standard = [pair for pair in plan.imports if pair not in ours and pair not in pydantic]
    groups = [imports(group) for group in (standard, pydantic, ours) if group]
    return Code("\n\n".join(groups))


def _items(items: tuple[Item, ...]) -> Iterator[_ItemView]:
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
