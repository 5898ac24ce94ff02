# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Receivers 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Declared, Json, Operation, Reply, request
from ._router_bodies import Body
from ._router_document import add, sort

__all__ = [
    "Closed",
    "Default",
    "Reply",
    "Shipped",
    "create_app",
    "create_closed_router",
    "create_router",
    "create_shipped_router",
    "request",
]


class Default(Protocol):
    """Operations without a tag."""

    def order(self) -> Answer[None]:
        """`POST /orders`"""
        ...


def create_app(default: Default) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="Receivers", version="1")
    app.include_router(create_router(default))
    for operation in _closed_operations():
        add(app.webhooks, operation, print)
    return app


def create_router(default: Default) -> APIRouter:
    """The routes, to be included in an application of yours."""
    router = APIRouter()
    _add_default(router, default)
    return sort(router)


def _add_default(router: APIRouter, default: Default) -> None:
    add(
        router,
        Operation(
            "POST",
            "/orders",
            [],
            {"202": Declared("Taken")},
            extra={"operationId": "order"},
            callbacks={"shipped": _shipped_operations()},
        ),
        default.order,
    )


class Closed(Protocol):
    """Receives the webhook `closed`."""

    def closed(self) -> Answer[None]:
        """`POST closed`"""
        ...


def create_closed_router(closed: Closed, path: str = "/closed") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    router = APIRouter()
    handlers = [closed.closed]
    for operation, handler in zip(_closed_operations(), handlers, strict=True):
        add(router, replace(operation, path=path, security=()), handler)
    return router


def _closed_operations() -> list[Operation]:
    return [
        Operation(
            "POST",
            "closed",
            [],
            {"204": Declared("Thanks")},
            extra={"operationId": "closed"},
        ),
    ]


class Shipped(Protocol):
    """Receives the callback `shipped`."""

    def shipped(self, body: models.Parcel) -> Answer[None]:
        """`POST {$request.query.url}/shipped`"""
        ...


def create_shipped_router(shipped: Shipped, path: str = "/shipped") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    router = APIRouter()
    handlers = [shipped.shipped]
    for operation, handler in zip(_shipped_operations(), handlers, strict=True):
        add(router, replace(operation, path=path, security=()), handler)
    return router


def _shipped_operations() -> list[Operation]:
    return [
        Operation(
            "POST",
            "{$request.query.url}/shipped",
            [Body("body", [Json(models.Parcel)], required=True)],
            {"204": Declared("Thanks")},
            extra={"operationId": "shipped"},
        ),
    ]
