"""Many operations: their types in one core schema, so that pydantic builds each model once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from types import GenericAlias
from typing import Any

from fastapi import APIRouter
from pydantic import TypeAdapter

from . import _router
from ._router import Object, Operation, Typed


class _Types:
    def __init__(self, rows: Sequence[Operation]) -> None:
        self.rows = rows

    @cached_property
    def whole(self) -> Any:
        types: Any = GenericAlias(tuple, tuple(typed.type for typed in self.typed))
        return TypeAdapter(types).core_schema

    @cached_property
    def typed(self) -> dict[Typed, Object]:
        found: dict[Typed, Object] = {}
        for row in self.rows:
            row.document(lambda typed: found.setdefault(typed, {}))
        return found

    @cached_property
    def cores(self) -> dict[Typed, Any]:
        items = self.whole.get("schema", self.whole)["items_schema"]
        return dict(zip(self.typed, items))

    def core(self, typed: Typed) -> Any:
        return {"type": "list", "items_schema": self.cores[typed]}

    def first(self, typed: Typed) -> Any:
        """With what all refer to: for the row that is documented before the others."""
        if "definitions" not in self.whole:
            return self.core(typed)
        return {**self.whole, "schema": self.core(typed)}


def routes(*tables: Iterable[Operation], security: object = None) -> APIRouter:
    rows = sorted((row for table in tables for row in table), key=_router.rank)
    types = _Types(rows)
    made = [replace(row, core=types.core) for row in rows[1:]]
    first = [replace(row, core=types.first) for row in rows[:1]]
    return _router.routes(first, made, security=security)
