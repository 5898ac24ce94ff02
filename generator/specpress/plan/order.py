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


def ordered(items: tuple[Item, ...], aliases: Mapping[Identifier, Type]) -> tuple[Item, ...]:
    """The items, sorted; aliases that contain themselves are marked."""
    by_name: dict[str, Item] = {item.name: item for item in items}
    done: dict[str, Item] = {}
    for item in items:
        if not isinstance(item, AliasView):
            _class(item, by_name, done)
    recursive = _recursive(aliases)
    for item in items:
        if isinstance(item, AliasView):
            _alias(item, by_name, aliases, recursive, done)
    return tuple(done.values())


def _class(item: Item, by_name: Mapping[str, Item], done: dict[str, Item]) -> None:
    stack = [item]
    while stack:
        top = stack[-1]
        bases = top.bases if isinstance(top, ModelView) else ()
        missing = [by_name[base] for base in bases if base in by_name and base not in done]
        if missing and missing[0] not in stack:
            stack.append(missing[0])
            continue
        done.setdefault(top.name, top)
        stack.pop()


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


def _recursive(aliases: Mapping[Identifier, Type]) -> set[str]:
    """The aliases that lead back to themselves through aliases alone."""
    above = {name: [n for n in named(type) if n in aliases] for name, type in aliases.items()}
    found: set[str] = set()
    for name in aliases:
        todo, seen = list(above[name]), set[str]()
        while todo:
            at = todo.pop()
            if at == name:
                found.add(name)
                break
            if at not in seen:
                seen.add(at)
                todo += above[Identifier(at)]
    return found


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


