# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable, OpenEnum

__all__ = [
    "Pet",
    "PetAddressItem",
    "PetBox",
    "PetByNameValue",
    "PetCategory",
    "PetOwner",
    "PetOwnerAddress",
    "PetStatus",
    "PetTag",
]


class PetOwnerAddress(Model):
    city: Omittable[str] = None


class PetOwner(Model):
    address: Omittable[PetOwnerAddress] = None


class PetTag(Model):
    name: Omittable[str] = None


class PetBox(Model):
    name: Omittable[str] = None


class PetCategory(Model):
    name: Omittable[str] = None


class PetAddressItem(Model):
    name: Omittable[str] = None


class PetByNameValue(Model):
    id: Omittable[int] = None


class PetStatus(OpenEnum):
    A = "a"
    B = "b"


class Pet(Model):
    owner: Omittable[PetOwner] = None
    tags: Omittable[list[PetTag]] = None
    boxes: Omittable[list[PetBox]] = None
    categories: Omittable[list[PetCategory]] = None
    address: Omittable[list[PetAddressItem]] = None
    by_name: Omittable[dict[str, PetByNameValue]] = None
    status: Omittable[PetStatus] = None
