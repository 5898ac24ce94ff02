"""Breaks long lines of generated code the way black keeps them, without black and a thousand times faster.

Takes source in which every statement stands on one line, gives source in which no line is longer than `WIDTH` where
that can be helped. Only this module knows how black breaks lines: the last bracket opens first, one element per
line with a trailing comma, unions in parentheses. Emitters write one line and call `tidy` on the whole file.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from specpress.emit.brackets import QUOTED, Group, Piece, flat, pieces_of
from specpress.printable import WIDTH, Code

STEP = 4


def tidy(source: str) -> str:
    """The source of a whole module with its long lines broken; docstrings and comments stay as they are."""
    lines = source.split("\n")
    if source.isascii():
        long = [number for number, line in enumerate(lines) if len(line) > WIDTH]
    else:
        long = [number for number, line in enumerate(lines) if _columns(line) > WIDTH]
    if not long:
        return source
    flips, quoted = _docstrings(lines)
    for number in long:
        line = lines[number]
        text = line.lstrip(" ")
        inside = bisect_left(flips, number) % 2 or number in quoted
        if not inside and not text.startswith("#"):
            lines[number] = "\n".join(_statement(len(line) - len(text), text))
    return "\n".join(lines)


def fit(line: str, indent: int = 0) -> Code:
    """One statement or element, without its indentation, broken if it does not fit behind `indent` columns."""
    if indent + _columns(line) <= WIDTH:
        return Code(" " * indent + line)
    return Code("\n".join(_statement(indent, line)))


def imports(names: Iterable[tuple[str, str]]) -> Code:
    """`from module import name, ...` for every module, sorted; ("typing", "") is `import typing`."""
    modules: dict[str, set[str]] = {}
    for module, name in names:
        modules.setdefault(module, set()).add(name)
    plain = [f"import {module}" for module in sorted(modules) if "" in modules[module]]
    chosen = [(m, group) for m, n in sorted(modules.items()) for group in _groups(n - {""})]
    lines = [*plain, *(f"from {m} import {', '.join(group)}" for m, group in chosen)]
    return Code("\n".join(map(fit, lines)))


def _groups(names: set[str]) -> list[list[str]]:
    """Names of one module by statement: each that is renamed has its own, as isort has it."""
    together = sorted((name for name in names if " as " not in name), key=_rank)
    alone = [[name] for name in names if " as " in name]
    return sorted([*alone, *([together] if together else [])], key=lambda group: _rank(group[0]))


def in_order(names: Iterable[str], fold: bool = False) -> list[str]:
    """Names as linters sort them: constants, classes, the rest; numbers in them count as numbers.

    `fold`: whatever their case, as in imports; `__all__` looks at the case.
    """
    return sorted(names, key=lambda name: _rank(name, fold))


_DIGITS = re.compile(r"([0-9]+)")


def _rank(name: str, fold: bool = True) -> tuple[int, list[tuple[int, int | str]], str]:
    """Constants, then classes, then the rest, as isort has them."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    text = name.lower() if fold else name
    parts = [(0, int(p)) if p.isdigit() else (1, p) for p in _DIGITS.split(text) if p]
    return kind, parts, name


def _columns(text: str) -> int:
    """Columns on a terminal, as black counts them: wide characters take two."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


_TRIPLE = re.compile(rf'(""")|#.*|{QUOTED}')


def _docstrings(lines: list[str]) -> tuple[list[int], set[int]]:
    """The lines at which docstrings of several lines begin and end, in turn, and all that quote docstrings."""
    flips: list[int] = []
    quoted: set[int] = set()
    for number in [number for number, line in enumerate(lines) if '"""' in line]:
        line = lines[number]
        if len(flips) % 2 or line.lstrip(" ").startswith('"""'):
            found = line.count('"""')  # a # in a docstring is no comment
        else:
            found = len(list(filter(None, _TRIPLE.findall(line))))
        if found:
            quoted.add(number)
        if found % 2:
            flips.append(number)
    return flips, quoted


# --- breaking -------------------------------------------------------------------------------------------------

_IMPORT = re.compile(r"(from \S+ import )(?!\()(.*)")
_NAMES = re.compile(r"(__all__ = \[)(.*)\]")
_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)+")
_PARAMETER = re.compile(r"\*{0,2}\w+: ")


