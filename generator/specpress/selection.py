"""Part of an API: the operations and schemas asked for, with all that they refer to, and nothing else.

Takes an `Api` and a selection by name, gives the smaller `Api`; and says why a schema is in it. A pure pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fnmatch import fnmatchcase

from specpress.api import Api, Operation, Reference, SchemaId, Webhook
from specpress.config import Selection
from specpress.diagnostics import Report


def select(api: Api, include: Selection, exclude: Selection, report: Report) -> Api:
    """The API without what is not wanted. A name that fits nothing is an error; an excluded schema that something
    kept refers to stays, with a warning."""
    if not (include or exclude):
        return api
    _unknown(api, include, report)
    _unknown(api, exclude, report)
    operations = tuple(one for one in api.operations if wanted(one, include, exclude))
    webhooks = tuple(hook for hook in api.webhooks if _wanted_hook(hook, include, exclude))
    graph = {name: tuple(references(schema)) for name, schema in api.schemas.items()}
    used = closure(references((operations, webhooks)), graph)
    named = _named(api, include, exclude, graph)
    kept = used | closure(named, graph)
    _still_needed(api, exclude, kept, report)
    schemes = set(_schemes(operations, api))
    hooked = (one for hook in webhooks for one in hook.operations)
    tags = {tag for one in (*operations, *hooked) for tag in one.tags}
    return replace(
        api,
        operations=operations,
        webhooks=webhooks,
        tags=tuple(tag for tag in api.tags if tag.name in tags),
        schemas={name: schema for name, schema in api.schemas.items() if name in kept},
        components={name: target for name, target in api.components.items() if target in kept},
        security_schemes={n: s for n, s in api.security_schemes.items() if n in schemes},
    )


def why(api: Api, component: str, chosen: Iterable[str] = ()) -> tuple[str, ...]:
    """The shortest way from an operation to a schema, as a person would read it; else that from one of the components
    that were chosen by name. Empty when there is none."""
    target = api.components.get(component)
    names = {found: name for name, found in api.components.items()}
    graph = {name: tuple(references(schema)) for name, schema in api.schemas.items()}
    came: dict[SchemaId, tuple[str, ...]] = {}
    todo: list[SchemaId] = []
    for operation in (*api.operations, *(one for hook in api.webhooks for one in hook.operations)):
        for found in references(operation):
            if found not in came:
                came[found] = (f"{operation.method.upper()} {operation.path}",)
                todo.append(found)
    _follow(todo, came, graph, names)
    named = [id for name in chosen if (id := api.components[name]) not in came]
    came |= dict.fromkeys(named, ("selected by name",))
    _follow(named, came, graph, names)
    return (*came[target], component) if target is not None and target in came else ()


def _follow(
    todo: list[SchemaId],
    came: dict[SchemaId, tuple[str, ...]],
    graph: Mapping[SchemaId, tuple[SchemaId, ...]],
    names: Mapping[SchemaId, str],
) -> None:
    """Breadth first: what is reached first is reached by the shortest way."""
    for here in todo:
        for found in graph.get(here, ()):
            if found not in came:
                came[found] = (*came[here], names.get(here, here))
                todo.append(found)


def wanted(operation: Operation, include: Selection, exclude: Selection) -> bool:
    """Whether an operation is kept: fits what is included (all, when nothing is) and nothing excluded."""
    return (not include or _fits(operation, include)) and not _fits(operation, exclude)


def references(thing: object) -> Iterator[SchemaId]:
    """The ids that a part of an API refers to, however deep inside it, without following them."""
    todo: list[object] = [thing]
    while todo:
        one = todo.pop()
        if isinstance(one, str | int | float | None):
            continue
        if isinstance(one, Reference):
            yield one.target
        elif isinstance(one, tuple | list):
            todo.extend(reversed(one))
        elif isinstance(one, Mapping):
            todo.extend(reversed(list(one.values())))
        elif is_dataclass(one):
            todo.extend(getattr(one, each.name) for each in reversed(fields(one)))
            mapping = getattr(one, "mapping", ())
            yield from (target for _, target in mapping)


def closure(
    roots: Iterable[SchemaId], graph: Mapping[SchemaId, tuple[SchemaId, ...]]
) -> set[SchemaId]:
    """All that can be reached."""
    seen: set[SchemaId] = set()
    todo = list(roots)
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(graph.get(here, ()))
    return seen


def _unknown(api: Api, selection: Selection, report: Report) -> None:
    operations = (*api.operations, *(one for hook in api.webhooks for one in hook.operations))
    known = {
        "schemas": set(api.components),
        "operations": {name for one in operations for name in _operation_names(one)},
        "tags": {tag for one in operations for tag in one.tags} | {tag.name for tag in api.tags},
        "paths": {one.path for one in operations},
    }
    for kind, names in known.items():
        for pattern in getattr(selection, kind):
            if not _any(names, (pattern,)):
                told = f'nothing of this document fits "{pattern}" in `{kind}` of the selection'
                report.add("SP607", api.span, told, _closest(pattern, names))


def _closest(pattern: str, names: set[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(pattern, sorted(names), 1)
    return f"did you mean `{found[0]}`?" if found else ""


def _operation_names(operation: Operation) -> tuple[str, ...]:
    whole = f"{operation.method.upper()} {operation.path}"
    return (operation.operation_id, whole) if operation.operation_id else (whole,)


def _fits(operation: Operation, selection: Selection) -> bool:
    return (
        _any(_operation_names(operation), selection.operations)
        or _any(operation.tags, selection.tags)
        or _any((operation.path,), selection.paths)
    )


def _any(names: Iterable[str], patterns: tuple[str, ...]) -> bool:
    return any(name == p or fnmatchcase(name, p) for name in names for p in patterns)


def _wanted_hook(hook: Webhook, include: Selection, exclude: Selection) -> bool:
    return any(wanted(operation, include, exclude) for operation in hook.operations)


def _named(
    api: Api,
    include: Selection,
    exclude: Selection,
    graph: Mapping[SchemaId, tuple[SchemaId, ...]],
) -> list[SchemaId]:
    """Components that are kept for their own sake: those asked for; or, when only something is excluded, those
    that no operation uses (one that only excluded operations use goes with them)."""
    if include:
        found = [t for name, t in api.components.items() if _any((name,), include.schemas)]
    else:
        before = closure(references((api.operations, api.webhooks)), graph)
        found = [target for target in api.components.values() if target not in before]
    named = {target: name for name, target in api.components.items()}
    return [target for target in found if not _any((named[target],), exclude.schemas)]


def _still_needed(api: Api, exclude: Selection, kept: set[SchemaId], report: Report) -> None:
    for name, target in api.components.items():
        if target in kept and _any((name,), exclude.schemas):
            told = f'schema "{name}" is excluded, but something that is kept refers to it'
            report.add("SP608", api.schemas[target].span, told, "exclude what refers to it as well")


def _schemes(operations: tuple[Operation, ...], api: Api) -> Iterator[str]:
    for requirements in (api.security, *(operation.security for operation in operations)):
        for requirement in requirements:
            yield from (use.scheme for use in requirement)
