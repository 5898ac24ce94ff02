"""The base of the generated models: what arrives is kept, and checked to the letter on request.

By default an enum value, a variant of a union or a field that the document does not know survives decoding and is
sent back as it came. Validation is to the letter of the document where pydantic is asked to be strict
(`Pet.model_validate_json(text, strict=True)`), or while `STRICT` is set.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

if TYPE_CHECKING:
    from typing_extensions import Self

STRICT: ContextVar[bool] = ContextVar("STRICT", default=False)
"""Validate to the letter where pydantic itself cannot be asked to be strict (FastAPI)."""

T = TypeVar("T")


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


class _Whole:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _exact_integers(handler(source), False)


Int = Annotated[int, _Whole()]
Int32 = Annotated[int, _Whole(), Extra(format="int32")]
Int64 = Annotated[int, _Whole(), Extra(format="int64")]
Float = Annotated[float, Extra(format="float")]
Double = Annotated[float, Extra(format="double")]
ReadOnly = Extra(readOnly=True)
WriteOnly = Extra(writeOnly=True)
Deprecated = Extra(deprecated=True)


class _NotNull:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        inner = schema["schema"] if schema["type"] == "nullable" else schema
        return core_schema.lax_or_strict_schema(lax_schema=schema, strict_schema=inner)

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(schema["strict_schema"])


Omittable = Annotated[T | None, _NotNull()]
"""A field that may be absent (None here) but is never null on the wire."""


class Known:
    """The values that the document lists; any other one of the type survives, unless strict."""

    def __init__(self, *values: Any) -> None:
        self.values = values
        self.keys = {_key(value) for value in values}

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
        inner = handler(schema["lax_schema"]["schema"])
        typed = {"type": inner["type"]} if "type" in inner else {}
        return {**typed, "enum": list(self.values)}

    def lenient(self, value: Any) -> Any:
        return self.strict(value) if STRICT.get() else value

    def strict(self, value: Any) -> Any:
        if _key(value) not in self.keys:
            told = ", ".join(map(repr, self.values[:10]))
            raise PydanticCustomError("enum", "Input should be one of {known}", {"known": told})
        return value


def _key(value: Any) -> Any:
    """Equal for what JSON Schema calls equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return dict, frozenset((name, _key(item)) for name, item in value.items())
    if isinstance(value, list | tuple):
        return list, tuple(map(_key, value))
    return isinstance(value, bool), value


class OpenEnum(str, Enum):
    """An enum of strings that takes values it does not know: `is_known` is False for those."""

    __str__ = str.__str__
    __format__ = str.__format__

    @property
    def is_known(self) -> bool:
        return self._name_ in type(self).__members__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or STRICT.get():
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        members = {str(member.value): member for member in cls}
        known = core_schema.no_info_after_validator_function(
            members.__getitem__, core_schema.literal_schema(list(members))
        )
        unknown = core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
        return core_schema.lax_or_strict_schema(
            lax_schema=core_schema.union_schema([known, unknown], mode="left_to_right"),
            strict_schema=known,
            serialization=core_schema.str_schema(),
            ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}",
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        found: dict[str, Any] = {"type": "string", "enum": [member.value for member in cls]}
        if doc := cls.__dict__.get("__doc__"):
            found["description"] = inspect.cleandoc(doc)
        return found


