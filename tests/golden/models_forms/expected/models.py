# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

from ._forms import Excused
from ._marks import Extra, Int, Model, ReadOnly, WriteOnly
from ._models import Omittable, OpenEnum
from ._unions import OneOf, Unknown

__all__ = [
    "Animal",
    "AnimalRequest",
    "Base",
    "Birth",
    "Cat",
    "CatRequest",
    "CreateAnimalsRequest",
    "Dog",
    "DogInput",
    "DogRequest",
    "Id",
    "NewOwner",
    "Owner",
    "OwnerRequest",
    "Pet",
    "PetRequest",
    "PetRequestTag",
    "PetStatus",
    "PetTag",
    "PetTagColor",
    "Ticket",
    "TicketRequest",
    "Unused",
]


class PetStatus(OpenEnum):
    SOLD = "sold"
    FREE = "free"


class PetTagColor(OpenEnum):
    RED = "red"
    BLUE = "blue"


class PetTag(Model):
    made: Annotated[datetime, ReadOnly]
    color: PetTagColor


class Pet(Model):
    """One pet."""

    id: Annotated[int, ReadOnly]
    """Given by the service."""
    name: str
    owner: Owner
    status: Omittable[PetStatus] = None
    tag: PetTag
    parent: Omittable[Pet] = None


class Owner(Model, marks=(Excused("password"),)):
    """The password goes in and never comes out."""

    name: str
    password: Annotated[Omittable[str], WriteOnly] = None


class NewOwner(Model, marks=(Excused("id"),)):
    """Used in requests only, so there is one class."""

    name: str
    id: Annotated[Omittable[Id], ReadOnly] = None


class Ticket(Model):
    number: Annotated[int, ReadOnly]
    text: str


class Base(Model):
    kind: str
    id: Annotated[Omittable[str], ReadOnly] = None


class Cat(Model):
    lives: int
    kind: str
    id: Annotated[str, ReadOnly]


class Dog(Base):
    bark: str
    friend: Omittable[Pet] = None


class DogRequest(Model):
    """Has the name that the form of Dog would have."""

    dog: Omittable[DogInput] = None


class Birth(Model):
    id: Annotated[str, ReadOnly]


class Unused(Model):
    id: Annotated[str, ReadOnly]


class PetRequestTag(Model, marks=(Excused("made"),)):
    made: Annotated[Omittable[datetime], ReadOnly] = None
    color: PetTagColor


class PetRequest(Model, marks=(Excused("id"),)):
    """One pet."""

    id: Annotated[Omittable[int], ReadOnly] = None
    """Given by the service."""
    name: str
    owner: OwnerRequest
    status: Omittable[PetStatus] = None
    tag: PetRequestTag
    parent: Omittable[PetRequest] = None


class OwnerRequest(Model):
    """The password goes in and never comes out."""

    name: str
    password: Annotated[str, WriteOnly]


class TicketRequest(Model, marks=(Excused("number"),)):
    number: Annotated[Omittable[int], ReadOnly] = None
    text: str


class CatRequest(Base, marks=(Excused("id"),)):
    lives: int


class DogInput(Base):
    bark: str
    friend: Omittable[PetRequest] = None


class CreateAnimalsRequest(Model, marks=(Excused("number"),)):
    number: Annotated[Omittable[int], ReadOnly] = None
    animals: list[AnimalRequest]


Id: TypeAlias = Annotated[Int, Extra(readOnly=True)]

Animal: TypeAlias = Annotated[Cat | Dog | Unknown, OneOf("kind", ("Cat",), ("Dog",))]

AnimalRequest: TypeAlias = Annotated[
    CatRequest | DogInput | Unknown, OneOf("kind", ("Cat",), ("Dog",))
]
