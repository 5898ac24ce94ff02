"""A documentation page that has been read: the same `Api` as a spec gives, and what the page cannot tell."""

from __future__ import annotations

from typing import Literal

from specpress.api import Api
from specpress.diagnostics import Located, Span
from specpress.records import dataclass

Era = Literal["early", "later", "block"]
What = Literal[
    "type",
    "items",
    "options",
    "children",
    "bound",
    "content",
    "status",
    "media type",
    "body required",
    "security",
    "security kind",
]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that a page of this kind leaves open at this place; the `Api` holds a stand-in for it."""

    span: Span
    what: What
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """`document` locates spans. The era "block" is a page with an OpenAPI document in it: it leaves nothing open.

    Early pages print no formats and no flags such as `deprecated`, so there their absence says nothing.
    """

    document: Located
    name: str
    api: Api
    unknowns: tuple[Unknown, ...]
    era: Era

    @property
    def silent(self) -> frozenset[tuple[Span, What]]:
        return frozenset((unknown.span, unknown.what) for unknown in self.unknowns)
