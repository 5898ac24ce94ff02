"""One loaded document: its value, its text, and where each node of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from specpress.api import Json
from specpress.diagnostics import Place, Span
from specpress.records import dataclass
from specpress.source.fault import Fault
from specpress.source.json import locate_json, parse_json
from specpress.source.node import Node

if TYPE_CHECKING:
    from specpress.source.yaml import YamlTree

_BLANK = re.compile("[\ufeff \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is the path relative to the root document's folder; `display` is how the user would write it."""

    name: str
    display: str
    text: str
    value: Json
    tree: YamlTree | None

    @property
    def root(self) -> Node:
        return Node(self.value, Span(self.name, ""))

    def locate(self, pointers: Iterable[str]) -> Mapping[str, Place]:
        """The places of JSON pointers: of the value where it is a scalar, else of its key."""
        return self.tree.locate(pointers) if self.tree else locate_json(self.text, pointers)


def document(name: str, display: str, data: bytes) -> Document:
    """Read one file: JSON by its ending or its first character, else YAML. Raises `Fault`."""
    text = _decode(data)
    head = _head(text)
    _refuse_other_files(head)
    if name.endswith(".json"):
        return Document(name, display, text, parse_json(text.removeprefix("\ufeff")), None)
    if head[:1] in ("{", "["):
        try:
            return Document(name, display, text, parse_json(text.removeprefix("\ufeff")), None)
        except Fault as fault:
            if fault.code != "SP102":
                raise
    from specpress.source.yaml import parse_yaml  # takes longer to import than most JSON to read

    value, tree = parse_yaml(text.removeprefix("\ufeff"))
    return Document(name, display, text, value, tree)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        raise Fault("SP101", message, Place(line, column, ""), "save the file as UTF-8") from None


def _head(text: str) -> str:
    """The first few hundred characters that are not white space: the whole text is not copied for them."""
    begin = _BLANK.match(text)
    at = begin.end() if begin else 0
    return text[at : at + 400]


def _refuse_other_files(head: str) -> None:
    first = head.split("\n", 1)[0]
    if not head:
        raise Fault("SP109", "the document is empty", Place(1, 1, ""))
    if head[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        told = "this is an HTML or XML page, not an OpenAPI document"
        raise Fault(
            "SP110", told, Place(1, 1, first), "was it downloaded from a login or error page?"
        )
    if head.startswith("version https://git-lfs.github.com/"):
        told = "this is a Git LFS pointer, not the document itself"
        raise Fault("SP110", told, Place(1, 1, first), "run `git lfs pull`")
