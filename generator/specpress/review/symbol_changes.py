"""Two symbol tables held against each other: which symbols changed, and what that does to code that uses them.

Takes the tables of both sides, gives `SymbolChange`s. Reading and writing are apart: what becomes optional has to be looked
at by who reads it, what becomes required has to be given by who writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.symbols import Symbol


@dataclass(frozen=True, slots=True)
class SymbolChange:
    """`reads` and `writes`: does code that reads (or calls), or that writes (constructs, implements), stop working."""

    name: str
    told: str
    reads: bool
    writes: bool
    old: Span | None
    new: Span | None

    def __str__(self) -> str:
        return f"{self.name}: {self.told}"


def symbol_changes(
    old: Mapping[str, Symbol], new: Mapping[str, Symbol]
) -> tuple[SymbolChange, ...]:
    """In the order of the tables, the old one first."""
    return tuple(_changes(old, new))


def _changes(old: Mapping[str, Symbol], new: Mapping[str, Symbol]) -> Iterator[SymbolChange]:
    for name, symbol in old.items():
        other = new.get(name)
        if other is None:
            beside = new.get(_owner(name))
            if beside is not None or _owner(name) not in old:
                told, place = f"{symbol.kind} removed", None if beside is None else beside.span
                yield SymbolChange(name, told, True, True, symbol.span, place)
        elif other != symbol:
            yield from _changed(name, symbol, other)
    for name, symbol in new.items():
        if name not in old and _owner(name) in old:
            yield _added(name, symbol, old[_owner(name)])
        elif name not in old and symbol.kind == "method":
            yield SymbolChange(name, "method added", False, True, None, symbol.span)


def _owner(name: str) -> str:
    """`models.Pet` of `models.Pet.name`, `client.pets.get` of `client.pets.get(id)`; "" of a class or a method."""
    if name.endswith(")"):
        return name[: name.index("(")]
    return name.rpartition(".")[0] if name.startswith("models.") and name.count(".") > 1 else ""


def _added(name: str, symbol: Symbol, owner: Symbol) -> SymbolChange:
    told = f"{symbol.kind} added"
    if symbol.annotation:
        told += f": {symbol.annotation}"
    if symbol.kind == "parameter":
        return SymbolChange(name, told, symbol.required, True, owner.span, symbol.span)
    return SymbolChange(name, told, False, symbol.required, owner.span, symbol.span)


def _changed(name: str, old: Symbol, new: Symbol) -> Iterator[SymbolChange]:
    spans = (old.span, new.span)
    if old.kind != new.kind:
        yield SymbolChange(name, f"{old.kind} became {new.kind}", True, True, *spans)
        return
    before, after = _plain(old), _plain(new)
    if before != after:
        wider, narrower = set(before) < set(after), set(after) < set(before)
        told = f"{' | '.join(before)} \N{RIGHTWARDS ARROW} {' | '.join(after)}"
        if old.kind == "parameter":  # callers write it, handlers read it
            yield SymbolChange(name, told, not wider, not narrower, *spans)
        elif old.kind == "method":
            yield SymbolChange(name, f"returns {told}", not narrower, not wider, *spans)
        else:
            yield SymbolChange(name, told, not narrower, not wider, *spans)
    elif old.required != new.required:
        told = "became required" if new.required else "became optional"
        calls = old.kind == "parameter" and new.required
        yield SymbolChange(name, told, calls, new.required or old.kind == "parameter", *spans)
    elif old.default != new.default:
        yield SymbolChange(
            name, f"default {old.default} became {new.default}", False, False, *spans
        )
    elif old.order != new.order:
        told = f"place {old.order} among the positional arguments became {new.order}"
        yield SymbolChange(name, told, True, True, *spans)


def _plain(symbol: Symbol) -> list[str]:
    """The members of the annotation's union, without what only pydantic looks at."""
    text = symbol.annotation
    optional = re.fullmatch(r"Omittable\[(.*)\]", text)
    text = f"{optional[1]} | None" if optional else text
    return [_bare(part) for part in _split(text, " | ")]


def _bare(text: str) -> str:
    inside = re.fullmatch(r"_?Annotated\[(.*)\]", text)
    return _bare(_split(inside[1], ", ")[0]) if inside else text


def _split(text: str, separator: str) -> list[str]:
    """At the outermost level of brackets and outside string literals."""
    parts, depth, quote, start, i = [], 0, "", 0, 0
    while i < len(text):
        char = text[i]
        if quote:
            i += char == "\\"
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
        elif depth == 0 and text.startswith(separator, i):
            parts.append(text[start:i])
            i += len(separator)
            start = i
            continue
        i += 1
    return [*parts, text[start:]]
