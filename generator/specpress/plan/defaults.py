"""Default values: a JSON value as the Python expression that a field of a certain type starts with."""

from __future__ import annotations

from specpress.api import Json, Never, Subschema, Value
from specpress.plan.kinds import kind_of
from specpress.plan.model_views import AliasView, EnumView, ModelView
from specpress.plan.planning import Planning
from specpress.plan.types import (
    Builtin,
    Constrained,
    DictOf,
    ListOf,
    LiteralOf,
    Named,
    TupleOf,
    Type,
    UnionOf,
    plain,
)
from specpress.printable import Code, Identifier, literal

_SCALARS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_NUMBERS = {"Int32": "int", "Int64": "int", "Float": "float", "Double": "float"}


def default_code(
    planning: Planning, field: Subschema, type: Type, default: Value, wire: str
) -> Code | None:
    """The expression, or None after reporting that the default is not one that the schema allows."""
    value = default.json
    kinds = planning.kinds.of(field)
    kind = kind_of(value)
    if isinstance(field, Never) or ("number" if kind == "integer" else kind) not in kinds:
        told = (
            f"the default of {wire!r} is a {kind}, which the schema does not allow; it is left out"
        )
        planning.report.add("SP405", field.span, told)
        return None
    made = _code(planning, type, value)
    if made is None:
        told = f"the default of {wire!r} is not applied: it is not a value of this type, or not a simple one"
        planning.report.add("SP406", field.span, told)
    elif made[0] in "[{":  # so that nobody takes it for shared between instances
        return Code(f"{planning.symbols.name('Field')}({made})")
    return made


def _code(planning: Planning, type: Type, value: Json) -> Code | None:
    match plain(type):
        case Builtin() as builtin:
            return _builtin(planning, builtin, value)
        case Named(name=name):
            return _named(planning, name, value)
        case ListOf(item=item):
            if not isinstance(value, list):
                return None
            made = [_code(planning, item, each) for each in value]
            if any(code is None or "=" in code for code in made):
                return None
            return Code(f"[{', '.join(code for code in made if code is not None)}]")
        case DictOf(value=inner):
            simple = isinstance(value, dict) and inner == planning.any()
            return literal(value) if simple or value == {} else None
        case LiteralOf(values=values):
            code = literal(value)
            return code if code in values else None
        case UnionOf(members=members):
            found = (_code(planning, member, value) for member in members)
            return next((code for code in found if code is not None), None)
        case TupleOf() | Constrained():
            return None


def _builtin(planning: Planning, type: Builtin, value: Json) -> Code | None:
    name = type.origin or type.name
    name = _NUMBERS.get(name, name)
    if name == "None":
        return literal(None) if value is None else None
    if name == "Any":
        return literal(value)
    wanted, kind = _SCALARS.get(name), kind_of(value)
    if wanted is not None:
        fits = kind == wanted or (wanted == "number" and kind == "integer")
        if wanted == "integer" and isinstance(value, float):
            return literal(int(value)) if fits else None
        return literal(value) if fits else None
    return None


def _named(planning: Planning, name: Identifier, value: Json) -> Code | None:
    match planning.items.get(name):
        case EnumView(members=members):
            wanted = literal(value)
            found = next((m.name for m in members if m.value == wanted), None)
            return Code(f"{name}.{found}") if found else None
        case ModelView() | AliasView() | None:
            return None
