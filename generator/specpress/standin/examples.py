"""One example of a value for every schema: what the document gives, else something that its keywords allow.

Takes the `Api`, gives JSON. The same schema always gives the same value, so that what is built against a stand-in
does not change from one call to the next.
"""

from __future__ import annotations

from specpress.api import Api, Json, MediaType, Never, Reference, Schema, Subschema
from specpress.records import dataclass

DEEPEST = 6
_FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "name@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uri-reference": "/",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "byte": "aGVsbG8=",
}


def example(api: Api, media: MediaType, name: str = "") -> Json:
    """The example of that name, else the first one, else one made from the schema."""
    given = [each for each in media.examples if each.value is not None]
    chosen = [each for each in given if each.name == name] or given
    if chosen and chosen[0].value is not None:
        return chosen[0].value.json
    return Examples(api).of(media.item_schema or media.schema)


@dataclass(frozen=True, slots=True)
class Examples:
    """Makes values; `depth` ends rings of schemas: below `DEEPEST` only what is required is there."""

    api: Api

    def of(self, schema: Subschema | None, depth: int = 0) -> Json:
        if schema is None or isinstance(schema, Never) or depth > 2 * DEEPEST:
            return None
        said = schema.annotations
        if said.examples:
            return said.examples[0].json
        if said.default is not None and said.default.json is not None:
            return said.default.json
        if isinstance(schema, Reference):
            return self.of(self.api.schemas.get(schema.target), depth)
        if schema.enum:
            return schema.enum[0].json
        if schema.all_of:
            return self._all(schema, depth)
        for options in (schema.one_of, schema.any_of):
            if options:
                return self._variant(schema, options, depth)
        return self._typed(schema, depth)

    def _all(self, schema: Schema, depth: int) -> Json:
        """Objects are joined; of anything else the first part that says something stands for all."""
        parts = [self.of(part, depth + 1) for part in schema.all_of]
        objects = [part for part in parts if isinstance(part, dict)]
        if not objects:
            return next((part for part in parts if part is not None), None)
        own = self._object(schema, depth)
        return {key: value for part in (*objects, own) for key, value in part.items()}

    def _variant(self, schema: Schema, options: tuple[Subschema, ...], depth: int) -> Json:
        chosen = next((o for o in options if not self._is_null(o)), options[0])
        value = self.of(chosen, depth + 1)
        if not isinstance(value, dict):
            return value
        joined = {**value, **self._object(schema, depth)}
        tag = schema.discriminator
        if tag is None or not isinstance(chosen, Reference):
            return joined
        known = [name for name, target in tag.mapping if target == chosen.target]
        named = [name for name, id in self.api.components.items() if id == chosen.target]
        return {**joined, tag.property: (known or named or [""])[0]}

    def _is_null(self, schema: Subschema) -> bool:
        return isinstance(schema, Schema) and schema.types == ("null",)

    def _typed(self, schema: Schema, depth: int) -> Json:
        kinds = [type for type in schema.types or () if type != "null"]
        kind = kinds[0] if kinds else "object" if schema.object.properties else ""
        match kind:
            case "string":
                return self._string(schema)
            case "integer" | "number":
                return self._number(schema, whole=kind == "integer")
            case "boolean":
                return True
            case "array":
                return self._array(schema, depth)
            case "object":
                return self._object(schema, depth)
            case _:
                return {} if schema.object.additional else None

    def _string(self, schema: Schema) -> str:
        text = _FORMATS.get(schema.format or "", "text")
        low, high = schema.string.min_length or 0, schema.string.max_length
        return text.ljust(low, "x")[:high]

    def _number(self, schema: Schema, *, whole: bool) -> int | float:
        rules, step = schema.number, schema.number.multiple_of or 1
        value: int | float = 1
        if rules.minimum is not None:
            value = max(value, rules.minimum)
        if rules.exclusive_minimum is not None:
            value = max(value, rules.exclusive_minimum + step)
        if rules.maximum is not None:
            value = min(value, rules.maximum)
        if rules.exclusive_maximum is not None:
            value = min(value, rules.exclusive_maximum - step)
        if rules.multiple_of:
            value = -(-value // step) * step
        return int(value) if whole else value

    def _array(self, schema: Schema, depth: int) -> Json:
        rules = schema.array
        first = [self.of(each, depth + 1) for each in rules.prefix_items]
        wanted = max(rules.min_items or 0, 1 if depth < DEEPEST else 0)
        if rules.max_items is not None:
            wanted = min(wanted, rules.max_items)
        more = range(len(first), wanted)
        return [*first, *(self.of(rules.items, depth + 1) for _ in more if rules.items)]

    def _object(self, schema: Schema, depth: int) -> dict[str, Json]:
        rules = schema.object
        deep = depth >= DEEPEST
        wanted = {n: s for n, s in rules.properties.items() if not deep or n in rules.required}
        made = {name: self.of(each, depth + 1) for name, each in wanted.items()}
        kept = {n: v for n, v in made.items() if v is not None or n in rules.required}
        if not rules.properties and rules.additional and not isinstance(rules.additional, Never):
            kept["key"] = self.of(rules.additional, depth + 1)
        return kept
