# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Receivers 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Operation, Reply, request, routes
from ._router_answers import Empty
from ._router_bodies import Body, JsonBody
from ._router_receivers import Caller, receiver

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
    app.webhooks.routes.extend(routes(_closed(Closed)).routes)
    return app


def create_router(default: Default) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_default(default))


def _default(default: Default) -> Iterator[Operation]:
    yield Caller(
        default.order,
        "POST /orders",
        responses={"202": Empty("Taken")},
        status=202,
        callbacks={"shipped": [*_shipped(Shipped)]},
        extra={"operationId": "order"},
    )


class Closed(Protocol):
    """Receives the webhook `closed`."""

    def closed(self) -> Answer[None]:
        """`POST closed`"""
        ...


def create_closed_router(closed: Closed, path: str = "/closed") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    return receiver(_closed(closed), path)


def _closed(closed: Any) -> Iterator[Operation]:
    yield Operation(
        closed.closed,
        "POST closed",
        responses={"204": Empty("Thanks")},
        status=204,
        extra={"operationId": "closed"},
    )


class Shipped(Protocol):
    """Receives the callback `shipped`."""

    def shipped(self, body: models.Parcel) -> Answer[None]:
        """`POST {$request.query.url}/shipped`"""
        ...


def create_shipped_router(shipped: Shipped, path: str = "/shipped") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    return receiver(_shipped(shipped), path)


def _shipped(shipped: Any) -> Iterator[Operation]:
    yield Operation(
        shipped.shipped,
        "POST {$request.query.url}/shipped",
        [Body([JsonBody(models.Parcel)])],
        {"204": Empty("Thanks")},
        status=204,
        extra={"operationId": "shipped"},
    )
