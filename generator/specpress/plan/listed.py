"""Listed values: a class where they are strings, literals where Python has them, else a type and the list of what is known."""

from __future__ import annotations

from dataclasses import replace

from specpress.api import NO_ANNOTATIONS, Schema, TypeName, Value
from specpress.plan.by_kind import BASIC, with_format
from specpress.plan.enums import enum_view, literal_values
from specpress.plan.kinds import has_no_rules, kind_of
from specpress.plan.planning import Planning
from specpress.plan.scalars import constrained
from specpress.plan.types import BOOL, NONE, STR, LiteralOf, Named, Type, optional, union
from specpress.printable import Code, Identifier, literal


def is_enum(planning: Planning, schema: Schema) -> bool:
    """Whether a schema becomes a class of strings."""
    values = [v.json for v in schema.enum or () if v.json is not None]
    if not values or not all(isinstance(value, str) for value in values):
        return False
    if schema.types is not None and "string" not in schema.types:
        return False
    if planning.options.enum_style == "literal" or schema.const:
        return False
    return has_no_rules(schema)


def enum(planning: Planning, schema: Schema, hint: str, name: Identifier | None = None) -> Type:
    """One of listed values; a class where they are strings."""
    kinds = schema.types
    values = tuple(v for v in schema.enum or () if kinds is None or _fits(v, kinds))
    nullable = Value(None) in values
    values = tuple(value for value in values if value.json is not None)
    if not values:
        return NONE if nullable else planning.rules(planning.any(), False)
    if is_enum(planning, schema):
        chosen = name or planning.claim(hint, schema.span)
        listed = schema if len(values) == len(schema.enum or ()) else replace(schema, enum=values)
        planning.items[chosen] = enum_view(
            chosen, listed, planning.options, planning.symbols, planning.report
        )
        return optional(Named(chosen)) if nullable else Named(chosen)
    made = with_format(planning, literals(planning, schema, values), schema)
    made = optional(made) if nullable else made
    rest = replace(schema, types=None, enum=None, annotations=NO_ANNOTATIONS, format=None)
    fragment = planning.fragment(rest)
    return made if fragment is True else planning.rules(made, fragment)


def literals(planning: Planning, schema: Schema, values: tuple[Value, ...]) -> Type:
    """Values that make no class: literals where Python has them, else the type and a list of what is known."""
    kinds = {kind_of(value.json) for value in values}
    closed = schema.const or planning.options.enums == "closed"
    if (
        kinds == {"string"}
        and closed
        or kinds == {"integer"}
        and planning.options.enums == "closed"
    ):
        return LiteralOf(literal_values(values))
    if kinds == {"boolean"} and len(values) == 2:
        return BOOL
    basic = next(iter(kinds)) if len(kinds) == 1 else None
    if basic == "integer" and schema.types is not None and "number" in schema.types:
        basic = "number"
    base: Type = BASIC.get(basic, planning.any()) if basic else planning.any()
    if kinds == {"string"}:
        base = union(LiteralOf(literal_values(values)), STR)
    name, imported = planning.symbols.mark("Known")
    listed = ", ".join(literal(value.json) for value in values)
    return constrained(base, [(Code(f"{name}({listed})"), imported)])


def _fits(value: Value, kinds: tuple[TypeName, ...]) -> bool:
    kind = kind_of(value.json)
    return kind in kinds or (kind == "integer" and "number" in kinds)
