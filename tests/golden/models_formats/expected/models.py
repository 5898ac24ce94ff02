# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from ._marks import Alias, Double, Extra, Float, Int32, Int64
from ._models import Model, Omittable

__all__ = ["Every"]


class Every(Model):
    date_: Annotated[Omittable[date], Alias("date")] = None
    date_time: Omittable[datetime] = None
    time: Omittable[Annotated[str, Extra(format="time")]] = None
    uuid: Omittable[UUID] = None
    email: Omittable[Annotated[str, Extra(format="email")]] = None
    uri: Omittable[Annotated[str, Extra(format="uri")]] = None
    byte: Omittable[Annotated[str, Extra(format="byte")]] = None
    binary: Omittable[Annotated[str, Extra(format="binary")]] = None
    encoded: Omittable[
        Annotated[str, Extra(contentEncoding="base64", contentMediaType="image/png")]
    ] = None
    int32: Omittable[Int32] = None
    int64: Omittable[Annotated[Int64, Field(ge=0)]] = None
    float_: Annotated[Omittable[Float], Alias("float")] = None
    double: Omittable[Annotated[Double, Field(le=1)]] = None
    unknown: Omittable[Annotated[str, Extra(format="license-plate")]] = None
    strange: Omittable[Annotated[int, Extra(format="duration")]] = None
    bounded_date: Omittable[
        Annotated[str, Field(min_length=10), Extra(format="date")]
    ] = None
    untyped: Annotated[Any, Extra(format="date")] = None
