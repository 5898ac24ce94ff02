"""A field as it stands on a page: flat, in words, each thing with its line."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.diagnostics import Span
from specpress.pages.words import Bound, TypeLine


@dataclass(slots=True)
class RawField:
    """What the page says of one field, each thing with its line. `description` holds paragraphs."""

    name: str
    line: int
    span: Span
    type: TypeLine | None = None
    type_at: int = 0
    badges: dict[str, int] = field(default_factory=dict)
    default: tuple[str, int] | None = None
    bounds: dict[Bound, tuple[int | float, int]] = field(default_factory=dict)
    pattern: tuple[str, int] | None = None
    options: list[tuple[str, int]] | None = None
    options_at: int = 0
    allowed: bool = False
    examples: list[str] = field(default_factory=list)
    description: list[str] = field(default_factory=list)
    description_at: int = 0
    children_at: int = 0

    @property
    def settled(self) -> bool:
        """Whether a description can no longer follow."""
        return bool(self.bounds or self.options or self.examples or self.children_at)
