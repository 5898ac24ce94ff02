"""`allOf` to bases and one schema: inherited where that reads better, merged where it is exact.

Takes a schema, gives what a class is made from. Only this module decides between `class Dog(Pet)` and a class
that repeats the fields of `Pet`.
"""

from __future__ import annotations

from dataclasses import field, replace

from specpress.api import (
    NO_ANNOTATIONS,
    Never,
    Reference,
    Schema,
    SchemaId,
    Subschema,
)
from specpress.diagnostics import Report, Span
from specpress.plan.fragments import looks_through
from specpress.plan.kinds import Kinds, implied_kinds, is_bare, is_null
from specpress.plan.merge import merge, merge_annotations
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Flat:
    """A schema without `allOf` but for parts that cannot be merged, and the classes it inherits from."""

    schema: Schema
    bases: tuple[SchemaId, ...] = ()


class _Loop(Exception):
    """A question about a schema led back to a schema that is being flattened: the answer is no."""


@dataclass(frozen=False, slots=True)
class Flattener:
    """Flattens the schemas of one document. What is referred to is flattened once."""

    kinds: Kinds
    report: Report
    flats: dict[SchemaId, Flat] = field(default_factory=dict)
    whole: dict[SchemaId, Schema] = field(default_factory=dict)
    open: list[SchemaId] = field(default_factory=list)
    probing: bool = False

    def flat_of(self, id: SchemaId) -> Flat | None:
        """What the schema with that id is made from; None where it is no schema object."""
        schema = self.kinds.schemas[id]
        if not isinstance(schema, Schema):
            return None
        if id not in self.flats:
            if id in self.open:
                if self.probing:
                    raise _Loop
                self._cycle(schema.span)
                return Flat(replace(schema, all_of=()))
            self.open.append(id)
            try:
                self.flats[id] = self.flatten(schema)
            finally:
                self.open.pop()
        return self.flats[id]

    def flatten(self, schema: Schema) -> Flat:
        flat = self._flattened(schema)
        return replace(flat, schema=_closed(flat.schema)) if looks_through(flat.schema) else flat

    def _flattened(self, schema: Schema) -> Flat:
        if not schema.all_of:
            return self._nullable_class(schema) or Flat(schema)
        own = replace(schema, all_of=())
        references: list[Reference] = []
        for part in schema.all_of:
            if isinstance(part, Reference):
                references.append(part)
            elif isinstance(part, Never):
                return Flat(replace(schema, all_of=(part,)))
            else:
                own = _joined(own, self.merged(part))
        bases = self._bases(own, [ref.target for ref in references])
        if bases is not None:
            return Flat(own, bases)
        for reference in references:
            target = self.merged(reference)
            own = _joined(own, replace(target, annotations=reference.annotations))
        return Flat(own)

    def _nullable_class(self, schema: Schema) -> Flat | None:
        """`anyOf` of a class and null (a `nullable` beside `allOf` reads so): the class, and null besides."""
        some = [part for part in schema.any_of if not is_null(part)]
        if len(some) != 1 or len(schema.any_of) != 2 or not is_bare(replace(schema, any_of=())):
            return None
        inner = some[0]
        if not isinstance(inner, Schema) or not inner.all_of or only_reference(inner):
            return None
        flat = self.flatten(inner)
        if (
            flat.schema.all_of
            or not self.makes_class(flat)
            or self._expanded(flat).types != ("object",)
        ):
            return None
        annotations = merge_annotations(schema.annotations, flat.schema.annotations)
        named = replace(
            flat.schema, span=schema.span, types=("object", "null"), annotations=annotations
        )
        return Flat(named, flat.bases)

    def merged(self, schema: Subschema) -> Schema:
        """The schema with everything it inherits written out."""
        match schema:
            case Never():
                return Schema(schema.span, all_of=(schema,))
            case Reference():
                return self._whole(schema.target, schema.span)
            case Schema():
                return self._expanded(self.flatten(schema))

    def properties_of(self, id: SchemaId) -> dict[str, Subschema]:
        return dict(self._whole(id, Span("", "")).object.properties)

    def _whole(self, id: SchemaId, span: Span) -> Schema:
        if id not in self.whole:
            target = self.kinds.schemas[id]
            if isinstance(target, Never | Reference):
                self.whole[id] = self.merged(target)
            else:
                flat = self.flat_of(id)
                assert flat is not None
                self.whole[id] = self._expanded(flat)
        return self.whole[id]

    def _expanded(self, flat: Flat) -> Schema:
        made = flat.schema
        if flat.bases:
            inherited = Schema(made.span)
            for base in flat.bases:
                part = replace(self._whole(base, made.span), annotations=NO_ANNOTATIONS)
                inherited = merge(inherited, part)
            made = merge(inherited, made)
            made = replace(made, span=flat.schema.span, annotations=flat.schema.annotations)
        return made

    def _bases(self, own: Schema, targets: list[SchemaId]) -> tuple[SchemaId, ...] | None:
        """The targets as base classes, or None where inheriting would not say the same."""
        if not targets or len(set(targets)) != len(targets):
            return None
        if own.types not in (None, ("object",)) or implied_kinds(own) - {"object"} or own.enum:
            return None
        if own.any_of or own.one_of or _restricts(own):
            return None
        if not own.object.properties and len(targets) == 1 and is_bare(replace(own, types=None)):
            return None  # nothing is added: the reference itself will do
        seen: dict[str, Subschema] = dict(own.object.properties)
        for target in targets:
            if target in self.open or not self.is_class(target):
                return None
            if _restricts(self._whole(target, own.span)):
                return None
            whole = self._whole(target, own.span).object
            if set(own.object.required) & whole.properties.keys() - set(whole.required):
                return None  # a field that was optional cannot be redeclared as required
            for name, schema in whole.properties.items():
                if seen.setdefault(name, schema) != schema:
                    return None
        return self._linear(targets)

    def _linear(self, targets: list[SchemaId]) -> tuple[SchemaId, ...] | None:
        """The targets without those that another one inherits from already; two at most that share nothing."""
        above = {target: self._ancestors(target) for target in targets}
        kept = [t for t in targets if not any(t in above[other] for other in targets if other != t)]
        for index, one in enumerate(kept):
            for other in kept[index + 1 :]:
                if above[one] & above[other]:
                    return None
        return tuple(kept)

    def _ancestors(self, id: SchemaId) -> set[SchemaId]:
        flat = self.flat_of(id)
        if flat is None:
            return set()
        return set(flat.bases).union(*(self._ancestors(base) for base in flat.bases))

    def is_class(self, id: SchemaId) -> bool:
        """Whether the schema becomes a class with fields."""
        flat = self.flat_of(id)
        return flat is not None and self.makes_class(flat)

    def makes_class(self, flat: Flat) -> bool:
        """Whether a class with fields is what a schema says: an object (or null) with properties."""
        schema = flat.schema
        kinds = implied_kinds(schema)
        if schema.enum is not None:
            return False
        if schema.types is None and (kinds - {"object"} or not (kinds or flat.bases)):
            return False
        if schema.types is not None and set(schema.types) - {"null"} != {"object"}:
            return False
        rules = schema.object
        fields = flat.bases or rules.properties
        if schema.any_of or schema.one_of:
            return bool(fields) and not self.distributes(schema)
        return bool(fields or rules.required or isinstance(rules.additional, Never))

    def distributes(self, schema: Schema) -> bool:
        """Whether every branch of a union adds fields, so that each reads better as a class of its own."""
        if schema.any_of and schema.one_of:
            return False
        before, self.probing = self.probing, True
        try:
            return all(self._adds_fields(branch) for branch in schema.one_of or schema.any_of)
        except _Loop:
            return False
        finally:
            self.probing = before

    def _adds_fields(self, branch: Subschema) -> bool:
        if isinstance(branch, Never):
            return False
        whole = self.merged(branch)
        if not whole.object.properties or whole.any_of or whole.one_of:
            return False
        return not whole.enum and not whole.all_of and whole.types in (None, ("object",))

    def _cycle(self, span: Span) -> None:
        told = "allOf leads back to the schema itself, so nothing can be valid"
        self.report.add("SP401", span, told, "take the reference out of one of the two")


