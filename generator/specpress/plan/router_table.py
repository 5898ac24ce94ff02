"""The row of an operation in the table that the router is run by, in pieces of code.

Takes an operation of the document and its plan, gives a `Row`. Only this module knows what the classes of the
router's runtime (`emit/verbatim/_router*.py`) are called with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from specpress.api import (
    Api,
    Json,
    MediaType,
    Operation,
    Parameter,
    Reference,
    Response,
    Schema,
    Subschema,
)
from specpress.diagnostics import Span
from specpress.plan.operation_bodies import SchemaTypes, resolved
from specpress.plan.operation_names import snake
from specpress.plan.operation_views import (
    BodyPlan,
    ContentPlan,
    FieldPlan,
    HeaderPlan,
    OperationPlan,
    ParameterPlan,
    ResponsePlan,
)
from specpress.plan.router_code import Needs, Part, call, listed, mapped, path_names, said
from specpress.plan.router_document import (
    header_document,
    media_document,
    odd_style,
    operation_document,
    parameter_document,
    response_document,
    schema_document,
)
from specpress.plan.types import ANY, Named, Type, imports
from specpress.printable import Code, Identifier, literal

_KINDS = {"json": "Json", "form": "UrlEncoded", "multipart": "Multipart", "text": "PlainText"} | {
    "bytes": "Binary",
    "events": "EventStream",
    "lines": "JsonLines",
}
_OF_CLASSES = ("title", "description")

_PHRASES = {int(status): status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Row:
    """One operation: `kind` is its class, `rest` what has a keyword, `extra` what is only documented."""

    kind: str
    handler: Identifier
    route: Code
    arguments: tuple[Part, ...]
    responses: Mapping[str, Part]
    rest: tuple[Code, ...]
    extra: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows. What several operations refer to is made once, in `made`."""

    api: Api
    schemes: Mapping[str, Identifier]
    needs: Needs
    types: SchemaTypes
    made: dict[tuple[object, ...], Part] = field(default_factory=dict)

    def row(self, operation: Operation, plan: OperationPlan, callbacks: Mapping[str, str]) -> Row:
        paths = path_names(plan.path)
        path = plan.path
        if path.startswith("/"):  # that of a callback is an expression, of a webhook a name
            path = re.sub(
                r"\{([^{}]+)\}", lambda found: f"{{{paths.get(found[1], found[1])}}}", path
            )
        arguments = [self._parameter(p, operation, paths) for p in plan.parameters]
        if plan.body is not None:
            arguments.append(self._body(plan.body, operation))
        simple, security = self._security(operation, bool(callbacks))
        kind = "Caller" if callbacks else "Operation" if simple else "Guarded"
        status = _status(plan)
        rest = {
            "status": literal(status) if status != 200 else "",
            "security": security,
            "tags": literal(list(plan.tags)) if plan.tags else "",
            "callbacks": mapped(callbacks) if callbacks else "",
        }
        return Row(
            kind=self.needs.runtime(kind),
            handler=plan.name,
            route=literal(f"{plan.method} {path}"),
            arguments=tuple(arguments),
            responses={r.status: self._response(r, operation) for r in plan.responses},
            rest=tuple(Code(f"{key}={value}") for key, value in rest.items() if value),
            extra={k: _said(k, v) for k, v in operation_document(operation, self.api).items()},
        )

    def _security(self, operation: Operation, calls_back: bool) -> tuple[bool, str]:
        """Whether it is one scheme at most, and what is asked for."""
        alternatives = []
        for requirement in operation.security:
            known = [use for use in requirement if use.scheme in self.schemes]
            if known or not requirement:
                alternatives.append({self.schemes[u.scheme]: list(u.scopes) for u in known})
        names = [name for each in alternatives for name in each]
        scopes = [scope for each in alternatives for found in each.values() for scope in found]
        if not names and len(alternatives) < 2 and not calls_back:
            return True, ""
        if len(alternatives) == len(names) == 1 and not scopes and not calls_back:
            return True, listed(names)
        uses = [", ".join(f"{n}: {literal(s)}" for n, s in each.items()) for each in alternatives]
        given = [f"{{{each}}}" for each in uses]
        return False, call(self.needs.runtime("Either"), *given) if given else ""

    # --- arguments --------------------------------------------------------------------------------------------

    def _parameter(
        self, plan: ParameterPlan, operation: Operation, paths: Mapping[str, str]
    ) -> Part:
        wire = paths.get(plan.wire, plan.wire) if plan.location == "path" else plan.wire
        key = (plan.span, plan.name, plan.location, wire)
        if key not in self.made:
            declared = next((p for p in operation.parameters if p.span == plan.span), None)
            code = self._declared(plan, declared, wire)
            name, component = _named(plan.span)
            self.made[key] = Part(code, name or snake(plan.wire, "parameter"), component)
        return self.made[key]

    def _declared(self, plan: ParameterPlan, declared: Parameter | None, wire: str) -> Code:
        schema = _schema(declared)
        styled = plan.media_type or _is_styled(plan, resolved(self.api, schema), self.api)
        extra = parameter_document(declared) if declared else {}
        if not styled and declared:
            extra = odd_style(declared) | extra
        required = plan.required and plan.location != "path"
        plain = plan.name == wire and not required and not plan.default
        kind = "Styled" if styled else "Parameter" if plain else "Argument"
        return call(
            self.needs.runtime(kind),
            self.needs.type(plan.type),
            literal(plan.location),
            literal(wire),
            name=literal(plan.name) if plan.name != wire else "",
            required="True" if required else "",
            default=literal(plan.default.json) if plan.default else "",
            style=literal(plan.style) if styled and not plan.media_type else "",
            explode="True" if styled and not plan.media_type and plan.explode else "",
            media_type=literal(plan.media_type) if plan.media_type else "",
            schema=self._annotations(schema, plan.type),
            extra=said(extra),
        )

    def _annotations(self, schema: Subschema | None, type: Type) -> str:
        """A class carries its own texts; a reference may add some."""
        found = schema_document(schema)
        if isinstance(type, Named) and not isinstance(schema, Reference):
            found = {key: value for key, value in found.items() if key not in _OF_CLASSES}
        return said(found)

    def _body(self, plan: BodyPlan, operation: Operation) -> Part:
        body = operation.body
        assert body is not None
        media = {each.name: each for each in body.content}
        kinds = {"json": "JsonBody"}
        contents = [
            self._content(c, media[c.media_type], "", kinds.get(c.kind, "")) for c in plan.contents
        ]
        extra: dict[str, Json] = {"description": body.description} if body.description else {}
        code = call(
            self.needs.runtime("Body"),
            listed(contents),
            name=literal(plan.name) if plan.name != "body" else "",
            required="" if plan.required else "False",
            extra=said(extra | dict(body.extensions)),
        )
        return Part(code, *_named(plan.span))

    def _content(
        self, plan: ContentPlan, media: MediaType, description: str = "", kind: str = ""
    ) -> Code:
        item = plan.kind in ("events", "lines") and media.item_schema is not None
        schema = media.item_schema if item else media.schema
        parts = [self._part(each) for each in plan.fields] if plan.kind == "multipart" else []
        type, extra = self._documented(plan, schema)
        json = plan.media_type == "application/json"
        return call(
            self.needs.runtime(kind or _KINDS[plan.kind]),
            *([self.needs.type(type)] if type != ANY or description else []),
            *([literal(description)] if description else []),
            media_type="" if json else literal(plan.media_type),
            parts=listed(parts) if parts else "",
            key='"itemSchema"' if item else "",
            schema=said(extra) or self._annotations(schema, type),
            extra=said(media_document(media)),
        )

    def _documented(
        self, plan: ContentPlan, schema: Subschema | None
    ) -> tuple[Type, dict[str, Json]]:
        """Text and bytes are passed on as they are, whatever the document says they are."""
        if plan.kind not in ("text", "bytes"):
            return plan.type, {}
        if schema is None or not isinstance(schema, Reference) and not schema_shape(schema):
            return ANY, {}
        if isinstance(schema, Schema) and schema.format == "binary":
            return ANY, {"type": "string", "format": "binary"} | schema_document(schema)
        try:
            return self.types.type_at(schema.span), {}
        except KeyError:
            return ANY, {}

    def _part(self, plan: FieldPlan) -> Code:
        return call(
            self.needs.runtime("FormPart"),
            self.needs.type(plan.type),
            literal(plan.wire),
            required="True" if plan.required else "",
            file="True" if plan.file else "",
            many="True" if plan.many else "",
        )

    # --- answers ----------------------------------------------------------------------------------------------

    def _response(self, plan: ResponsePlan, operation: Operation) -> Part:
        key = (plan.span, plan.status)
        if key not in self.made:
            declared = next(r for r in operation.responses if r.span == plan.span)
            name, component = _named(plan.span)
            if not component and plan.status[0] not in "123":
                name = snake(_PHRASES.get(_number(plan.status), plan.status), "error")
            self.made[key] = Part(self._answer(plan, declared), name, component)
        return self.made[key]

    def _answer(self, plan: ResponsePlan, declared: Response) -> Code:
        media = {each.name: each for each in declared.content}
        headers = [self._header(each, declared) for each in plan.headers]
        extra = said(response_document(declared))
        alone = len(plan.contents) == 1 and not headers and not extra
        contents = []
        for each in plan.contents:
            kind = "Problem" if self._is_problem(plan, each, media[each.media_type]) else ""
            text = plan.description if alone else ""
            contents.append(self._content(each, media[each.media_type], text, kind))
        if alone:
            return contents[0]
        if not contents and not headers:
            return call(self.needs.runtime("Empty"), literal(plan.description), extra=extra)
        return call(
            self.needs.runtime("Detailed"),
            literal(plan.description),
            contents=listed(contents) if contents else "",
            headers=listed(headers) if headers else "",
            extra=extra,
        )

    def _is_problem(self, plan: ResponsePlan, content: ContentPlan, media: MediaType) -> bool:
        """Whether an error that the router answers by itself has a shape to follow."""
        schema = resolved(self.api, media.schema)
        constrained = schema is not None and schema_shape(schema)
        return plan.status[0] in "45d" and content.kind == "json" and constrained

    def _header(self, plan: HeaderPlan, response: Response) -> Code:
        declared = next(h for h in response.headers if h.name == plan.wire)
        return call(
            self.needs.runtime("Parameter"),
            self.needs.type(plan.type),
            '"header"',
            literal(plan.wire),
            schema=self._annotations(declared.schema, plan.type),
            extra=said(header_document(declared)),
        )


