# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from ._marks import Alias
from ._models import Model, Omittable
from ._rules import Rules

__all__ = ["All", "Holder", "None_"]


class Holder(Model):
    must: Any
    any: Any = None
    never: Annotated[Any, Rules(False, __package__)] = None
    list_: Annotated[
        Omittable[list[Annotated[Any, Rules(False, __package__)]]], Alias("list")
    ] = None
    map: Omittable[dict[str, Any]] = None


All: TypeAlias = Any

None_: TypeAlias = Annotated[Any, Rules(False, __package__)]
