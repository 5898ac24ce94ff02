"""The declared helpers: `x-specpress-wait` (poll until it is over) and `x-specpress-pages` (walk a whole list).

Takes the extension of an operation, gives a plan, or an error that names the key that is wrong. Nothing is
guessed: every field named there has to be in the schema of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import Json, Operation, Schema, Subschema
from specpress.diagnostics import Span
from specpress.plan.operation_bodies import Sources, kind_of, properties, resolved
from specpress.plan.operation_parameters import WAIT
from specpress.plan.operation_views import PagesPlan, ParameterPlan, WaitPlan
from specpress.plan.types import ANY, ListOf, Type, UnionOf, plain
from specpress.printable import Identifier
from specpress.records import dataclass

PAGES = "x-specpress-pages"
_WAIT_KEYS = ("name", "status", "success", "failure", "blocked", "progress")
_PAGES_KEYS = ("name", "kind", "items", "parameter", "next", "more", "start")


@dataclass(frozen=True, slots=True)
class _Table:
    """One extension: its keys are taken by name, and everything wrong is an error at its place."""

    value: dict[str, Json]
    span: Span
    sources: Sources
    answer: Subschema | None

    def wrong(self, key: str, message: str, help: str = "") -> None:
        span = self.span.child(key) if key else self.span
        self.sources.report.add("SP512", span, message, help)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item for item in value if isinstance(item, str))
        self.wrong(key, f"{key} needs a list of texts")
        return ()

    def text(self, key: str) -> str:
        value = self.value.get(key, "")
        if isinstance(value, str) and value.isprintable():
            return value
        self.wrong(key, f"{key} needs a text")
        return ""

    def field(self, key: str, inside: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A path of property names, written with dots, that the answer has."""
        path = (*inside, *filter(None, self.text(key).split(".")))
        if path and not _reaches(self.sources, self.answer, path):
            self.wrong(key, f"the answer has no {'.'.join(path)!r}")
        return path

    def only(self, known: tuple[str, ...]) -> None:
        from difflib import get_close_matches

        for key in self.value:
            if key not in known:
                close = get_close_matches(key, known, 1)
                help = f"did you mean `{close[0]}`?" if close else f"known: {', '.join(known)}"
                self.wrong(key, f"unknown key {key!r}", help)


def plan_wait(operation: Operation, name: str, sources: Sources) -> WaitPlan | None:
    table = _table(operation, WAIT, sources)
    if table is None:
        return None
    table.only(_WAIT_KEYS)
    status = table.field("status")
    success, failure = table.texts("success"), table.texts("failure")
    if not status or not success:
        table.wrong("", "status and success are needed: which field says it, and which values")
        return None
    progress = table.value.get("progress", {})
    completed: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    if isinstance(progress, dict):
        inner = _Table(progress, table.span.child("progress"), sources, table.answer)
        inner.only(("field", "completed", "total"))
        base = inner.field("field")
        completed = inner.field("completed", base) if "completed" in progress else ()
        total = inner.field("total", base) if "total" in progress else ()
    else:
        table.wrong("progress", "progress needs a mapping with field, completed and total")
    return WaitPlan(
        name=_name(table, "wait", "get", name),
        status=status,
        success=success,
        failure=failure,
        blocked=table.texts("blocked"),
        completed=completed,
        total=total,
        span=table.span,
    )


def plan_pages(
    operation: Operation, name: str, parameters: tuple[ParameterPlan, ...], sources: Sources
) -> PagesPlan | None:
    table = _table(operation, PAGES, sources)
    if table is None:
        return None
    table.only(_PAGES_KEYS)
    kind, start = (
        table.text("kind"),
        table.value.get("start", 1 if table.text("kind") == "page" else 0),
    )
    if kind not in ("cursor", "offset", "page", "link") or type(start) is not int:
        table.wrong("kind", "kind is one of cursor, offset, page, link; start is an integer")
        return None
    wanted = table.text("parameter")
    parameter = next(
        (p.name for p in parameters if p.wire == wanted and p.location == "query"), None
    )
    if parameter is None and kind != "link":
        table.wrong("parameter", f"there is no query parameter {wanted!r}")
        return None
    items, following = table.field("items"), table.field("next")
    if kind == "cursor" and not following:
        table.wrong("next", "next is needed: the field that holds the next cursor")
        return None
    return PagesPlan(
        name=_name(table, "all", "list", name),
        kind=kind,  # type: ignore[arg-type]
        items=items,
        item=_item_type(sources, table.answer, items),
        parameter=parameter,
        next=following,
        more=table.field("more"),
        start=start,
        span=table.span,
    )


def _table(operation: Operation, key: str, sources: Sources) -> _Table | None:
    if key not in operation.extensions:
        return None
    span, value = operation.span.child(key), operation.extensions[key]
    if not isinstance(value, dict):
        sources.report.add("SP512", span, f"{key} needs a mapping")
        return None
    return _Table(value, span, sources, next(_answers(operation), None))


def _name(table: _Table, short: str, usual: str, method: str) -> Identifier:
    """`wait` beside `get`, `wait_run` beside `get_run`; else both names."""
    given = table.text("name")
    if given.isidentifier() and given.isascii():
        return Identifier(given)
    rest = method.removeprefix(usual)
    return Identifier(
        f"{short}{rest}" if rest != method and rest[:1] in ("", "_") else f"{method}_{short}"
    )


def _answers(operation: Operation) -> Iterator[Subschema]:
    for response in operation.responses:
        for media in response.content if response.status.startswith("2") else ():
            if kind_of(media.name) == "json" and media.schema is not None:
                yield media.schema


def _find(sources: Sources, schema: Subschema | None, path: tuple[str, ...]) -> Iterator[Subschema]:
    """Every schema that stands at a path of properties; alternatives are looked into."""
    found = resolved(sources.api, schema)
    if not isinstance(found, Schema) or len(path) > 20:
        return
    for branch in (*found.any_of, *found.one_of):
        yield from _find(sources, branch, path)
    if not path:
        yield found
        return
    inner = dict(properties(sources.api, found, set()))
    if path[0] in inner:
        yield from _find(sources, inner[path[0]], path[1:])
    elif not inner and not (found.any_of or found.one_of):
        yield from _open(found)


def _open(schema: Schema) -> Iterator[Schema]:
    """An object of which nothing is declared may have any property."""
    if schema.types is None or "object" in schema.types:
        yield schema


def _reaches(sources: Sources, answer: Subschema | None, path: tuple[str, ...]) -> bool:
    return any(True for _ in _find(sources, answer, path))


def _item_type(sources: Sources, answer: Subschema | None, path: tuple[str, ...]) -> Type:
    """Of the list that stands at a path: from its own type, else from its items."""
    for found in _find(sources, answer, path):
        if not isinstance(found, Schema) or (found.types and "array" not in found.types):
            continue
        try:
            whole = plain(sources.types.type_at(found.span))
        except KeyError:
            return sources.type_of(found.array.items)
        for type in whole.members if isinstance(whole, UnionOf) else (whole,):
            if isinstance(type, ListOf):
                return type.item
    return ANY
