# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any

from ._models import Model, Omittable, OpenEnum
from ._rules import Rules

__all__ = ["Pet", "PetKind"]


class PetKind(OpenEnum):
    CAT = "cat"
    DOG = "dog"


class Pet(Model):
    name: Omittable[str] = None
    owner: str | None = None
    kind: Omittable[PetKind] = None
    tags: Omittable[list[str]] = None
    place: Omittable[
        Annotated[list[Any], Rules({"prefixItems": [{"type": "string"}]}, __package__)]
    ] = None
    names: Omittable[
        Annotated[
            dict[str, str],
            Rules({"propertyNames": {"enum": ["de", "en"]}}, __package__),
        ]
    ] = None
