# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._marks import Extra
from ._models import Model, Omittable

__all__ = ["Note", "SendRequest"]


class Note(Model):
    text: str
    tags: Omittable[list[str]] = None


class SendRequest(Model):
    file: Annotated[str, Extra(format="binary")]
    more: Omittable[list[Annotated[str, Extra(format="binary")]]] = None
    note: Annotated[str, Field(max_length=400)] | None = None
