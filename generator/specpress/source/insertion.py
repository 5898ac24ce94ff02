"""Where something can be added to a document without touching what is there: a member of a mapping, an element of a list.

Takes a document and a pointer, gives an `Insertion` of text made by the caller; comments, order and layout stay as
they are. Nothing is inserted where the place cannot be found: the answer is None then.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from specpress.records import dataclass
from specpress.source.document import Document
from specpress.source.fault import Fault
from specpress.source.yaml import YamlTree, parse_yaml


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text to put at a line and column, both counted from 0."""

    line: int
    column: int
    text: str


def insert_member(document: Document, pointer: str, text: str) -> Insertion | None:
    """Add `key: value`, given as text on one line, as the last member of the mapping at `pointer`."""
    node = _node(document, pointer)
    if not isinstance(node, yaml.MappingNode):
        return None
    last = node.value[-1] if node.value else None
    if node.flow_style or last is None:
        return _in_flow(node, last[1] if last else None, text)
    return Insertion(
        _last_line(last[1]) + 1, 0, f"{' ' * node.value[0][0].start_mark.column}{text}\n"
    )


def insert_element(document: Document, pointer: str, text: str) -> Insertion | None:
    """Add a value, given as text on one line, as the last element of the list at `pointer`."""
    node = _node(document, pointer)
    if not isinstance(node, yaml.SequenceNode):
        return None
    last = node.value[-1] if node.value else None
    if node.flow_style or last is None:
        return _in_flow(node, last, text)
    return Insertion(_last_line(last) + 1, 0, f"{' ' * node.start_mark.column}- {text}\n")


def inserted(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with all of them in it; those at one place keep their order."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix("\ufeff").split("\n")
    places: dict[tuple[int, int], str] = {}
    for one in insertions:
        places[one.line, one.column] = places.get((one.line, one.column), "") + one.text
    for (line, column), added in sorted(places.items(), reverse=True):
        if line < len(lines):
            lines[line] = lines[line][:column] + added + lines[line][column:]
        else:
            lines.append(added.removesuffix("\n"))
    return mark + "\n".join(lines)


def _node(document: Document, pointer: str) -> yaml.Node | None:
    """The node at a pointer. JSON is composed as the YAML that it nearly always is."""
    tree = document.tree
    if tree is None:
        try:
            tree = parse_yaml(document.text.removeprefix("\ufeff"))[1]
        except Fault:
            return None
    return _walk(tree, pointer)


def _walk(tree: YamlTree, pointer: str) -> yaml.Node | None:
    node = tree.root
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(node, yaml.SequenceNode) and token.isdigit() and int(token) < len(node.value):
            node = node.value[int(token)]
            continue
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = [value for key, value in pairs if key.value == token]
        if not found:
            return None
        node = found[0]
    return node


def _in_flow(node: yaml.CollectionNode, last: yaml.Node | None, text: str) -> Insertion | None:
    """Before the closing bracket, or after the last thing in it."""
    if last is None:
        end = node.end_mark
        return Insertion(end.line, end.column - 1, text) if node.flow_style else None
    end = last.end_mark
    begins = node.value[-1][0] if isinstance(node, yaml.MappingNode) else last
    own_line = begins.start_mark.line > node.start_mark.line
    lead = f",\n{' ' * begins.start_mark.column}" if own_line else ", "
    return Insertion(end.line, end.column, lead + text)


def _last_line(node: yaml.Node) -> int:
    """The last line that a node is on: of a block, that of its last part."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    at_start = end.column == 0 and end.line > node.start_mark.line
    return int(end.line) - 1 if at_start else int(end.line)
