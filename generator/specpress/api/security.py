"""Security schemes: how a caller shows who he is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from specpress.api.schemas import Json
from specpress.diagnostics import Span
from specpress.records import dataclass


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
