"""JSON text to plain values, and the places of nodes in it.

The C decoder makes the values; positions are found afterwards and only for the pointers asked for, by walking
the text again and letting the C scanner skip what lies beside the path. So a clean document pays nothing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from specpress.api import Json
from specpress.diagnostics import Place, escape
from specpress.source.fault import (
    LARGEST_DEPTH,
    LARGEST_TREE,
    LONGEST_INTEGER,
    Fault,
    line_at,
    place_at,
)

_SPACE = re.compile(r"[ \t\n\r]*")
_CONSTANT = re.compile(r"-?\b(?:NaN|Infinity)\b")


class _Duplicate(Exception):
    pass


class _Constant(Exception):
    pass


class _Long(Exception):
    pass


class _Huge(Exception):
    pass


def parse_json(text: str) -> Json:
    """The value of a JSON text (RFC 8259). Raises `Fault`: syntax, duplicate keys, NaN, limits."""
    try:
        value: Json = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Fault("SP102", f"not valid JSON: {error.msg}", place_at(text, error.pos)) from None
    except _Duplicate:
        raise _duplicate(text) from None
    except _Long as long:
        place = place_at(text, text.find(str(long)))
        raise Fault("SP106", "an integer of more than 1,000 digits", place) from None
    except _Huge as huge:
        place = place_at(text, text.find(str(huge)))
        raise Fault("SP107", f"{huge!s:.40} is too large a number", place) from None
    except _Constant as constant:
        found = next((m for m in _CONSTANT.finditer(text) if m.group() == str(constant)), None)
        place = place_at(text, found.start() if found else 0)
        raise Fault("SP107", f"{constant} is not a JSON number", place) from None
    except RecursionError:
        raise Fault("SP105", "nested deeper than 200 levels", place_at(text, 0)) from None
    _measure(value, text)
    return value


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Duplicate
    return made


def _constant(text: str) -> NoReturn:
    raise _Constant(text)


def _integer(text: str) -> int:
    if len(text) > LONGEST_INTEGER and len(text.lstrip("-")) > LONGEST_INTEGER:
        raise _Long(text)
    return int(text)


def _number(text: str) -> float:
    """A number beyond what a float can hold would be read as infinity, which cannot be written again."""
    value = float(text)
    if math.isinf(value):
        raise _Huge(text)
    return value


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_number, parse_constant=_constant
)


def _measure(value: Json, text: str) -> None:
    at_most = sum(map(text.count, ",[{")) + 1  # texts have some of these too
    level = [value] if isinstance(value, (dict, list)) else []
    size = 1
    for _ in range(LARGEST_DEPTH + 1):
        if not level:
            return
        if at_most > LARGEST_TREE:
            size += sum(map(len, level))
        if size > LARGEST_TREE:
            raise Fault("SP104", "more than a million nodes", place_at(text, 0))
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) is dict or type(child) is list
        ]
    raise Fault("SP105", "nested deeper than 200 levels", place_at(text, _deepest(text)))


def _deepest(text: str) -> int:
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{\]}]', text):
        if found.group() in "[{":
            depth += 1
            if depth > LARGEST_DEPTH:
                return found.start()
        elif found.group() in "]}":
            depth -= 1
    return 0


def _duplicate(text: str) -> Fault:
    keys: list[set[str] | None] = []
    for found in re.finditer(r'("(?:[^"\\]|\\.)*")(\s*:)?|[\[{\]}]', text):
        token = found.group()
        if token == "{":
            keys.append(set())
        elif token == "[":
            keys.append(None)
        elif token in ("}", "]"):
            keys.pop()
        elif found.group(2) and keys and (seen := keys[-1]) is not None:
            key = json.loads(found.group(1))
            if key in seen:
                return Fault(
                    "SP103", f"the key {key!r} is here twice", place_at(text, found.start())
                )
            seen.add(key)
    return Fault("SP103", "a key is here twice", place_at(text, 0))


@dataclass(slots=True)
class _Branch:
    """Part of a pointer trie; `wanted` are the pointers that end here."""

    wanted: list[str] = field(default_factory=list)
    children: dict[str, _Branch] = field(default_factory=dict)


def locate_json(text: str, pointers: Iterable[str]) -> Mapping[str, Place]:
    """Where each pointer stands: the key of a member whose value is a container, else the value itself."""
    wanted = set(pointers)
    root = _Branch()
    for pointer in wanted:
        branch = root
        for token in pointer.split("/")[1:]:
            branch = branch.children.setdefault(token, _Branch())
        branch.wanted.append(pointer)
    places = _places(text, sorted(_walk(text, root)))
    if missing := {p: p.rpartition("/")[0] for p in wanted - places.keys() if p}:
        above = locate_json(
            text, missing.values()
        )  # what is not there stands where its parent does
        places.update({pointer: above[parent] for pointer, parent in missing.items()})
    return places


def _places(text: str, found: list[tuple[int, str]]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    line, start, seen = 1, 0, 0
    for offset, pointer in found:
        line += text.count("\n", seen, offset)
        start = max(start, text.rfind("\n", seen, offset) + 1)
        seen = offset
        places[pointer] = Place(line, offset - start + 1, line_at(text, start))
    return places


def _walk(text: str, root: _Branch) -> list[tuple[int, str]]:
    scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
    begin = _space(text, 1 if text.startswith("\ufeff") else 0)
    found = [(begin, pointer) for pointer in root.wanted]
    _members(_Walk(text, scan, found), begin, root)
    return found


@dataclass(frozen=True, slots=True)
class _Walk:
    text: str
    scan: Callable[[str, int], tuple[object, int]]
    found: list[tuple[int, str]]


def _members(walk: _Walk, at: int, branch: _Branch) -> int:
    """Look for the branch's children in the value that begins here; the offset behind it. Each is read once."""
    text = walk.text
    if text[at] not in "{[":
        return walk.scan(text, at)[1]
    mapping, index = text[at] == "{", 0
    at = _space(text, at + 1)
    while text[at] not in "}]":
        key, key_at = str(index), at
        if mapping:
            key, after = scanstring(text, at + 1, True)
            at = _space(text, _space(text, after) + 1)
        child = branch.children.get(escape(key))
        if child is not None:
            here = key_at if mapping and text[at] in "{[" else at
            walk.found.extend((here, pointer) for pointer in child.wanted)
        at = _members(walk, at, child) if child and child.children else walk.scan(text, at)[1]
        at = _space(text, at)
        if text[at] == ",":
            at = _space(text, at + 1)
        index += 1
    return at + 1


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
