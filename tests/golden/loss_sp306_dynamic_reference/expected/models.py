# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Any

from ._models import Model, Omittable

__all__ = ["Named", "Only", "Tree"]


class Tree(Model):
    children: Omittable[list[Any]] = None


class Named(Model):
    name: Omittable[str] = None


class Only(Model):
    inner: Omittable[Only] = None
