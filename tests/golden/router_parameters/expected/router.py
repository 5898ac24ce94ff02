# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Parameters 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, FastAPI
from pydantic import Field

from . import models
from ._router import Answer, Operation, Parameter, Reply, request, routes
from ._router_answers import Empty
from ._router_parameters import Argument
from ._router_styles import Styled

__all__ = ["Reply", "Shops", "create_app", "create_router", "request"]


class Shops(Protocol):
    """The operations tagged `shops`."""

    def find(
        self,
        shop_id: int,
        parts: list[str],
        *,
        limit: int,
        order: models.FindOrder,
        tags: list[str] | None,
        range: models.Range | None,
        where: models.Range | None,
        x_request_id: UUID | None,
        session: str | None,
        any: Any,
    ) -> Answer[None]:
        """Finds what the *filters* leave.

        `GET /shops/{shop-id}/{parts}`
        """
        ...


def create_app(shops: Shops) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="Parameters", version="1")
    app.include_router(create_router(shops))
    return app


def create_router(shops: Shops) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_shops(shops))


def _shops(shops: Shops) -> Iterator[Operation]:
    yield Operation(
        shops.find,
        "GET /shops/{shop_id}/{parts}",
        [
            Parameter(Annotated[int, Field(ge=1)], "path", "shop_id"),
            Styled(list[str], "path", "parts", style="matrix", explode=True),
            Argument(
                Annotated[int, Field(le=100)],
                "query",
                "limit",
                default=20,
                schema={"default": 20},
                extra={"description": "How many."},
            ),
            Argument(
                models.FindOrder,
                "query",
                "order",
                default="up",
                schema={"default": "up"},
            ),
            Styled(list[str], "query", "tags", style="pipeDelimited"),
            Styled(models.Range, "query", "range", style="deepObject", explode=True),
            Styled(models.Range, "query", "where", media_type="application/json"),
            Argument(
                UUID,
                "header",
                "X-Request-Id",
                name="x_request_id",
                extra={"deprecated": True},
            ),
            Styled(str, "cookie", "session", style="form", explode=True),
            Parameter(Any, "query", "any"),
        ],
        {"204": Empty("Nothing")},
        status=204,
        tags=["shops"],
        extra={"operationId": "find", "description": "Finds what the *filters* leave."},
    )
