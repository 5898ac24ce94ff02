# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Datafold 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Json, Operation, Parameter, Reply, Scheme, request, routes

__all__ = ["Datadiffs", "Reply", "Security", "create_app", "create_router", "request"]


class Security(Protocol):
    """Decides who may call: to refuse, a method raises `Reply(401)` or `Reply(403)`."""

    def api_key(self, credential: str) -> Answer[object]:
        """Use the 'Authorization' header with the format 'Key <api-key>'"""
        ...


class Datadiffs(Protocol):
    """The operations tagged `datadiffs`."""

    def get(self, datadiff_id: int, *, poll: Any) -> Answer[models.DataDiff]:
        """Get a data diff

        `GET /api/v1/datadiffs/{datadiff_id}`

        Other answers: 401, 403, 404, 422, 429, 5XX.
        """
        ...


def create_app(datadiffs: Datadiffs, security: Security) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(
        title="Datafold",
        version="1",
        description="The part of the Datafold API that its documentation describes in pages/. The documentation shows successful answers only: it lists no error status and no error body, so rely on the status code alone.",
        servers=[{"url": "https://app.datafold.com"}],
        openapi_tags=[{"name": "datadiffs"}],
    )
    app.include_router(create_router(datadiffs, security))
    return app


def create_router(datadiffs: Datadiffs, security: Security) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_datadiffs(datadiffs), security=security)


_API_KEY = Scheme(
    "ApiKey",
    "api_key",
    {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "Use the 'Authorization' header with the format 'Key <api-key>'",
    },
    prefix="Key ",
)


def _datadiffs(datadiffs: Datadiffs) -> Iterator[Operation]:
    yield Operation(
        datadiffs.get,
        "GET /api/v1/datadiffs/{datadiff_id}",
        [Parameter(int, "path", "datadiff_id"), Parameter(Any, "query", "poll")],
        {
            "200": Json(models.DataDiff, "The data diff as it stands now"),
            "401": Json(Any, "The API key is missing or wrong"),
            "403": Json(Any, "The API key may not read this data diff"),
            "404": Json(Any, "There is no such data diff"),
            "422": Json(Any, "A parameter is not valid"),
            "429": Json(Any, "Too many requests"),
            "5XX": Json(Any, "The server failed"),
        },
        security=[_API_KEY],
        tags=["datadiffs"],
        extra={"operationId": "get_datadiff", "summary": "Get a data diff"},
    )
