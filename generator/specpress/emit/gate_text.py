"""Where the words of a string in generated code come from.

Takes everything that was read, and says of strings whether they are from there. A string of the output is one of
the spec; or a name; or made of words of the spec (a path with renamed parameters, a pattern in Python's spelling,
a server with its variables filled in); or one of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from itertools import chain

_OURS = {
    "Bearer",
    "Basic",
    "Digest",
    "Annotated",
    "Literal",
    "None",
    *("list", "dict", "tuple", "str"),
}
_OURS |= {"int", "float", "bool", "bytes", "object", "Any"}
_WORD = re.compile(r"[A-Za-z0-9]{3,}")
_ESCAPE = re.compile(r"\\[ux][0-9a-f]{2,4}|\\U[0-9a-f]{8}")
"""A character in a pattern, as Python's spelling of the pattern has it."""


class Vocabulary:
    """The strings of the documents; their words are gathered when a string is not among them."""

    def __init__(self, texts: Iterable[object]) -> None:
        self._strings: set[str] = set()
        self._met: set[str] = set(_OURS)
        level = list(texts)
        while level:
            self._strings.update([value for value in level if type(value) is str])
            objects = [value for value in level if type(value) is dict]
            self._strings.update(*objects)
            lists = [value for value in level if type(value) is list]
            level = [*chain.from_iterable(map(dict.values, objects)), *chain.from_iterable(lists)]

    def strange(self, found: Iterable[str], names: Sequence[Container[str]]) -> str:
        """A string that is neither from the spec nor ours; empty when there is none. `names` are what we named."""
        for text in found:
            if text in self._strings or text.isidentifier():
                continue
            words = set(_WORD.findall(_ESCAPE.sub(" ", text) if "\\" in text else text))
            for word in words - self._met:
                if any(word in some for some in names):
                    continue
                if word.lower() not in self._words:
                    return text
                self._met.add(word)
        return ""

    @cached_property
    def _words(self) -> str:
        """All of it in lower case without anything between the words, so that any spelling is found."""
        texts = [_plain(text) for text in self._strings]
        return (
            _BETWEEN.join(texts).lower().encode("ascii", "ignore").translate(None, _REST).decode()
        )


_BETWEEN = "\0"
_REST = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789\0"))


def _plain(text: str) -> str:
    """As names are made: compatibility forms (full width, ligatures) are the letters they stand for."""
    shown = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return shown.replace(_BETWEEN, "")
