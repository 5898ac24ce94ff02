# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from typing import Any as _Any

from pydantic import Field as _Field

from ._marks import Alias
from ._models import Model as _Model
from ._models import Omittable, OpenEnum

__all__ = [
    "Any",
    "Attributes",
    "Class",
    "DottedNameV1",
    "Field",
    "KebabCase",
    "Model",
    "Schema2Fast",
    "list_",
]


class KebabCase(OpenEnum):
    A = "a"


class Class(_Model):
    import_: Annotated[Omittable[str], Alias("import")] = None


class list_(_Model):
    id: Omittable[int] = None


class DottedNameV1(_Model):
    id: Omittable[int] = None


class Schema2Fast(_Model):
    id: Omittable[int] = None


class Any(_Model):
    value: _Any = None


class Model(_Model):
    id: Omittable[int] = None


class Field(_Model):
    size: Omittable[Annotated[int, _Field(ge=0)]] = None


class Attributes(_Model):
    model_config_: Annotated[str, Alias("model_config")]
    model_fields_: Annotated[Omittable[str], Alias("model_fields")] = None
    json_: Annotated[Omittable[str], Alias("json")] = None
    schema_: Annotated[Omittable[str], Alias("schema")] = None
    copy_: Annotated[str, Alias("copy")]
    self: str
    class_: Annotated[Omittable[str], Alias("class")] = None
    def_: Annotated[Omittable[str], Alias("def")] = None
    list_: Annotated[Omittable[list[int]], Alias("list")] = None
    str_: Annotated[Omittable[str], Alias("str")] = None
    date_: Annotated[Omittable[date], Alias("date")] = None
    Attributes_: Annotated[Omittable[Attributes], Alias("Attributes")] = None
    private: Annotated[Omittable[str], Alias("_private")] = None
    class2: Annotated[Omittable[str], Alias("__class__")] = None
    field_1st: Annotated[Omittable[str], Alias("1st")] = None
    first_name2: Annotated[Omittable[str], Alias("first-name")] = None
    first_name: Omittable[str] = None
    first_name3: Annotated[Omittable[str], Alias("first name")] = None
    id: Annotated[Omittable[str], Alias("@id")] = None
    ref_like: Annotated[Omittable[str], Alias("$ref-like")] = None
    field: Annotated[Omittable[str], Alias("")] = None
    plus: Annotated[Omittable[str], Alias("+")] = None
    größe: Omittable[str] = None
    file2: Annotated[Omittable[str], Alias("\ufb01le")] = None
    file: Omittable[str] = None
    名前: Omittable[str] = None
    True_: Annotated[Omittable[str], Alias("True")] = None
    match: Omittable[str] = None
