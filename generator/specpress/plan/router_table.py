"""The row of one operation in the table that the router is run by, as one Python expression.

Takes an operation of the document and its plan, gives code. Only this module knows how the classes of the router's
runtime (`emit/verbatim/_router*.py`) are called; which of its modules a row needs is noted in `Needs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
from specpress.plan.operation_bodies import SchemaTypes, resolved
from specpress.plan.operation_views import (
    BodyPlan,
    ContentPlan,
    FieldPlan,
    HeaderPlan,
    OperationPlan,
    ParameterPlan,
    ResponsePlan,
)
from specpress.plan.router_document import (
    media_document,
    operation_document,
    parameter_document,
    response_document,
    schema_document,
)
from specpress.plan.types import ANY, NONE, Constrained, Named, Type, UnionOf, annotation, imports
from specpress.printable import Code, Identifier, literal

_KINDS = {"json": "Json", "form": "UrlEncoded", "multipart": "Multipart", "text": "PlainText"} | {
    "bytes": "Binary",
    "events": "EventStream",
    "lines": "JsonLines",
}
_OF_CLASSES = ("title", "description")
MODULES = {
    "_router": ("Answer", "Declared", "Json", "Operation", "Parameter", "Reply", "Scheme"),
    "_router_bodies": ("Binary", "Body", "EventStream", "FormPart", "JsonLines", "Multipart")
    + ("PlainText", "Upload", "UrlEncoded"),
    "_router_problems": ("Problem",),
    "_router_security": ("Basic",),
    "_router_styles": ("Styled",),
}


@dataclass(slots=True)
class Needs:
    """What the module has to import, noted while its code is made."""

    names: set[tuple[str, str]] = field(default_factory=set)

    def runtime(self, name: str) -> str:
        module = next(module for module, names in MODULES.items() if name in names)
        self.names.add((f".{module}", name))
        return name

    def type(self, type: Type) -> Code:
        self.names.update(imports(type))
        text = annotation(type, "models.")
        if text != annotation(type):
            self.names.add((".", "models"))
        return self._as_value(type, text)

    def _as_value(self, type: Type, text: Code) -> Code:
        """Outside annotations pyright takes no `Annotated[...] | None`, though Python does; inside `Annotated` it does,
        where ruff wants no `Optional`. pydantic passes over the None beside it."""
        if not isinstance(type, UnionOf) or type.members[-1] != NONE:
            return text
        if not any(isinstance(member, Constrained) for member in type.members):
            return text
        self.names.add(("typing", "Annotated"))
        return Code(f"Annotated[{text}, None]")


def call(function: str, /, *args: str, **kwargs: str) -> Code:
    """A call; keywords without a value are left out."""
    given = [*args, *(f"{key}={value}" for key, value in kwargs.items() if value)]
    return Code(f"{function}({', '.join(given)})")


def listed(items: Iterable[str]) -> Code:
    return Code(f"[{', '.join(items)}]")


def mapped(items: Mapping[str, str]) -> Code:
    return Code("{" + ", ".join(f"{literal(key)}: {value}" for key, value in items.items()) + "}")


def said(document: Mapping[str, Json]) -> str:
    return literal(document) if document else ""


@dataclass(frozen=True, slots=True)
class Row:
    """Makes the expression for one operation; `callbacks` is code that gives those it documents."""

    api: Api
    operation: Operation
    plan: OperationPlan
    schemes: Mapping[str, Identifier]
    needs: Needs
    types: SchemaTypes
    callbacks: Mapping[str, str] = field(default_factory=dict)

    def expression(self) -> Code:
        plan, paths = self.plan, path_names(self.plan.path)
        path = plan.path
        if path.startswith("/"):  # that of a callback is an expression, of a webhook a name
            path = re.sub(
                r"\{([^{}]+)\}", lambda found: f"{{{paths.get(found[1], found[1])}}}", path
            )
        arguments = [self._parameter(p, paths) for p in plan.parameters]
        if plan.body is not None:
            arguments.append(self._body(plan.body))
        responses = {r.status: self._response(r) for r in plan.responses}
        return call(
            self.needs.runtime("Operation"),
            literal(plan.method),
            literal(path),
            listed(arguments),
            mapped(responses),
            security=self._security(),
            tags=literal(list(plan.tags)) if plan.tags else "",
            extra=said(operation_document(self.operation, self.api)),
            callbacks=mapped(self.callbacks) if self.callbacks else "",
        )

    def _security(self) -> str:
        alternatives = []
        for requirement in self.operation.security:
            known = [use for use in requirement if use.scheme in self.schemes]
            uses = (f"{self.schemes[u.scheme]}: {literal(list(u.scopes))}" for u in known)
            if known or not requirement:
                alternatives.append("{" + ", ".join(uses) + "}")
        return listed(alternatives) if alternatives else ""

    # --- arguments --------------------------------------------------------------------------------------------

    def _parameter(self, plan: ParameterPlan, paths: Mapping[str, str]) -> Code:
        declared = next((p for p in self.operation.parameters if p.span == plan.span), None)
        schema = _schema(declared)
        wire = paths.get(plan.wire, plan.wire) if plan.location == "path" else plan.wire
        styled = plan.media_type or _is_styled(plan, resolved(self.api, schema), self.api)
        kind = "Styled" if styled else "Parameter"
        extra = parameter_document(declared) if declared else {}
        if not styled and declared:
            extra = _odd_style(declared) | extra
        return call(
            self.needs.runtime(kind),
            self.needs.type(plan.type),
            literal(plan.location),
            literal(wire),
            name=literal(plan.name) if plan.name != wire else "",
            required="True" if plan.required else "",
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

    def _body(self, plan: BodyPlan) -> Code:
        body = self.operation.body
        assert body is not None
        media = {each.name: each for each in body.content}
        contents = [self._content(each, media[each.media_type]) for each in plan.contents]
        extra: dict[str, Json] = {"description": body.description} if body.description else {}
        return call(
            self.needs.runtime("Body"),
            literal(plan.name),
            listed(contents),
            required="True" if plan.required else "",
            extra=said(extra | dict(body.extensions)),
        )

    def _content(self, plan: ContentPlan, media: MediaType, kind: str = "") -> Code:
        item = plan.kind in ("events", "lines") and media.item_schema is not None
        schema = media.item_schema if item else media.schema
        parts = [self._part(each) for each in plan.fields] if plan.kind == "multipart" else []
        type, extra = self._documented(plan, schema)
        return call(
            self.needs.runtime(kind or _KINDS[plan.kind]),
            *self._typed(type, plan.media_type),
            parts=listed(parts) if parts else "",
            key='"itemSchema"' if item else "",
            schema=said(extra) or self._annotations(schema, type),
            extra=said(media_document(media)),
        )

    def _documented(
        self, plan: ContentPlan, schema: Subschema | None
    ) -> tuple[Type, dict[str, Json]]:
        """Text and bytes are passed on as they are, whatever the document says they are."""
        if plan.kind not in ("text", "bytes") or schema is None:
            return plan.type, {}
        if isinstance(schema, Schema) and schema.format == "binary":
            return ANY, {"type": "string", "format": "binary"} | schema_document(schema)
        try:
            return self.types.type_at(schema.span), {}
        except KeyError:
            return ANY, {}

    def _typed(self, type: Type, media_type: str) -> list[str]:
        """Type and media type, as far as they are not those of any JSON."""
        if media_type != "application/json":
            return [self.needs.type(type), literal(media_type)]
        return [] if type == ANY else [self.needs.type(type)]

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

    def _response(self, plan: ResponsePlan) -> Code:
        declared = next(r for r in self.operation.responses if r.span == plan.span)
        media = {each.name: each for each in declared.content}
        contents = []
        for each in plan.contents:
            kind = "Problem" if self._is_problem(plan, each, media[each.media_type]) else ""
            contents.append(self._content(each, media[each.media_type], kind))
        return call(
            self.needs.runtime("Declared"),
            literal(plan.description),
            *([listed(contents)] if contents else []),
            headers=listed(self._header(h, declared) for h in plan.headers) if plan.headers else "",
            extra=said(response_document(declared)),
        )

    def _is_problem(self, plan: ResponsePlan, content: ContentPlan, media: MediaType) -> bool:
        """Whether an error that the router answers by itself has a shape to follow."""
        schema = resolved(self.api, media.schema)
        constrained = schema is not None and schema_shape(schema)
        return plan.status[0] in "45d" and content.kind == "json" and constrained

    def _header(self, plan: HeaderPlan, response: Response) -> Code:
        declared = next(h for h in response.headers if h.name == plan.wire)
        extra: dict[str, Json] = {"required": True} if declared.required else {}
        if declared.description:
            extra["description"] = declared.description
        if declared.deprecated:
            extra["deprecated"] = True
        if declared.explode:
            extra["explode"] = True
        return call(
            self.needs.runtime("Parameter"),
            self.needs.type(plan.type),
            '"header"',
            literal(plan.wire),
            schema=self._annotations(declared.schema, plan.type),
            extra=said(extra),
        )


def schema_shape(schema: Subschema) -> bool:
    """Whether it says anything that a body has to follow."""
    if not isinstance(schema, Schema):
        return False
    return schema != Schema(schema.span, annotations=schema.annotations)


def path_names(path: str) -> dict[str, str]:
    """Names in a path as the web framework takes them: identifiers."""
    names: dict[str, str] = {}
    for wire in re.findall(r"\{([^{}]+)\}", path):
        safe = re.sub(r"[^A-Za-z0-9_]", "_", wire)
        safe = f"_{safe}" if safe[0].isdigit() else safe
        while safe in names.values():
            safe += "_"
        names[wire] = safe
    return names


def _schema(parameter: Parameter | None) -> Subschema | None:
    if parameter is None:
        return None
    return parameter.content.schema if parameter.content else parameter.schema


def _odd_style(parameter: Parameter) -> dict[str, Json]:
    """Style and explode of one text, where they are not the defaults: nothing but documentation."""
    usual = "form" if parameter.location in ("query", "cookie") else "simple"
    style: dict[str, Json] = {"style": parameter.style} if parameter.style != usual else {}
    if parameter.explode is not (parameter.style == "form"):
        style["explode"] = parameter.explode
    return style


def _is_styled(plan: ParameterPlan, schema: Subschema | None, api: Api) -> bool:
    """Whether it can be anything but one text."""
    if plan.style in ("matrix", "label", "deepObject"):
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
