"""Strings, numbers and lists of scalars: the Python type and what pydantic checks on it.

Takes the rules of a schema for one kind of value, gives a type; what neither the type nor pydantic can say comes
back as keywords that are left over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from specpress.api import NumberRules, Schema, StringRules
from specpress.plan.patterns import pattern
from specpress.plan.symbols import Symbols
from specpress.plan.types import (
    FLOAT,
    INT,
    STR,
    Builtin,
    Constrained,
    DictOf,
    ListOf,
    LiteralOf,
    Named,
    TupleOf,
    Type,
    UnionOf,
)
from specpress.printable import Code, literal
from specpress.records import dataclass

_FORMATS = {"date-time": "datetime", "date": "date", "uuid": "UUID"}
_INTEGERS = ("int", "Int32", "Int64", "_Int32", "_Int64")
_NUMBERS = {"int32": "Int32", "int64": "Int64", "float": "Float", "double": "Double"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A type, and the keywords that it does not cover."""

    type: Type
    left: frozenset[str] = frozenset()


def string(schema: Schema, symbols: Symbols) -> Scalar:
    """A string: `str`, a date, or an id; with its lengths and its pattern."""
    rules = schema.string
    known = _FORMATS.get(schema.format or "")
    lengths = rules.min_length is not None or rules.max_length is not None or rules.pattern
    if known and not lengths:
        return Scalar(symbols.builtin(known))
    arguments, left = _string_arguments(rules)
    marks = _extras(schema, symbols)
    return Scalar(_marked(STR, arguments, marks, symbols), left)


def _string_arguments(rules: StringRules) -> tuple[list[str], frozenset[str]]:
    arguments = [
        f"{name}={value}"
        for name, value in (("min_length", rules.min_length), ("max_length", rules.max_length))
        if value is not None
    ]
    if rules.pattern is None:
        return arguments, frozenset()
    found = pattern(rules.pattern)
    if found is None or found.engine == "python":
        return arguments, frozenset(("pattern",))
    return [*arguments, f"pattern={literal(found.for_rust)}"], frozenset()


def _extras(schema: Schema, symbols: Symbols) -> list[tuple[Code, tuple[str, str]]]:
    """Keywords of a string that only document; the pattern as it was, where it had to be translated."""
    rules = schema.string
    found = pattern(rules.pattern) if rules.pattern is not None else None
    translated = found is not None and found.for_rust != rules.pattern
    pairs = (
        ("format", schema.format),
        ("pattern", rules.pattern if translated else None),
        ("contentEncoding", rules.content_encoding),
        ("contentMediaType", rules.content_media_type),
    )
    keywords = ", ".join(f"{key}={literal(value)}" for key, value in pairs if value)
    if not keywords:
        return []
    name, imported = symbols.mark("Extra")
    return [(Code(f"{name}({keywords})"), imported)]


def number(schema: Schema, whole: bool, symbols: Symbols) -> Scalar:
    """A number with its bounds: `int`, or `float`."""
    arguments, left = _bounds(schema.number, whole)
    format = schema.format or ""
    base: Type = INT if whole else FLOAT
    marks: list[tuple[Code, tuple[str, str]]] = []
    if format in _NUMBERS and (format.startswith("int") == whole):
        local, imported = symbols.mark(_NUMBERS[format])
        base = Builtin(
            local, imported[0], imported[1].split(" ")[0] if " as " in imported[1] else ""
        )
    elif format:
        name, imported = symbols.mark("Extra")
        marks.append((Code(f"{name}(format={literal(format)})"), imported))
    return Scalar(_marked(base, arguments, marks, symbols), left)


def _bounds(rules: NumberRules, whole: bool) -> tuple[list[str], frozenset[str]]:
    found: list[tuple[str, int | float | None]] = [
        ("ge", _rounded(rules.minimum, whole, math.ceil)),
        ("gt", _rounded(rules.exclusive_minimum, whole, math.floor)),
        ("le", _rounded(rules.maximum, whole, math.floor)),
        ("lt", _rounded(rules.exclusive_maximum, whole, math.ceil)),
    ]
    left: set[str] = set()
    multiple = rules.multiple_of
    if multiple is not None:
        if whole and isinstance(multiple, int) and 0 < multiple < 2**63:
            found.append(("multiple_of", multiple))
        else:
            left.add("multipleOf")
    for name, value in found:
        if value is not None and abs(value) >= 2**63:
            left |= {"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"}
    kept = [(name, value) for name, value in found if value is not None and abs(value) < 2**63]
    return [f"{name}={literal(value)}" for name, value in kept], frozenset(left)


def _rounded(bound: float | None, whole: bool, to: object) -> int | float | None:
    if bound is None or not whole or isinstance(bound, int):
        return bound
    assert callable(to)
    rounded = to(bound)
    return rounded if isinstance(rounded, int) else bound


def sized(type: Type, least: int | None, most: int | None, symbols: Symbols) -> Type:
    """A list or dict with its bounds on the number of elements."""
    pairs = (("min_length", least), ("max_length", most))
    return _marked(
        type, [f"{name}={value}" for name, value in pairs if value is not None], [], symbols
    )


def _marked(
    type: Type,
    arguments: Iterable[str],
    marks: list[tuple[Code, tuple[str, str]]],
    symbols: Symbols,
) -> Type:
    listed = list(arguments)
    if listed:
        name, imported = symbols.mark("Field")
        marks = [(Code(f"{name}({', '.join(listed)})"), imported), *marks]
    return constrained(type, marks)


def constrained(type: Type, marks: list[tuple[Code, tuple[str, str]]]) -> Type:
    """The type with marks after those that it has."""
    if not marks:
        return type
    names = tuple(imported for _, imported in marks)
    codes = tuple(code for code, _ in marks)
    if isinstance(type, Constrained):
        return Constrained(type.type, type.marks + codes, type.names + names)
    return Constrained(type, codes, names)


def exact_integers(type: Type, symbols: Symbols) -> Type:
    """Outside a class nobody tells pydantic that 1.0 is an integer (the base class does it for fields)."""
    match type:
        case Builtin(name="int"):
            return symbols.builtin("Int")
        case ListOf():
            return ListOf(exact_integers(type.item, symbols))
        case DictOf():
            return DictOf(exact_integers(type.value, symbols))
        case UnionOf():
            return UnionOf(tuple(exact_integers(member, symbols) for member in type.members))
        case Constrained(type=Builtin(name=name)) if name in _INTEGERS:
            mark, imported = symbols.mark("Whole")
            return constrained(type, [(Code(f"{mark}()"), imported)])
        case Constrained():
            return replace(type, type=exact_integers(type.type, symbols))
        case Builtin(name=name) if name in _INTEGERS:
            mark, imported = symbols.mark("Whole")
            return constrained(type, [(Code(f"{mark}()"), imported)])
        case Builtin() | Named() | LiteralOf() | TupleOf():
            return type
