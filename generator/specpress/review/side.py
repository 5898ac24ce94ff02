"""One side of a comparison: its schemas, seen as cases by JSON type.

Takes schemas that hold at once (`Conj`), gives `Case`s: the ways in which a value can be valid, each a list of plain
schemas that all hold. References are followed, allOf is opened, anyOf and oneOf are multiplied out. Two
documents that spell a schema differently (nullable forms, allOf of one, inlined references) have the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import product
from typing import get_args

from specpress.api import (
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Json,
    Never,
    Reference,
    Schema,
    SchemaId,
    Subschema,
    TypeName,
)
from specpress.diagnostics import Span
from specpress.review.choices import Choices, counting, exclude, joined, voided
from specpress.review.difference import Conj
from specpress.review.kinds import KINDS, Kind, fingerprint, kind_of

MOST_CASES = 256
"""Where unions multiply to more than this, the innermost one is left closed."""

_EVERY_TYPE: frozenset[TypeName] = frozenset(get_args(TypeName))
_ANYTHING = Schema(Span("", ""))

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """`unevaluatedProperties` or `unevaluatedItems` of a schema, and the schemas that it looks at."""

    within: tuple[Schema, ...]
    rule: Subschema


@dataclass(frozen=True, slots=True)
class Case:
    """One way to be valid: all of `parts` hold. `closed` are unions that were too many to multiply out.

    `choices` tell which branch of which oneOf this is: a value that matches two of them is not valid.
    """

    parts: tuple[Schema, ...]
    types: frozenset[TypeName] = _EVERY_TYPE
    objects: tuple[Closure, ...] = ()
    arrays: tuple[Closure, ...] = ()
    closed: tuple[Schema, ...] = ()
    name: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A case as far as it concerns values of one JSON type."""

    kind: Kind
    case: Case
    parts: tuple[Schema, ...]
    key: Key = field(repr=False)

    @property
    def whole_numbers(self) -> bool:
        return self.kind == "number" and "number" not in self.case.types

    @property
    def span(self) -> Span:
        parts = self.parts or self.case.parts
        return parts[0].span if parts else _ANYTHING.span


@dataclass(slots=True)
class Side:
    """The schemas of one document, with what has been worked out about them."""

    schemas: Mapping[SchemaId, Subschema]
    _cases: dict[Key, tuple[Case, ...]] = field(default_factory=dict)
    _alternatives: dict[Key, dict[Kind, tuple[Alternative, ...]]] = field(default_factory=dict)

    def resolve(self, schema: Subschema) -> Schema | Never:
        """The schema behind a reference; one that leads nowhere allows anything."""
        seen: set[str] = set()
        while isinstance(schema, Reference):
            if schema.target in seen or schema.target not in self.schemas:
                return _ANYTHING
            seen.add(schema.target)
            schema = self.schemas[schema.target]
        return schema

    def flat(self, conj: Conj) -> tuple[Schema | Never, ...]:
        """References followed, each schema once, those that say nothing left out."""
        found: dict[int, Schema | Never] = {}
        for schema in conj:
            whole = self.resolve(schema)
            if whole != _ANYTHING:
                found[id(whole)] = whole
        return tuple(found.values())

    def cases(self, conj: Conj) -> tuple[Case, ...]:
        flat = self.flat(conj)
        key = tuple(map(id, flat))
        if key not in self._cases:
            self._cases[key] = tuple(_cases(self, flat))
        return self._cases[key]

    def alternatives(self, conj: Conj) -> Mapping[Kind, tuple[Alternative, ...]]:
        """By JSON type, the ways in which a value of that type is valid; no entry: none is."""
        key = tuple(map(id, self.flat(conj)))
        if key not in self._alternatives:
            self._alternatives[key] = _by_kind(self.cases(conj))
        return self._alternatives[key]

    def hidden_in(self, conj: Conj) -> tuple[bool, bool]:
        """Whether a property with these schemas is readOnly, and whether it is writeOnly."""
        read_only = write_only = False
        for schema in self._plain(conj):
            if not isinstance(schema, Never):
                read_only |= schema.annotations.read_only
                write_only |= schema.annotations.write_only
        return read_only, write_only

    def _plain(self, conj: Conj) -> Iterator[Subschema]:
        """The schemas, those behind references and those of their allOf, without opening unions."""
        todo, seen = list(conj), set[int]()
        while todo:
            schema = todo.pop()
            if id(schema) in seen:
                continue
            seen.add(id(schema))
            yield schema
            if isinstance(schema, Reference):
                todo.append(self.resolve(schema))
            elif isinstance(schema, Schema):
                todo.extend(schema.all_of)


