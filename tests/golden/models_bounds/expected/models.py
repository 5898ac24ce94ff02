# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field

from ._marks import Alias, Whole
from ._models import Model, Omittable
from ._rules import Rules
from ._unions import Untyped

__all__ = ["Every", "Limit", "Sized"]


class Every(Model):
    text: Omittable[Annotated[str, Field(min_length=1, max_length=9)]] = None
    whole: Omittable[Annotated[int, Field(ge=1, le=9)]] = None
    open: Omittable[Annotated[int, Field(gt=0, lt=10)]] = None
    rounded: Omittable[Annotated[int, Field(ge=1, le=9)]] = None
    number: Omittable[Annotated[float, Field(ge=0, lt=1.5)]] = None
    even: Omittable[Annotated[int, Field(multiple_of=2)]] = None
    cents: Omittable[Annotated[float, Rules({"multipleOf": 0.01}, __package__)]] = None
    large: Omittable[
        Annotated[int, Rules({"maximum": 99999999999999999999}, __package__)]
    ] = None
    list_: Annotated[
        Omittable[
            Annotated[
                list[Annotated[int, Field(ge=0)]], Field(min_length=1, max_length=2)
            ]
        ],
        Alias("list"),
    ] = None
    map: Omittable[
        Annotated[dict[str, Annotated[float, Field(ge=0)]], Field(min_length=1)]
    ] = None
    untyped: Annotated[Any, Rules({"minimum": 3}, __package__)] = None
    untyped_text: Annotated[str, Field(max_length=3), Untyped(str)] | None = None


Limit: TypeAlias = Annotated[int, Field(ge=1, le=100), Whole()]

Sized: TypeAlias = Annotated[str, Field(min_length=3)]