class Model(BaseModel):
    """Keeps fields it does not know; a field that was absent stays absent (`model_fields_set`)."""

    model_config = ConfigDict(
        extra="allow", populate_by_name=True, protected_namespaces=(), defer_build=True
    )
    __closed__: ClassVar[bool] = False
    __untyped__: ClassVar[bool] = False
    __rules__: ClassVar[Any] = None

    def __init_subclass__(
        cls, closed: bool = False, untyped: bool = False, rules: Any = None, **kwargs: Any
    ) -> None:
        """`closed`: no other fields, when strict. `untyped`: what is no object passes as it is."""
        super().__init_subclass__(**kwargs)
        cls.__closed__, cls.__untyped__, cls.__rules__ = closed, untyped, rules

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema: Any = handler(source)
        if cls.__pydantic_complete__:
            return schema  # as it was built before
        schema = _exact_integers(schema)
        ref = schema.pop("ref", None)  # belongs to the outermost one
        if cls.__closed__:
            check: Callable[[Any], Any] = core_schema.no_info_after_validator_function
            schema = core_schema.lax_or_strict_schema(
                lax_schema=check(_closed_if_strict, schema), strict_schema=check(_closed, schema)
            )
        for base in cls.__mro__:
            if rules := base.__dict__.get("__rules__"):
                schema = rules.around(schema)
        if cls.__untyped__:
            schema = core_schema.tagged_union_schema(
                {True: schema, False: core_schema.any_schema()}, discriminator=_is_object
            )
        return {**schema, "ref": ref} if ref else schema

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler(schema)
        found = handler.resolve_ref_schema(made)
        if cls.__untyped__ and "oneOf" in found:
            inner = handler.resolve_ref_schema(found.pop("oneOf")[0])
            found.update(inner)
        found.pop("title", None)
        if found.get("additionalProperties") is True:
            del found["additionalProperties"]
        if cls.__closed__:
            found["additionalProperties"] = False
        if cls.__untyped__:
            found.pop("type", None)
        for name, field in found.get("properties", {}).items():
            field.pop("title", None)
            if field.get("default", ...) is None:
                del field["default"]
            if (doc := _field_doc(cls, name)) and "description" not in field:
                field["description"] = doc
        for base in cls.__mro__:
            if rules := base.__dict__.get("__rules__"):
                found.update(rules.json_schema(handler))
        return made


def _is_object(value: Any) -> bool:
    return isinstance(value, dict | BaseModel)


def _closed(model: Model) -> Model:
    if model.model_extra:
        told = ", ".join(map(repr, list(model.model_extra)[:10]))
        raise PydanticCustomError("extra_forbidden", "Unknown fields: {names}", {"names": told})
    return model


def _closed_if_strict(model: Model) -> Model:
    return _closed(model) if STRICT.get() else model


def _exact_integers(schema: Any, outermost: bool = True) -> Any:
    """JSON Schema calls 1.0 an integer; pydantic does not when it is strict."""
    if isinstance(schema, list):
        return [_exact_integers(item, False) for item in schema]
    if isinstance(schema, tuple):
        return (_exact_integers(schema[0], False), *schema[1:])
    if not isinstance(schema, dict) or (schema.get("type") == "model" and not outermost):
        return schema
    if schema.get("type") == "lax-or-strict" and schema["lax_schema"].get("type") == "int":
        return schema  # done already
    if schema.get("type") == "int":
        return core_schema.lax_or_strict_schema(
            lax_schema=schema,  # type: ignore[arg-type]
            strict_schema=core_schema.chain_schema([_INTEGER, schema]),  # type: ignore[list-item]
        )
    keep = outermost and schema.get("type") != "model"
    changed = {key: _exact_integers(schema[key], keep) for key in _INNER & schema.keys()}
    if "fields" in changed and isinstance(changed["fields"], dict):
        fields = changed["fields"].items()
        changed["fields"] = {name: _exact_integers(field, False) for name, field in fields}
    return {**schema, **changed}


def _whole(value: float) -> int:
    if not value.is_integer():
        raise ValueError
    return int(value)


_INTEGER = core_schema.union_schema(
    [
        core_schema.int_schema(strict=True),
        core_schema.no_info_after_validator_function(_whole, core_schema.float_schema()),
    ],
    mode="left_to_right",
    custom_error_type="int_type",
)
_INNER = {
    "schema",
    "fields",
    "items_schema",
    "values_schema",
    "extras_schema",
    "choices",
    "lax_schema",
    "strict_schema",
    "json_schema",
    "python_schema",
}


def _field_doc(cls: type[Model], wire_name: str) -> str | None:
    for base in cls.__mro__:
        for name, field in getattr(base, "model_fields", {}).items():
            if wire_name in (name, field.serialization_alias):
                if doc := _docs(base.__module__).get((base.__name__, name)):
                    return doc
    return None


@cache
def _docs(module: str) -> dict[tuple[str, str], str]:
    """The docstrings below fields, read from the source once and only when a schema is asked for."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    found = {}
    for owner in tree.body:
        if isinstance(owner, ast.ClassDef):
            for field, doc in zip(owner.body, owner.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr):
                    if isinstance(doc.value, ast.Constant) and isinstance(field.target, ast.Name):
                        text = inspect.cleandoc(str(doc.value.value))
                        found[owner.name, field.target.id] = text
    return found
