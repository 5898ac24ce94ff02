"""Security schemes and requirements."""

from __future__ import annotations

from collections.abc import Collection

from specpress.api import (
    ApiKey,
    HttpAuth,
    MutualTls,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    Requirement,
    SchemeUse,
    SecurityScheme,
)
from specpress.read.fields import Context, Fields
from specpress.source.node import Node

_FLOWS = (
    "implicit",
    "password",
    "clientCredentials",
    "authorizationCode",
    "deviceAuthorization",
)


def read_security_scheme(name: str, node: Node, context: Context) -> SecurityScheme | None:
    """One entry of components/securitySchemes, or None where its kind is not known (reported)."""
    found = context.resolver.resolve(node, "securitySchemes")
    if found is None:
        return None
    fields = Fields(found, context)
    kind = fields.text("type")
    made = _scheme(name, kind, fields, context)
    if made is None:
        context.wrong(found, "apiKey, http, oauth2, openIdConnect or mutualTLS as the type")
        return None
    fields.flag("deprecated")
    fields.close()
    return made


def _scheme(name: str, kind: str, fields: Fields, context: Context) -> SecurityScheme | None:
    span, description, extensions = (
        fields.node.span,
        fields.text("description"),
        fields.extensions(),
    )
    match kind:
        case "apiKey":
            where, parameter = fields.text("in"), fields.text("name")
            if where not in ("query", "header", "cookie"):
                return None
            return ApiKey(name, where, parameter, span, description, extensions)  # type: ignore[arg-type]
        case "http":
            scheme, bearer = fields.text("scheme").lower(), fields.text("bearerFormat")
            return HttpAuth(name, scheme, span, bearer, description, extensions)
        case "oauth2":
            fields.text("oauth2MetadataUrl")
            flows = _flows(fields.take("flows"), context)
            return OAuth2(name, flows, span, description, extensions)
        case "openIdConnect":
            return OpenIdConnect(
                name, fields.text("openIdConnectUrl"), span, description, extensions
            )
        case "mutualTLS":
            return MutualTls(name, span, description, extensions)
    return None


def _flows(node: Node | None, context: Context) -> tuple[OAuthFlow, ...]:
    if node is None:
        return ()
    fields = Fields(node, context)
    made = []
    for kind in _FLOWS:
        flow = fields.take(kind)
        if flow is None:
            continue
        inner = Fields(flow, context)
        authorization = inner.text("authorizationUrl") or inner.text("deviceAuthorizationUrl")
        scopes = {scope: str(child.value) for scope, child in inner.members("scopes")}
        made.append(
            OAuthFlow(kind, authorization, inner.text("tokenUrl"), inner.text("refreshUrl"), scopes)  # type: ignore[arg-type]
        )
        inner.extensions()
        inner.close()
    fields.extensions()
    fields.close()
    return tuple(made)


def read_security(
    node: Node | None, declared: Collection[str], context: Context
) -> tuple[Requirement, ...] | None:
    """The alternatives in a `security` list; None where there is none, so that the outer one holds."""
    if node is None:
        return None
    made = []
    for element in node.elements():
        uses = []
        for name, scopes in element.items():
            if name not in declared:
                told = "declare it under components/securitySchemes"
                context.report.add(
                    "SP307", scopes.span, f"there is no security scheme {name!r}", told
                )
                continue
            asked = tuple(str(scope.value) for scope in scopes.elements())
            uses.append(SchemeUse(name, asked))
        if uses or not element.value:
            made.append(tuple(uses))
    return tuple(made)
