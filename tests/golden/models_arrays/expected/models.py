# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field

from ._marks import Int
from ._models import Model, Omittable
from ._rules import Rules

__all__ = [
    "Anything",
    "Closed",
    "Holding",
    "Nested",
    "NestedItemItem",
    "Pair",
    "Plain",
    "Rest",
    "Sized",
]


class NestedItemItem(Model):
    id: Omittable[int] = None


Plain: TypeAlias = list[Int]

Anything: TypeAlias = list[Any]

Pair: TypeAlias = Annotated[
    list[Any],
    Field(min_length=2),
    Rules(
        {"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False},
        __package__,
    ),
]

Rest: TypeAlias = Annotated[
    list[Any],
    Rules(
        {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}, __package__
    ),
]

Sized: TypeAlias = Annotated[
    list[str],
    Field(min_length=1, max_length=3),
    Rules({"uniqueItems": True}, __package__),
]

Holding: TypeAlias = Annotated[
    list[Any],
    Rules(
        {
            "contains": {"type": "integer", "minimum": 5},
            "minContains": 1,
            "maxContains": 2,
        },
        __package__,
    ),
]

Nested: TypeAlias = list[list[NestedItemItem]]

Closed: TypeAlias = Annotated[
    list[Any], Rules({"prefixItems": [{"type": "string"}], "items": False}, __package__)
]
