# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from ._marks import Alias
from ._models import Model, Omittable, OpenEnum

__all__ = ["FindOrder", "Range"]


class Range(Model):
    from_: Annotated[Omittable[int], Alias("from")] = None
    to: Omittable[int] = None


class FindOrder(OpenEnum):
    UP = "up"
    DOWN = "down"
