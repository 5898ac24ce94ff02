# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import TypeAlias

from ._models import Model, Omittable, OpenEnum

__all__ = ["Every", "EveryMaybeSize", "Name", "Owner", "Plain", "Size"]


class Size(OpenEnum):
    SMALL = "small"
    LARGE = "large"


class Owner(Model):
    id: Omittable[int] = None


class EveryMaybeSize(OpenEnum):
    SMALL = "small"
    LARGE = "large"


class Every(Model):
    name: Name
    owner: Owner | None
    wrapped: Plain | None
    size: Size | None
    maybe_wrapped: Plain | None = None
    maybe_size: EveryMaybeSize | None = None


class Plain(Model):
    id: Omittable[int] = None


Name: TypeAlias = str | None