def _joined(own: Schema, part: Schema) -> Schema:
    """The conjunction; a part that looks at what others left (`unevaluated...`) has to stay by itself."""
    if looks_through(part):
        return replace(own, all_of=(*own.all_of, replace(part, annotations=NO_ANNOTATIONS)))
    if not looks_through(own):
        return merge(own, part)
    seeing = replace(
        own,
        object=replace(own.object, unevaluated_properties=None),
        array=replace(own.array, unevaluated_items=None),
    )
    made = merge(seeing, part)  # what `own` looks at is the same, at one level or two
    rules, list_rules = own.object.unevaluated_properties, own.array.unevaluated_items
    return replace(
        made,
        object=replace(made.object, unevaluated_properties=rules),
        array=replace(made.array, unevaluated_items=list_rules),
    )


def _closed(schema: Schema) -> Schema:
    """`unevaluated...` as `additionalProperties` and `items`, where nothing else could have looked at a value."""
    if schema.all_of or schema.any_of or schema.one_of or schema.if_:
        return schema
    rules, array = schema.object, schema.array
    if rules.unevaluated_properties is not None and not rules.dependent_schemas:
        additional = rules.unevaluated_properties if rules.additional is None else rules.additional
        rules = replace(rules, additional=additional, unevaluated_properties=None)
    if array.unevaluated_items is not None and array.contains is None:
        items = array.unevaluated_items if array.items is None else array.items
        array = replace(array, items=items, unevaluated_items=None)
    return replace(schema, object=rules, array=array)


def only_reference(schema: Schema) -> Subschema | None:
    """What `allOf` comes to, where it has one part that says something and stands alone."""
    parts = [part for part in schema.all_of if not (isinstance(part, Schema) and is_bare(part))]
    if len(parts) != 1 or not is_bare(replace(schema, all_of=())):
        return None
    return parts[0]


def _restricts(schema: Schema) -> bool:
    rules = schema.object
    additional = rules.additional
    allows = additional is None or (isinstance(additional, Schema) and is_bare(additional))
    return not allows or rules.unevaluated_properties is not None or bool(rules.pattern_properties)
