"""Lines of downstream code that a change breaks, found in its syntax trees.

Takes changes with their symbols and folders of Python, gives `Use`s. A file counts if it imports the package; what it
imports is followed by name, fields and methods by the attribute they are read by. It finds candidates: it does not infer
types, so an attribute of the same name on something else is told too.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from specpress.records import dataclass
from specpress.review.change import Change

_SKIPPED = frozenset(
    (".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", "build", "dist")
)


@dataclass(frozen=True, slots=True)
class Use:
    """A place in downstream code; `told` is what happened to the symbol, `change` the id of the finding."""

    file: str
    line: int
    column: int
    symbol: str
    told: str
    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A symbol that a change breaks, by the words that name it in code."""

    symbol: str
    told: str
    change: str
    words: tuple[str, ...]
    argument: str = ""


def impact(changes: Sequence[Change], paths: Iterable[Path], package: str) -> tuple[Use, ...]:
    """Every use of a broken symbol below the paths, in order. `package` is the import name of the generated package."""
    broken = tuple(_broken(changes))
    if not broken:
        return ()
    found: list[Use] = []
    for path in _files(paths):
        try:
            text = path.read_text("utf-8")
            tree = ast.parse(text, str(path))
        except (OSError, ValueError, SyntaxError, RecursionError):
            continue
        found.extend(_uses(path, text, tree, broken, package))
    return tuple(
        sorted(dict.fromkeys(found), key=lambda use: (use.file, use.line, use.column, use.symbol))
    )


def _broken(changes: Sequence[Change]) -> Iterator[Broken]:
    for change in changes:
        if all(verdicts.source == "safe" for verdicts in change.verdicts.values()):
            continue
        for line in change.symbols:
            symbol, _, told = line.partition(": ")
            name = re.fullmatch(r"(models|client)\.([^(]+)(?:\((\w+)\))?", symbol)
            if name is not None:
                yield Broken(symbol, told, change.id, tuple(name[2].split(".")), name[3] or "")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(name for name in names if name not in _SKIPPED)
            yield from (Path(folder) / name for name in sorted(files) if name.endswith(".py"))


def _uses(
    path: Path, text: str, tree: ast.Module, broken: Sequence[Broken], package: str
) -> Iterator[Use]:
    imported = _imported(tree, package)
    if imported is None:
        return
    lines = text.splitlines()
    for node in ast.walk(tree):
        for one in broken:
            if _names(node, one, imported):
                at = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
                source = lines[at[0] - 1].strip() if at[0] <= len(lines) else ""
                yield Use(path.as_posix(), *at, one.symbol, one.told, one.change, source)


def _imported(tree: ast.Module, package: str) -> Mapping[str, str] | None:
    """Local names of what a file imports from the package; None where it imports nothing of it."""
    found: dict[str, str] = {}
    any_import = False
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_of(node.module or "", package, node.level):
            any_import = True
            found.update({alias.asname or alias.name: alias.name for alias in node.names})
        elif isinstance(node, ast.Import):
            of = [alias for alias in node.names if _is_of(alias.name, package, 0)]
            any_import = any_import or bool(of)
    return found if any_import else None


def _is_of(module: str, package: str, level: int) -> bool:
    """Whether a module is the package or inside it, wherever the package has been put."""
    name = package.split(".")
    parts = module.split(".") if module else []
    starts = range(len(parts) - len(name) + 1)
    return any(parts[i : i + len(name)] == name for i in starts) or (level > 0 and not parts)


_BY_TEXT = frozenset(("getattr", "setattr", "hasattr", "delattr"))


def _names(node: ast.AST, one: Broken, imported: Mapping[str, str]) -> bool:
    """Whether a node names the symbol: a class by itself, a field or method by its attribute or keyword."""
    last = one.words[-1]
    if one.symbol.startswith("client."):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return False
        return node.func.attr == last and _group(node.func.value) in (one.words[-2], None)
    if len(one.words) == 1:
        return _is_class(node, last, imported)
    owner = one.words[0]
    match node:
        case ast.Attribute(attr=attr):
            return attr == last
        case ast.Call(func=ast.Name(id=called), args=[_, ast.Constant(value=told), *_]):
            return called in _BY_TEXT and told == last
        case ast.MatchClass(cls=matched, kwd_attrs=names):
            return _is_class(matched, owner, imported) and last in names
        case ast.Call(func=func, keywords=keywords):
            return _is_class(func, owner, imported) and any(k.arg == last for k in keywords)
        case _:
            return False


def _is_class(node: ast.AST, name: str, imported: Mapping[str, str]) -> bool:
    match node:
        case ast.Name(id=local):
            return imported.get(local) == name
        case ast.Attribute(attr=attr):
            return attr == name
        case ast.ImportFrom(names=names):
            return any(alias.name == name for alias in names)
        case _:
            return False


def _group(node: ast.AST) -> str | None:
    """`datadiffs` of `client.datadiffs.get(...)`; None where a local name may stand for it."""
    return node.attr if isinstance(node, ast.Attribute) else None
