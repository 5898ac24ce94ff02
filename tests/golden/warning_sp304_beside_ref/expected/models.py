# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Any, TypeAlias

from ._models import Model, Omittable

__all__ = ["Dog", "Pet"]


class Dog(Model):
    friend: Omittable[Pet] = None


Pet: TypeAlias = dict[str, Any]
