# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable, OpenEnum

__all__ = [
    "CreatedResponse",
    "ListPetsResponse400",
    "ListPetsResponseItem",
    "ListPetsSort",
    "PostPetsRequest",
]


class ListPetsSort(OpenEnum):
    ASC = "asc"
    DESC = "desc"


class ListPetsResponseItem(Model):
    id: Omittable[int] = None


class ListPetsResponse400(Model):
    error: Omittable[str] = None


class PostPetsRequest(Model):
    name: Omittable[str] = None


class CreatedResponse(Model):
    id: Omittable[int] = None
