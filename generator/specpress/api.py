"""What an OpenAPI document means, with no Python in it: the first of the two representations.

`read` makes it; `plan`, `compare`, `verify` and `lint` live on it. OpenAPI 3.0, 3.1 and 3.2 spellings of the
same thing give equal values: `nullable` becomes the type "null", `const` an enum of one, a boolean
`exclusiveMinimum` a number, a one-element type array a type. References stay references (`Reference`), so a
cycle costs nothing. Everything carries the `Span` it was read from, and equality ignores it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, get_args

from specpress.diagnostics import Span
from specpress.records import dataclass

TypeName = Literal["boolean", "integer", "number", "string", "array", "object", "null"]
type_names: tuple[TypeName, ...] = get_args(TypeName)
Location = Literal["path", "query", "header", "cookie", "querystring"]
Style = Literal[
    "matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"
]

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
SchemaId = str
"""`#/components/schemas/Pet` in the root document, `common/pets.yaml#/Pet` in another one (POSIX path
relative to the folder of the root document)."""


def json_equal(left: Json, right: Json) -> bool:
    """Equality as JSON Schema has it (2020-12 core, 4.2.2): 1 and 1.0 are equal, 1 and true are not."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(json_equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(json_equal(left[k], right[k]) for k in left)
    return left == right


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value that is there, so that "no default" (None) and "default: null" (Value(None)) differ."""

    json: Json

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and json_equal(self.json, other.json)

    __hash__ = None  # type: ignore[assignment]


# --- schemas --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotations:
    """Keywords that describe and do not constrain."""

    title: str = ""
    description: str = ""
    default: Value | None = None
    examples: tuple[Value, ...] = ()
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StringRules:
    """Lengths in Unicode code points; `pattern` is ECMA-262, not anchored."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    content_encoding: str | None = None
    content_media_type: str | None = None
    content_schema: Subschema | None = None


@dataclass(frozen=True, slots=True)
class NumberRules:
    minimum: int | float | None = None
    exclusive_minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None


@dataclass(frozen=True, slots=True)
class ArrayRules:
    items: Subschema | None = None
    prefix_items: tuple[Subschema, ...] = ()
    contains: Subschema | None = None
    min_contains: int | None = None
    max_contains: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    unevaluated_items: Subschema | None = None


@dataclass(frozen=True, slots=True)
class ObjectRules:
    """`properties` keeps the order of the document; a name in `required` need not be among them.

    `excused` is empty in what was read: names that the document requires and this form need not have (`plan.forms`).
    """

    properties: Mapping[str, Subschema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    additional: Subschema | None = None
    pattern_properties: Mapping[str, Subschema] = field(default_factory=dict)
    property_names: Subschema | None = None
    min_properties: int | None = None
    max_properties: int | None = None
    dependent_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dependent_schemas: Mapping[str, Subschema] = field(default_factory=dict)
    unevaluated_properties: Subschema | None = None
    excused: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Discriminator:
    """`mapping` pairs a value on the wire with the schema it selects; only what the document spells out."""

    property: str
    mapping: tuple[tuple[str, SchemaId], ...] = ()
    default: SchemaId | None = None
    span: Span = field(default=Span("", ""), compare=False)


NO_ANNOTATIONS = Annotations()
NO_STRING_RULES = StringRules()
NO_NUMBER_RULES = NumberRules()
NO_ARRAY_RULES = ArrayRules()
NO_OBJECT_RULES = ObjectRules()


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema object; the schema `true` is the one with no keyword.

    Every rule is independent, as in JSON Schema: string rules say nothing about a number. `types` is None
    where the document has no `type`; else in the order of `type_names`, "integer" dropped beside "number".
    `enum` is None where there is none; an empty tuple allows nothing. `const` tells that its one value was
    meant to be the only one ever (OpenAPI 3.0 has no other way to write it than an enum of one).
    """

    span: Span = field(compare=False)
    types: tuple[TypeName, ...] | None = None
    enum: tuple[Value, ...] | None = None
    format: str | None = None
    string: StringRules = NO_STRING_RULES
    number: NumberRules = NO_NUMBER_RULES
    array: ArrayRules = NO_ARRAY_RULES
    object: ObjectRules = NO_OBJECT_RULES
    all_of: tuple[Subschema, ...] = ()
    any_of: tuple[Subschema, ...] = ()
    one_of: tuple[Subschema, ...] = ()
    not_: Subschema | None = None
    if_: Subschema | None = None
    then: Subschema | None = None
    else_: Subschema | None = None
    discriminator: Discriminator | None = None
    annotations: Annotations = NO_ANNOTATIONS
    const: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Never:
    """The schema `false`: nothing is valid."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A `$ref` to a schema, with the annotations that stand beside it (OpenAPI 3.1 allows them).

    A `$ref` beside keywords that constrain is read as a `Schema` whose `all_of` holds this.
    """

    span: Span = field(compare=False)
    target: SchemaId
    annotations: Annotations = NO_ANNOTATIONS


Subschema = Schema | Never | Reference


# --- operations -----------------------------------------------------------------------------------------------


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


# --- security schemes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ApiKey:
    name: str
    location: Literal["query", "header", "cookie"]
    parameter: str
    span: Span = field(compare=False)
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HttpAuth:
    """`scheme` in lower case, as of RFC 9110, 11.1: "basic", "bearer", ..."""

    name: str
    scheme: str
    span: Span = field(compare=False)
    bearer_format: str = ""
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    kind: Literal[
        "implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"
    ]
    authorization_url: str
    token_url: str
    refresh_url: str
    scopes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OAuth2:
    name: str
    flows: tuple[OAuthFlow, ...]
    span: Span = field(compare=False)
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    name: str
    url: str
    span: Span = field(compare=False)
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MutualTls:
    name: str
    span: Span = field(compare=False)
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


SecurityScheme = ApiKey | HttpAuth | OAuth2 | OpenIdConnect | MutualTls


# --- the document ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    description: str
    span: Span = field(compare=False)
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Info:
    title: str
    version: str
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Api:
    """The whole document. `schemas` holds every schema that something refers to, components first and in the
    order of the document; `components` gives the ids of the named ones. `version` is how it was spelt.
    """

    version: str = field(compare=False)
    info: Info
    servers: tuple[Server, ...] = ()
    tags: tuple[Tag, ...] = ()
    operations: tuple[Operation, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    schemas: Mapping[SchemaId, Subschema] = field(default_factory=dict)
    components: Mapping[str, SchemaId] = field(default_factory=dict)
    security_schemes: Mapping[str, SecurityScheme] = field(default_factory=dict)
    security: tuple[Requirement, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)
    span: Span = field(default=Span("", ""), compare=False)
