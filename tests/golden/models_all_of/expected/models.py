# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from ._marks import Deprecated, Extra, Whole
from ._models import Model, Omittable
from ._rules import Rules

__all__ = [
    "Animal",
    "Bounded",
    "Dated",
    "Dog",
    "Impossible",
    "Named",
    "Narrowed",
    "Narrower",
    "Patterns",
    "Same",
    "Stricter",
    "Told",
]


class Named(Model):
    name: str


class Dated(Model):
    born: Omittable[date] = None


class Animal(Named, Dated):
    """Inherits from both."""

    legs: int


class Dog(Animal):
    good: Omittable[bool] = None


class Same(Model):
    name: str


class Stricter(Model):
    """Makes an optional field required, so it repeats the fields."""

    born: date


class Narrower(Model):
    """A field is narrowed."""

    name: Annotated[str, Field(max_length=5)]


class Told(Model):
    name: Annotated[str, Deprecated] = "anon"
    """What it is called."""


class Narrowed(Model):
    """What the wider one says of a property still holds."""

    name: Annotated[str, Field(min_length=3), Deprecated] = "anon"
    """What it is called."""
    code: Annotated[str, Field(min_length=2)]
    """Inner words."""


Bounded: TypeAlias = Annotated[int, Field(ge=1, le=10), Whole()]

Impossible: TypeAlias = Annotated[Any, Rules(False, __package__)]

Patterns: TypeAlias = Annotated[
    str,
    Field(pattern="^a"),
    Rules({"allOf": [{"type": "string", "pattern": "z\\Z"}]}, __package__),
    Extra(description="Two patterns cannot be one."),
]
