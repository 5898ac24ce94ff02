"""One kind of value to a Python type: text, number, list or mapping, each with the rules of its kind.

Takes a schema and its kinds, gives the union of one type for each. What the type of a kind cannot say is left over as
rules.
"""

from __future__ import annotations

from dataclasses import replace

from specpress.api import ArrayRules, Schema, TypeName
from specpress.plan.kinds import implied_kinds
from specpress.plan.patterns import pattern
from specpress.plan.planning import Planning
from specpress.plan.scalars import constrained, number, sized, string
from specpress.plan.types import (
    BOOL,
    FLOAT,
    INT,
    NONE,
    STR,
    DictOf,
    ListOf,
    Type,
    union,
)
from specpress.printable import Code, literal

BASIC: dict[TypeName, Type] = {
    "boolean": BOOL,
    "integer": INT,
    "number": FLOAT,
    "string": STR,
    "null": NONE,
}
_PLURALS = ("aliases", "nches", "rches", "tches", "shes", "sses", "tuses", "xes")
_PYTHON_KIND = {
    "string": "str",
    "number": "int, float",
    "array": "list",
    "object": "dict",
}


def by_types(planning: Planning, schema: Schema, hint: str) -> Type:
    """The union of one type for each kind of value."""
    if schema.types is not None:
        if not schema.types:
            return planning.rules(planning.any(), False)
        return union(*(one_kind(planning, schema, kind, hint) for kind in schema.types))
    kinds = implied_kinds(schema)
    if len(kinds) != 1:
        made = planning.any()
        if kinds:
            made = planning.rules(
                made, planning.fragment(replace(schema, not_=None, if_=None, all_of=()))
            )
        return with_format(planning, made, schema)
    kind = next(iter(kinds))
    inner = one_kind(planning, schema, kind, hint)
    if kind == "number":
        inner = planning.rules(
            planning.any(), planning.fragment(Schema(schema.span, number=schema.number))
        )
        return with_format(planning, inner, schema)
    name, imported = planning.symbols.mark("Untyped")
    return constrained(inner, [(Code(f"{name}({_PYTHON_KIND[kind]})"), imported)])


def with_format(planning: Planning, type: Type, schema: Schema) -> Type:
    if not schema.format:
        return type
    name, imported = planning.symbols.mark("Extra")
    return constrained(type, [(Code(f"{name}(format={literal(schema.format)})"), imported)])


def one_kind(planning: Planning, schema: Schema, kind: TypeName, hint: str) -> Type:
    match kind:
        case "string":
            text = string(schema, planning.symbols)
            return scalar(planning, schema, text.type, text.left)
        case "integer" | "number":
            made = number(schema, kind == "integer", planning.symbols)
            return scalar(planning, schema, made.type, made.left)
        case "array":
            return array(planning, schema, hint)
        case "object":
            return mapping(planning, schema, hint)
        case _:
            return BASIC[kind]


def scalar(planning: Planning, schema: Schema, type: Type, left: frozenset[str]) -> Type:
    if not left:
        return type
    found = pattern(schema.string.pattern or "") if "pattern" in left else None
    if found is not None and found.engine == "python":
        told = "this pattern is checked by Python's engine, and only where validation is strict"
        planning.report.add("SP409", schema.span, told)
    whole = planning.fragment(Schema(schema.span, string=schema.string, number=schema.number))
    if not isinstance(whole, dict):
        return type
    return planning.rules(type, {key: value for key, value in whole.items() if key in left})


def array(planning: Planning, schema: Schema, hint: str) -> Type:
    rules = schema.array
    item = (
        planning.any()
        if rules.items is None
        else planning.type_of(rules.items, item_hint(planning, hint))
    )
    if rules.prefix_items:
        item = planning.any()
    made = sized(ListOf(item), rules.min_items, rules.max_items, planning.symbols)
    if ArrayRules(rules.items, min_items=rules.min_items, max_items=rules.max_items) == rules:
        return made
    left = replace(rules, min_items=None, max_items=None)
    if not rules.prefix_items:
        left = replace(left, items=None)
    fragment = planning.fragment(Schema(schema.span, array=left))
    return made if fragment is True else planning.rules(made, fragment)


def item_hint(planning: Planning, hint: str) -> str:
    """What one of `PetTags` is called: `PetTag`; of `PetStatus`, `PetStatusItem`."""
    if hint.endswith("ies"):
        singular = hint[:-3] + "y"
    else:
        singular = hint[:-2] if hint.endswith(_PLURALS) else hint[:-1]
    plural = hint.endswith("s") and not hint.endswith(("ss", "us", "is"))
    return singular if plural and not planning.scope.has(singular) else f"{hint}Item"


def mapping(planning: Planning, schema: Schema, hint: str) -> Type:
    """An object without fields of its own."""
    rules = schema.object
    open_ended = rules.additional is None or rules.pattern_properties
    additional = None if open_ended else rules.additional
    value = planning.any() if additional is None else planning.type_of(additional, f"{hint}Value")
    made = sized(DictOf(value), rules.min_properties, rules.max_properties, planning.symbols)
    left = replace(rules, min_properties=None, max_properties=None)
    if not rules.pattern_properties:
        left = replace(left, additional=None)
    fragment = planning.fragment(Schema(schema.span, object=left))
    return made if fragment is True else planning.rules(made, fragment)
