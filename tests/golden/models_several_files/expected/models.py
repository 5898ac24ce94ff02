# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable

__all__ = ["Errors", "Person", "PersonTag", "Pet"]


class Pet(Model):
    owner: Omittable[Person] = None
    error: Omittable[Errors] = None
    tag: Omittable[PersonTag] = None


class Person(Model):
    friend: Omittable[Person] = None
    pet: Omittable[Pet] = None
    tag: Omittable[PersonTag] = None


class Errors(Model):
    code: Omittable[int] = None


class PersonTag(Model):
    name: Omittable[str] = None
