"""The members of one object of a document, taken one by one; what nobody takes is reported.

This is how nothing gets dropped silently: a reader asks for the keys it knows, `close` looks at what is left.
Keys that begin with `x-` are handed on as extensions; those that only document are noted once for each key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specpress.api import Json
from specpress.diagnostics import Report
from specpress.resolve import Resolver
from specpress.source.node import Node

DOCUMENTARY = {
    "$comment",
    "contact",
    "externalDocs",
    "license",
    "summary",
    "termsOfService",
    "xml",
}
_NO_EXTENSIONS: Mapping[str, Json] = {}


@dataclass(frozen=True, slots=True)
class Context:
    """What every reader needs. `version` is "3.0", "3.1" or "3.2"; `noted` the keys that were noted already."""

    version: str
    resolver: Resolver
    report: Report
    noted: set[str] = field(default_factory=set)

    def wrong(self, node: Node, wanted: str) -> None:
        """Say that a value is of the wrong kind. Documents are checked before they are read, so this is rare."""
        self.report.add("SP301", node.span, f"expected {wanted} here")


class Fields:
    """The members of `node`, which must be a mapping: anything else is reported and counts as empty."""

    __slots__ = ("_context", "_left", "node")

    def __init__(self, node: Node, context: Context) -> None:
        self.node = node
        self._context = context
        if isinstance(node.value, dict):
            self._left = dict(node.value)
        else:
            self._left = {}
            context.wrong(node, "an object")

    def names(self) -> set[str]:
        return set(self._left)

    def take(self, key: str) -> Node | None:
        """The member, or None; either way it counts as dealt with."""
        if key not in self._left:
            return None
        return Node(self._left.pop(key), self.node.span.child(key))

    def text(self, key: str) -> str:
        node = self.take(key)
        if node is None or node.value is None:  # null text is reported as harmless by `validity`
            return ""
        if not isinstance(node.value, str):
            self._context.wrong(node, "a string")
            return ""
        return node.value

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self._left else None

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.take(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self._context.wrong(node, "true or false")
            return default
        return node.value

    def number(self, key: str) -> int | float | None:
        node = self.take(key)
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            self._context.wrong(node, "a number")
            return None
        return node.value

    def count(self, key: str) -> int | None:
        """A whole number that is not negative; JSON Schema takes 2.0 for 2."""
        number = self.number(key)
        if number is None:
            return None
        if number < 0 or number != int(number):
            self._context.wrong(
                Node(number, self.node.span.child(key)), "a whole number, 0 or more"
            )
            return None
        return int(number)

    def members(self, key: str) -> Iterator[tuple[str, Node]]:
        """The members of a mapping of things by name, extensions left out."""
        node = self.take(key)
        if node is None:
            return
        if not isinstance(node.value, dict):
            self._context.wrong(node, "a mapping")
        yield from ((name, child) for name, child in node.items())

    def elements(self, key: str) -> Iterator[Node]:
        node = self.take(key)
        if node is None:
            return
        if not isinstance(node.value, list):
            self._context.wrong(node, "a list")
        yield from node.elements()

    def texts(self, key: str) -> tuple[str, ...]:
        made = []
        for node in self.elements(key):
            if isinstance(node.value, str):
                made.append(node.value)
            else:
                self._context.wrong(node, "a string")
        return tuple(made)

    def extensions(self) -> Mapping[str, Json]:
        found = [key for key in self._left if key.startswith("x-")]
        return {key: self._left.pop(key) for key in found} if found else _NO_EXTENSIONS

    def close(self) -> None:
        """Report what is left: documentation as a note, once for each key; anything else as a loss."""
        for key in self._left:
            span = self.node.span.child(key)
            if key.startswith("x-"):
                continue
            if key not in DOCUMENTARY:
                told = (
                    "check the spelling; it is neither expressed nor enforced in what is generated"
                )
                self._context.report.add("SP302", span, f"{key!r} is not understood here", told)
            elif key not in self._context.noted:
                self._context.noted.add(key)
                told = f"{key!r} only documents; it is not carried over, here or elsewhere"
                self._context.report.add("SP303", span, told)
