"""Marks on fields and classes: names on the wire, documentation, listed values, no further fields."""

from __future__ import annotations

import sys
from typing import Annotated, Any, ClassVar, Protocol

from pydantic import Field, GetCoreSchemaHandler
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from . import _models
from ._models import STRICT, exact_integers, is_array, is_object


class Mark(Protocol):
    """What a class statement can say besides the fields."""

    def around(self, schema: CoreSchema) -> CoreSchema: ...

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None: ...


class Model(_models.Model):
    """`class Pet(Model, marks=(Closed(),))`: marks hold for classes that inherit, too.

    It is also the base of many models: a ring of them is built as deep as it is long.
    """

    __marks__: ClassVar[tuple[Mark, ...]] = ()

    def __init_subclass__(cls, marks: tuple[Mark, ...] = (), **config: Any) -> None:
        super().__init_subclass__(**config)
        cls.__marks__ = (*cls.__marks__, *marks)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + 60)
        try:
            schema: Any = super().__get_pydantic_core_schema__(source, handler)
        finally:
            sys.setrecursionlimit(limit)
        if cls.__marks__ and not cls.__pydantic_complete__:
            ref = schema.pop("ref", None)  # belongs to the outermost one
            for mark in cls.__marks__:
                schema = mark.around(schema)
            schema |= {"ref": ref} if ref else {}
        made: CoreSchema = schema
        return made

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made: dict[str, Any] = super().__get_pydantic_json_schema__(schema, handler)
        found = handler.resolve_ref_schema(made)
        for mark in cls.__marks__[::-1]:  # the outermost first
            mark.served(found, handler)
        return made


def Alias(name: str) -> Any:
    """The name of a field on the wire, where Python cannot have that name."""
    return Field(validation_alias=name, serialization_alias=name)


class Extra:
    """Keywords of the JSON schema that document and do not check: `format`, `readOnly`, ..."""

    def __init__(self, **keywords: Any) -> None:
        self.keywords = keywords

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self.keywords}

    def around(self, schema: CoreSchema) -> CoreSchema:
        return schema

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        found.update(self.keywords)


class Whole:
    """Outside a class: 1.0 is an integer, as JSON Schema has it."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        made: CoreSchema = exact_integers(handler(source))
        return made


Int = Annotated[int, Whole()]
Int32 = Annotated[int, Extra(format="int32")]
Int64 = Annotated[int, Extra(format="int64")]
Float = Annotated[float, Extra(format="float")]
Double = Annotated[float, Extra(format="double")]
ReadOnly = Extra(readOnly=True)
WriteOnly = Extra(writeOnly=True)
Deprecated = Extra(deprecated=True)


class Known:
    """The values that the document lists; any other one of the type survives, unless strict."""

    def __init__(self, *values: Any) -> None:
        self.values = values
        self.keys = {json_key(value) for value in values}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        check = core_schema.no_info_after_validator_function
        return core_schema.lax_or_strict_schema(
            lax_schema=check(self.lenient, handler(source)),
            strict_schema=check(self.strict, core_schema.any_schema()),
        )

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        typed = {"type": found["type"]} if "type" in found else {}
        return {**typed, "enum": list(self.values)}

    def lenient(self, value: Any) -> Any:
        return self.strict(value) if STRICT.get() else value

    def strict(self, value: Any) -> Any:
        if json_key(value) not in self.keys:
            told = ", ".join(map(repr, self.values[:10]))
            raise PydanticCustomError(
                "enum", "Input should be one of {known}", {"known": told}
            )
        return value


def json_key(value: Any) -> Any:
    """Equal for what JSON Schema calls equal: 1 and 1.0 are, 1 and true are not."""
    if is_object(value):
        return dict, frozenset((name, json_key(item)) for name, item in value.items())
    if is_array(value):
        return list, tuple(map(json_key, value))
    return isinstance(value, bool), value


def is_same(a: Any, b: Any, handler: GetJsonSchemaHandler) -> bool:
    """Of parts of a JSON schema, one of which may name what the other has inside."""
    if is_object(a) and is_object(b):
        if ("$ref" in a) != ("$ref" in b):
            try:
                a, b = map(handler.resolve_ref_schema, (a, b))
            except LookupError:  # it is being described
                return False
        return a.keys() == b.keys() and all(is_same(a[k], b[k], handler) for k in a)
    if is_array(a) and is_array(b):
        return len(a) == len(b) and all(
            is_same(x, y, handler) for x, y in zip(a, b, strict=True)
        )
    return bool(a == b)


class Closed:
    """Marks a class that has no other fields; one that comes all the same is kept, unless strict."""

    def around(self, schema: CoreSchema) -> CoreSchema:
        check = core_schema.no_info_after_validator_function
        return core_schema.lax_or_strict_schema(
            lax_schema=check(self._lenient, schema),
            strict_schema=check(self._strict, schema),
        )

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        found["additionalProperties"] = False

    def _lenient(self, model: Model) -> Model:
        return self._strict(model) if STRICT.get() else model

    def _strict(self, model: Model) -> Model:
        if model.model_extra:
            told = ", ".join(map(repr, list(model.model_extra)[:10]))
            raise PydanticCustomError(
                "extra_forbidden", "Unknown fields: {names}", {"names": told}
            )
        return model
