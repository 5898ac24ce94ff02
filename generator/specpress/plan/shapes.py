"""Schemas to Python types: what is a class, what an enum, what a list, what has to be checked in code.

Takes a `Subschema` and a name to use if it needs one, gives a `Type`; classes and enums it makes on the way go to
`items`. What a type cannot say is left over as `Rules`, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from specpress.api import (
    NO_ANNOTATIONS,
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Api,
    ArrayRules,
    Json,
    Never,
    Reference,
    Schema,
    SchemaId,
    Subschema,
    TypeName,
    Value,
)
from specpress.config import Options
from specpress.diagnostics import Report, Span
from specpress.plan.classes import model_view
from specpress.plan.enums import enum_view, literal_values
from specpress.plan.flatten import Flattener, only_reference
from specpress.plan.fragments import Fragments, Inexpressible, looks_through
from specpress.plan.kinds import Kinds, has_no_rules, implied_kinds, kind_of
from specpress.plan.model_views import AliasView, Item
from specpress.plan.names import Scope, class_name, shortened
from specpress.plan.order import named
from specpress.plan.patterns import pattern
from specpress.plan.scalars import constrained, number, sized, string
from specpress.plan.symbols import Symbols
from specpress.plan.types import (
    BOOL,
    FLOAT,
    INT,
    NONE,
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
    annotation,
    optional,
    union,
)
from specpress.plan.unions import union_type
from specpress.printable import Code, Identifier, literal

_BASIC: dict[TypeName, Type] = {
    "boolean": BOOL,
    "integer": INT,
    "number": FLOAT,
    "string": STR,
    "null": NONE,
}
_INTEGERS = ("int", "Int32", "Int64", "_Int32", "_Int64")
_PLURALS = ("aliases", "nches", "rches", "tches", "shes", "sses", "tuses", "xes")
_PYTHON_KIND = {
    "string": "str",
    "number": "int, float",
    "array": "list",
    "object": "dict",
}


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
            if self.is_enum(flat.schema):
                self.enum(flat.schema, name, name)
                return
            alone = only_reference(schema)
            made = self.type_of(alone, name) if alone else self.plain_shape(flat.schema, name)
        elif isinstance(schema, Reference):
            made = self.reference(schema.target)
        else:
            made = self.rules(self.any(), False)
        made = self.with_exact_integers(made)
        if made == NONE:
            made = LiteralOf((Code("None"),))  # `X | None` has to run where X is that name
        if not isinstance(schema, Never) and schema.annotations.description:
            mark, imported = self.symbols.mark("Extra")
            told = literal(schema.annotations.description.strip())
            made = constrained(made, [(Code(f"{mark}(description={told})"), imported)])
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
        return (self.flattener.makes_class(flat) and flat.schema.types is not None) or self.is_enum(
            flat.schema
        )

    def names_enum(self, id: SchemaId) -> bool:
        """Whether the name of a schema is that of an enum."""
        flat = self.flattener.flat_of(id)
        return (
            flat is not None and not self.flattener.makes_class(flat) and self.is_enum(flat.schema)
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
            return self.enum(schema, hint)
        if schema.any_of or schema.one_of:
            return union_type(self, schema, hint)
        return self.with_rest(self.by_types(schema, hint), schema)

    # --- kinds of value ---------------------------------------------------------------------------------------

    def by_types(self, schema: Schema, hint: str) -> Type:
        """The union of one type for each kind of value."""
        if schema.types is not None:
            if not schema.types:
                return self.rules(self.any(), False)
            return union(*(self.one_kind(schema, kind, hint) for kind in schema.types))
        kinds = implied_kinds(schema)
        if len(kinds) != 1:
            made = self.any()
            if kinds:
                made = self.rules(
                    made, self.fragment(replace(schema, not_=None, if_=None, all_of=()))
                )
            return self.with_format(made, schema)
        kind = next(iter(kinds))
        inner = self.one_kind(schema, kind, hint)
        if kind == "number":
            inner = self.rules(self.any(), self.fragment(Schema(schema.span, number=schema.number)))
            return self.with_format(inner, schema)
        name, imported = self.symbols.mark("Untyped")
        return constrained(inner, [(Code(f"{name}({_PYTHON_KIND[kind]})"), imported)])

    def with_format(self, type: Type, schema: Schema) -> Type:
        if not schema.format:
            return type
        name, imported = self.symbols.mark("Extra")
        return constrained(type, [(Code(f"{name}(format={literal(schema.format)})"), imported)])

    def one_kind(self, schema: Schema, kind: TypeName, hint: str) -> Type:
        match kind:
            case "string":
                text = string(schema, self.symbols)
                return self.scalar(schema, text.type, text.left)
            case "integer" | "number":
                made = number(schema, kind == "integer", self.symbols)
                return self.scalar(schema, made.type, made.left)
            case "array":
                return self.array(schema, hint)
            case "object":
                return self.mapping(schema, hint)
            case _:
                return _BASIC[kind]

    def scalar(self, schema: Schema, type: Type, left: frozenset[str]) -> Type:
        if not left:
            return type
        found = pattern(schema.string.pattern or "") if "pattern" in left else None
        if found is not None and found.engine == "python":
            told = "this pattern is checked by Python's engine, and only where validation is strict"
            self.report.add("SP409", schema.span, told)
        whole = self.fragment(Schema(schema.span, string=schema.string, number=schema.number))
        if not isinstance(whole, dict):
            return type
        return self.rules(type, {key: value for key, value in whole.items() if key in left})

    def array(self, schema: Schema, hint: str) -> Type:
        rules = schema.array
        item = (
            self.any() if rules.items is None else self.type_of(rules.items, self.item_hint(hint))
        )
        if rules.prefix_items:
            item = self.any()
        made = sized(ListOf(item), rules.min_items, rules.max_items, self.symbols)
        if ArrayRules(rules.items, min_items=rules.min_items, max_items=rules.max_items) == rules:
            return made
        left = replace(rules, min_items=None, max_items=None)
        if not rules.prefix_items:
            left = replace(left, items=None)
        fragment = self.fragment(Schema(schema.span, array=left))
        return made if fragment is True else self.rules(made, fragment)

    def item_hint(self, hint: str) -> str:
        """What one of `PetTags` is called: `PetTag`; of `PetStatus`, `PetStatusItem`."""
        if hint.endswith("ies"):
            singular = hint[:-3] + "y"
        else:
            singular = hint[:-2] if hint.endswith(_PLURALS) else hint[:-1]
        plural = hint.endswith("s") and not hint.endswith(("ss", "us", "is"))
        return singular if plural and not self.scope.has(singular) else f"{hint}Item"

    def mapping(self, schema: Schema, hint: str) -> Type:
        """An object without fields of its own."""
        rules = schema.object
        open_ended = rules.additional is None or rules.pattern_properties
        additional = None if open_ended else rules.additional
        value = self.any() if additional is None else self.type_of(additional, f"{hint}Value")
        made = sized(DictOf(value), rules.min_properties, rules.max_properties, self.symbols)
        left = replace(rules, min_properties=None, max_properties=None)
        if not rules.pattern_properties:
            left = replace(left, additional=None)
        fragment = self.fragment(Schema(schema.span, object=left))
        return made if fragment is True else self.rules(made, fragment)

    # --- enums ------------------------------------------------------------------------------------------------

    def is_enum(self, schema: Schema) -> bool:
        """Whether a schema becomes a class of strings."""
        values = [v.json for v in schema.enum or () if v.json is not None]
        if not values or not all(isinstance(value, str) for value in values):
            return False
        if schema.types is not None and "string" not in schema.types:
            return False
        if self.options.enum_style == "literal" or schema.const:
            return False
        return has_no_rules(schema)

    def enum(self, schema: Schema, hint: str, name: Identifier | None = None) -> Type:
        """One of listed values; a class where they are strings."""
        kinds = schema.types
        values = tuple(v for v in schema.enum or () if kinds is None or _fits(v, kinds))
        nullable = Value(None) in values
        values = tuple(value for value in values if value.json is not None)
        if not values:
            return NONE if nullable else self.rules(self.any(), False)
        if self.is_enum(schema):
            chosen = name or self.claim(hint, schema.span)
            listed = (
                schema if len(values) == len(schema.enum or ()) else replace(schema, enum=values)
            )
            self.items[chosen] = enum_view(chosen, listed, self.options, self.symbols, self.report)
            return optional(Named(chosen)) if nullable else Named(chosen)
        made = self.with_format(self.literals(schema, values), schema)
        made = optional(made) if nullable else made
        rest = replace(schema, types=None, enum=None, annotations=NO_ANNOTATIONS, format=None)
        fragment = self.fragment(rest)
        return made if fragment is True else self.rules(made, fragment)

    def literals(self, schema: Schema, values: tuple[Value, ...]) -> Type:
        """Values that make no class: literals where Python has them, else the type and a list of what is known."""
        kinds = {kind_of(value.json) for value in values}
        closed = schema.const or self.options.enums == "closed"
        if (
            kinds == {"string"}
            and closed
            or kinds == {"integer"}
            and self.options.enums == "closed"
        ):
            return LiteralOf(literal_values(values))
        if kinds == {"boolean"} and len(values) == 2:
            return BOOL
        basic = next(iter(kinds)) if len(kinds) == 1 else None
        if basic == "integer" and schema.types is not None and "number" in schema.types:
            basic = "number"
        base: Type = _BASIC.get(basic, self.any()) if basic else self.any()
        if kinds == {"string"}:
            base = union(LiteralOf(literal_values(values)), STR)
        name, imported = self.symbols.mark("Known")
        listed = ", ".join(literal(value.json) for value in values)
        return constrained(base, [(Code(f"{name}({listed})"), imported)])

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

    def with_exact_integers(self, type: Type) -> Type:
        """Outside a class nobody tells pydantic that 1.0 is an integer (the base class does it for fields)."""
        match type:
            case Builtin(name="int"):
                return self.symbols.builtin("Int")
            case ListOf():
                return ListOf(self.with_exact_integers(type.item))
            case DictOf():
                return DictOf(self.with_exact_integers(type.value))
            case UnionOf():
                return UnionOf(tuple(map(self.with_exact_integers, type.members)))
            case Constrained(type=Builtin(name=name)) if name in _INTEGERS:
                mark, imported = self.symbols.mark("Whole")
                return constrained(type, [(Code(f"{mark}()"), imported)])
            case Constrained():
                return replace(type, type=self.with_exact_integers(type.type))
            case Builtin(name=name) if name in _INTEGERS:
                mark, imported = self.symbols.mark("Whole")
                return constrained(type, [(Code(f"{mark}()"), imported)])
            case Builtin() | Named() | LiteralOf() | TupleOf():
                return type

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


def _fits(value: Value, kinds: tuple[TypeName, ...]) -> bool:
    kind = kind_of(value.json)
    return kind in kinds or (kind == "integer" and "number" in kinds)
