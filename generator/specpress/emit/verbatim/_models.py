"""The base of the models: what arrives is kept, and checked to the letter on request.

An enum value or a field that the document does not know survives decoding and is sent back as it came. To be strict,
ask pydantic (`Pet.model_validate_json(text, strict=True)`), or set `STRICT` where that cannot be asked.
"""

from __future__ import annotations

import inspect
import sys
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeGuard, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, SchemaValidator, core_schema

STRICT: ContextVar[bool] = ContextVar("STRICT", default=False)
T = TypeVar("T")


class _NotNull:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        lax: Any = handler(source)
        strict = lax["schema"] if lax["type"] == "nullable" else lax
        return core_schema.lax_or_strict_schema(lax_schema=lax, strict_schema=strict)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found = handler(schema)
        some = [part for part in found.get("anyOf", ()) if part != {"type": "null"}]
        return (
            some[0] if len(some) == 1 else {**found, "anyOf": some} if some else found
        )


Omittable = Annotated[T | None, _NotNull()]
"""A field that may be absent (None here) but is never null on the wire."""


class OpenEnum(str, Enum):
    """Strings of which the document knows some: `is_known` is False for the others."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, format_spec: str) -> str:
        return str.__format__(self, format_spec)

    @property
    def is_known(self) -> bool:
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> OpenEnum | None:
        if not isinstance(value, str) or STRICT.get():
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        members: dict[str, OpenEnum] = {str(member.value): member for member in cls}
        known = core_schema.no_info_after_validator_function(
            members.__getitem__, core_schema.literal_schema(list(members))
        )
        lenient = core_schema.union_schema(  # the first is decoded without Python
            [
                core_schema.enum_schema(cls, list(cls), sub_type="str"),
                core_schema.no_info_after_validator_function(
                    cls, core_schema.str_schema()  # before pydantic 2.12
                ),
            ],
            mode="left_to_right",
        )
        return core_schema.lax_or_strict_schema(
            lenient,
            known,
            serialization=core_schema.str_schema(),
            ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}",
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        doc = cls.__dict__.get("__doc__")
        described = {"description": inspect.cleandoc(doc)} if doc else {}
        return {"type": "string", "enum": [m.value for m in cls], **described}


class Model(BaseModel):
    """Keeps fields it does not know; what was absent stays absent when it is sent."""

    model_config = ConfigDict(
        extra="allow",
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,
        use_attribute_docstrings=True,
    )
    if TYPE_CHECKING:
        __pydantic_extra__: Any  # a class may say what its further fields are

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        limit = sys.getrecursionlimit()  # a ring of models is as deep as it is long
        sys.setrecursionlimit(limit + 60)
        try:
            schema: Any = handler(source)
        finally:
            sys.setrecursionlimit(limit)
        if not cls.__pydantic_complete__ and schema["type"] == "model":
            schema["schema"] = exact_integers(schema["schema"])
        made: CoreSchema = schema
        return made

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made: dict[str, Any] = handler(schema)
        found = handler.resolve_ref_schema(made)
        found.pop("title", None)
        if found.get("additionalProperties") is True:
            del found["additionalProperties"]
        for field in found.get("properties", {}).values():
            field.pop("title", None)
            if field.get("default", ...) is None:
                del field["default"]
        return made


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def exact_integers(schema: Any) -> Any:
    """What strict means: 1.0 is an integer, as JSON Schema has it, and "0" is no date."""
    if is_array(schema):
        return list(map(exact_integers, schema))
    if not is_object(schema) or schema.get("type") == "model":
        return schema
    lenient: Any = schema
    if inner := _integers(schema):
        exact: Any = core_schema.no_info_before_validator_function(_whole, inner)
        exact = exact if inner is schema else {**schema, "items_schema": exact}
        return core_schema.lax_or_strict_schema(lenient, exact)
    kind = schema.get("type")
    if kind in ("date", "datetime"):  # even strict, pydantic takes "0"
        made = core_schema.no_info_after_validator_function(
            SchemaValidator(lenient).validate_python, _DATED
        )
        strict = core_schema.json_or_python_schema(made, lenient)
        written = core_schema.simple_ser_schema(kind)
        return core_schema.lax_or_strict_schema(lenient, strict, serialization=written)
    lax: Any = schema.get("lax_schema", {})
    if _integers(lax) or lax.get("type") in ("date", "datetime"):
        return schema  # done before
    opaque = ("metadata", "default", "serialization")
    return {k: v if k in opaque else exact_integers(v) for k, v in schema.items()}


def _integers(schema: dict[str, Any]) -> Any:
    """The schema of an integer: this one, or that of the items of this list."""
    inner = schema.get("items_schema") if schema.get("type") == "list" else schema
    return inner if is_object(inner) and inner.get("type") == "int" else None


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


_DATED = core_schema.str_schema(pattern=r"^\d{4}-")
