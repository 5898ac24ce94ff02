"""What the served document says beyond types and names: texts, extensions, styles, security schemes.

Takes parts of the `Api`, gives JSON objects as OpenAPI 3.1 spells them. Schemas are not among them: those come
from the types of the generated models, whenever the document is served.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from specpress.api import (
    Annotations,
    Api,
    ApiKey,
    Encoding,
    Header,
    HttpAuth,
    Json,
    Link,
    MediaType,
    MutualTls,
    Never,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    Operation,
    Parameter,
    Response,
    SecurityScheme,
    Server,
    Subschema,
    Tag,
)

Object = dict[str, Json]


def operation_document(operation: Operation, api: Api) -> Object:
    servers = operation.servers if operation.servers != api.servers else ()
    return _said(
        operationId=operation.operation_id,
        summary=operation.summary,
        description=operation.description,
        deprecated=operation.deprecated,
        servers=[server_document(server) for server in servers],
    ) | _extensions(operation.extensions)


def parameter_document(parameter: Parameter) -> Object:
    return _said(
        description=parameter.description,
        deprecated=parameter.deprecated,
        allowReserved=parameter.allow_reserved,
        allowEmptyValue=parameter.allow_empty_value,
    ) | _extensions(parameter.extensions)


def odd_style(parameter: Parameter) -> Object:
    """Style and explode of one text, where they are not the defaults: nothing but documentation."""
    usual = "form" if parameter.location in ("query", "cookie") else "simple"
    style: Object = {"style": parameter.style} if parameter.style != usual else {}
    if parameter.explode is not (parameter.style == "form"):
        style["explode"] = parameter.explode
    return style


def header_document(header: Header) -> Object:
    return _said(
        description=header.description,
        required=header.required,
        deprecated=header.deprecated,
        explode=header.explode,
    )


def response_document(response: Response) -> Object:
    return _said(links={link.name: _link(link) for link in response.links}) | _extensions(
        response.extensions
    )


def media_document(media: MediaType) -> Object:
    encoding: Object = {name: _encoding(each) for name, each in media.encoding.items()}
    return _said(encoding=encoding) | _extensions(media.extensions)


def schema_document(schema: Subschema | None) -> Object:
    """What an inline schema says that a Python type cannot carry."""
    if schema is None or isinstance(schema, Never):
        return {}
    return annotations_document(schema.annotations)


def annotations_document(said: Annotations) -> Object:
    made = _said(
        title=said.title,
        description=said.description,
        deprecated=said.deprecated,
        readOnly=said.read_only,
        writeOnly=said.write_only,
        examples=[example.json for example in said.examples],
    )
    default: Object = {"default": said.default.json} if said.default else {}
    return made | default | _extensions(said.extensions)


def server_document(server: Server) -> Object:
    variables: Object = {
        v.name: _said(enum=list(v.enum), description=v.description) | {"default": v.default}
        for v in server.variables
    }
    return (
        {"url": server.url}
        | _said(description=server.description, variables=variables)
        | _extensions(server.extensions)
    )


def tag_document(tag: Tag) -> Object:
    return {"name": tag.name} | _said(description=tag.description) | _extensions(tag.extensions)


def scheme_document(scheme: SecurityScheme) -> Object:
    match scheme:
        case ApiKey():
            made: Object = {"type": "apiKey", "in": scheme.location, "name": scheme.parameter}
        case HttpAuth():
            bearer = _said(bearerFormat=scheme.bearer_format)
            made = {"type": "http", "scheme": scheme.scheme}
            made |= bearer
        case OAuth2():
            made = {"type": "oauth2", "flows": {flow.kind: _flow(flow) for flow in scheme.flows}}
        case OpenIdConnect():
            made = {"type": "openIdConnect", "openIdConnectUrl": scheme.url}
        case MutualTls():
            made = {"type": "mutualTLS"}
        case _:
            assert_never(scheme)
    return made | _said(description=scheme.description) | _extensions(scheme.extensions)


def _flow(flow: OAuthFlow) -> Object:
    scopes: Object = {"scopes": dict(flow.scopes)}
    return scopes | _said(
        authorizationUrl=flow.authorization_url,
        tokenUrl=flow.token_url,
        refreshUrl=flow.refresh_url,
    )


def _link(link: Link) -> Object:
    key = "operationRef" if "/" in link.operation else "operationId"
    made: Object = {key: link.operation}
    return made | _said(description=link.description)


def _encoding(encoding: Encoding) -> Object:
    made = _said(contentType=encoding.content_type, style=encoding.style)
    explode: Object = {} if encoding.explode is None else {"explode": encoding.explode}
    return made | explode | _said(allowReserved=encoding.allow_reserved)


def _extensions(extensions: Mapping[str, Json]) -> Object:
    """Those that speak to this tool are not about the API."""
    return {k: value for k, value in extensions.items() if not k.startswith("x-specpress-")}


def _said(**keys: Json) -> Object:
    """What is there: no empty text, list or object, no false."""
    return {key: value for key, value in keys.items() if value}
