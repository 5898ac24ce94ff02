"""The shape of the story behind a review rule."""

from __future__ import annotations

from typing import Literal

from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """`old` and `new` are an example in YAML: a schema, an operation, or keys of the whole document."""

    title: str
    story: str
    old: str
    new: str
    at: Literal["schema", "operation", "document"] = "schema"
