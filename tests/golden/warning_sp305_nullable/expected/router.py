# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of T 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from ._router import Reply, request, routes

__all__ = ["Reply", "create_app", "create_router", "request"]


def create_app() -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="T", version="1")
    app.include_router(create_router())
    return app


def create_router() -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes()
