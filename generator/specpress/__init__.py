"""specpress: models, client and router from an OpenAPI document, and a review of its changes.

`build` and `compare` are imported when they are asked for, so that `specpress --help` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specpress.pipeline import build, compare

__all__ = ["build", "compare"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from specpress import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
