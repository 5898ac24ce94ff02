"""The order in which models are printed: what a line needs at run time stands above it.

Annotations are not run, so classes keep the order of the document, a class below the classes and enums that it
brings along; base classes come first, aliases last and after the aliases they are made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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

_QUOTE = re.compile("[\"']")
_MEMBER = re.compile(r"([^\W\d]\w*)\.")


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
        wanted = needed(top) if isinstance(top, ModelView) else ()
        missing = [by_name[name] for name in wanted if name in by_name and name not in done]
        if missing and missing[0] not in stack:
            stack.append(missing[0])
            continue
        done.setdefault(top.name, top)
        stack.pop()


def needed(model: ModelView) -> tuple[str, ...]:
    """The names that a class statement runs: its bases, and enums whose members are defaults."""
    dotted = [field.default for field in model.fields if "." in field.default]
    coded = [default for default in dotted if not _QUOTE.search(default)]
    return (*model.bases, *(name for default in coded for name in _MEMBER.findall(default)))


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
    """The names on a cycle."""
    found = components_of(links)
    sizes = Counter(found.values())
    return {name for name, top in found.items() if sizes[top] > 1 or name in links.get(name, ())}


def components_of(links: Mapping[str, set[str]]) -> dict[str, str]:
    """The strongly connected component of every name, called after one of its members; those that a
    component leads to come before it (Tarjan's algorithm, without recursion)."""
    search = _Search(links)
    for start in links:
        search.visit(start)
    return search.found


@dataclass(slots=True)
class _Search:
    links: Mapping[str, set[str]]
    index: dict[str, int] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)
    todo: list[tuple[str, Iterator[str]]] = field(default_factory=list)

    def visit(self, start: str) -> None:
        if start not in self.index:
            self._enter(start)
        while self.todo:
            name, below = self.todo[-1]
            other = next((n for n in below if self._is_news(name, n)), None)
            if other is not None:
                self._enter(other)
            else:
                self._leave(name)

    def _is_news(self, name: str, other: str) -> bool:
        if other not in self.index:
            return True
        if other not in self.found:
            self.low[name] = min(self.low[name], self.index[other])
        return False

    def _enter(self, name: str) -> None:
        self.index[name] = self.low[name] = len(self.index)
        self.path.append(name)
        self.todo.append((name, iter(sorted(self.links.get(name, ())))))

    def _leave(self, name: str) -> None:
        self.todo.pop()
        if self.todo:
            user = self.todo[-1][0]
            self.low[user] = min(self.low[user], self.low[name])
        if self.low[name] == self.index[name]:
            while name not in self.found:
                self.found[self.path.pop()] = name


def variants(type: Type) -> Iterator[str]:
    """The generated names that a value of the type may be without anything around it."""
    match type:
        case Named():
            yield type.name
        case UnionOf():
            for member in type.members:
                yield from variants(member)
        case Constrained():
            yield from variants(type.type)
        case ListOf() | DictOf() | TupleOf() | Builtin() | LiteralOf():
            return
        case _:
            assert_never(type)


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