def _cases(side: Side, schemas: Iterable[Schema | Never]) -> list[Case]:
    return reduce(_both, (_expand(side, schema, ()) for schema in schemas), [Case(())])


def _expand(side: Side, schema: Subschema, above: tuple[int, ...]) -> list[Case]:
    """The cases of one schema. A schema that contains itself in place adds nothing."""
    name = schema.target.rsplit("/", 1)[-1] if isinstance(schema, Reference) else ""
    whole = side.resolve(schema)
    if isinstance(whole, Never):
        return []
    if id(whole) in above or whole is _ANYTHING:
        return [Case(())]
    above = (*above, id(whole))
    if whole.not_ and any(map(_everything, _expand(side, whole.not_, above))):
        return []
    cases = [Case((whole,), _types(whole), name=name)]
    for part in whole.all_of:
        cases = _both(cases, _expand(side, part, above))
    for branches in (whole.any_of, whole.one_of):
        if branches:
            chosen = _choices(whole, branches)
            opened = [
                replace(case, choices=choice + case.choices)
                for branch, choice in zip(branches, chosen, strict=True)
                for case in _expand(side, branch, above)
            ]
            if len(opened) * len(cases) > MOST_CASES:
                cases = [_with_closed(case, whole) for case in cases]
            else:
                cases = _both(cases, opened)
    return [_closing(case, whole) for case in cases]


def _everything(case: Case) -> bool:
    """Whether it refuses no value."""
    rules = case.objects or case.arrays or case.closed or case.choices
    free = case.types == _EVERY_TYPE and not rules
    return free and not any(speaks_of(part, kind) for part in case.parts for kind in KINDS)


def _choices(schema: Schema, branches: tuple[Subschema, ...]) -> Iterator[Choices]:
    """What marks each branch as one of a oneOf; a discriminator says which one is meant, whatever else matches."""
    counted = branches is schema.one_of and len(branches) > 1 and schema.discriminator is None
    for number in range(len(branches)):
        yield ((id(schema), number),) if counted else ()


def _types(schema: Schema) -> frozenset[TypeName]:
    if schema.types is None:
        types = _EVERY_TYPE
    else:
        types = frozenset(schema.types) | ({"integer"} if "number" in schema.types else set())
    if isinstance(schema.not_, Schema) and bare_types(schema.not_):
        types -= _types(schema.not_)
    return types


def bare_types(schema: Subschema) -> bool:
    """Whether the schema says nothing but `type`, and what is not of it can be said by types as well."""
    if not isinstance(schema, Schema) or schema.types is None or schema.types == ("integer",):
        return False
    if "integer" in schema.types and "number" not in schema.types:
        return False
    return schema == Schema(schema.span, schema.types, annotations=schema.annotations)


def _both(left: list[Case], right: list[Case]) -> list[Case]:
    made = []
    for a, b in product(left, right):
        types = a.types & b.types
        if types and not exclude(a.choices, b.choices):
            parts = tuple({id(part): part for part in (*a.parts, *b.parts)}.values())
            made.append(
                Case(
                    parts,
                    types,
                    a.objects + b.objects,
                    a.arrays + b.arrays,
                    a.closed + b.closed,
                    b.name or a.name,
                    joined(a.choices, b.choices),
                )
            )
    return made


