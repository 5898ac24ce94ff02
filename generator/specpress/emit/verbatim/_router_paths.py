"""Paths with a fragment or a query, which only tell operations of the document apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter

from . import _router_many
from ._router import Operation


def routes(*tables: Iterable[Operation], security: object = None) -> APIRouter:
    """Serves such an operation also where it is sent to, unless another one is there."""
    rows = [row for table in tables for row in table]
    router = _router_many.routes(rows, security=security)
    for row in rows:
        method, _, path = row.route.partition(" ")
        sent = re.split("[?#]", path)[0]
        if sent != path:
            serve = replace(row, guard=security).serve
            router.add_api_route(sent, serve, methods=[method], include_in_schema=False)
    router.routes.sort(key=_rank)
    return router


def _rank(route: object) -> tuple[list[bool], bool]:
    """Paths that name a segment, then those that take any; what the document has first."""
    segments = getattr(route, "path", "").split("/")
    hidden = not getattr(route, "include_in_schema", True)
    return ["{" in segment for segment in segments], hidden
