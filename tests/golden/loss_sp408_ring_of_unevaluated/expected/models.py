# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Any

from ._models import Model

__all__ = ["Node"]


class Node(Model):
    inner: Any = None
