"""Schemas to Python types: what is a class, what an enum, what a list, what has to be checked in code.

Takes a `Subschema` and a name to use if it needs one, gives a `Type`; classes and enums it makes on the way go to
`items`. What a type cannot say is left over as `Rules`, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specpress.api import (
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Annotations,
    Api,
    Json,
    Never,
    Reference,
    Schema,
    SchemaId,
    Subschema,
    TypeName,
)
from specpress.config import Options
from specpress.diagnostics import Report, Span
from specpress.plan.by_kind import by_types, with_format
from specpress.plan.classes import model_view
from specpress.plan.flatten import Flattener, only_reference
from specpress.plan.fragments import Fragments, Inexpressible, looks_through
from specpress.plan.kinds import Kinds
from specpress.plan.listed import enum, is_enum
from specpress.plan.model_views import AliasView, Item
from specpress.plan.names import Scope, class_name, shortened
from specpress.plan.order import named
from specpress.plan.scalars import constrained, exact_integers
from specpress.plan.symbols import Symbols
from specpress.plan.types import (
    NONE,
    LiteralOf,
    Named,
    Type,
    annotation,
    optional,
)
from specpress.plan.unions import union_type
from specpress.printable import Code, Identifier, literal


@dataclass(slots=True)
class Shapes:
    """The types of one document. `names` are those of the schemas that something refers to."""

    api: Api
    options: Options
    report: Report
    symbols: Symbols
    scope: Scope
    names: dict[SchemaId, Identifier]
    kinds: Kinds
    flattener: Flattener
    items: dict[Identifier, Item] = field(default_factory=dict)
    types: dict[Span, Type] = field(default_factory=dict)
    open: set[Span] = field(default_factory=set)
    plain_types: dict[tuple[tuple[TypeName, ...] | None, str | None], Type] = field(
        default_factory=dict
    )
    spans: dict[Span, SchemaId] = field(default_factory=dict)
    aliases: dict[Identifier, Type] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)

    # --- entry points -----------------------------------------------------------------------------------------

    def define(self, id: SchemaId) -> None:
        """Make the class, enum or alias of a schema that is referred to."""
        name, schema = self.names[id], self.api.schemas[id]
        if isinstance(schema, Schema):
            flat = self.flattener.flat_of(id)
            assert flat is not None
            if self.flattener.makes_class(flat):
                self.items[name] = model_view(self, flat.schema, flat.bases, name)
                return
            if is_enum(self, flat.schema):
                enum(self, flat.schema, name, name)
                return
            alone = only_reference(schema)
            made = self.type_of(alone, name) if alone else self.plain_shape(flat.schema, name)
        elif isinstance(schema, Reference):
            made = self.reference(schema.target)
        else:
            made = self.rules(self.any(), False)
        made = exact_integers(made, self.symbols)
        if made == NONE:
            made = LiteralOf((Code("None"),))  # `X | None` has to run where X is that name
        if not isinstance(schema, Never) and (said := ", ".join(_said(schema.annotations))):
            mark, imported = self.symbols.mark("Extra")
            made = constrained(made, [(Code(f"{mark}({said})"), imported)])
        self.items[name] = AliasView(name, annotation(made), False, schema.span)
        self.aliases[name] = made
        self.links[name] = set(named(made))

    def type_of(self, schema: Subschema, hint: str) -> Type:
        """The type of a schema where it stands; `hint` names the class that it may need."""
        match schema:
            case Never():
                return self.rules(self.any(), False)
            case Reference():
                return self.reference(schema.target)
            case Schema():
                if schema.span in self.spans:
                    return self.reference(self.spans[schema.span])
                if _is_plain(schema):
                    return self.plain_type(schema)
                return self.types.get(schema.span) or self.once(schema, hint)

    def once(self, schema: Schema, hint: str) -> Type:
        """The type of a schema that is new; within itself, it is checked as a rule."""
        if schema.span in self.open:
            return self.rules(self.any(), self.fragment(schema))
        self.open.add(schema.span)
        made = self.shape(schema, hint)
        self.open.discard(schema.span)
        self.types[schema.span] = made
        return made

    def plain_type(self, schema: Schema) -> Type:
        """What most schemas are: kinds and a format, no rules. All of the same spelling have the same type."""
        key = (schema.types, schema.format)
        if key not in self.plain_types:
            self.plain_types[key] = self.shape(schema, "")
        return self.plain_types[key]

    def reference(self, id: SchemaId) -> Type:
        """The name of a schema that is referred to; a class or enum that may be null says so here."""
        named = Named(self.names[id])
        return optional(named) if self.is_nullable_name(id) else named

    def is_nullable_name(self, id: SchemaId) -> bool:
        """Whether the name stands for a class or enum, and null is valid besides."""
        flat = self.flattener.flat_of(id)
        if flat is None or "null" not in self.kinds.of(flat.schema):
            return False
        return (self.flattener.makes_class(flat) and flat.schema.types is not None) or is_enum(
            self, flat.schema
        )

    def names_enum(self, id: SchemaId) -> bool:
        """Whether the name of a schema is that of an enum."""
        flat = self.flattener.flat_of(id)
        return (
            flat is not None and not self.flattener.makes_class(flat) and is_enum(self, flat.schema)
        )

    def shape(self, schema: Schema, hint: str) -> Type:
        """The type of a schema object that stands in another one."""
        alone = only_reference(schema)
        if alone is not None:
            return self.type_of(alone, hint)
        flat = self.flattener.flatten(schema)
        if not self.flattener.makes_class(flat):
            return self.plain_shape(flat.schema, hint)
        name = self.claim(hint, schema.span)
        nullable = flat.schema.types is not None and "null" in flat.schema.types
        made = optional(Named(name)) if nullable else Named(name)
        self.types[schema.span] = made  # the class may have itself in a field
        self.items[name] = model_view(self, flat.schema, flat.bases, name)
        return made

    def plain_shape(self, schema: Schema, hint: str) -> Type:
        """What is no class with fields of its own."""
        if looks_through(schema):
            return self.rules(self.any(), self.fragment(schema))
        if schema.enum is not None:
            return enum(self, schema, hint)
        if schema.any_of or schema.one_of:
            return with_format(self, union_type(self, schema, hint), schema)
        return self.with_rest(by_types(self, schema, hint), schema)

    # --- what types cannot say --------------------------------------------------------------------------------

    def with_rest(self, type: Type, schema: Schema) -> Type:
        """The type with `not`, `if` and parts of `allOf` that could not be merged."""
        if not (schema.all_of or schema.not_ or schema.if_):
            return type
        rest = Schema(
            schema.span,
            all_of=schema.all_of,
            not_=schema.not_,
            if_=schema.if_,
            then=schema.then if schema.if_ else None,
            else_=schema.else_ if schema.if_ else None,
        )
        fragment = self.fragment(rest)
        return type if fragment is True else self.rules(type, fragment)

    def rules(self, type: Type, fragment: Json) -> Type:
        if fragment is True:
            return type
        name, imported = self.symbols.mark("Rules")
        code = Code(f"{name}({literal(fragment)}, __package__)")
        return constrained(type, [(code, imported)])

    def fragment(self, schema: Subschema) -> Json:
        """The schema as JSON Schema for the checker; a pattern that cannot be run is a loss."""
        fragments = Fragments(self._named, lambda id: self.kinds.schemas[id])
        try:
            return fragments.fragment(schema)
        except Inexpressible as error:
            code, why = error.args
            self.report.add(code, schema.span, f"this is not enforced: {why}")
            return True

    def _named(self, id: SchemaId) -> Json:
        ref: Json = {"$ref": self.names[id]}
        return {"anyOf": [ref, {"type": "null"}]} if self.is_nullable_name(id) else ref

    def any(self) -> Type:
        return self.symbols.builtin("Any")

    def note(self, keyword: str, schema: Schema) -> None:
        """Say, once for each keyword, that it only documents and is not carried over."""
        if keyword not in self.noted:
            self.noted.add(keyword)
            told = (
                f"this {keyword} only documents; such ones are not carried over, here or elsewhere"
            )
            self.report.add("SP413", schema.span, told)

    def claim(self, hint: str, span: Span) -> Identifier:
        """A free class name, near the wanted one."""
        wanted = class_name(shortened(hint))
        name = self.scope.claim(wanted)
        if name != wanted:
            told = f"this would be called {wanted}, like another schema; it is called {name}"
            self.report.add("SP410", span, told, "move it to components to name it")
        return name


def _is_plain(schema: Schema) -> bool:
    """Whether nothing but kinds and a format says what is valid. Reading makes no rules where there are none."""
    return (
        schema.string is NO_STRING_RULES
        and schema.array is NO_ARRAY_RULES
        and schema.object is NO_OBJECT_RULES
        and schema.number is NO_NUMBER_RULES
        and schema.enum is None
        and not (schema.all_of or schema.any_of or schema.one_of)
        and schema.not_ is None
        and schema.if_ is None
    )


def _said(annotations: Annotations) -> Iterator[str]:
    """Of an alias, as arguments of its mark."""
    if annotations.description:
        yield f"description={literal(annotations.description.strip())}"
    flags = {
        "readOnly": annotations.read_only,
        "writeOnly": annotations.write_only,
        "deprecated": annotations.deprecated,
    }
    yield from (f"{name}=True" for name, holds in flags.items() if holds)
