# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable

__all__ = ["Owner", "OwnerAddress", "Pet", "PetTag"]


class Pet(Model):
    owner: Omittable[Owner] = None
    tag: Omittable[PetTag] = None
    nested: Omittable[OwnerAddress] = None


class Owner(Model):
    pet: Omittable[Pet] = None
    address: Omittable[OwnerAddress] = None


class PetTag(Model):
    name: Omittable[str] = None


class OwnerAddress(Model):
    city: Omittable[str] = None
