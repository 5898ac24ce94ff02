# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of : implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Json, Operation, Parameter, Reply, request, routes

__all__ = ["Default", "Reply", "create_app", "create_router", "request"]


class Default(Protocol):
    """Operations without a tag."""

    def pet(self, pet_id: int) -> Answer[models.Pet]:
        """`GET /pets/{pet-id}`"""
        ...


def create_app(default: Default) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="API", version="0")
    app.include_router(create_router(default))
    return app


def create_router(default: Default) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_default(default))


def _default(default: Default) -> Iterator[Operation]:
    yield Operation(
        default.pet,
        "GET /pets/{pet_id}",
        [Parameter(int, "path", "pet_id")],
        {"200": Json(models.Pet, "One")},
        extra={"operationId": "pet", "x-kept": {"told": 1, "lost": None}},
    )
