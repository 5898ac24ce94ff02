# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated

from ._marks import Deprecated, Model, ReadOnly, WriteOnly
from ._models import Omittable

__all__ = ["User"]


class User(Model, marks=(Deprecated,)):
    """Somebody.

    With a second paragraph, "quotes" and a \\ backslash.
    """

    id: Annotated[int, ReadOnly]
    """Given by the server."""
    password: Annotated[str, WriteOnly]
    nick: Annotated[Omittable[str], Deprecated] = None
    """Ends in a quote" """
    email: Omittable[str] = None
