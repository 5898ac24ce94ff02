"""What the router's template prints: protocols, and rows of the table of operations, as finished code."""

from __future__ import annotations

from specpress.printable import Code, Identifier
from specpress.records import dataclass

_NOTHING = Code("")


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
    """One operation: the class of the runtime that it is, and its arguments, each a line."""

    kind: Code
    lines: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """The operations of one protocol, given by one function."""

    function: Identifier
    protocol: ProtocolView
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ReceiverView:
    """A webhook or a callback: what `create` makes receives at `path`."""

    table: TableView
    create: Identifier
    path: Code


@dataclass(frozen=True, slots=True)
class ConstantView:
    name: Identifier
    value: Code
    annotation: Code = _NOTHING


@dataclass(frozen=True, slots=True)
class RouterPlan:
    """`parameters` are those of `create_router`, `arguments` what `create_app` gives for them, `given` what
    `create_router` passes on; `modules` is the runtime that it needs."""

    doc: Code
    imports: tuple[tuple[str, str], ...]
    exported: Code
    forms: tuple[Code, ...]
    security: ProtocolView | None
    tables: tuple[TableView, ...]
    receivers: tuple[ReceiverView, ...]
    webhooks: tuple[ReceiverView, ...]
    constants: tuple[ConstantView, ...]
    parameters: Code
    arguments: Code
    given: Code
    application: Code
    modules: tuple[str, ...]
