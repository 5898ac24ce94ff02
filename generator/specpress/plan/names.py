"""Names that Python accepts: for classes, fields, enum members, modules, methods and arguments.

Takes text from a spec, gives `Identifier`s made of what an allow-list lets through after NFKC. A name that is fine
as it is stays as it is; the same text always gives the same name, and what would clash is numbered by `Scope`,
first come first served, so that adding a name later renames no earlier one.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from specpress.printable import Identifier

LONGEST = 80
READABLE = 60
_SYMBOLS = {
    "+": "plus",
    "-": "minus",
    "*": "star",
    "/": "slash",
    "%": "percent",
    "&": "and",
    "|": "or",
    "!": "not",
    "=": "equal",
    "<": "less",
    ">": "greater",
    "@": "at",
    "#": "hash",
    "$": "dollar",
    ".": "dot",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "?": "question",
    "~": "tilde",
    "^": "caret",
    "_": "underscore",
    " ": "space",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "'": "quote",
    '"': "quote",
    "\\": "backslash",
    "`": "backtick",
}
_WORDS = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[^\W_A-Za-z]+")
BUILTINS = frozenset(dir(builtins))
USED_BUILTINS = frozenset(
    ("bool", "dict", "float", "int", "list", "property", "str", "super", "tuple")
)
"""Builtins that generated code refers to: a class or field of that name would hide them."""


_MEMORY = 20_000
"""Names that are remembered: a document says most of its names many times."""


def words(text: str) -> list[str]:
    """The words of a name in any spelling: `petStatus`, `pet-status`, `PETStatus` and `pet status` alike."""
    return list(_words(text))


@lru_cache(_MEMORY)
def _words(text: str) -> tuple[str, ...]:
    clean = unicodedata.normalize("NFKC", text)
    return tuple(word for word in _WORDS.findall(clean) if f"a{word}".isidentifier())


@lru_cache(_MEMORY)
def is_name(text: str) -> bool:
    """Whether Python takes the text as a name just as it is, and nobody stumbles over it."""
    return (
        text.isidentifier()
        and unicodedata.normalize("NFKC", text) == text
        and not keyword.iskeyword(text)
        and not text.startswith("_")
        and len(text) <= LONGEST
        and text.isascii() | text.isprintable()
    )


def class_name(text: str, fallback: str = "Schema") -> Identifier:
    """A class name; `kebab-case` and dotted names become `KebabCase`."""
    if is_name(text):
        return _free(text)
    made = "".join(word[:1].upper() + word[1:] for word in words(text)) or _symbols(text).title()
    made = shortened(made.replace("_", "")) or fallback
    return _free(made if made[0].isalpha() else fallback + made)


def shortened(name: str) -> str:
    """A name that we make, without its middle where it is too long to read: its first words tell where
    something stands, its last ones what it is."""
    if len(name) <= READABLE:
        return name
    parts = [part[: READABLE // 2] for part in _WORDS.findall(name)]
    tail: list[str] = []
    while parts and sum(map(len, tail)) + len(parts[-1]) <= READABLE // 2:
        tail.insert(0, parts.pop())
    head = ""
    for part in parts:
        if len(head) + len(part) + sum(map(len, tail)) > READABLE:
            break
        head += part
    return head + "".join(tail)


@lru_cache(_MEMORY)
def pascal(text: str) -> str:
    """The words of a name run together, to be a part of a longer class name."""
    made = "".join(word[:1].upper() + word[1:] for word in words(text))
    return made[:LONGEST] or _symbols(text).title().replace("_", "")[:LONGEST]


def field_name(text: str, reserved: Iterable[str] = ()) -> Identifier:
    """An attribute; the name on the wire where that is possible, so that an alias is the exception."""
    made = text
    if not is_name(text):
        made = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", text)).strip("_")[:LONGEST]
        made = made or _symbols(text)[:LONGEST] or "field"
        if not made[0].isalpha():
            made = f"field_{made}"
        if not made.isidentifier():
            made = "field"
    made = made.rstrip("_") if made.startswith("model_") else made
    return Identifier(f"{made}_" if made in reserved or keyword.iskeyword(made) else made)


def snake(text: str, fallback: str = "value") -> Identifier:
    """A function, argument or module name: `getPetById` becomes `get_pet_by_id`."""
    made = "_".join(word.lower() for word in words(text))[:LONGEST].strip("_")
    made = made or _symbols(text)[:LONGEST] or fallback
    if not made[0].isalpha():
        made = f"{fallback}_{made}"
    return Identifier(f"{made}_" if keyword.iskeyword(made) or made in USED_BUILTINS else made)


def member_name(text: str) -> Identifier:
    """A member of an enum: `in-progress` becomes `IN_PROGRESS`, `-created` `MINUS_CREATED`."""
    head = ""
    if text[:1] in ("+", "-") and text[1:2].isalnum():
        head = _SYMBOLS[text[0]] + "_"
    made = (head + "_".join(words(text))).upper()[:LONGEST].strip("_")
    made = made or _symbols(text).upper()[:LONGEST] or ("EMPTY" if not text else "VALUE")
    if not made[0].isalpha():
        made = f"VALUE_{made}"
    return Identifier(made if made.isidentifier() else "VALUE")


def _symbols(text: str) -> str:
    return "_".join(_SYMBOLS[char] for char in text[:16] if char in _SYMBOLS)


def _free(name: str) -> Identifier:
    """Annotations have to mean the class: not a builtin, nor what the module or a model has of that name."""
    taken = keyword.iskeyword(name) or name in BUILTINS or name in ("annotations", "models")
    taken = taken or name.startswith("model_")
    return Identifier(f"{name}_" if taken else name)


@dataclass(slots=True)
class Scope:
    """Names that are taken. Two that Python or a file system without case would confuse count as one
    only where `fold` is set."""

    taken: set[str] = field(default_factory=set)
    fold: bool = False

    def claim(self, name: Identifier) -> Identifier:
        """The name itself if it is free, else with the lowest number that is."""
        made, number = name, 2
        while (key := self._key(made)) in self.taken:
            made = Identifier(f"{name.rstrip('_')}{'_' if name[-1:].isdigit() else ''}{number}")
            number += 1
        self.taken.add(key)
        return made

    def has(self, name: str) -> bool:
        return self._key(name) in self.taken

    def _key(self, name: str) -> str:
        return name.casefold() if self.fold else name
