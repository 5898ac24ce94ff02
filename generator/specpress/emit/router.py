"""The router as files: the module that the plan lays out, and the parts of the runtime that it needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from specpress.emit.layout import imports, tidy
from specpress.emit.render import names, render
from specpress.plan.router_views import RouterPlan
from specpress.printable import Code

_VERBATIM = Path(__file__).with_name("verbatim")
_NEEDS = {
    "_router_bodies": ("_router_styles", "_router_parameters"),
    "_router_paths": ("_router_many",),
    "_router_problems": ("_router_styles", "_router_parameters"),
    "_router_receivers": ("_router_security",),
    "_router_styles": ("_router_parameters",),
}


def emit_router(plan: RouterPlan) -> dict[PurePosixPath, str]:
    view = {**names(plan), "imports": import_blocks(plan.imports)}
    files = {PurePosixPath("router.py"): tidy(render("router.py.jinja", view))}
    modules = {*plan.modules, "_router"}
    for module in tuple(modules):
        modules.update(_NEEDS.get(module, ()))
    for module in sorted(modules):
        text = (_VERBATIM / f"{module}.py").read_text(encoding="utf-8")
        files[PurePosixPath(f"{module}.py")] = text
    return files


def import_blocks(names: Iterable[tuple[str, str]], own: Iterable[tuple[str, str]] = ()) -> Code:
    """Standard library, third party and own modules, each in a block, as ruff sorts them."""
    third = ("fastapi", "pydantic", "typing_extensions")
    blocks: list[set[tuple[str, str]]] = [set(), set(), set(own)]
    for module, name in names:
        which = 2 if module.startswith(".") else 1 if module.split(".")[0] in third else 0
        blocks[which].add((module, name))
    return Code("\n\n".join(imports(block) for block in blocks if block))
