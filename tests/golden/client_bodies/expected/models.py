# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from ._marks import Extra
from ._models import Model, Omittable

__all__ = ["Note", "UploadRequest"]


class Note(Model):
    text: str
    more: Omittable[dict[str, str]] = None


class UploadRequest(Model):
    file: Annotated[str, Extra(format="binary")]
    pages: Omittable[list[Annotated[str, Extra(format="binary")]]] = None
    note: Omittable[Note] = None
