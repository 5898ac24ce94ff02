# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Any, TypeAlias

from ._models import Model, Omittable, OpenEnum

__all__ = ["Every", "Name", "Owner", "Size"]


class Size(OpenEnum):
    SMALL = "small"
    LARGE = "large"


class Owner(Model):
    id: Omittable[int] = None


class Every(Model):
    plain: str
    type_list: int | None
    any_of: int | None
    one_of: Owner | None
    by_ref: Name
    null_ref: Owner | None
    only_null: None
    listed: Size | None
    anything: Any
    maybe_plain: Omittable[str] = None
    maybe_type_list: int | None = None
    maybe_null_ref: Owner | None = None
    maybe_listed: Size | None = None
    maybe_only_null: None = None
    maybe_anything: Any = None
    maybe_items: Omittable[list[str | None]] = None


Name: TypeAlias = str | None
