"""A TOML text to values that know where they stand, since `tomllib` gives values without positions.

Takes the text of a configuration file, gives the parsed table and, for any JSON pointer into it, the line and
column of its key (or of the array element). It scans only text that `tomllib` has accepted already.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping

from specpress.diagnostics import Place, escape
from specpress.records import dataclass

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_BAD = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class Toml:
    """A parsed file. `offsets` maps each JSON pointer to the offset of its key in `text`."""

    display: str
    text: str
    table: dict[str, object]
    offsets: Mapping[str, int]

    def locate(self, pointers: Iterable[str]) -> Mapping[str, Place]:
        """The place of each pointer; one that is not in the file gets that of its closest parent."""
        return {pointer: self._place(pointer) for pointer in pointers}

    def _place(self, pointer: str) -> Place:
        while pointer and pointer not in self.offsets:
            pointer = pointer.rpartition("/")[0]
        return place_at(self.text, self.offsets.get(pointer, 0))


class TomlError(ValueError):
    """The text is not TOML; `place` says where."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place


def toml(text: str, display: str) -> Toml:
    """Parse the file that users know as `display`; raises `TomlError`."""
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_BAD.sub("", str(error)).strip(), _bad_place(text, str(error))) from None
    except RecursionError:
        raise TomlError("nested too deeply", place_at(text, 0)) from None
    scan = _Scan(text)
    scan.document()
    return Toml(display, text, table, scan.offsets)


def place_at(text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    source = text[start:] if end < 0 else text[start:end]
    return Place(text.count("\n", 0, offset) + 1, offset - start + 1, source)


def _bad_place(text: str, message: str) -> Place:
    found = _BAD.search(message)
    if found is None or found[1] is None:
        return place_at(text, len(text.rstrip()))
    lines = text.split("\n")
    line = min(int(found[1]), len(lines))
    return Place(line, int(found[2]), lines[line - 1])


class _Scan:
    """One walk over valid TOML that notes where each key stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[str, int] = {}
        self.lengths: dict[str, int] = {}

    def document(self) -> None:
        table = ""
        while self.blank():
            if self.take("[["):
                table = self.header(array=True)
            elif self.take("["):
                table = self.header(array=False)
            else:
                self.pair(table)

    def header(self, *, array: bool) -> str:
        pointer = ""
        keys = self.keys()
        for number, (key, offset) in enumerate(keys):
            pointer = f"{pointer}/{escape(key)}"
            self.offsets.setdefault(pointer, offset)
            last = number == len(keys) - 1
            if array and last:
                self.lengths[pointer] = self.lengths.get(pointer, 0) + 1
            if pointer in self.lengths:
                pointer = f"{pointer}/{self.lengths[pointer] - 1}"
                self.offsets.setdefault(pointer, offset)
        self.take("]]" if array else "]")
        return pointer

    def keys(self) -> list[tuple[str, int]]:
        """A dotted key: each part with its offset."""
        parts: list[tuple[str, int]] = []
        while True:
            self.blank()
            quoted = _STRING.match(self.text, self.at)
            found = quoted or _BARE.match(self.text, self.at)
            if found is None:
                return parts
            name = _unquoted(found[0]) if quoted else found[0]
            parts.append((name, self.at))
            self.at = found.end()
            self.blank()
            if not self.take("."):
                return parts

    def pair(self, table: str) -> None:
        pointer = table
        for key, offset in self.keys():
            pointer = f"{pointer}/{escape(key)}"
            self.offsets.setdefault(pointer, offset)
        self.blank()
        self.take("=")
        self.value(pointer)

    def value(self, pointer: str) -> None:
        self.blank()
        if self.take("["):
            self.array(pointer)
        elif self.take("{"):
            while self.blank() and not self.take("}"):
                self.pair(pointer)
                self.blank()
                self.take(",")
        else:
            found = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            self.at = max(found.end() if found else 0, self.at + 1)

    def array(self, pointer: str) -> None:
        index = 0
        while self.blank() and not self.take("]"):
            self.offsets[f"{pointer}/{index}"] = self.at
            self.value(f"{pointer}/{index}")
            self.blank()
            self.take(",")
            index += 1

    def blank(self) -> bool:
        """Skip space and comments; whether anything is left."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at < len(self.text)

    def take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False


def _unquoted(text: str) -> str:
    return str(tomllib.loads(f"key = {text}")["key"])