def _statement(indent: int, text: str) -> list[str]:
    margin = " " * indent
    if found := _IMPORT.fullmatch(text):
        return _listed(margin, f"{found[1]}(", found[2], ")")
    if found := _NAMES.fullmatch(text):
        return _listed(margin, found[1], found[2], "]")
    pieces = pieces_of(text)
    if text.startswith(("def ", "async def ")):
        return _definition(indent, pieces)
    if text.endswith(","):
        pieces[-1:] = [str(pieces[-1])[:-1]] if pieces[-1] != "," else []
        return _element(indent, pieces, ",")
    return _assignment(indent, pieces)


def _listed(margin: str, head: str, names: str, end: str) -> list[str]:
    """Names without brackets or commas in them, one on each line."""
    return [margin + head, *(f"{margin}    {name}," for name in names.split(", ")), margin + end]


def _definition(indent: int, pieces: list[Piece]) -> list[str]:
    """A head, the parameters one per line, and the result."""
    where = next(i for i, piece in enumerate(pieces) if isinstance(piece, Group))
    group, rest = pieces[where], pieces[where + 1 :]
    assert isinstance(group, Group)
    margin, head = " " * indent, flat(pieces[:where])
    if group.empty:
        return _result(indent, f"{head}()", rest)
    lines = [f"{margin}{head}("]
    if together := _together(indent + STEP, group):
        return [*lines, together, *_result(indent, ")", rest)]
    for item in group.items:
        bare = flat(item) in ("*", "/")
        last_star = bare and item is group.items[-1]
        lines.extend(_element(indent + STEP, item, "" if last_star else ","))
    return [*lines, *_result(indent, ")", rest)]


def _result(indent: int, head: str, rest: list[Piece]) -> list[str]:
    """`) -> annotation:` with the annotation broken if it has to be."""
    line = head + flat(rest)
    if indent + _columns(line) <= WIDTH or not line.startswith(f"{head} -> "):
        return [" " * indent + line]
    body = _stripped(rest, " -> ")
    tail = re.search(r":( \.\.\.)?$", str(body[-1]))
    end = tail[0] if tail else ""
    body[-1:] = [str(body[-1])[: -len(end)]] if str(body[-1]) != end else []
    if not _opens(body) and not _split(body)[1:]:
        return _wrapped(indent, f"{head} -> ", body, end)
    return _value(indent, f"{head} -> ", body, end)


def _stripped(pieces: list[Piece], prefix: str) -> list[Piece]:
    first = pieces[0]
    assert isinstance(first, str)
    rest = first.removeprefix(prefix)
    return [rest, *pieces[1:]] if rest else list(pieces[1:])


def _element(indent: int, pieces: list[Piece], end: str) -> list[str]:
    """What stands between two commas, or alone in brackets, on lines of its own."""
    line = flat(pieces) + end
    if indent + _columns(line) <= WIDTH:
        return [" " * indent + line]
    if found := _PARAMETER.match(line):
        return _annotated(indent, found[0], _stripped(pieces, found[0]), end)
    return _operands(indent, pieces, end) or _opened(indent, "", pieces, end)


def _assignment(indent: int, pieces: list[Piece]) -> list[str]:
    """`name: annotation = value`, `name = value`, `return value`, or an expression."""
    first = pieces[0] if isinstance(pieces[0], str) else ""
    if found := _PARAMETER.match(first):
        return _annotated(indent, found[0], _stripped(pieces, found[0]), "")
    if found := re.match(r"[\w.]+ = |return |yield ", first):
        return _value(indent, found[0], _stripped(pieces, found[0]), "")
    return _opened(indent, "", pieces, "")


