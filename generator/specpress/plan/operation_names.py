"""Names of methods, groups and arguments, from operationIds, tags and parameters.

A name depends on the operation alone, never on its neighbours, so adding an operation renames no other: the words
of the tag are left out where that cannot be misread. Two that still want the same name are told apart by the
document's order, and reported by the caller.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Container

from specpress.printable import Identifier

_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[^\W_A-Za-z]+", re.ASCII)
_OTHER = re.compile(r"[^\W_]+")
_MANY = frozenset(("list", "search", "find", "query", "count", "index", "export"))
MAX_LENGTH = 80


def words(text: str) -> list[str]:
    """The words of a name in any spelling, in lower case: `getPetByID` and `get-pet-by-id` are the same."""
    text = unicodedata.normalize("NFKC", text).replace("'s", "s").replace("OAuth", "Oauth")
    found = []
    for part in _OTHER.findall(text):
        pieces = _WORD.findall(part) if part.isascii() else [part]
        found += [piece.lower() for piece in pieces]
    return found


def snake(text: str, fallback: str) -> str:
    """The words joined by underscores, fit to be an identifier; not yet a free one."""
    name = "_".join(words(text))[:MAX_LENGTH].strip("_")
    if not name.isidentifier():
        name = f"{fallback}_{name}".rstrip("_")
    return name if name.isidentifier() else fallback


def capitals(text: str, fallback: str) -> str:
    name = "".join(word[:1].upper() + word[1:] for word in words(text))[:MAX_LENGTH]
    if not name.isidentifier():
        name = f"{fallback}{name}"
    return name if name.isidentifier() else fallback


def free(name: str, taken: Container[str]) -> Identifier:
    """The name, with an underscore where Python has it already and a number where its neighbours have."""
    if keyword.iskeyword(name):
        name = f"{name}_"
    number, candidate = 2, name
    while candidate in taken:
        candidate, number = f"{name.rstrip('_')}_{number}", number + 1
    return Identifier(candidate)


def method_name(operation_id: str | None, tag: str | None, method: str, path: str) -> str:
    """What the method is called within the group of its tag."""
    if not operation_id or not words(operation_id):
        return path_name(method, path)
    named = words(operation_id)
    short = _without(named, words(tag or ""))
    name = "_".join(short)[:MAX_LENGTH].strip("_")
    return name if name.isidentifier() else snake(operation_id, method.lower())


def path_name(method: str, path: str) -> str:
    """The name of an operation that has no operationId: `get_pets_by_id` for `GET /pets/{id}`."""
    parts = [method.lower()]
    for segment in path.split("/"):
        parts += ["by"] * ("{" in segment) + words(segment)
    return snake("_".join(parts), method.lower())


def _without(named: list[str], tag: list[str]) -> list[str]:
    """`pets/list` and `list_pets` of the tag pets are `list`; `get_pet` is `get`, but `get_pets` stays."""
    if not tag or len(named) <= len(tag):
        return named
    one = [*tag[:-1], singular(tag[-1])]
    if named[: len(tag)] in (tag, one):
        return named[len(tag) :]
    many = named[0] in _MANY
    ends = (tag, [*tag[:-1], plural(tag[-1])]) if many else (one,)
    if len(named) == len(tag) + 1 and named[1:] in ends:
        return named[:1]
    return named


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"
