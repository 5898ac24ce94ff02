"""A document to `Api`: the root object, and what hangs below it in the order of the text.

Takes the loaded documents, gives the `Api`; whatever is not understood is in the report. After this pass
nobody needs to know which version of OpenAPI the document was written in.
"""

from __future__ import annotations

import re

from specpress.api import Api, Info, SchemaId, SecurityScheme, Tag
from specpress.diagnostics import Report
from specpress.read.content import read_body, read_headers, read_parameter, read_response
from specpress.read.fields import Context, Fields
from specpress.read.operations import (
    Surroundings,
    read_path_item,
    read_paths,
    read_servers,
    read_webhooks,
)
from specpress.read.schema import Schemas
from specpress.read.security import read_security, read_security_scheme
from specpress.resolve import Resolver
from specpress.source.documents import Documents
from specpress.source.node import Node

_VERSION = re.compile(r"(3\.[012])(?:\.[0-9]+)?(?:-.+)?")


def read(documents: Documents, report: Report) -> Api | None:
    """What the root document means; None where it is no OpenAPI 3.0, 3.1 or 3.2 document (reported)."""
    root = documents.root
    if root is None:
        return None
    version = read_version(root.root, report)
    if version is None:
        return None
    context = Context(version, Resolver(documents, report), report)
    return _document(Fields(root.root, context), context)


def read_version(node: Node, report: Report) -> str | None:
    """ "3.0", "3.1" or "3.2"; None after reporting what the document is instead."""
    if not isinstance(node.value, dict):
        report.add("SP311", node.span, "this is not an OpenAPI document: an object is wanted here")
        return None
    if "swagger" in node.value:
        told = "convert it to OpenAPI 3 first; converters keep all that version 2 can say"
        report.add("SP312", node.span.child("swagger"), "Swagger 2.0 documents are not read", told)
        return None
    found = node.value.get("openapi")
    if found is None:
        told = "an OpenAPI document begins with a line like `openapi: 3.1.0`"
        report.add(
            "SP311", node.span, "this is not an OpenAPI document: it has no `openapi` key", told
        )
        return None
    match = _VERSION.fullmatch(found) if isinstance(found, str) else None
    if match is None:
        told = f"OpenAPI {found!r} is not known; 3.0, 3.1 and 3.2 are"
        report.add("SP312", node.span.child("openapi"), told, "write it as text: openapi: '3.1.0'")
        return None
    return match.group(1)


def _document(fields: Fields, context: Context) -> Api:
    schemas = Schemas()
    for key in ("openapi", "jsonSchemaDialect", "$self"):
        fields.take(key)
    component_node = fields.take("components")
    components = Fields(component_node, context) if component_node else None
    names = _component_schemas(components, context, schemas)
    schemas.drain(context)
    schemes, declared = _schemes(components, context)
    security = read_security(fields.take("security"), declared, context) or ()
    servers = read_servers(fields, context)
    around = Surroundings(context, schemas, declared, security, servers)
    operations, webhooks = read_paths(fields, around), read_webhooks(fields, around)
    schemas.drain(context)
    if components:
        _other_components(components, around)
        schemas.drain(context)
    for span in context.resolver.elsewhere():
        told = "another document has a dynamic anchor of that name; this is read as a plain $ref"
        context.report.add("SP306", span, told)
    made = Api(
        version=context.version,
        info=_info(fields, context),
        servers=servers,
        tags=_tags(fields, context),
        operations=operations,
        webhooks=webhooks,
        schemas=schemas.read,
        components=names,
        security_schemes=schemes,
        security=security,
        extensions=fields.extensions(),
        span=fields.node.span,
    )
    fields.close()
    return made


def _info(fields: Fields, context: Context) -> Info:
    node = fields.take("info")
    if node is None:
        return Info("", "")
    inner = Fields(node, context)
    made = Info(
        inner.text("title"), inner.text("version"), inner.text("description"), inner.extensions()
    )
    inner.close()
    return made


def _tags(fields: Fields, context: Context) -> tuple[Tag, ...]:
    made = []
    for node in fields.elements("tags"):
        inner = Fields(node, context)
        made.append(
            Tag(inner.text("name"), inner.text("description"), node.span, inner.extensions())
        )
        for key in ("parent", "kind"):
            inner.take(key)
        inner.close()
    return tuple(made)


def _component_schemas(
    components: Fields | None, context: Context, schemas: Schemas
) -> dict[str, SchemaId]:
    names: dict[str, SchemaId] = {}
    if components:
        for name, node in components.members("schemas"):
            names[name] = context.resolver.schema_id(node.span)
            if isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
                context.resolver.resolve(node, "schemas")
            schemas.want(names[name], node)
    return names


def _schemes(
    components: Fields | None, context: Context
) -> tuple[dict[str, SecurityScheme], frozenset[str]]:
    """The schemes that could be read, and the names of all that are declared."""
    found = dict(components.members("securitySchemes")) if components else {}
    read = {name: read_security_scheme(name, node, context) for name, node in found.items()}
    return {name: scheme for name, scheme in read.items() if scheme}, frozenset(found)


def _other_components(components: Fields, around: Surroundings) -> None:
    """Read what nobody referred to as well: mistakes in it are mistakes, and its schemas are checked."""
    context, schemas = around.context, around.schemas
    for _, node in components.members("parameters"):
        read_parameter(node, context, schemas)
    for _, node in components.members("requestBodies"):
        read_body(node, context, schemas)
    for _, node in components.members("responses"):
        read_response("default", node, context, schemas)
    for name, node in components.members("pathItems"):
        read_path_item(name, node, around)
    for _, node in components.members("callbacks"):
        found = context.resolver.resolve(node, "callbacks")
        for expression, item in found.items() if found else ():
            if not expression.startswith("x-"):
                read_path_item(expression, item, around)
    headers = components.node.get("headers")
    if headers:
        read_headers(
            Fields(Node({"headers": headers.value}, components.node.span), context),
            context,
            schemas,
        )
    for key in ("headers", "links", "examples", "mediaTypes"):
        components.take(key)
    components.extensions()
    components.close()
