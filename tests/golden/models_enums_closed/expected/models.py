# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from ._marks import Known
from ._models import Model, Omittable
from ._rules import Rules

__all__ = [
    "Codes",
    "Holder",
    "HolderInline",
    "HolderSide",
    "Lists",
    "Mixed",
    "Named",
    "Status",
    "Symbols",
    "Twins",
    "Untyped",
]


class Status(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    IN_PROGRESS = "in-progress"
    DONE = "done"


class Symbols(StrEnum):
    PLUS_1 = "+1"
    MINUS_1 = "-1"
    EQUAL = "="
    NOT_EQUAL = "!="
    EMPTY = ""
    SPACE = " "
    STAR = "*"
    VALUE_2_ND = "2nd"
    CLASS = "class"
    NONE = "None"
    MRO = "mro"
    É = "\xe9"
    H = "\u210c"


class Twins(StrEnum):
    A_B = "a-b"
    A_B2 = "a_b"
    A_B3 = "A B"
    CREATED = "created"
    MINUS_CREATED = "-created"


class Named(StrEnum):
    FIRST = "1"
    SECOND = "2"


class Untyped(StrEnum):
    RED = "red"
    GREEN = "green"


class HolderInline(StrEnum):
    ASC = "asc"
    DESC = "desc"


class HolderSide(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Holder(Model):
    status: Omittable[Status] = None
    inline: Omittable[HolderInline] = None
    codes: Omittable[list[Codes]] = None
    sides: Omittable[list[HolderSide]] = None
    bounded: Omittable[
        Annotated[Literal["a", "bb"], Rules({"minLength": 2}, __package__)]
    ] = None


Codes: TypeAlias = Literal[200, 404]

Mixed: TypeAlias = Annotated[Any, Known("auto", 1, 2.5, True)] | None

Lists: TypeAlias = Annotated[Any, Known([1, 2], {"a": 1})]
