"""Models of a large API as modules: what belongs together stays together, and no module imports in a circle.

Takes the items in the order they are printed and what each of them uses, gives modules. An item that only one other
uses goes with that one; groups follow each other so that what a group needs stands before it, and the sequence
is cut where a digest of a name says so. Adding a schema therefore moves few others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from specpress.plan.model_views import AliasView, EnumView, Item, ModelView
from specpress.plan.names import Scope, snake
from specpress.plan.order import components_of, needed
from specpress.printable import Identifier
from specpress.records import dataclass

LARGE = 300
"""Items up to which one module is readable."""

_GROUPS = 10
"""Groups in a module, on average."""

_MOST = 60
"""Items after which a module is cut wherever it stands."""


@dataclass(frozen=True, slots=True)
class Module:
    """`name` begins with an underscore: users import from the package."""

    name: Identifier
    items: tuple[Item, ...]


def split(items: Sequence[Item], links: Mapping[str, set[str]]) -> tuple[Module, ...]:
    """The modules; empty where one file will do."""
    if len(items) <= LARGE:
        return ()
    uses: dict[str, set[str]] = {item.name: _uses(item, links) for item in items}
    known = {name: {used for used in names if used in uses} for name, names in uses.items()}
    groups = _groups(known)
    by_name: dict[str, Item] = {item.name: item for item in items}
    position: dict[str, int] = {item.name: number for number, item in enumerate(items)}
    modules: list[Module] = []
    scope = Scope(fold=True)
    for names in _cut(_sequence(groups, known)):
        ordered = sorted(names, key=position.__getitem__)
        title = Identifier(f"_{snake(ordered[-1])}")
        modules.append(Module(scope.claim(title), tuple(by_name[name] for name in ordered)))
    return tuple(modules)


def _uses(item: Item, links: Mapping[str, set[str]]) -> set[str]:
    found = set(links.get(item.name, ()))
    match item:
        case ModelView():
            return found | set(needed(item))
        case AliasView() | EnumView():
            return found


def _groups(uses: Mapping[str, set[str]]) -> dict[str, str]:
    """The group of every item, named after the item at its top: cycles, and what has a single user, are one."""
    component = components_of(uses)
    above: dict[str, set[str]] = {name: set() for name in component.values()}
    for name, used in uses.items():
        for below in used:
            if component[below] != component[name]:
                above[component[below]].add(component[name])
    group: dict[str, str] = {}
    for name in reversed(list(dict.fromkeys(component.values()))):  # users first
        tops = {group[user] for user in above[name]}
        group[name] = tops.pop() if len(tops) == 1 else name
    return {name: group[component[name]] for name in uses}


def _sequence(groups: Mapping[str, str], uses: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """The groups, each after those it needs."""
    members: dict[str, list[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, []).append(name)
    below = {
        group: sorted({groups[used] for name in names for used in uses[name]} - {group})
        for group, names in members.items()
    }
    done: set[str] = set()
    for start in members:
        stack = [start]
        while stack:
            missing = [other for other in below[stack[-1]] if other not in done]
            if missing:
                stack.append(missing[0])
                continue
            top = stack.pop()
            if top not in done:
                done.add(top)
                yield members[top]


def _cut(groups: Iterator[list[str]]) -> Iterator[list[str]]:
    current: list[str] = []
    for names in groups:
        current += names
        mark = hashlib.sha256(names[0].encode()).digest()[0]
        if mark % _GROUPS == 0 or len(current) > _MOST:
            yield current
            current = []
    if current:
        yield current
