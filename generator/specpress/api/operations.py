"""Operations: what goes over the wire, and what comes back; callbacks and webhooks among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from specpress.api.schemas import Json, Subschema, Value
from specpress.diagnostics import Span
from specpress.records import dataclass

Location = Literal["path", "query", "header", "cookie", "querystring"]
Style = Literal[
    "matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"
]


@dataclass(frozen=True, slots=True)
class Example:
    name: str
    value: Value | None
    summary: str = ""
    span: Span = field(default=Span("", ""), compare=False)


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response or of a part of a body; `content` holds at most one media type."""

    name: str
    required: bool
    description: str
    deprecated: bool
    explode: bool
    schema: Subschema | None
    content: MediaType | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is written."""

    content_type: str | None
    headers: tuple[Header, ...]
    style: Style | None
    explode: bool | None
    allow_reserved: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class MediaType:
    """`item_schema` describes one item of a sequence (OpenAPI 3.2: event streams, JSON lines)."""

    name: str
    schema: Subschema | None
    span: Span = field(compare=False)
    item_schema: Subschema | None = None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Exactly one of `schema` and `content` is set. `style` and `explode` have their defaults filled in."""

    name: str
    location: Location
    required: bool
    span: Span = field(compare=False)
    description: str = ""
    deprecated: bool = False
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    allow_empty_value: bool = False
    schema: Subschema | None = None
    content: MediaType | None = None
    examples: tuple[Example, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestBody:
    required: bool
    content: tuple[MediaType, ...]
    span: Span = field(compare=False)
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """Carried for documentation and review; nothing is generated from it."""

    name: str
    operation: str
    description: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Response:
    """`status` is "200", "4XX" or "default". `component` names the entry of components/responses it came from."""

    status: str
    description: str
    headers: tuple[Header, ...]
    content: tuple[MediaType, ...]
    span: Span = field(compare=False)
    links: tuple[Link, ...] = ()
    component: str | None = None
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchemeUse:
    """One scheme in a security requirement, with the scopes it asks for."""

    scheme: str
    scopes: tuple[str, ...] = ()


Requirement = tuple[SchemeUse, ...]
"""All of them together satisfy it; the empty one is "no security"."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    name: str
    default: str
    enum: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    description: str
    variables: tuple[ServerVariable, ...]
    span: Span = field(compare=False)
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """`security` is what holds here: the operation's own, else the document's; alternatives in order.

    `parameters` are those of the path item and of the operation, overridden ones dropped. `component` on a
    response, and equal spans on shared parameters, tell one cause from many.
    """

    method: str
    path: str
    operation_id: str | None
    span: Span = field(compare=False)
    tags: tuple[str, ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    security: tuple[Requirement, ...] = ()
    servers: tuple[Server, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Callback:
    """Requests that the implementer sends to the caller; the path of each operation is a runtime expression."""

    name: str
    operations: tuple[Operation, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Like a callback, not tied to an operation; the path of each operation is the webhook's name."""

    name: str
    operations: tuple[Operation, ...]
    span: Span = field(compare=False)
