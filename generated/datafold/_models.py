# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The base of the models: what arrives is kept, and checked to the letter on request.

An enum value or a field that the document does not know survives decoding and is sent back as it came. To be strict,
ask pydantic (`Pet.model_validate_json(text, strict=True)`), or set `STRICT` where that cannot be asked.
"""

from __future__ import annotations

import inspect
from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeGuard, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

STRICT: ContextVar[bool] = ContextVar("STRICT", default=False)
T = TypeVar("T")


class _NotNull:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        lax = handler(source)
        strict = lax["schema"] if lax["type"] == "nullable" else lax
        return core_schema.lax_or_strict_schema(lax_schema=lax, strict_schema=strict)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        found = handler(schema)  # with the marks of what is inside
        some = [part for part in found.get("anyOf", ()) if part != {"type": "null"}]
        return {**found, "anyOf": some} if some[1:] else [*some, found][0]


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
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        make = core_schema.no_info_after_validator_function
        listed = core_schema.enum_schema(cls, list(cls), sub_type="str")  # no Python
        others = make(cls, core_schema.str_schema())  # `missing` is for pydantic 2.12
        return core_schema.lax_or_strict_schema(
            core_schema.union_schema([listed, others], mode="left_to_right"),
            make(cls, core_schema.literal_schema([member.value for member in cls])),
            serialization=core_schema.str_schema(),
            ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}",
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        said = {"description": inspect.cleandoc(cls.__doc__)} if cls.__doc__ else {}
        return {"type": "string", "enum": [m.value for m in cls], **said}


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
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        schema = handler(source)
        if not cls.__pydantic_complete__ and schema["type"] == "model":
            schema["schema"] = exact_integers(schema["schema"])
        return schema

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        made = handler(schema)
        plain(handler.resolve_ref_schema(made))
        return made


def plain(found: dict[str, Any]) -> None:
    """The JSON schema of a class without what pydantic says and the document does not."""
    found.pop("title", None)
    if found.get("additionalProperties") is True:
        del found["additionalProperties"]
    for field in found.get("properties", {}).values():
        field.pop("title", None)
        if field.get("default", ...) is None:
            del field["default"]


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
    if strict := _strict(schema):
        return core_schema.lax_or_strict_schema(lenient, strict)
    if _strict(schema.get("lax_schema", {})):
        return schema  # done before
    opaque = ("metadata", "default", "serialization")
    return {k: v if k in opaque else exact_integers(v) for k, v in schema.items()}


def _strict(schema: Any) -> Any:
    """Of an integer or a date. A list of integers is one choice, and not one for each."""
    check = core_schema.no_info_before_validator_function
    match schema:
        case {"type": "int"}:
            return check(_whole, schema)
        case {"type": "list", "items_schema": {"type": "int"}}:
            return {**schema, "items_schema": check(_whole, schema["items_schema"])}
        case {"type": "date" | "datetime" as kind}:
            return core_schema.tagged_union_schema(
                {True: schema},
                lambda value: str(value)[4:5] == "-",
                custom_error_type=f"{kind}_type",
                serialization=core_schema.simple_ser_schema(kind),
            )
        case _:
            return None


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
