# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ._marks import Known
from ._models import Model, Omittable

__all__ = ["Event"]


class Event(Model):
    kind: Literal["created"]
    version: Annotated[int, Known(2)]
    flag: Omittable[Annotated[bool, Known(True)]] = None
    nothing: None = None
    shape: Annotated[Any, Known({"a": [1]})] = None
    typed: Omittable[Literal["exact"]] = None
