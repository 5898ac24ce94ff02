"""The only kinds of text that may reach generated output, and the three functions that make them from other text.

A template refuses everything that is not one of these kinds (`emit.render`), so text from a spec cannot get there
by mistake: it has to go through the one function that makes it safe for its place. Joining two of them gives a
plain `str` again, which is refused: every new piece of code is made on purpose. What is made here is already
as black would write it, for lines of `WIDTH` columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

WIDTH = 88
"""Columns of a line of generated code: black's default, so that nobody has to configure anything."""


class Code(str):
    """A piece of Python source that we have made: an annotation, an expression, a call."""

    __slots__ = ()


class Identifier(Code):
    """A name that Python accepts and that nothing else in its scope has (made by `plan.names`)."""

    __slots__ = ()


# --- literals -------------------------------------------------------------------------------------------------


def literal(value: object) -> Code:
    """A JSON value as a Python expression on one line, in ASCII; evaluating it gives the value back."""
    if type(value) is str and _PLAIN(value):  # most are
        return Code(f'"{value}"')
    return Code(_literal(value))


def _literal(value: object) -> str:
    if isinstance(value, str):
        return _string(value)
    if value is None or value is True or value is False or type(value) is int:
        return repr(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {_literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return "[" + ", ".join(map(_literal, value)) + "]"
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"not a key of a JSON object: {type(key).__name__}")
    return _string(key)


def _number(value: float) -> str:
    text = float.__repr__(value)
    if text[-1] in "nf":  # nan, inf, -inf: names, not literals, and no JSON
        raise ValueError(f"not a JSON number: {text}")
    return text.replace("e+", "e")


_PLAIN = re.compile(
    r"[ !#-\[\]-~]*"
).fullmatch  # printable ASCII without the quote and the backslash


def _string(text: str) -> str:
    """Double quotes unless single ones need fewer backslashes, as black has it."""
    if _PLAIN(text):
        return f'"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = text.encode("unicode_escape").decode(
        "ascii"
    )  # all but printable ASCII, lone surrogates too
    return f"{quote}{body.replace(quote, chr(92) + quote)}{quote}"


# --- docstrings and comments ----------------------------------------------------------------------------------


_ONE_LINE = re.compile(r"[!#-\[\]-~](?:[ !#-\[\]-~]*[!#-\[\]-~])?").fullmatch
"""Prose that needs nothing done to it."""


NOTHING = Code("")
_MEMORY = 10_000
"""Docstrings that are remembered: a client says all of its own twice, and a router says them again."""


@lru_cache(_MEMORY)
def docstring(text: str, indent: int = 4) -> Code:
    """Prose as a docstring whose lines after the first are indented by `indent` columns; empty if nothing is left.

    Prose is wrapped, fenced code and tables are not. Characters that control or format (bidirectional ones
    among them) are left out, so that what a reviewer sees is what there is.
    """
    if not text:
        return NOTHING
    if len(text) <= WIDTH - indent - 6 and _ONE_LINE(text):
        return Code(f'"""{text}"""')
    lines = _dedent(_wrap(_clean(text), WIDTH - indent))
    if not lines:
        return Code("")
    body = [_escape(line) for line in lines]
    if body[0].startswith('"'):
        body[0] = "\\" + body[0]
    if (
        len(body) == 1
    ):  # black never puts the closing quotes of a single line on a line of their own
        return Code(f'"""{body[0]} """' if body[0].endswith('"') else f'"""{body[0]}"""')
    margin = " " * indent
    rest = "".join(f"\n{margin}{line}" if line else "\n" for line in body[1:])
    return Code(f'"""{body[0]}{rest}\n{margin}"""')


def _escape(line: str) -> str:
    """Backslashes first; then no three quotes in a row."""
    return line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _clean(text: str) -> list[str]:
    """Lines without control, format, unassigned and private characters, without trailing or odd white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    lines = text.expandtabs(4).splitlines()
    kept = [_shown(line).rstrip() for line in lines]
    return "\n".join(kept).strip("\n").splitlines()


def _shown(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(map(_visible, line))


def _visible(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else ""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character)[0] == "C" else character


_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def _wrap(lines: list[str], width: int) -> list[str]:
    wrapped: list[str] = []
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        quotes = 0 if number else 6 if len(lines) == 1 else 3
        room = width - quotes
        if fenced or len(line) <= room or line.lstrip().startswith("|"):
            wrapped.append(line)
        else:
            wrapped.extend(_fold(line, width, room))
    return wrapped


def _fold(line: str, width: int, room: int) -> list[str]:
    """One long line as several; the lines after the first of a list item are indented like its text."""
    item = _LIST_ITEM.match(line)
    margin = " " * (len(item[0]) if item else len(line) - len(line.lstrip()))
    if len(margin) > width // 2:
        margin = ""
    return list(_filled(line.strip() if room < width else line, room, width, margin))


def _filled(text: str, room: int, width: int, margin: str) -> Iterator[str]:
    """As many words on each line as fit, `room` columns on the first and `width` on the others; spaces stay.

    As `textwrap` does, but at the speed of one regular expression.
    """
    words = text.lstrip(" ")
    lead = len(text) - len(words)
    found = _line(room - lead).match(words)
    if found is None:
        return
    fits = lead + len(found[0]) <= room
    if not fits:
        found = _line(room).match(words)
        assert found is not None
    yield " " * (width - room) + (" " * lead if fits else "") + found[0]
    for more in _line(width - len(margin)).finditer(words, found.end()):
        yield margin + more[0]


def _line(width: int) -> re.Pattern[str]:
    """Words from here on that fit, or one that does not."""
    return re.compile(rf"[^ ](?:.{{0,{max(width - 2, 0)}}}[^ ])?(?= |\Z)|[^ ]+", re.DOTALL)


def _dedent(lines: list[str]) -> list[str]:
    """What black does to a docstring: the first line stripped, the rest moved left until one of them touches."""
    if not lines:
        return []
    rest = lines[1:]
    margin = min((len(line) - len(line.lstrip()) for line in rest if line), default=0)
    return [lines[0].strip(), *(line[margin:] for line in rest)]


def comment(text: str) -> Code:
    """A comment of our own making: spec text never stands in a comment, so anything unusual is a mistake of ours."""
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"a comment is one line of printable ASCII: {text!r}")
    return Code(f"# {text}")


def indented(code: Code, columns: int) -> Code:
    """Every line that has something on it, moved right."""
    if not isinstance(code, Code):
        raise TypeError("only our own code can be indented")
    margin = " " * columns
    return Code("\n".join(f"{margin}{line}" if line else "" for line in code.split("\n")))
