# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Datafold 1"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _client_errors as errors

if TYPE_CHECKING:
    from .client import AsyncDatafold, Datafold

__all__ = ["AsyncDatafold", "Datafold", "errors"]


def __getattr__(name: str) -> object:
    """Import the client when it is asked for: a server needs no HTTP library."""
    if name not in __all__:
        raise AttributeError(name)
    from .client import AsyncDatafold, Datafold

    if name == "AsyncDatafold":
        return AsyncDatafold
    return Datafold
