# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field

from ._marks import Closed as _Closed
from ._marks import Int, Model
from ._models import Omittable
from ._rules import Rules
from ._unions import Untyped as _Untyped

__all__ = [
    "Anything",
    "ByName",
    "ByPattern",
    "Closed",
    "Counts",
    "Nothing",
    "OfObjects",
    "OfObjectsValue",
    "Open",
    "RequiredOnly",
    "Typed",
    "Untyped",
]


class Nothing(Model, marks=(_Closed(),)):
    pass


class Closed(Model, marks=(_Closed(),)):
    id: Omittable[int] = None


class Typed(Model):
    __pydantic_extra__: dict[str, int]
    id: str
    extra: int


class OfObjectsValue(Model):
    score: Omittable[float] = None


class ByPattern(
    Model,
    marks=(
        Rules(
            {
                "properties": {"id": True},
                "patternProperties": {"^x-": {"type": "string"}},
                "additionalProperties": False,
            },
            __package__,
        ),
    ),
):
    id: Omittable[int] = None


class RequiredOnly(Model):
    id: Any


class Untyped(Model, marks=(_Untyped(dict, Model),)):
    id: Omittable[int] = None


Open: TypeAlias = dict[str, Any]

Anything: TypeAlias = dict[str, Any]

Counts: TypeAlias = Annotated[dict[str, Int], Field(max_length=5)]

OfObjects: TypeAlias = dict[str, OfObjectsValue]

ByName: TypeAlias = Annotated[
    dict[str, Any], Rules({"propertyNames": {"pattern": "^[a-z]+\\Z"}}, __package__)
]
