"""Python types as the plan decides them: a closed union, and the one way to print it.

Takes nothing from OpenAPI, gives annotations. A type is built bottom-up by `plan.models`; templates never see
it, they see the `Code` that `annotation` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from specpress.printable import Code, Identifier
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Builtin:
    """A type that the standard library or pydantic has: `str`, `Any`, `datetime`; `module` is "" for builtins.

    `origin` is its name there, where it goes by another one because a schema has that name.
    """

    name: Code
    module: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A class or alias of the generated models."""

    name: Identifier


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Type


@dataclass(frozen=True, slots=True)
class TupleOf:
    """`tuple[A, B]`."""

    items: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class DictOf:
    value: Type


@dataclass(frozen=True, slots=True)
class LiteralOf:
    """`Literal["a", 1, True]`; the values are printed already."""

    values: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class UnionOf:
    """`A | B | None`: at least two members, none of them a union."""

    members: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Constrained:
    """`Annotated[type, marks...]`: what the type cannot say and pydantic checks. `names` is what the marks
    need imported, as (module, name)."""

    type: Type
    marks: tuple[Code, ...]
    names: tuple[tuple[str, str], ...] = ()


Type = Builtin | Named | ListOf | TupleOf | DictOf | LiteralOf | UnionOf | Constrained

ANY = Builtin(Code("Any"), "typing")
NONE = Builtin(Code("None"))
STR = Builtin(Code("str"))
INT = Builtin(Code("int"))
FLOAT = Builtin(Code("float"))
BOOL = Builtin(Code("bool"))


def union(*members: Type) -> Type:
    """The flat union, each member once, literals in one, `None` last; `Any` swallows the rest."""
    flat: dict[Type, None] = {}
    for member in members:
        flat.update(dict.fromkeys(member.members if isinstance(member, UnionOf) else (member,)))
    if ANY in flat:
        return ANY
    listed = [member for member in flat if isinstance(member, LiteralOf)]
    if len(listed) > 1:
        values = dict.fromkeys(value for member in listed for value in member.values)
        merged: Type = LiteralOf(tuple(values))
        flat = dict.fromkeys(merged if member in listed else member for member in flat)
    ordered = [*(m for m in flat if m != NONE), *(m for m in flat if m == NONE)]
    return ordered[0] if len(ordered) == 1 else UnionOf(tuple(ordered))


def optional(type: Type) -> Type:
    if isinstance(type, UnionOf) or type in (ANY, NONE):
        return union(type, NONE)
    return UnionOf((type, NONE))


def plain(type: Type) -> Type:
    """The type without what pydantic checks: how a caller thinks of it."""
    match type:
        case Constrained():
            return plain(type.type)
        case ListOf():
            return ListOf(plain(type.item))
        case TupleOf():
            return TupleOf(tuple(map(plain, type.items)))
        case DictOf():
            return DictOf(plain(type.value))
        case UnionOf():
            return union(*map(plain, type.members))
        case Builtin() | Named() | LiteralOf():
            return type
        case _:
            assert_never(type)


def annotation(type: Type, prefix: str = "") -> Code:
    """The type as source text; `prefix` ("models.") goes before the names of generated models."""
    match type:
        case Builtin():
            return type.name
        case Named():
            return Code(prefix + type.name)
        case ListOf():
            return Code(f"list[{annotation(type.item, prefix)}]")
        case TupleOf():
            return Code(f"tuple[{', '.join(annotation(item, prefix) for item in type.items)}]")
        case DictOf():
            return Code(f"dict[str, {annotation(type.value, prefix)}]")
        case LiteralOf():
            return Code(f"Literal[{', '.join(type.values)}]")
        case UnionOf():
            return Code(" | ".join(annotation(member, prefix) for member in type.members))
        case Constrained():
            return Code(f"Annotated[{', '.join([annotation(type.type, prefix), *type.marks])}]")
        case _:
            assert_never(type)


def imports(type: Type) -> Iterator[tuple[str, str]]:
    """What the annotation needs imported, as (module, name); generated models are not among it."""
    match type:
        case Builtin():
            if type.module:
                origin = f"{type.origin} as {type.name}" if type.origin else type.name
                yield type.module, origin
        case Named():
            return
        case ListOf():
            yield from imports(type.item)
        case DictOf():
            yield from imports(type.value)
        case TupleOf():
            for item in type.items:
                yield from imports(item)
        case LiteralOf():
            yield "typing", "Literal"
        case UnionOf():
            for member in type.members:
                yield from imports(member)
        case Constrained():
            yield "typing", "Annotated"
            yield from type.names
            yield from imports(type.type)
        case _:
            assert_never(type)
