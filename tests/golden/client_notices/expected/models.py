# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable

__all__ = ["GetPetResponse", "PagesResponse", "PagesResponseDataItem"]


class GetPetResponse(Model):
    a: Omittable[str] = None


class PagesResponseDataItem(Model):
    a: Omittable[str] = None


class PagesResponse(Model):
    data: Omittable[list[PagesResponseDataItem]] = None
