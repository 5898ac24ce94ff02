"""Fields of classes that inherit: a field has one name in all of them, and no field takes the name of another's.

Takes the classes as they have been planned, each for itself, and puts others in their place where two names on the
wire would be one attribute: a base calls `_name` on the wire `name`, and what derives from it has a `name`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specpress.plan.classes import annotated
from specpress.plan.model_views import FieldView, Item, ModelView
from specpress.plan.names import Scope
from specpress.plan.symbols import Symbols
from specpress.printable import Code, Identifier, literal

Attributes = Mapping[str, Identifier]
"""Names on the wire with those of their attributes."""


def agree_on_fields(items: dict[Identifier, Item], symbols: Symbols) -> None:
    """Put in place of each class the one whose fields agree with those that it inherits."""
    known: dict[Identifier, Attributes] = {}
    for name in [*items]:
        _attributes(items, name, known, symbols)


def _attributes(
    items: dict[Identifier, Item],
    name: Identifier,
    known: dict[Identifier, Attributes],
    symbols: Symbols,
) -> Attributes:
    view = items.get(name)
    if name in known or not isinstance(view, ModelView):
        return known.get(name, {})
    inherited: dict[str, Identifier] = {}
    for base in view.bases:
        inherited |= _attributes(items, Identifier(base), known, symbols)
    chosen = _chosen(view, inherited) if inherited else {}
    if any(chosen.get(field.wire, field.name) != field.name for field in view.fields):
        fields = (_renamed(field, chosen[field.wire], symbols) for field in view.fields)
        items[name] = view = replace(view, fields=tuple(fields))
    known[name] = {**inherited, **{field.wire: field.name for field in view.fields}}
    return known[name]


def _chosen(view: ModelView, inherited: Attributes) -> Attributes:
    """Those of fields that are inherited stay; what takes the name of one has another."""
    scope = Scope({*inherited.values()})
    made = {f.wire: inherited[f.wire] for f in view.fields if f.wire in inherited}
    for field in view.fields:
        if field.wire not in made:
            made[field.wire] = scope.claim(field.name)
    return made


def _renamed(field: FieldView, name: Identifier, symbols: Symbols) -> FieldView:
    if name == field.name:
        return field
    if field.name != field.wire:  # its alias is there
        return replace(field, name=name)
    alias = Code(f"{symbols.name('Alias')}({literal(field.wire)})")
    return replace(field, name=name, annotation=annotated(field.annotation, [alias]))
