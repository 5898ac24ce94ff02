# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from ._models import Model, Omittable
from ._unions import OneOf, Unknown

__all__ = ["Cat", "FollowResponseItem", "Other", "Pet"]


class Cat(Model):
    kind: str


class Other(Model):
    kind: Omittable[str] = None
    name: Omittable[str] = None


class FollowResponseItem(Model):
    data: str
    id: Omittable[int] = None


Pet: TypeAlias = Annotated[Cat | Other | Unknown, OneOf("kind", ("cat",), ("Other",))]
