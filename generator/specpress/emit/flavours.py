"""Models as standard dataclasses, TypedDicts or msgspec Structs (or its own Pydantic models), by datamodel-code-generator.

Takes the document that `plan.flavour_document` makes, gives `models.py`. Nothing else imports that program, and only its
public `generate()` is called. What comes back is held to what went in before anyone sees it.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from specpress.api import Json
from specpress.config import Options
from specpress.emit.flavour_docs import documented
from specpress.emit.flavour_settings import DEFAULTS, OURS
from specpress.emit.layout import imports
from specpress.plan.model_views import Item
from specpress.records import dataclass

_KINDS = {
    "pydantic": "pydantic_v2.BaseModel",
    "dataclass": "dataclasses.dataclass",
    "typeddict": "typing.TypedDict",
    "msgspec": "msgspec.Struct",
}
_MODULES = frozenset(
    (
        "__future__",
        "collections.abc",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "msgspec",
        "pydantic",
        "typing",
        "typing_extensions",
        "uuid",
    )
)
_CALLS = frozenset(
    (
        "dataclass",
        "field",
        "Field",
        "Meta",
        "TypedDict",
        "TypeAliasType",
        "ConfigDict",
        "RootModel",
        "constr",
        "conint",
        "confloat",
        "conlist",
    )
)


class FlavourError(RuntimeError):
    """What came back is not what went in; nothing is written."""


@dataclass(frozen=True, slots=True)
class Flavoured:
    """`doubts` are what datamodel-code-generator itself says does not work in what it made."""

    files: dict[PurePosixPath, str]
    doubts: tuple[str, ...]


def emit_flavour(
    document: dict[str, Json], options: Options, items: tuple[Item, ...] = ()
) -> Flavoured:
    """`models.py`, with the names of the document and no others, and the descriptions of `items`. Raises
    `FlavourError`."""
    import black
    from datamodel_code_generator import generate

    names = _names(document)
    settings: Any = {
        **DEFAULTS,
        **OURS,
        "output_model_type": _KINDS[options.flavour],
        "target_python_version": options.target_python,
        "custom_class_name_generator": str,
    }
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always")
        made = generate(json.dumps(document), **settings)
    if not isinstance(made, str):
        raise FlavourError("datamodel-code-generator gave no single module")
    _held_to(ast.parse(made), names, more=options.flavour == "pydantic")
    made = documented(made, items)
    exported = ", ".join(json.dumps(name) for name in sorted(names))
    text = f'"""The models."""\n\n{_sorted_imports(made)}\n\n__all__ = [{exported}]\n'
    text = black.format_str(text, mode=black.Mode(line_length=88))
    told = dict.fromkeys(str(doubt.message).split(". Pass ")[0] for doubt in doubts)
    return Flavoured({PurePosixPath("models.py"): text}, tuple(told))


_STANDARD = ("collections.abc", "dataclasses", "datetime", "decimal", "enum", "typing", "uuid")


def _sorted_imports(source: str) -> str:
    """The module without comments, its imports in the order that isort gives them."""
    nodes = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)]
    dropped = {line for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    lines = enumerate(source.splitlines(), 1)
    rest = [line for number, line in lines if number not in dropped and not line.startswith("#")]
    wanted = [(node.module or "", alias.name) for node in nodes for alias in node.names]
    groups = (
        [pair for pair in wanted if pair[0] == "__future__"],
        [pair for pair in wanted if pair[0] in _STANDARD],
        [pair for pair in wanted if pair[0] not in ("__future__", *_STANDARD)],
    )
    return "\n\n".join([*(imports(group) for group in groups if group), "\n".join(rest)])


def _names(document: dict[str, Json]) -> set[str]:
    components = document["components"]
    assert isinstance(components, dict)
    schemas = components["schemas"]
    assert isinstance(schemas, dict)
    return set(schemas)


def _held_to(tree: ast.Module, names: set[str], *, more: bool) -> None:
    """The names defined are those asked for; nothing is imported or called but what such models need. With `more`
    (its own Pydantic models, which make a class of a constrained type) further names are fine."""
    defined = set(_defined(tree))
    if names - defined or (defined - names and not more):
        odd = ", ".join(sorted(defined ^ names)[:5])
        raise FlavourError(f"datamodel-code-generator renamed, added or dropped models: {odd}")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module not in _MODULES:
            raise FlavourError(f"an import that no model needs: {node.module}")
        if isinstance(node, ast.Import | ast.Lambda | ast.FunctionDef | ast.JoinedStr):
            raise FlavourError(f"code that no model needs, in line {node.lineno}")
        if isinstance(node, ast.Call) and not _may_call(node.func):
            raise FlavourError(f"a call that no model needs, in line {node.lineno}")


def _may_call(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == "model_rebuild"
    return isinstance(function, ast.Name) and function.id in _CALLS


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif not isinstance(node, ast.ImportFrom | ast.Expr):
            raise FlavourError(f"a statement that no model needs, in line {node.lineno}")
