"""A schema reduced to what a documentation page can say of it, each fact with its place.

Takes any schema of an `Api`, of a page or of a spec; gives a `Shape`. However a document spells a thing (`anyOf` with
null or a type array, `allOf` of one reference, null inside an enum) the shape is the same. Children are not
opened here, so a schema that contains itself costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specpress.api import (
    NO_ANNOTATIONS,
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Api,
    Never,
    Reference,
    Schema,
    Subschema,
    TypeName,
    Value,
    type_names,
)
from specpress.diagnostics import Span
from specpress.pages.words import Bound

Kind = TypeName | str
ANY, SEVERAL, NEVER = "any", "several", "never"


@dataclass(frozen=True, slots=True)
class Field:
    """A property: its schema, and where the list of required ones has it."""

    name: str
    schema: Subschema
    span: Span
    required_at: Span | None


@dataclass(frozen=True, slots=True)
class Shape:
    """`spans` are all the schema objects that say something together; `places` where each keyword is. One that is
    not `typed` has its kind from its enum or its fields; one that is `torn` has null in its type or in its enum,
    and not in the other."""

    span: Span
    spans: tuple[Span, ...]
    kind: str
    nullable: bool
    typed: bool = True
    torn: bool = False
    item: Subschema | None = None
    format: str | None = None
    enum: tuple[Value, ...] | None = None
    default: Value | None = None
    bounds: Mapping[Bound, int | float] = field(default_factory=dict)
    pattern: str | None = None
    flags: frozenset[str] = frozenset()
    title: str = ""
    description: str = ""
    fields: tuple[Field, ...] = ()
    additional: Subschema | None = None
    ordered: bool = True
    places: Mapping[str, Span] = field(default_factory=dict)

    def place(self, keyword: str) -> Span:
        """Where a keyword stands; the schema itself where it has none."""
        return self.places.get(keyword, self.span)


@dataclass(slots=True)
class _Gathered:
    """The schema objects that hold together, and the branches of a union among them."""

    parts: list[Schema] = field(default_factory=list)
    variants: list[Subschema] = field(default_factory=list)
    null: bool = False
    never: bool = False


def shape(schema: Subschema | None, api: Api, span: Span) -> Shape:
    """The shape of a schema; of one that is not there, that anything is allowed."""
    gathered = _Gathered()
    if schema is not None:
        _gather(schema, api, gathered, frozenset())
    parts = gathered.parts
    types = _types(parts)
    values, listed_null = _values(parts)
    places = dict(_places(parts))
    kind = NEVER if gathered.never else _kind(types, values, gathered, parts)
    fields = tuple(_fields(parts))
    nulls = gathered.null or (types is not None and "null" in types)
    told = [part.annotations for part in parts]
    return Shape(
        span=schema.span if schema is not None else span,
        spans=tuple(part.span for part in parts),
        kind=kind,
        nullable=nulls and kind != "null" and (values is None or listed_null or gathered.null),
        typed=types is not None,
        torn=_torn(types, values, listed_null) and not gathered.null,
        item=next((p.array.items for p in parts if p.array.items is not None), None),
        format=next((p.format for p in parts if p.format), None),
        enum=values,
        default=next((a.default for a in told if a.default is not None), None),
        bounds=_bounds(parts),
        pattern=next((p.string.pattern for p in parts if p.string.pattern is not None), None),
        flags=frozenset(_flags(parts)),
        title=next((a.title for a in told if a.title), ""),
        description=next((a.description for a in told if a.description), ""),
        fields=fields,
        additional=next(
            (p.object.additional for p in parts if p.object.additional is not None), None
        ),
        ordered=sum(bool(part.object.properties) for part in parts) < 2,
        places=places,
    )


def _gather(schema: Subschema, api: Api, into: _Gathered, seen: frozenset[str]) -> None:
    """Collect what holds together: the schema, what it refers to, its allOf, and the one branch that is not null."""
    match schema:
        case Never():
            into.never = True
        case Reference():
            if (
                schema.annotations.description
                or schema.annotations.title
                or schema.annotations.default
            ):
                into.parts.append(Schema(schema.span, annotations=schema.annotations))
            target = api.schemas.get(schema.target)
            if target is not None and schema.target not in seen:
                _gather(target, api, into, seen | {schema.target})
        case Schema():
            into.parts.append(schema)
            for part in schema.all_of:
                _gather(part, api, into, seen)
            for union in (schema.any_of, schema.one_of):
                _union(union, api, into, seen)


def _union(
    branches: tuple[Subschema, ...], api: Api, into: _Gathered, seen: frozenset[str]
) -> None:
    others = [branch for branch in branches if not _is_null(branch)]
    if len(others) < len(branches):
        into.null = True
    if len(others) == 1:
        _gather(others[0], api, into, seen)
    else:
        into.variants += others


def _is_null(schema: Subschema) -> bool:
    return isinstance(schema, Schema) and (
        schema.types == ("null",) or schema.enum == (Value(None),)
    )


def _types(parts: list[Schema]) -> tuple[TypeName, ...] | None:
    found: tuple[TypeName, ...] | None = None
    for part in parts:
        if part.types is not None:
            both = part.types if found is None else _both(found, part.types)
            found = tuple(name for name in type_names if name in both)
    return found


def _both(left: tuple[TypeName, ...], right: tuple[TypeName, ...]) -> tuple[TypeName, ...]:
    widened = {*right, *(("integer",) if "number" in right else ())}
    kept = [name for name in left if name in widened]
    if "number" in left and "integer" in right:
        kept.append("integer")
    return tuple(kept)


def _values(parts: list[Schema]) -> tuple[tuple[Value, ...] | None, bool]:
    """The enum without null, and whether null was in it."""
    enum = next((part.enum for part in parts if part.enum is not None), None)
    if enum is None:
        return None, False
    kept = tuple(value for value in enum if value.json is not None)
    return kept, len(kept) < len(enum)


def _torn(
    types: tuple[TypeName, ...] | None, values: tuple[Value, ...] | None, listed: bool
) -> bool:
    return types is not None and values is not None and ("null" in types) != listed


def _kind(
    types: tuple[TypeName, ...] | None,
    values: tuple[Value, ...] | None,
    gathered: _Gathered,
    parts: list[Schema],
) -> str:
    if gathered.variants:
        return SEVERAL if types is None or len(types) != 1 else types[0]
    if types is None:
        if values:
            kinds = {_kind_of(value) for value in values}
            return kinds.pop() if len(kinds) == 1 else SEVERAL
        if any(part.object.properties for part in parts):
            return "object"
        return "null" if gathered.null and not parts else ANY
    named = [name for name in types if name != "null"]
    if not named:
        return "null"
    return named[0] if len(named) == 1 else SEVERAL


def _kind_of(value: Value) -> str:
    match value.json:
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float():
            return "number"
        case list():
            return "array"
        case _:
            return "object"


def _bounds(parts: list[Schema]) -> dict[Bound, int | float]:
    made: dict[Bound, int | float] = {}
    for part in parts:
        for key, value in _stated(part):
            if value is not None:
                made.setdefault(key, value)
    return made


def _stated(part: Schema) -> Iterator[tuple[Bound, int | float | None]]:
    if part.string is not NO_STRING_RULES:
        yield "minLength", part.string.min_length
        yield "maxLength", part.string.max_length
    if part.array is not NO_ARRAY_RULES:
        yield "minItems", part.array.min_items
        yield "maxItems", part.array.max_items
    if part.number is not NO_NUMBER_RULES:
        yield "minimum", part.number.minimum
        yield "exclusiveMinimum", part.number.exclusive_minimum
        yield "maximum", part.number.maximum
        yield "exclusiveMaximum", part.number.exclusive_maximum
        yield "multipleOf", part.number.multiple_of


def _flags(parts: list[Schema]) -> Iterator[str]:
    for part in parts:
        told = part.annotations
        for flag, on in (
            ("deprecated", told.deprecated),
            ("readOnly", told.read_only),
            ("writeOnly", told.write_only),
        ):
            if on:
                yield flag


def _fields(parts: list[Schema]) -> Iterator[Field]:
    parts = [part for part in parts if part.object is not NO_OBJECT_RULES]
    required: dict[str, Span] = {}
    for part in parts:
        listed = part.span.child("required")
        for index, name in enumerate(part.object.required):
            required.setdefault(name, listed.child(index))
    seen: set[str] = set()
    for part in parts:
        for name, schema in part.object.properties.items():
            if name not in seen:
                seen.add(name)
                yield Field(name, schema, schema.span, required.get(name))


def _places(parts: list[Schema]) -> Iterator[tuple[str, Span]]:
    """The first place of each keyword that a page can state."""
    seen: set[str] = set()
    for part in parts:
        for key in _keywords(part):
            if key not in seen:
                seen.add(key)
                yield key, part.span.child(key)


def _keywords(part: Schema) -> Iterator[str]:
    if part.enum is not None:
        yield "enum"
    if part.format:
        yield "format"
    if part.string.pattern is not None:
        yield "pattern"
    if part.object.properties:
        yield "properties"
    told = part.annotations
    if told is not NO_ANNOTATIONS:
        if told.default is not None:
            yield "default"
        if told.description:
            yield "description"
        yield from _flags([part])
    yield from (key for key, value in _stated(part) if value is not None)
