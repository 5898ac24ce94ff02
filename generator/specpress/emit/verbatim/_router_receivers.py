"""The other direction: callbacks, documented with the operation that makes them, and
routers that receive callbacks and webhooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fastapi import APIRouter

from ._router import Object, Operation, Schemas, routes
from ._router_security import Either, Guarded


@dataclass(frozen=True, eq=False)
class Caller(Guarded):
    """An operation that documents what is called back in its course."""

    callbacks: Mapping[str, Iterable[Operation]] = field(default_factory=Object)

    def document(self, schema: Schemas) -> Object:
        made: Object = {}
        for name, rows in self.callbacks.items():
            paths = made.setdefault(name, {})
            for row in rows:
                method, _, path = row.route.partition(" ")
                paths.setdefault(path, {})[method.lower()] = row.document(schema)
        return {**super().document(schema), "callbacks": made}


def receiver(rows: Iterable[Operation], path: str) -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    return routes(
        replace(row, route=f"{row.route.partition(' ')[0]} {path}", security=Either())
        for row in rows
    )
