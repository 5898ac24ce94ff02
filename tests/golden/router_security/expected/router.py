# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Security 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from fastapi import APIRouter, FastAPI

from ._router import Answer, Operation, Parameter, Reply, Scheme, request, routes
from ._router_answers import Empty
from ._router_security import Basic, Either, Guarded

__all__ = [
    "Default",
    "Reply",
    "Security",
    "Vault",
    "create_app",
    "create_router",
    "request",
]


class Security(Protocol):
    """Decides who may call: to refuse, a method raises `Reply(401)` or `Reply(403)`."""

    def key(self, credential: str) -> Answer[object]:
        """The credential of key."""
        ...

    def basic(self, username: str, password: str) -> Answer[object]:
        """User and word."""
        ...

    def oauth(self, credential: str, scopes: Sequence[str] = ()) -> Answer[object]:
        """The credential of oauth."""
        ...


class Vault(Protocol):
    """The operations tagged `vault`.

    What is locked away.
    """

    def get(self) -> Answer[None]:
        """`GET /vault`

        Other answers: 401.
        """
        ...

    def door(self) -> Answer[None]:
        """`GET /door`"""
        ...


class Default(Protocol):
    """Operations without a tag."""

    def open(self) -> Answer[None]:
        """`GET /open`"""
        ...


def create_app(vault: Vault, default: Default, security: Security) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(
        title="Security",
        version="1",
        description="Several ways in.",
        servers=[
            {
                "url": "https://{region}.example.com",
                "variables": {"region": {"enum": ["eu", "us"], "default": "eu"}},
            },
        ],
        openapi_tags=[{"name": "vault", "description": "What is locked away."}],
    )
    app.include_router(create_router(vault, default, security))
    return app


def create_router(vault: Vault, default: Default, security: Security) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_vault(vault), _default(default), security=security)


_KEY = Scheme(
    "key",
    "key",
    {"type": "apiKey", "in": "query", "name": "key"},
    prefix="k-",
    place=Parameter(str, "query", "key"),
)
_BASIC = Basic(
    "basic",
    "basic",
    {"type": "http", "scheme": "basic", "description": "User and word."},
    prefix="Basic ",
)
_OAUTH = Scheme(
    "oauth",
    "oauth",
    {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "scopes": {"read": "Read it"},
                "tokenUrl": "https://example.com/token",
            },
        },
    },
    prefix="Bearer ",
)


def _vault(vault: Vault) -> Iterator[Operation]:
    yield Guarded(
        vault.get,
        "GET /vault",
        responses={"204": Empty("Fine"), "401": Empty("Who are you?")},
        status=204,
        security=Either({_BASIC: [], _KEY: []}, {_OAUTH: ["read"]}, {}),
        tags=["vault"],
        extra={"operationId": "vault_get"},
    )
    yield Operation(
        vault.door,
        "GET /door",
        responses={"204": Empty("Fine")},
        status=204,
        security=[_KEY],
        tags=["vault"],
        extra={"operationId": "vault_door"},
    )


def _default(default: Default) -> Iterator[Operation]:
    yield Operation(
        default.open,
        "GET /open",
        responses={"204": Empty("Fine")},
        status=204,
        extra={"operationId": "open"},
    )
