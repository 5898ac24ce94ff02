"""The `x-specpress-editorial` marks of a spec: what is ours and not the page's.

Takes the root node of a document, gives `Marks`. A mark is a reason for the whole object it stands on, or a mapping
from keys of that object to reasons, where `(name)` is the name that the object itself stands under.
"""

from __future__ import annotations

from dataclasses import field

from specpress.diagnostics import Report, Span
from specpress.records import dataclass
from specpress.source.node import Node

MARK = "x-specpress-editorial"
NAME = "(name)"
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each mark stands, by what it marks; `used` are those that excused something or were looked at."""

    places: dict[tuple[Span, str], Span] = field(default_factory=dict)

    def on(self, span: Span, key: str = WHOLE) -> Span | None:
        """The mark on a key of an object, or on the whole object."""
        return self.places.get((span, key)) or self.places.get((span, WHOLE))

    def key(self, span: Span, key: str) -> Span | None:
        """The mark on just this key."""
        return self.places.get((span, key))


def marks(root: Node, report: Report) -> Marks:
    """Collect every mark of a document; one that is malformed or marks nothing is reported."""
    found = Marks()
    todo = [root]
    while todo:
        node = todo.pop()
        mark = node.get(MARK)
        if mark is not None:
            _take(node, mark, found, report)
        children = (child for key, child in node.items() if key != MARK)
        todo += (
            child for child in (*children, *node.elements()) if isinstance(child.value, dict | list)
        )
    return found


def _take(node: Node, mark: Node, found: Marks, report: Report) -> None:
    if _reason(mark, report):
        found.places[(node.span, WHOLE)] = mark.span
    for key, reason in mark.items():
        if key != NAME and node.get(key) is None:
            told = f"this marks {key!r} as editorial, and there is no such key here"
            report.add("SP725", reason.span, told, f"name a key of this object, or {NAME}")
        elif _reason(reason, report):
            found.places[(node.span, key)] = reason.span


def _reason(node: Node, report: Report) -> bool:
    if isinstance(node.value, dict):
        return False
    if not isinstance(node.value, str) or not node.value.strip():
        told = "an editorial mark is a reason in words, or a reason for each key"
        report.add(
            "SP725",
            node.span,
            told,
            "say why this is in the spec although the page does not state it",
        )
        return False
    return True
