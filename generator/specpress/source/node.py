"""A node of a document: a JSON value and the place it stands at.

The loader gives plain values, parsed as fast as the machine can; a `Node` is made only where a pass looks. It
is also the type of spec text: what a pass holds is a `Node`, not a `str`.
"""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import Json
from specpress.diagnostics import Span
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    value: Json
    span: Span

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping, in order; nothing for any other value."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Node(value, self.span.child(key))

    def elements(self) -> Iterator[Node]:
        """The elements of a sequence; nothing for any other value."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(value, self.span.child(index))

    def get(self, key: str) -> Node | None:
        if isinstance(self.value, dict) and key in self.value:
            return Node(self.value[key], self.span.child(key))
        return None