def _with_closed(case: Case, schema: Schema) -> Case:
    return replace(case, closed=(*case.closed, schema))


def _closing(case: Case, schema: Schema) -> Case:
    properties, items = schema.object.unevaluated_properties, schema.array.unevaluated_items
    if properties is None and items is None:
        return case
    objects, arrays = case.objects, case.arrays
    if properties is not None:
        objects = (*objects, Closure(case.parts, properties))
    if items is not None:
        arrays = (*arrays, Closure(case.parts, items))
    return replace(case, objects=objects, arrays=arrays)


def _by_kind(cases: Iterable[Case]) -> dict[Kind, tuple[Alternative, ...]]:
    found: dict[Kind, dict[Key, list[Alternative]]] = {}
    for case in cases:
        for kind in KINDS:
            alternative = _alternative(case, kind)
            if alternative is not None:
                found.setdefault(kind, {}).setdefault(alternative.key, []).append(alternative)
    return {kind: ones for kind, by_key in found.items() if (ones := _counting(by_key))}


def _counting(by_key: Mapping[Key, list[Alternative]]) -> tuple[Alternative, ...]:
    """The freest of those that are equal. What matches two equal branches of a oneOf is never valid: such branches
    are kept beside others only, for what they exclude.
    """
    found: list[Alternative] = []
    void: list[Alternative] = []
    for equals in by_key.values():
        kept = [equals[i] for i in counting([one.case.choices for one in equals])]
        if kept:
            found.append(min(kept, key=lambda one: len(one.case.choices)))
        else:
            for i, choices in voided([one.case.choices for one in equals]).items():
                void.append(replace(equals[i], case=replace(equals[i].case, choices=choices)))
    return (*found, *void) if found else ()


def exclusive(one: Alternative, other: Alternative) -> bool:
    """Whether the two are different branches of one oneOf."""
    return exclude(one.case.choices, other.case.choices)


def _alternative(case: Case, kind: Kind) -> Alternative | None:
    admitted = {"integer", "number"} if kind == "number" else {kind}
    if not admitted & case.types:
        return None
    parts = tuple(part for part in case.parts if speaks_of(part, kind))
    made = Alternative(kind, case, parts, ())
    values = values_of(made)
    if values is not None and not values:
        return None
    closures = {"object": case.objects, "array": case.arrays}.get(kind, ())
    key = (
        *map(id, parts),
        -1,
        *(id(closure.rule) for closure in closures),
        -2,
        *map(id, case.closed),
        int(made.whole_numbers),
    )
    return Alternative(kind, case, parts, key)


def speaks_of(part: Schema, kind: Kind) -> bool:
    """Whether the schema has any keyword, besides `type`, that can refuse a value of this JSON type."""
    if part.enum is not None or part.not_ is not None or part.if_ is not None:
        return True
    match kind:
        case "string":
            return part.string != NO_STRING_RULES or part.format is not None
        case "number":
            return part.number != NO_NUMBER_RULES or part.format is not None
        case "array":
            return part.array != NO_ARRAY_RULES
        case "object":
            return part.object != NO_OBJECT_RULES or part.discriminator is not None
        case "null" | "boolean":
            return False


def values_of(alternative: Alternative) -> tuple[Json, ...] | None:
    """The values that enums leave, or None where there is no enum (or a boolean can be both)."""
    left: list[Json] | None = None
    for part in alternative.parts:
        if part.enum is not None:
            mine = [value.json for value in part.enum if kind_of(value.json) == alternative.kind]
            if left is not None:
                known = set(map(fingerprint, mine))
                mine = [value for value in left if fingerprint(value) in known]
            left = mine
    if left is None:
        return None
    if alternative.whole_numbers:
        left = [v for v in left if isinstance(v, int) or (isinstance(v, float) and v.is_integer())]
    return tuple(left)
