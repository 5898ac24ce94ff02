"""Unions that survive a variant they do not know, and values that the document gives no type."""

from __future__ import annotations

import json
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ._models import STRICT, Model, plain


class Unknown(Model):
    """A variant of a union that the document does not list; all of its fields are kept."""


class AnyOf:
    """Marks a union: `AnyOf("kind", cat="Cat", dog="Dog")` tells the variants apart by a field.

    `Unknown` takes what is no variant, unless strict.
    """

    keyword = "anyOf"

    def __init__(self, field: str = "", *tags: tuple[str, ...]) -> None:
        self.field = field
        self.tags = tags
        self.survives = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        variants = [variant for variant in get_args(source) if variant is not Unknown]
        schemas = [handler.generate_schema(variant) for variant in variants]
        known = self._known(schemas)
        lax = known
        self.survives = Unknown in get_args(source)
        if self.survives:
            check = core_schema.no_info_after_validator_function
            rest = check(self._unknown, handler.generate_schema(Unknown))
            mode: Any = "left_to_right" if self.field else "smart"
            lax = core_schema.union_schema([known, rest], mode=mode)
        # What is last says how to serialize: whatever it is, unknown variants too.
        strict = [self._strict(known, variants), core_schema.any_schema()]
        return core_schema.lax_or_strict_schema(lax, core_schema.chain_schema(strict))

    def _known(self, schemas: list[CoreSchema]) -> CoreSchema:
        if not self.field:
            return core_schema.union_schema(list(schemas))
        choices = {
            tag: schema
            for tags, schema in zip(self.tags, schemas, strict=True)
            for tag in tags
        }
        return core_schema.tagged_union_schema(choices, discriminator=self.field)

    def _strict(self, known: CoreSchema, variants: list[Any]) -> CoreSchema:
        return known

    def _unknown(self, value: Unknown) -> Unknown:
        tag = (value.model_extra or {}).get(self.field)
        if STRICT.get() or (self.field and any(tag in tags for tags in self.tags)):
            raise PydanticCustomError("union", "Input should be one of the variants")
        return value

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        choices = found.pop("anyOf", None) or found.pop("oneOf", None) or [found]
        if self.survives:
            choices = choices[:-1]  # the unknown one
        if self.field and "oneOf" in choices[0]:
            found = {**choices[0]}
            choices = found.pop("oneOf")
        return {**found, self.keyword: choices}


class OneOf(AnyOf):
    """A union of which exactly one variant has to match, when strict."""

    keyword = "oneOf"

    def _strict(self, known: CoreSchema, variants: list[Any]) -> CoreSchema:
        if self.field:
            return known
        adapters: list[TypeAdapter[Any]] = []

        def one(value: Any) -> str | None:
            if not adapters:
                adapters.extend(map(TypeAdapter, variants))
            text = json.dumps(value)
            return (
                "" if sum(_valid(adapter, text) for adapter in adapters) == 1 else None
            )

        return core_schema.tagged_union_schema(
            {"": known},
            discriminator=one,
            custom_error_type="one_of",
            custom_error_message="Input should match exactly one of the variants",
        )


def _valid(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


class Untyped:
    """The document gives rules for one kind of value, and no type: other kinds pass as they are."""

    def __init__(self, *kinds: type) -> None:
        self.kinds = kinds

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.around(handler(source))

    def around(self, schema: CoreSchema) -> CoreSchema:
        return core_schema.tagged_union_schema(
            {True: schema, False: core_schema.any_schema()}, discriminator=self._is
        )

    def _is(self, value: Any) -> bool:
        if isinstance(value, bool):
            return bool in self.kinds
        return isinstance(value, self.kinds)

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        if "oneOf" in found:
            found = {**found.pop("oneOf")[0], **found}
        found.pop("type", None)
        return found

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        if "oneOf" in found:  # the class, and anything else
            found.update(handler.resolve_ref_schema(found.pop("oneOf")[0]))
        plain(found)
        found.pop("type", None)
