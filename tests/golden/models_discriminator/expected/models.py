# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from ._models import Model, Omittable, OpenEnum
from ._unions import AnyOf, OneOf, Unknown

__all__ = [
    "Base",
    "ByConstant",
    "Cat",
    "Circle",
    "Dog",
    "Drawing",
    "Implicit",
    "Mapped",
    "Square",
    "SquareShape",
]


class Base(Model):
    kind: str


class Cat(Base):
    lives: Omittable[int] = None


class Dog(Base):
    trick: Omittable[str] = None


class Circle(Model):
    shape: Literal["circle"]
    radius: float


class SquareShape(OpenEnum):
    SQUARE = "square"


class Square(Model):
    shape: SquareShape
    side: float


class Drawing(Model):
    shapes: Omittable[list[ByConstant]] = None
    pet: Implicit | None = None


Implicit: TypeAlias = Annotated[Cat | Dog | Unknown, OneOf("kind", ("Cat",), ("Dog",))]

Mapped: TypeAlias = Annotated[
    Cat | Dog | Unknown, AnyOf("kind", ("cat", "kitten"), ("dog",))
]

ByConstant: TypeAlias = Annotated[
    Circle | Square | Unknown, OneOf("shape", ("circle",), ("square",))
]
