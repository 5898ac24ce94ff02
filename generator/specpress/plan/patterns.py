"""ECMA-262 patterns to those of the engine that will run them.

Takes a pattern as JSON Schema has it, gives one for pydantic's Rust engine or for Python's `re`, or None where
neither can say it. What ECMA means by a dot, a digit, a word or a space is written out as a class.
"""

from __future__ import annotations

import re
import warnings
from typing import Literal

from specpress.records import dataclass

_CLASSES = {
    "d": "0-9",
    "w": "A-Za-z0-9_",
    "s": r"\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
}
_COMPLEMENTS = {
    "D": r"\x00-/:-\U0010ffff",
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "S": r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e"
    r"\u2060-\u2fff\u3001-\ufefe\uff00-\U0010ffff",
}
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_HALF = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
_LOOK = re.compile(r"\(\?<?[=!]|\\[1-9]|\\k<")
_PROPERTY = re.compile(r"(?<!\\)(?:\\\\)*\\[pP]\{")
_REPEAT = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")
_LARGEST_REPEAT = 1000
_NOTHING = r"[^\s\S]"
_EVERYTHING = r"[\s\S]"
_DOT = r"[^\n\r\u2028\u2029]"


Engine = Literal["both", "python", "rust"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """`engine` says who can run it: look-around and back-references are Python's, `\\p{...}` is Rust's."""

    text: str
    engine: Engine

    @property
    def for_rust(self) -> str:
        """The spelling of Rust's `regex`, where `$` is the end of the text and of nothing else."""
        return self.text.replace(r"\z", "$")

    @property
    def for_python(self) -> str:
        """The spelling of Python's `re`, where the end of the text is `\\Z`."""
        return self.text.replace(r"\z", r"\Z")


def pattern(text: str) -> Pattern | None:
    """The pattern for the engine that can run it; None where none can, or where it would be too large."""
    if (
        any(int(n) > _LARGEST_REPEAT for n in re.findall(r"\{(\d{1,9})", text))
        or len(text) > 20_000
    ):
        return None
    translated = _translate(text)
    if translated is None:
        return None
    if _PROPERTY.search(text):
        return Pattern(translated, "rust") if _rust_runs(translated) else None
    made = Pattern(translated, "python" if _LOOK.search(text) else "both")
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(made.for_python)
    except (re.error, RecursionError, OverflowError):
        return None
    return made


def _rust_runs(text: str) -> bool:
    """Ask the engine itself; it is loaded for the rare pattern that only it understands."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=text))
    except SchemaError:
        return False
    return True


def _translate(text: str) -> str | None:
    made: list[str] = []
    at, inside = 0, False
    while at < len(text):
        char = text[at]
        if char == "\\":
            piece, at = _escape(text, at, inside)
            if piece is None:
                return None
            made.append(piece)
            continue
        if char == "[" and inside:
            made.append(r"\[")
        elif char == "[" and text[at : at + 2] == "[]":
            made.append(_NOTHING)
            at += 1
        elif char == "[" and text[at : at + 3] == "[^]":
            made.append(_EVERYTHING)
            at += 2
        elif char in "{}" and not inside:
            repeat = _REPEAT.match(text, at)
            made.append(repeat.group() if repeat else "\\" + char)
            at += len(repeat.group()) - 1 if repeat else 0
        elif char == "." and not inside:
            made.append(_DOT)
        elif char == "$" and not inside:
            made.append(r"\z")
        elif text.startswith("(?<", at) and text[at + 3 : at + 4] not in ("=", "!"):
            made.append("(?P<")
            at += 2
        elif inside and text[at : at + 2] in ("&&", "--", "~~"):
            made.append("\\" + char)
        else:
            made.append(char)
        inside = (inside or char == "[") and not (char == "]" and inside)
        if made[-1] in (_NOTHING, _EVERYTHING):
            inside = False
        at += 1
    return "".join(made)


def _escape(text: str, at: int, inside: bool) -> tuple[str | None, int]:
    code = text[at + 1 : at + 2]
    if not code:
        return None, at
    if code in "dws":
        return (_CLASSES[code] if inside else f"[{_CLASSES[code]}]"), at + 2
    if code in "DWS":
        return (_COMPLEMENTS[code] if inside else f"[^{_CLASSES[code.lower()]}]"), at + 2
    if code == "c" and text[at + 2 : at + 3].isalpha():
        return f"\\x{ord(text[at + 2].upper()) - 64:02x}", at + 3
    if code == "u" and text[at + 2 : at + 3] == "{":
        end = text.find("}", at)
        digits = text[at + 3 : end]
        if end < 0 or not re.fullmatch(r"[0-9a-fA-F]{1,6}", digits) or int(digits, 16) > 0x10FFFF:
            return None, at
        return _code_point(int(digits, 16)), end + 1
    if code == "u" and (pair := _PAIR.match(text, at)):
        high, low = (int(half, 16) for half in pair.groups())
        return _code_point(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), pair.end()
    if code == "u" and _HALF.match(text, at):
        return None, at  # no text that can be sent has half of a pair
    if code == "b" and inside:
        return r"\x08", at + 2
    if code == "k" and text[at + 2 : at + 3] == "<":
        end = text.find(">", at)
        return (f"(?P={text[at + 3 : end]})" if end > 0 else None), end + 1
    if code in "pP" and text[at + 2 : at + 3] == "{":
        end = text.find("}", at)
        return (text[at : end + 1] if end > 0 else None), end + 1
    if code in "bBnrtfv0":
        return {"0": r"\x00"}.get(code, "\\" + code), at + 2
    if code in "xu" or code.isdigit():
        return "\\" + code, at + 2
    if code.isalpha():
        return re.escape(code), at + 2
    itself = code in "/'\"`,:;<>=!@%_ " or not (code.isascii() and code.isprintable())
    return (code if itself else "\\" + code), at + 2


def _code_point(number: int) -> str:
    return f"\\U{number:08x}"
