"""Comparators of security: whoever was let in before, is he still; and the schemes themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from specpress.api import (
    Api,
    ApiKey,
    HttpAuth,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Operation,
    Requirement,
    SecurityScheme,
)
from specpress.review.difference import Difference
from specpress.review.place import Place, Told
from specpress.review.view import shown

Credential = tuple[str, ...]
"""What has to be shown. The name of the scheme is part of it where both documents have one of that name."""
Needs = Mapping[Credential, frozenset[str]]


def security(old: Operation, new: Operation, place: Place, apis: tuple[Api, Api]) -> Iterator[Told]:
    if place.flipped:
        return
    before, after = ways_in(old, *apis), ways_in(new, *reversed(apis))
    at = place.to("request", "security")
    shut = [needs for needs in before if not any(_enough(needs, other) for other in after)]
    if shut:
        told = (
            f"{_told(shut[0])} is no longer enough: {' or '.join(map(_told, after))} is asked for"
        )
        yield Told(at, Difference("security", "narrower", told, old.span, new.span))
    elif any(not any(_enough(other, needs) for needs in before) for other in after):
        told = "another way in, or fewer credentials asked for"
        yield Told(at, Difference("security-loosened", "wider", told, old.span, new.span))


def schemes(old: Operation, new: Operation, place: Place, apis: tuple[Api, Api]) -> Iterator[Told]:
    """The addresses of an authorisation server, of the schemes that the operation uses."""
    used = {use.scheme for requirement in new.security for use in requirement}
    for name in sorted(used):
        was, now = (api.security_schemes.get(name) for api in apis)
        if was is not None and now is not None and _addresses(was) != _addresses(now):
            told = f"addresses of security scheme {shown(name)} changed"
            at = place.to("request", "security")
            yield Told(at, Difference("security-address", "unknown", told, was.span, now.span))


def ways_in(operation: Operation, api: Api, other: Api) -> list[Needs]:
    """What is enough, each on its own; `other` is the document that it is held against."""
    return [_needs(requirement, api, other) for requirement in operation.security] or [{}]


def _needs(requirement: Requirement, api: Api, other: Api) -> Needs:
    found: dict[Credential, frozenset[str]] = {}
    for use in requirement:
        shared = f" as {use.scheme}" if use.scheme in other.security_schemes else ""
        what = _credential(api.security_schemes.get(use.scheme), use.scheme)
        found[*what, shared] = frozenset(use.scopes)
    return found


def _credential(scheme: SecurityScheme | None, name: str) -> Credential:
    match scheme:
        case None:
            return ("unknown scheme", name)
        case ApiKey():
            return ("API key", scheme.location, scheme.parameter.lower())
        case HttpAuth():
            return ("HTTP", scheme.scheme)
        case OAuth2():
            return ("OAuth 2",)
        case OpenIdConnect():
            return ("OpenID Connect",)
        case MutualTls():
            return ("mutual TLS",)
        case _:
            assert_never(scheme)


def _enough(has: Needs, asked: Needs) -> bool:
    return all(what in has and scopes <= has[what] for what, scopes in asked.items())


def named(credential: Credential) -> str:
    return " ".join(part for part in credential[:-1] if part) + credential[-1]


def _told(needs: Needs) -> str:
    if not needs:
        return "no credential"
    return " with ".join(
        "".join((" ".join(what[:-1]), what[-1]))
        + (f" ({', '.join(sorted(scopes))})" if scopes else "")
        for what, scopes in needs.items()
    )


def _addresses(scheme: SecurityScheme) -> tuple[str, ...]:
    match scheme:
        case OAuth2():
            return tuple(
                part
                for flow in sorted(scheme.flows, key=lambda flow: flow.kind)
                for part in (flow.kind, flow.authorization_url, flow.token_url, flow.refresh_url)
            )
        case OpenIdConnect():
            return (scheme.url,)
        case ApiKey() | HttpAuth() | MutualTls():
            return ()
        case _:
            assert_never(scheme)
