"""What the template of the client sees: every line that needs a decision, decided.

Made by `emit.client` from an `OperationsPlan`. One `ClassView` is one class of one colour: sync or async.
"""

from __future__ import annotations

from specpress.printable import Code, Identifier
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class MethodView:
    """`define` is "def" or "async def"; `result` the expression that is returned."""

    define: Code
    name: Identifier
    signature: Code
    doc: Code
    result: Code


@dataclass(frozen=True, slots=True)
class ClassView:
    """`twins` are the methods of the class `sync` that this one has as well, to be awaited."""

    name: Identifier
    parent: Code
    doc: Code
    sync: Identifier
    twins: tuple[Identifier, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as an attribute of a client; `module` is where its class is, if in another one."""

    name: Identifier
    class_name: Identifier
    doc: Code
    module: Code


@dataclass(frozen=True, slots=True)
class ClientView:
    name: Identifier
    parent: Code
    doc: Code
    signature: Code
    given: Code
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The TypedDict of a multipart body: `members` is the mapping of wire names to types."""

    name: Identifier
    members: Code


@dataclass(frozen=True, slots=True)
class BodyView:
    """What a module of the client defines: the classes of groups, the clients, or both."""

    forms: tuple[FormView, ...]
    api: Code
    constants: tuple[Code, ...]
    classes: tuple[ClassView, ...]
    clients: tuple[ClientView, ...]


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module of the client: `imports` are needed when it runs, `typing` only by whom checks types."""

    doc: Code
    imports: Code
    typing: Code
    body: Code
