# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import date

from ._models import Model, Omittable

__all__ = ["Pet"]


class Pet(Model):
    """An animal that somebody keeps."""

    name: str
    born: date | None = None
    tags: Omittable[list[str]] = None
