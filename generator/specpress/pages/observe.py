"""One recorded value held to its schema: what it has that the schema lacks, each with the schema that is to blame.

Takes a schema and a value, gives `Observation`s. Where a schema offers alternatives, the one that explains the value
best is meant. A free-form object has no fields to lack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specpress.api import Api, Json, Never, Reference, Schema, Subschema, Value
from specpress.diagnostics import Span
from specpress.pages.infer import REDACTED, kind_of

_COST = {"SP731": 1, "SP732": 3, "SP736": 5, "SP734": 10, "SP733": 100}
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Observation:
    """`span` and `what` name the cause; `value` is what was seen."""

    code: str
    span: Span
    at: str
    what: str
    value: Json


@dataclass(slots=True)
class _Seen:
    """What one schema says of a value. `names` are the fields it knows, `home` the schema that lists them."""

    found: list[Observation] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    home: Span | None = None
    open: bool = False

    def cost(self) -> int:
        return sum(_COST[one.code] for one in self.found)

    def add(self, other: _Seen) -> None:
        self.found += other.found
        self.names |= other.names
        self.home = self.home or other.home
        self.open = self.open or other.open


@dataclass(frozen=True, slots=True)
class Observer:
    """`root` names the answer, as in `GET /pets 200`."""

    api: Api
    root: str

    def observe(self, schema: Subschema, value: Json) -> list[Observation]:
        """Everything about the value that the schema does not have."""
        return self._whole(schema, value, self.root, 0)

    def _below(self, at: str, name: str) -> str:
        return f"{at} {name}" if at == self.root else f"{at}.{name}"

    def _whole(self, schema: Subschema, value: Json, at: str, depth: int) -> list[Observation]:
        """A value with all that is known of its fields together."""
        seen = self._one(schema, value, at, depth)
        if isinstance(value, dict) and seen.home is not None and not seen.open:
            span = seen.home.child("properties")
            for name in (name for name in value if name not in seen.names):
                at_field = self._below(at, name)
                seen.found.append(Observation("SP731", span, at_field, name, value[name]))
        return seen.found

    def _one(self, schema: Subschema, value: Json, at: str, depth: int) -> _Seen:
        if value == REDACTED or depth > _DEEPEST:
            return _Seen()
        match schema:
            case Never():
                return _Seen(
                    [Observation("SP736", schema.span, at, "nothing is allowed here", value)]
                )
            case Reference():
                target = self.api.schemas.get(schema.target)
                return self._one(target, value, at, depth + 1) if target is not None else _Seen()
            case Schema():
                return self._schema(schema, value, at, depth)

    def _schema(self, schema: Schema, value: Json, at: str, depth: int) -> _Seen:
        seen = _Seen()
        if schema.types is not None and not _fits(value, schema.types):
            seen.found.append(Observation("SP733", schema.span, at, kind_of(value), value))
            return seen
        if schema.enum is not None and Value(value) not in schema.enum:
            seen.found.append(
                Observation("SP732", schema.span.child("enum"), at, repr(value), value)
            )
        seen.found += [
            Observation("SP736", schema.span.child(rule), at, rule, value)
            for rule in _broken(schema, value)
        ]
        if isinstance(value, dict):
            self._fields(schema, value, at, seen, depth)
        if isinstance(value, list):
            self._items(schema, value, at, seen, depth)
        for part in schema.all_of:
            seen.add(self._one(part, value, at, depth + 1))
        for union in (schema.any_of, schema.one_of):
            if union:
                tried = [self._one(branch, value, at, depth + 1) for branch in union]
                seen.add(min(tried, key=lambda branch: (branch.cost(), -len(branch.names))))
        return seen

    def _fields(
        self, schema: Schema, value: dict[str, Json], at: str, seen: _Seen, depth: int
    ) -> None:
        rules = schema.object
        if rules.properties:
            seen.home = schema.span
        seen.open = bool(rules.pattern_properties)  # the models know these
        for index, name in enumerate(rules.required):
            if name not in value:
                span = schema.span.child("required").child(index)
                seen.found.append(Observation("SP734", span, self._below(at, name), name, None))
        for name, field_value in value.items():
            found = [rules.properties[name]] if name in rules.properties else []
            if not found and isinstance(rules.additional, Schema | Reference):
                found = [rules.additional]
            for one in found:
                seen.names.add(name)
                seen.found += self._whole(one, field_value, self._below(at, name), depth + 1)

    def _items(self, schema: Schema, value: list[Json], at: str, seen: _Seen, depth: int) -> None:
        rules = schema.array
        for index, item in enumerate(value):
            first = rules.prefix_items[index] if index < len(rules.prefix_items) else rules.items
            if first is not None:
                seen.found += self._whole(first, item, f"{at}[]", depth + 1)


def _fits(value: Json, types: tuple[str, ...]) -> bool:
    kind = kind_of(value)
    return kind in types or (kind == "integer" and "number" in types)


def _broken(schema: Schema, value: Json) -> Iterator[str]:
    """The limits that the value does not keep."""
    if isinstance(value, str):
        text = schema.string
        if text.min_length is not None and len(value) < text.min_length:
            yield "minLength"
        if text.max_length is not None and len(value) > text.max_length:
            yield "maxLength"
    if isinstance(value, list):
        array = schema.array
        if array.min_items is not None and len(value) < array.min_items:
            yield "minItems"
        if array.max_items is not None and len(value) > array.max_items:
            yield "maxItems"
    if isinstance(value, int | float) and not isinstance(value, bool):
        rules = schema.number
        if rules.minimum is not None and value < rules.minimum:
            yield "minimum"
        if rules.exclusive_minimum is not None and value <= rules.exclusive_minimum:
            yield "exclusiveMinimum"
        if rules.maximum is not None and value > rules.maximum:
            yield "maximum"
        if rules.exclusive_maximum is not None and value >= rules.exclusive_maximum:
            yield "exclusiveMaximum"
