# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._marks import Alias
from ._models import Model, Omittable

__all__ = ["Deeper", "Percolate", "Query"]


class Query(Model):
    """Calls `_name` on the wire `name`."""

    name: Annotated[Omittable[str], Alias("_name")] = None
    boost: Omittable[float] = None


class Percolate(Query):
    """Has a `name` of its own, which is another field."""

    name2: Annotated[int, Field(ge=1), Alias("name")]
    field: Omittable[str] = None


class Deeper(Percolate):
    """Has a `name2`, and is planned before what it inherits from."""

    name2_2: Annotated[Omittable[bool], Alias("name2")] = None
    Name: Omittable[bool] = None
