"""Docstrings below fields of many models become descriptions when a JSON schema asks for them."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import ConfigDict
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from . import _marks
from ._models import is_object


class Model(_marks.Model):
    """Reads the source when a JSON schema is asked for, and not before."""

    model_config = ConfigDict(use_attribute_docstrings=False)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made: dict[str, Any] = super().__get_pydantic_json_schema__(schema, handler)
        docs = {name: doc for base in cls.__mro__[::-1] for name, doc in _docs(base)}
        found = handler.resolve_ref_schema(made)
        for name, field in found.get("properties", {}).items():
            if name in docs:
                field["description"] = docs[name]
        return made


@cache
def _docs(cls: type) -> list[tuple[str, str]]:
    """Names on the wire, and the docstrings below the fields."""
    older: Any = cls.__dict__.get("model_fields")  # before pydantic 2.10
    fields: Any = cls.__dict__.get("__pydantic_fields__") or older
    found: list[tuple[str, str]] = []
    body = _bodies(cls.__module__).get(cls.__name__, []) if is_object(fields) else []
    for field, doc in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(doc, ast.Expr):
            continue
        name, text = ast.unparse(field.target), ast.literal_eval(doc.value)
        if name in fields:
            found.append((_wire(field.annotation) or name, inspect.cleandoc(text)))
    return found


def _wire(annotation: ast.expr) -> str:
    """What `Alias` says; `fields` does not know it yet where a class below is not defined."""
    marks = getattr(getattr(annotation, "slice", None), "elts", ())
    for mark in marks:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("Alias"):
            return str(ast.literal_eval(mark.args[0]))
    return ""


@cache
def _bodies(module: str) -> dict[str, list[ast.stmt]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return {
        node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)
    }
