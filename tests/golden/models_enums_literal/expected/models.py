# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from ._marks import Extra, Known, Whole
from ._models import Model, Omittable
from ._rules import Rules

__all__ = [
    "Codes",
    "Holder",
    "Lists",
    "Mixed",
    "Named",
    "Status",
    "Symbols",
    "Twins",
    "Untyped",
]


class Holder(Model):
    status: Omittable[Status] = None
    inline: Omittable[Annotated[Literal["asc", "desc"] | str, Known("asc", "desc")]] = (
        None
    )
    codes: Omittable[list[Codes]] = None
    sides: Omittable[
        list[Annotated[Literal["left", "right"] | str, Known("left", "right")]]
    ] = None
    bounded: Omittable[
        Annotated[
            Literal["a", "bb"] | str,
            Known("a", "bb"),
            Rules({"minLength": 2}, __package__),
        ]
    ] = None


Status: TypeAlias = Annotated[
    Literal["waiting", "in-progress", "done"] | str,
    Known("waiting", "in-progress", "done"),
    Extra(description="How far it is."),
]

Symbols: TypeAlias = Annotated[
    Literal[
        "+1",
        "-1",
        "=",
        "!=",
        "",
        " ",
        "*",
        "2nd",
        "class",
        "None",
        "mro",
        "\xe9",
        "\u210c",
    ]
    | str,
    Known(
        "+1",
        "-1",
        "=",
        "!=",
        "",
        " ",
        "*",
        "2nd",
        "class",
        "None",
        "mro",
        "\xe9",
        "\u210c",
    ),
]

Twins: TypeAlias = Annotated[
    Literal["a-b", "a_b", "A B", "created", "-created"] | str,
    Known("a-b", "a_b", "A B", "created", "-created"),
]

Named: TypeAlias = Annotated[Literal["1", "2"] | str, Known("1", "2")]

Untyped: TypeAlias = Annotated[Literal["red", "green"] | str, Known("red", "green")]

Codes: TypeAlias = Annotated[int, Known(200, 404), Whole()]

Mixed: TypeAlias = Annotated[Any, Known("auto", 1, 2.5, True)] | None

Lists: TypeAlias = Annotated[Any, Known([1, 2], {"a": 1})]
