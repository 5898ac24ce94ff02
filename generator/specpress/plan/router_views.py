"""What the router's template prints: protocols, and rows of the table of operations, as finished code."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.printable import Code, Identifier


@dataclass(frozen=True, slots=True)
class MethodView:
    """`signature` is the line from the name to the result; `answer` the type without `Answer[...]`."""

    signature: Code
    answer: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """What an implementer writes. `argument` is what `create_router` calls an object of it."""

    class_name: Identifier
    argument: Identifier
    doc: Code
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One operation: the expression that makes it, and the method that handles it."""

    operation: Code
    method: Identifier


@dataclass(frozen=True, slots=True)
class TableView:
    """The operations of one protocol, added by one function."""

    function: Identifier
    protocol: ProtocolView
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ReceiverView:
    """A webhook or a callback. `operations` names the function that gives its `rows`."""

    table: TableView
    create: Identifier
    operations: Identifier
    path: Code
    handlers: Code
    rows: Code


@dataclass(frozen=True, slots=True)
class SchemeView:
    constant: Identifier
    value: Code


@dataclass(frozen=True, slots=True)
class RouterPlan:
    """`parameters` and `arguments` are those of `create_router`; `modules` is the runtime that it needs."""

    doc: Code
    imports: tuple[tuple[str, str], ...]
    exported: Code
    forms: tuple[Code, ...]
    security: ProtocolView | None
    tables: tuple[TableView, ...]
    receivers: tuple[ReceiverView, ...]
    webhooks: tuple[ReceiverView, ...]
    schemes: tuple[SchemeView, ...]
    parameters: Code
    arguments: Code
    application: Code
    modules: tuple[str, ...]
