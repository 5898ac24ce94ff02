# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._models import Model, Omittable

__all__ = ["PagePet", "Pet"]


class Pet(Model):
    name: str | None
    age: Omittable[Annotated[int, Field(gt=0)]] = None


PagePet: TypeAlias = list[Pet]
