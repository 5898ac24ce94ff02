"""What JSON Schema can say and Python types cannot, checked where validation is strict.

`Annotated[dict[str, Any], Rules({"dependentRequired": {"card": ["name"]}}, __package__)]` holds the keywords that the
type leaves over, and puts them into the JSON schema that is served. A `$ref` in them is the name of a generated
type of that package.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ._marks import is_same, json_key
from ._models import STRICT, is_array, is_object

Fragment = Mapping[str, Any] | bool


class Rules:
    """Keywords of JSON Schema (2020-12), to hold besides the type. Patterns are Python's."""

    def __init__(self, schema: Fragment, package: str | None) -> None:
        self.schema = schema
        self.package = package or ""
        self.open: set[str] = set()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.around(handler(source))

    def around(self, schema: CoreSchema) -> CoreSchema:
        """Check the value as it arrived, then go on with `schema`."""
        checked = core_schema.tagged_union_schema(
            {"": schema},
            discriminator=lambda value: "" if self.holds(value) else None,
            custom_error_type="rules",
            custom_error_message=_message(self.schema),
        )
        by_variable = core_schema.tagged_union_schema(
            {"lenient": schema, "strict": checked},
            discriminator=lambda value: "strict" if STRICT.get() else "lenient",
        )
        lenient = core_schema.json_or_python_schema(
            json_schema=schema, python_schema=by_variable
        )
        return core_schema.lax_or_strict_schema(
            lax_schema=lenient, strict_schema=checked
        )

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        self.served(found, handler)
        return found

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        rules = self.json_schema(handler)
        if all(part is True for part in rules.get("properties", {"": False}).values()):
            del rules["properties"]  # the names of the fields, which are there
        if is_same(found.get("anyOf"), rules.get("oneOf", ()), handler):
            del found["anyOf"]  # who holds to the one holds to the other
        if any(found.get(key, part) != part for key, part in rules.items()):
            found["allOf"] = [*found.get("allOf", ()), rules]
        else:
            found.update(rules)

    def json_schema(self, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        found = self._served(self.schema, handler)
        return found if is_object(found) else {"not": {}}

    def _served(self, part: Any, handler: GetJsonSchemaHandler) -> Any:
        if is_array(part):
            return [self._served(item, handler) for item in part]
        if not is_object(part):
            return part
        if "$ref" in part:
            return self._served_type(part["$ref"], handler)
        return {key: self._served(value, handler) for key, value in part.items()}

    def _served_type(self, name: str, handler: GetJsonSchemaHandler) -> Any:
        whole: Any = _adapter(self.package, name).core_schema
        # The handler itself would put the marks before this one on the other type too.
        generator = getattr(handler, "generate_json_schema", None)
        plain: Any = getattr(generator, "generate_inner", handler)
        if name not in self.open:
            self.open.add(name)
            try:
                return plain(whole)
            finally:
                self.open.discard(name)
        inner = whole["schema"] if whole["type"] == "definitions" else whole
        ref = inner.get("schema_ref") or inner.get("ref")  # it is being described
        return plain(core_schema.definition_reference_schema(ref)) if ref else {}

    def holds(self, value: Any) -> bool:
        return self._check(self.schema, value) is not None

    def _check(self, schema: Fragment, value: Any) -> Evaluated | None:
        """What was evaluated if the value is valid, else None."""
        if isinstance(schema, bool):
            return Evaluated() if schema else None
        seen = Evaluated()
        for keyword, check in _CHECKS.items():
            if keyword in schema and not check(schema[keyword], value):
                return None
        for apply in (self._in_place, self._children, self._unevaluated):
            if not apply(schema, value, seen):
                return None
        return seen

    def _valid(self, schema: Fragment, value: Any) -> bool:
        return self._check(schema, value) is not None

    def _in_place(self, schema: Mapping[str, Any], value: Any, seen: Evaluated) -> bool:
        if "$ref" in schema and not self._reference(schema["$ref"], value):
            return False
        parts = [self._check(part, value) for part in schema.get("allOf", ())]
        if None in parts:
            return False
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                found = [self._check(part, value) for part in schema[keyword]]
                matched = [part for part in found if part is not None]
                if not matched or (keyword == "oneOf" and len(matched) > 1):
                    return False
                parts += matched
        if "not" in schema and self._valid(schema["not"], value):
            return False
        if "if" in schema:
            condition = self._check(schema["if"], value)
            parts.append(condition)
            then = self._check(
                schema.get("else" if condition is None else "then", True), value
            )
            if then is None:
                return False
            parts.append(then)
        for name, part in schema.get("dependentSchemas", {}).items():
            if is_object(value) and name in value:
                parts.append(self._check(part, value))
                if parts[-1] is None:
                    return False
        for one in parts:
            if one is not None:
                seen.add(one)
        return True

    def _reference(self, name: str, value: Any) -> bool:
        try:
            _adapter(self.package, name).validate_json(json.dumps(value), strict=True)
        except ValidationError:
            return False
        return True

    def _children(self, schema: Mapping[str, Any], value: Any, seen: Evaluated) -> bool:
        if is_object(value):
            return self._members(schema, value, seen)
        return self._elements(schema, value, seen) if is_array(value) else True

    def _members(
        self, schema: Mapping[str, Any], value: dict[str, Any], seen: Evaluated
    ) -> bool:
        properties, patterns = schema.get("properties", {}), schema.get(
            "patternProperties", {}
        )
        for name, item in value.items():
            found = [properties[name]] if name in properties else []
            found += [
                part for pattern, part in patterns.items() if _matches(pattern, name)
            ]
            if not found and "additionalProperties" in schema:
                found = [schema["additionalProperties"]]
            if not all(self._valid(part, item) for part in found):
                return False
            if found:
                seen.names.add(name)
            if "propertyNames" in schema and not self._valid(
                schema["propertyNames"], name
            ):
                return False
        return True

    def _elements(
        self, schema: Mapping[str, Any], value: list[Any], seen: Evaluated
    ) -> bool:
        prefix = schema.get("prefixItems", [])
        for index, item in enumerate(value):
            if index < len(prefix):
                part = prefix[index]
            elif "items" in schema:
                part = schema["items"]
            else:
                continue
            if not self._valid(part, item):
                return False
            seen.indexes.add(index)
        if "contains" in schema:
            found = {
                i
                for i, item in enumerate(value)
                if self._valid(schema["contains"], item)
            }
            least, most = schema.get("minContains", 1), schema.get(
                "maxContains", math.inf
            )
            if not least <= len(found) <= most:
                return False
            seen.indexes |= found
        return True

    def _unevaluated(
        self, schema: Mapping[str, Any], value: Any, seen: Evaluated
    ) -> bool:
        left: Iterable[Any] = ()
        part: Fragment = True
        if is_object(value) and "unevaluatedProperties" in schema:
            left = [item for name, item in value.items() if name not in seen.names]
            part = schema["unevaluatedProperties"]
            seen.names |= value.keys()
        elif is_array(value) and "unevaluatedItems" in schema:
            left = [
                item for index, item in enumerate(value) if index not in seen.indexes
            ]
            part = schema["unevaluatedItems"]
            seen.indexes |= set(range(len(value)))
        return all(self._valid(part, item) for item in left)


class Evaluated:
    """The members and elements that some subschema has looked at."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.indexes: set[int] = set()

    def add(self, other: Evaluated) -> None:
        self.names |= other.names
        self.indexes |= other.indexes


@cache
def _adapter(package: str, name: str) -> TypeAdapter[Any]:
    """`package` has a module `models`, or is one in many files."""
    models = sys.modules.get(f"{package}.models") or sys.modules[package]
    return TypeAdapter(getattr(models, name))


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _message(schema: Fragment) -> str:
    told = json.dumps(schema)
    told = told if len(told) < 200 else told[:197] + "..."
    return "Input should satisfy " + told.replace("{", "{{").replace("}", "}}")


def _is(kind: str, value: Any) -> bool:
    return _KINDS[kind](value)


def _is_whole(value: Any) -> bool:
    return _is_number(value) and value == value // 1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(check: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda bound, value: not _is_number(value) or check(bound, value)


def _sized(
    of: Callable[[Any], bool], check: Callable[[int, int], bool]
) -> Callable[[Any, Any], bool]:
    return lambda bound, value: not of(value) or check(bound, len(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _multiple(divisor: Any, value: Any) -> bool:
    if math.isinf(value):
        return False
    return Fraction(str(value)) % Fraction(str(divisor)) == 0


def _unique(wanted: bool, value: Any) -> bool:
    if not wanted or not is_array(value):
        return True
    return len({json_key(item) for item in value}) == len(value)


def _dependent(rules: Mapping[str, Sequence[str]], value: Any) -> bool:
    if not is_object(value):
        return True
    return all(
        set(names) <= value.keys() for name, names in rules.items() if name in value
    )


def _kinds(value: str | Sequence[str]) -> Iterator[str]:
    yield from [value] if isinstance(value, str) else value


_KINDS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": _is_number,
    "string": _is_text,
    "array": is_array,
    "object": is_object,
}
_CHECKS: dict[str, Callable[[Any, Any], bool]] = {
    "type": lambda kinds, value: any(_is(kind, value) for kind in _kinds(kinds)),
    "enum": lambda values, value: json_key(value)
    in {json_key(item) for item in values},
    "minimum": _number(lambda bound, value: value >= bound),
    "maximum": _number(lambda bound, value: value <= bound),
    "exclusiveMinimum": _number(lambda bound, value: value > bound),
    "exclusiveMaximum": _number(lambda bound, value: value < bound),
    "multipleOf": _number(_multiple),
    "minLength": _sized(_is_text, lambda bound, size: size >= bound),
    "maxLength": _sized(_is_text, lambda bound, size: size <= bound),
    "pattern": lambda pattern, value: not isinstance(value, str)
    or _matches(pattern, value),
    "minItems": _sized(is_array, lambda bound, size: size >= bound),
    "maxItems": _sized(is_array, lambda bound, size: size <= bound),
    "uniqueItems": _unique,
    "minProperties": _sized(is_object, lambda bound, size: size >= bound),
    "maxProperties": _sized(is_object, lambda bound, size: size <= bound),
    "required": lambda names, value: not is_object(value) or set(names) <= value.keys(),
    "dependentRequired": _dependent,
}
