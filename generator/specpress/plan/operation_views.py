"""What the client and the router print: every operation as Python sees it, frozen and decided.

`plan.operations` makes these values; the templates of both sides only read them. Text of the specification is
plain `str` here and reaches output through `literal` or `docstring`; names are `Identifier`s. Types are
`plan.types.Type`s with the constraints that pydantic checks; `annotation` is how a caller thinks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from specpress.api import Location, Style, Value
from specpress.diagnostics import Span
from specpress.plan.types import Type, annotation, plain
from specpress.printable import Code, Identifier
from specpress.records import dataclass

Kind = Literal["json", "form", "multipart", "text", "bytes", "events", "lines"]
"""How a body travels: "events" are server-sent events and "lines" JSON lines, both sequences of `type`."""

Shape = Literal["scalar", "list", "any"]
"""What a parameter can hold as JSON: one scalar; that or a list of scalars; anything."""

SchemeKind = Literal["apiKey", "basic", "bearer", "clientCredentials"]


@dataclass(frozen=True, slots=True)
class ParameterPlan:
    """One parameter. `media_type` is set where the value is written by `content` and not by `style`.

    `flag`: true is sent as the bare name. `name` is unique among parameters and body of its operation.
    """

    name: Identifier
    wire: str
    location: Location
    type: Type
    required: bool
    span: Span = field(compare=False)
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    media_type: str | None = None
    flag: bool = False
    default: Value | None = None
    description: str = ""
    deprecated: bool = False
    shape: Shape = "any"

    @property
    def annotation(self) -> Code:
        """The type in a signature of generated code that has `from . import models`."""
        return annotation(plain(self.type), "models.")


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One property of a multipart or form body. `file`: its content is bytes, given as a file."""

    wire: str
    type: Type
    required: bool
    file: bool
    many: bool
    content_type: str | None
    span: Span = field(compare=False)
    style: Style | None = None
    explode: bool | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class ContentPlan:
    """One media type of a body. `type` is the whole value, of one item for "events" and "lines".

    `fields` is filled for "form" and "multipart" whose schema is an object; `form_name` names the TypedDict
    that a multipart body is given as.
    """

    media_type: str
    kind: Kind
    type: Type
    span: Span = field(compare=False)
    fields: tuple[FieldPlan, ...] = ()
    form_name: Identifier | None = None

    @property
    def annotation(self) -> Code:
        return annotation(plain(self.type), "models.")


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A request body; `contents` is never empty, the one to prefer comes first. `name` is the argument."""

    name: Identifier
    required: bool
    contents: tuple[ContentPlan, ...]
    span: Span = field(compare=False)
    description: str = ""


@dataclass(frozen=True, slots=True)
class HeaderPlan:
    """A declared header of an answer."""

    name: Identifier
    wire: str
    type: Type
    required: bool
    description: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """`status` is "200", "4XX" or "default"; no `contents` means no body."""

    status: str
    description: str
    contents: tuple[ContentPlan, ...]
    headers: tuple[HeaderPlan, ...]
    span: Span = field(compare=False)
    component: str | None = None

    @property
    def success(self) -> bool:
        return self.status.startswith("2")


@dataclass(frozen=True, slots=True)
class SchemeUsePlan:
    """One scheme of an alternative: its name in the document and the scopes asked for."""

    scheme: str
    scopes: tuple[str, ...] = ()


Alternative = tuple[SchemeUsePlan, ...]
"""All of them together; the empty one is "no credentials"."""


@dataclass(frozen=True, slots=True)
class SchemePlan:
    """A security scheme that the client can satisfy and the router can read.

    `argument` is the keyword of the client's constructor. `location` and `parameter` say where an apiKey
    travels; `prefix` stands before its value there. `token_url` and `scopes` belong to "clientCredentials".
    """

    name: str
    argument: Identifier
    kind: SchemeKind
    span: Span = field(compare=False)
    location: Literal["query", "header", "cookie"] = "header"
    parameter: str = "Authorization"
    prefix: str = ""
    env: str | None = None
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class WaitPlan:
    """`x-specpress-wait`: poll until `status` (a path of wire names) says that it is over."""

    name: Identifier
    status: tuple[str, ...]
    success: tuple[str, ...]
    failure: tuple[str, ...]
    blocked: tuple[str, ...]
    completed: tuple[str, ...]
    total: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PagesPlan:
    """`x-specpress-pages`: walk all items of a list. Paths are wire names; `parameter` is a Python name."""

    name: Identifier
    kind: Literal["cursor", "offset", "page", "link"]
    items: tuple[str, ...]
    item: Type
    parameter: Identifier | None
    next: tuple[str, ...]
    more: tuple[str, ...]
    start: int
    span: Span = field(compare=False)

    @property
    def annotation(self) -> Code:
        return annotation(plain(self.item), "models.")


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """One operation. `parameters` has required ones first, otherwise in the order of the document.

    `name` is the method within its group, `unique` a name that no other operation of the document has. `server` is
    the URL of one that only this operation has, else "".
    """

    method: str
    path: str
    name: Identifier
    unique: Identifier
    span: Span = field(compare=False)
    operation_id: str | None = None
    tags: tuple[str, ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    parameters: tuple[ParameterPlan, ...] = ()
    body: BodyPlan | None = None
    responses: tuple[ResponsePlan, ...] = ()
    security: tuple[Alternative, ...] = ()
    server: str = ""
    wait: WaitPlan | None = None
    pages: PagesPlan | None = None

    @property
    def route(self) -> str:
        """The path as it is sent: without the fragment and the query that only tell operations apart."""
        return re.split(r"[?#]", self.path, maxsplit=1)[0]

    @property
    def query(self) -> str:
        """The query that stands in the path of the document and is sent with every call; usually empty."""
        return self.path.partition("#")[0].partition("?")[2]

    @property
    def successes(self) -> tuple[ResponsePlan, ...]:
        """The answers that are not errors: every 2xx; "default" where no 2xx is declared."""
        found = tuple(response for response in self.responses if response.success)
        return found or tuple(r for r in self.responses if r.status == "default")


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The operations of one tag. `name` is the attribute (`datadiffs`), `class_name` in CapWords (`Datadiffs`)."""

    name: Identifier
    class_name: Identifier
    tag: str | None
    description: str
    operations: tuple[OperationPlan, ...]


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """The first server that holds for the whole document; `url` is "" when it is not absolute."""

    url: str
    env: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverPlan:
    """A webhook or a callback: requests that the implementer of the document sends to the caller."""

    name: Identifier
    class_name: Identifier
    kind: Literal["webhook", "callback"]
    operations: tuple[OperationPlan, ...]


@dataclass(frozen=True, slots=True)
class OperationsPlan:
    """All of it. `title` and `version` are those of the document; `class_name` is the client's.

    `security` is what most operations need; `closed`: none can be called without credentials.
    """

    title: str
    version: str
    description: str
    class_name: Identifier
    server: ServerPlan
    schemes: tuple[SchemePlan, ...]
    groups: tuple[GroupPlan, ...]
    receivers: tuple[ReceiverPlan, ...] = ()
    security: tuple[Alternative, ...] = ()
    closed: bool = False

    @property
    def operations(self) -> Iterator[OperationPlan]:
        for group in self.groups:
            yield from group.operations
