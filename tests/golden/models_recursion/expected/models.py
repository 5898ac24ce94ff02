# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypeAliasType

from ._models import Model, Omittable
from ._rules import Rules

__all__ = ["Guarded", "Json", "Left", "Person", "Pet", "Right", "Tree"]


class Tree(Model):
    children: list[Tree]
    parent: Omittable[Tree] = None


class Person(Model):
    pets: Omittable[list[Pet]] = None


class Pet(Model):
    owner: Omittable[Person] = None


Json = TypeAliasType("Json", "bool | float | str | list[Json] | dict[str, Json] | None")

Left = TypeAliasType("Left", "list[Right]")

Right = TypeAliasType("Right", "dict[str, Left]")

Guarded = TypeAliasType(
    "Guarded", 'Annotated[list[Guarded], Rules({"not": {"enum": [[]]}}, __package__)]'
)
