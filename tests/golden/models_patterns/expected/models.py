# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._marks import Alias, Extra
from ._models import Model, Omittable
from ._rules import Rules

__all__ = ["Every"]


class Every(Model):
    plain: Omittable[Annotated[str, Field(pattern="^[a-z]+$")]] = None
    digits: Omittable[
        Annotated[
            str,
            Field(pattern="^[0-9]{3}-[A-Za-z0-9_]+$"),
            Extra(pattern="^\\d{3}-\\w+$"),
        ]
    ] = None
    slash: Omittable[
        Annotated[str, Field(pattern="^/a/$"), Extra(pattern="^\\/a\\/$")]
    ] = None
    ahead: Omittable[
        Annotated[str, Rules({"pattern": "^(?!x)[a-z]+\\Z"}, __package__)]
    ] = None
    behind: Omittable[Annotated[str, Rules({"pattern": "(?<=a)b"}, __package__)]] = None
    back: Omittable[
        Annotated[
            str,
            Extra(pattern="^(.)\\1$"),
            Rules({"pattern": "^([^\\n\\r\\u2028\\u2029])\\1\\Z"}, __package__),
        ]
    ] = None
    named: Omittable[
        Annotated[
            str,
            Field(pattern="^(?P<year>[0-9]{4})$"),
            Extra(pattern="^(?<year>\\d{4})$"),
        ]
    ] = None
    property_: Annotated[
        Omittable[Annotated[str, Field(pattern="^\\p{L}+$")]], Alias("property")
    ] = None
    point: Omittable[
        Annotated[str, Field(pattern="^\\U0001f600$"), Extra(pattern="^\\u{1F600}$")]
    ] = None
    control: Omittable[
        Annotated[str, Field(pattern="\\x01"), Extra(pattern="\\cA")]
    ] = None
    nothing: Omittable[
        Annotated[str, Field(pattern="[^\\s\\S]"), Extra(pattern="[]")]
    ] = None
    everything: Omittable[
        Annotated[str, Field(pattern="^[\\s\\S]$"), Extra(pattern="^[^]$")]
    ] = None
    unicode: Omittable[Annotated[str, Field(pattern="^\xe9$")]] = None
    impossible: Omittable[str] = None
    huge: Omittable[str] = None
