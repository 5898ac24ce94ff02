# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable

__all__ = [
    "Pet",
    "PetOwner",
    "PetOwner2",
    "UserName",
    "UserName2",
    "UserName3",
    "user_name",
]


class UserName2(Model):
    id: Omittable[int] = None


class UserName(Model):
    id: Omittable[str] = None


class user_name(Model):
    id: Omittable[str] = None


class UserName3(Model):
    id: Omittable[str] = None


class PetOwner2(Model):
    id: Omittable[int] = None


class Pet(Model):
    owner: Omittable[PetOwner2] = None


class PetOwner(Model):
    id: Omittable[int] = None
