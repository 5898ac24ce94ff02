# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from ._marks import Extra, Int, Model, Whole
from ._models import Omittable
from ._rules import Rules
from ._unions import AnyOf, OneOf, Unknown

__all__ = [
    "AnyPet",
    "Cat",
    "Colour",
    "Dog",
    "Exactly",
    "Holder",
    "HolderTargetOption1",
    "HolderTargetOption2",
    "IdOrPet",
    "Label",
    "LabelOrColour",
    "Overlapping",
    "Pet",
    "Scalar",
    "Shared",
    "SharedByCard",
    "SharedByCash",
]


class Cat(Model):
    meow: str


class Dog(Model):
    bark: int


class Exactly(
    Model,
    marks=(Rules({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, __package__),),
):
    a: Omittable[str] = None
    b: Omittable[str] = None


class SharedByCard(Model):
    id: int
    card: str


class SharedByCash(Model):
    id: int
    cash: float


class HolderTargetOption1(Model):
    url: str


class HolderTargetOption2(Model):
    file: str


class Holder(Model):
    pets: Omittable[list[Pet]] = None
    target: Omittable[
        Annotated[HolderTargetOption1 | HolderTargetOption2 | Unknown, OneOf()]
    ] = None


Scalar: TypeAlias = str | Int | list[str]

Pet: TypeAlias = Annotated[
    Cat | Dog | Unknown, OneOf(), Extra(description="No discriminator.")
]

AnyPet: TypeAlias = Annotated[Cat | Dog | Unknown, AnyOf()] | None

IdOrPet: TypeAlias = str | Cat

Overlapping: TypeAlias = Annotated[
    Annotated[int, Field(multiple_of=3), Whole()]
    | Annotated[int, Field(multiple_of=5), Whole()],
    OneOf(),
]

Shared: TypeAlias = Annotated[SharedByCard | SharedByCash | Unknown, OneOf()]

Label: TypeAlias = str

Colour: TypeAlias = str

LabelOrColour: TypeAlias = Annotated[
    Label | Colour,
    Rules({"oneOf": [{"$ref": "Label"}, {"$ref": "Colour"}]}, __package__),
    Extra(description="Aliases of one type are one to Python"),
]
