"""Security schemes as arguments of the client's constructor, and the alternatives of an operation.

Takes the schemes of the document; gives the ones that a client can satisfy by sending something. Bearer tokens of
any origin (OAuth2, OpenID Connect) are taken from the caller; client credentials are fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from specpress.api import (
    Api,
    ApiKey,
    HttpAuth,
    Json,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Requirement,
    SecurityScheme,
)
from specpress.diagnostics import Report, Span
from specpress.plan.operation_bodies import TOKEN
from specpress.plan.operation_names import free, snake
from specpress.plan.operation_views import Alternative, SchemePlan, SchemeUsePlan
from specpress.printable import Identifier

RESERVED = frozenset(
    ("self", "host", "http_client", "timeout", "retries", "strict", "max_bytes", "options")
    + ("idempotency_key", "extra_headers", "extra_query", "on_request", "on_answer")
)


def plan_schemes(api: Api, report: Report) -> tuple[SchemePlan, ...]:
    planned: list[SchemePlan] = []
    for name, scheme in api.security_schemes.items():
        extensions = scheme.extensions
        given = text_extension(extensions, "x-specpress-name", scheme.span, report)
        taken = RESERVED.union(other.argument for other in planned)
        argument = free(snake(given or name, "credential"), taken)
        made = _plan(name, scheme, argument, report)
        if made is not None:
            planned.append(made)
    return tuple(planned)


def plan_security(
    requirements: tuple[Requirement, ...], schemes: Mapping[str, SchemePlan], api: Api
) -> tuple[Alternative, ...]:
    """Alternatives that can be satisfied. What is done outside of the request (mutual TLS) counts as done."""
    alternatives: list[Alternative] = []
    for requirement in requirements:
        if all(_possible(use.scheme, schemes, api) for use in requirement):
            uses = (u for u in requirement if u.scheme in schemes)
            alternatives.append(tuple(SchemeUsePlan(u.scheme, u.scopes) for u in uses))
    return tuple(dict.fromkeys(alternatives))


def text_extension(
    extensions: Mapping[str, Json], key: str, span: Span, report: Report
) -> str | None:
    value = extensions.get(key)
    if value is None or (isinstance(value, str) and value.isprintable()):
        return value
    report.add("SP509", span.child(key), f"{key} needs a text on one line")
    return None


def _possible(name: str, schemes: Mapping[str, SchemePlan], api: Api) -> bool:
    return name in schemes or isinstance(api.security_schemes.get(name), MutualTls)


def _plan(
    name: str, scheme: SecurityScheme, argument: Identifier, report: Report
) -> SchemePlan | None:
    span, description = scheme.span, scheme.description
    env = text_extension(scheme.extensions, "x-specpress-env", span, report)
    prefix = text_extension(scheme.extensions, "x-specpress-prefix", span, report)
    match scheme:
        case ApiKey():
            if scheme.location != "query" and not TOKEN.fullmatch(scheme.parameter):
                message = f"{scheme.parameter!r} is not the name of a {scheme.location}"
                report.add("SP503", span, message)
                return None
            return SchemePlan(
                name, argument, "apiKey", span, scheme.location, scheme.parameter, prefix or "",
                env, description=description,
            )  # fmt: skip
        case HttpAuth(scheme="basic"):
            return SchemePlan(
                name, argument, "basic", span, prefix="Basic ", env=env, description=description
            )
        case HttpAuth(scheme="bearer"):
            return _bearer(name, argument, span, prefix, env, description)
        case HttpAuth():
            what = f"HTTP authentication {scheme.scheme!r} is not supported"
            message = f"{what}, so {scheme.name!r} cannot be satisfied"
            report.add(
                "SP511", span, message, "send it by `extra_headers` or an HTTP client of yours"
            )
            return None
        case OAuth2():
            for flow in scheme.flows:
                if flow.kind == "clientCredentials" and flow.token_url:
                    return SchemePlan(
                        name, argument, "clientCredentials", span, prefix="Bearer ", env=env,
                        token_url=flow.token_url, scopes=tuple(flow.scopes), description=description,
                    )  # fmt: skip
            message = (
                f"the flow of {name!r} needs a person: the client takes a token from the caller"
            )
            report.add("SP510", span, message)
            return _bearer(name, argument, span, prefix, env, description)
        case OpenIdConnect():
            message = f"{name!r} is not negotiated: the client takes a token from the caller"
            report.add("SP510", span, message)
            return _bearer(name, argument, span, prefix, env, description)
        case MutualTls():
            message = f"{name!r} is no matter of the request: give the client an HTTP client"
            report.add("SP510", span, message, "pass `http_client=` with a certificate")
            return None
        case _:
            assert_never(scheme)


def _bearer(
    name: str,
    argument: Identifier,
    span: Span,
    prefix: str | None,
    env: str | None,
    description: str,
) -> SchemePlan:
    return SchemePlan(
        name, argument, "bearer", span, prefix=prefix or "Bearer ", env=env, description=description
    )