def _said(key: str, value: Json) -> Part:
    """An extension that is an object is called like its key and the words in it."""
    if not isinstance(value, dict):
        return Part(literal(value))
    words = [word for word in value.values() if isinstance(word, str) and len(word) < 32]
    return Part(literal(value), snake(" ".join((key, *words[:3])), key) if words else "")


def _status(plan: OperationPlan) -> int:
    """That of an answer which comes without one: the first declared that is no error."""
    known = sorted(_number(each.status) for each in plan.responses)
    return next((status for status in known if 200 <= status < 400), 200)


def _number(status: str) -> int:
    return int(status) if status.isdigit() else 0


def _named(span: Span) -> tuple[str, bool]:
    """The name of what stands in the components of a document, which others may refer to too."""
    parts = span.pointer.split("/")
    inside = len(parts) == 4 and parts[1] == "components"
    return (snake(parts[3], parts[2]) if inside else ""), inside


def schema_shape(schema: Subschema) -> bool:
    """Whether it says anything that a body has to follow."""
    if not isinstance(schema, Schema):
        return False
    return schema != Schema(schema.span, annotations=schema.annotations)


def _schema(parameter: Parameter | None) -> Subschema | None:
    if parameter is None:
        return None
    return parameter.content.schema if parameter.content else parameter.schema


def _is_styled(plan: ParameterPlan, schema: Subschema | None, api: Api) -> bool:
    """Whether it can be anything but one text, or is a date, which has to be looked at twice."""
    dated = any(module == "datetime" for module, _ in imports(plan.type))
    if dated or plan.location == "cookie" or plan.style in ("matrix", "label", "deepObject"):
        return True
    return bool({"array", "object"} & _types(schema, api, 0))


def _types(schema: Subschema | None, api: Api, depth: int) -> set[str]:
    found = resolved(api, schema)
    if not isinstance(found, Schema) or depth > 10:
        return set()
    types: set[str] = set(found.types or ())
    if found.types is None and (found.object.properties or found.object.additional):
        types.add("object")
    if found.types is None and found.array.items:
        types.add("array")
    for part in (*found.any_of, *found.one_of, *found.all_of):
        types |= _types(part, api, depth + 1)
    return types