def _annotated(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    for where, piece in enumerate(pieces):
        if isinstance(piece, str) and " = " in piece:
            before, after = piece.split(" = ", 1)
            annotation = [*pieces[:where], *([before] if before else [])]
            value = [*([after] if after else []), *pieces[where + 1 :]]
            break
    else:
        return _annotation(indent, head, pieces, end)
    start = f"{head}{flat(annotation)} = "
    fits = indent + _columns(start) + 1 <= WIDTH
    if not _opens(value) or _split(value)[1:]:
        line = flat(value)
        short = indent + STEP + _columns(line) <= WIDTH
        if fits and (short or _split(value)[1:] or _DOTTED.fullmatch(line)):
            return _value(indent, start, value, end)
        return _annotation(indent, head, annotation, f" = {flat(value)}{end}")
    call = f" = {flat(value[:-1])}{flat(value[-1:])[0]}"
    if indent + _columns(start) - len(" = ") + _columns(call) <= WIDTH:
        return _opened(indent, start, value, end)
    if fits:
        return _wrapped(indent, start, value, end)
    lines = _annotation(indent, head, annotation, call)
    last = lines.pop().removesuffix(call)
    return [*lines, *_value(indent, f"{last[indent:]} = ", value, end)]


def _opens(pieces: list[Piece]) -> bool:
    """Whether it ends in brackets that can be opened."""
    return bool(pieces) and isinstance(pieces[-1], Group) and not pieces[-1].empty


def _annotation(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    """A union goes into parentheses, a subscript is opened."""
    if _opens(pieces) and not _split(pieces)[1:]:
        return _opened(indent, head, pieces, end)
    return _value(indent, head, pieces, end)


def _value(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    """What may be put in parentheses: the right side of an assignment, the result of a function."""
    margin = " " * indent
    line = flat(pieces)
    whole = f"{margin}{head}{line}{end}"
    if _columns(whole) <= WIDTH:
        return [whole]
    if _split(pieces)[1:]:
        return _wrapped(indent, head, pieces, end)
    if _opens(pieces):
        return _second_opinion(indent, head, pieces, end)
    if indent + STEP + _columns(line) > WIDTH and not _DOTTED.fullmatch(line):
        return [whole]
    return _wrapped(indent, head, pieces, end)


def _second_opinion(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    """Opened, unless its first line is too long and in parentheses no line would be."""
    opened = _opened(indent, head, pieces, end)
    if _columns(opened[0]) <= WIDTH:
        return opened
    wrapped = _wrapped(indent, head, pieces, end)
    return wrapped if all(_columns(line) <= WIDTH for line in wrapped) else opened


def _wrapped(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    margin = " " * indent
    return [f"{margin}{head}(", *_element(indent + STEP, pieces, ""), f"{margin}){end}"]


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """The operands of a union that is not in brackets."""
    operands: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Group) or piece[0] in "\"'":
            operands[-1].append(piece)
            continue
        first, *others = piece.split(" | ")
        operands[-1].append(first)
        operands.extend([other] for other in others)
    return [[piece for piece in operand if piece] for operand in operands]


def _operands(indent: int, pieces: list[Piece], end: str) -> list[str]:
    """A union with one member per line; nothing if it is none."""
    operands = _split(pieces)
    if not operands[1:]:
        return []
    lines = _opened(indent, "", operands[0], "")
    for operand in operands[1:]:
        lines.extend(_opened(indent, "| ", operand, end if operand is operands[-1] else ""))
    return lines


def _opened(indent: int, head: str, pieces: list[Piece], end: str) -> list[str]:
    """The last pair of brackets opened; the one before it too where what precedes is still too long."""
    margin = " " * indent
    line = f"{margin}{head}{flat(pieces)}{end}"
    where = max(
        (i for i, p in enumerate(pieces) if isinstance(p, Group) and not p.empty), default=None
    )
    if _columns(line) <= WIDTH or where is None:
        return [line]
    group = pieces[where]
    assert isinstance(group, Group)
    lines = _opened(indent, head, pieces[:where], group.open)
    if together := _together(indent + STEP, group):
        return [*lines, together, f"{margin}{group.close}{flat(pieces[where + 1:])}{end}"]
    comma = _comma(group)
    for item in group.items:
        lines.extend(_element(indent + STEP, item, comma))
    return [*lines, f"{margin}{group.close}{flat(pieces[where + 1:])}{end}"]


def _together(indent: int, group: Group) -> str:
    """All arguments or parameters on one line of their own, where they fit; displays have one line for each."""
    line = " " * indent + ", ".join(map(flat, group.items))
    return line if group.trailer and group.items[1:] and _columns(line) <= WIDTH else ""


def _comma(group: Group) -> str:
    """A comma after the last element, unless it would make a tuple or the element is a comprehension."""
    if len(group.items) > 1:
        return ","
    if group.open == "[" and group.trailer:
        return ""
    return "" if any(isinstance(p, str) and " for " in p for p in group.items[0]) else ","
