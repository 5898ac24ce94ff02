"""The members of one object of a document, taken one by one; what nobody takes is reported.

This is how nothing gets dropped silently: a reader asks for the keys it knows, `close` looks at what is left.
Keys that begin with `x-` are handed on as extensions; those that only document are noted once for each key.
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping
from dataclasses import field
from typing import TypeVar

from specpress.api import Json, Parameter, Response, Value
from specpress.diagnostics import Report, Span
from specpress.records import dataclass
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
T = TypeVar("T")
_NO_EXTENSIONS: Mapping[str, Json] = {}


@dataclass(frozen=True, slots=True)
class Context:
    """What every reader needs. `version` is "3.0", "3.1" or "3.2"; `noted` the keys that were noted already.

    `parameters` and `responses` are those that something refers to: read once, used often.
    """

    version: str
    resolver: Resolver
    report: Report
    noted: set[str] = field(default_factory=set)
    parameters: dict[Span, Parameter | None] = field(default_factory=dict)
    responses: dict[Span, Response] = field(default_factory=dict)

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

    def names(self) -> KeysView[str]:
        """The members that nobody has taken yet; changes as they are taken."""
        return self._left.keys()

    def take(self, key: str) -> Node | None:
        """The member, or None; either way it counts as dealt with."""
        if key not in self._left:
            return None
        return Node(self._left.pop(key), self.node.span.child(key))

    def value(self, key: str) -> Value | None:
        """The member as it stands, whatever it is."""
        return Value(self._left.pop(key)) if key in self._left else None

    def choice(self, key: str, table: Mapping[str, T]) -> T | None:
        """What the member names in a table; it counts as dealt with if it does."""
        value = self._left.get(key)
        if not isinstance(value, str) or value not in table:
            return None
        del self._left[key]
        return table[value]

    def text(self, key: str) -> str:
        value = self._left.pop(key, "")
        if isinstance(value, str):
            return value
        if value is not None:  # null text is reported as harmless by `validity`
            self._wrong(key, value, "a string")
        return ""

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self._left else None

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._left.pop(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, "true or false")
        return default

    def number(self, key: str) -> int | float | None:
        if key not in self._left:
            return None
        value = self._left.pop(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, value, "a number")
            return None
        return value

    def _wrong(self, key: str, value: Json, wanted: str) -> None:
        self._context.wrong(Node(value, self.node.span.child(key)), wanted)

    def count(self, key: str) -> int | None:
        """A whole number that is not negative; JSON Schema takes 2.0 for 2."""
        number = self.number(key)
        if number is None:
            return None
        if number < 0 or number != int(number):
            self._wrong(key, number, "a whole number, 0 or more")
            return None
        return int(number)

    def members(self, key: str) -> Iterator[tuple[str, Node]]:
        """The members of a mapping of things by name, extensions left out."""
        node = self.take(key)
        if node is None:
            return
        if not isinstance(node.value, dict):
            self._context.wrong(node, "a mapping")
        yield from node.items()

    def elements(self, key: str) -> Iterator[Node]:
        node = self.take(key)
        if node is None:
            return
        if not isinstance(node.value, list):
            self._context.wrong(node, "a list")
        yield from node.elements()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._left.get(key)
        made = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
        if value == made:  # nothing to find fault with
            self._left.pop(key, None)
            return tuple(made)
        made.clear()
        for node in self.elements(key):
            if isinstance(node.value, str):
                made.append(node.value)
            else:
                self._context.wrong(node, "a string")
        return tuple(made)

    def extensions(self) -> Mapping[str, Json]:
        found = [key for key in self._left if key.startswith("x-")] if self._left else ()
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
