# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._marks import Deprecated
from ._models import Model, Omittable

__all__ = ["Code", "Owner", "Pet", "PetMore"]


class Owner(Model):
    """The owner."""

    id: Omittable[int] = None


class PetMore(Model):
    id: int


class Pet(Model):
    owner: Annotated[Omittable[Owner], Deprecated] = None
    """Who keeps it."""
    constrained: Omittable[Annotated[str, Field(min_length=2, max_length=5)]] = None
    more: Omittable[PetMore] = None
    described: Omittable[Owner] = None
    """In the old way."""


Code: TypeAlias = Annotated[str, Field(max_length=5)]
