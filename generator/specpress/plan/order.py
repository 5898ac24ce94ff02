"""The order in which models are printed: what a line needs at run time stands above it.

Annotations are not run, so classes keep the order of the document, a class below the classes and enums that it
brings along; base classes come first, aliases last and after the aliases they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from specpress.plan.model_views import AliasView, Item, ModelView
from specpress.plan.types import (
    Builtin,
    Constrained,
    DictOf,
    ListOf,
    LiteralOf,
    Named,
    TupleOf,
    Type,
    UnionOf,
)
from specpress.printable import Identifier


def ordered(
    items: tuple[Item, ...],
    aliases: Mapping[Identifier, Type],
    links: Mapping[str, set[str]],
) -> tuple[Item, ...]:
    """The items, sorted; aliases that contain themselves, through whatever, are marked.

    `links` says which generated names the annotations of each item use.
    """
    by_name: dict[str, Item] = {item.name: item for item in items}
    done: dict[str, Item] = {}
    for item in items:
        if not isinstance(item, AliasView):
            _class(item, by_name, done)
    recursive = cyclic(links)
    for item in items:
        if isinstance(item, AliasView):
            _alias(item, by_name, aliases, recursive, done)
    return tuple(done.values())


def _class(item: Item, by_name: Mapping[str, Item], done: dict[str, Item]) -> None:
    stack = [item]
    while stack:
        top = stack[-1]
        needed = _needed(top) if isinstance(top, ModelView) else ()
        missing = [by_name[name] for name in needed if name in by_name and name not in done]
        if missing and missing[0] not in stack:
            stack.append(missing[0])
            continue
        done.setdefault(top.name, top)
        stack.pop()


def _needed(model: ModelView) -> tuple[str, ...]:
    """The names that a class statement runs: its bases, and enums whose members are defaults."""
    defaults = (field.default.partition(".")[0] for field in model.fields if "." in field.default)
    return (*model.bases, *(name.strip("[") for name in defaults))


def _alias(
    item: AliasView,
    by_name: Mapping[str, Item],
    aliases: Mapping[Identifier, Type],
    recursive: set[str],
    done: dict[str, Item],
) -> None:
    stack: list[AliasView] = [item]
    while stack:
        top = stack[-1]
        loops = top.name in recursive
        missing = [
            below
            for name in (() if loops else named(aliases[top.name]))
            if isinstance(below := by_name.get(name), AliasView) and name not in done
        ]
        if missing:
            stack.append(missing[0])
            continue
        done.setdefault(top.name, replace(top, recursive=loops))
        stack.pop()


def cyclic(links: Mapping[str, set[str]]) -> set[str]:
    """The names on a cycle (Tarjan's strongly connected components, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: set[str] = set()
    for start in links:
        todo: list[tuple[str, Iterator[str]]] = []
        _enter(start, links, index, low, path, on_path, todo)
        while todo:
            name, below = todo[-1]
            for other in below:
                if other not in index:
                    _enter(other, links, index, low, path, on_path, todo)
                    break
                if other in on_path:
                    low[name] = min(low[name], index[other])
            else:
                todo.pop()
                if todo:
                    low[todo[-1][0]] = min(low[todo[-1][0]], low[name])
                if low[name] == index[name]:
                    found |= _component(name, links, path, on_path)
    return found


def _enter(
    name: str,
    links: Mapping[str, set[str]],
    index: dict[str, int],
    low: dict[str, int],
    path: list[str],
    on_path: set[str],
    todo: list[tuple[str, Iterator[str]]],
) -> None:
    if name in index:
        return
    index[name] = low[name] = len(index)
    path.append(name)
    on_path.add(name)
    todo.append((name, iter(sorted(links.get(name, ())))))


def _component(
    name: str, links: Mapping[str, set[str]], path: list[str], on_path: set[str]
) -> set[str]:
    members = set[str]()
    while name not in members:
        members.add(path.pop())
    on_path -= members
    return members if len(members) > 1 or name in links.get(name, ()) else set()


def named(type: Type) -> Iterator[str]:
    """The generated names in a type."""
    match type:
        case Named():
            yield type.name
        case ListOf():
            yield from named(type.item)
        case DictOf():
            yield from named(type.value)
        case TupleOf():
            for item in type.items:
                yield from named(item)
        case UnionOf():
            for member in type.members:
                yield from named(member)
        case Constrained():
            yield from named(type.type)
        case Builtin() | LiteralOf():
            return
        case _:
            assert_never(type)
