# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Reads a field of an answer by its names on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ._client_call import is_a


def field_at(value: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path of wire names; None where there is nothing."""
    for name in path:
        if isinstance(value, BaseModel):
            value = _member(value, name)
        else:
            value = value.get(name) if is_a(dict, value) else None
    return value


def _member(model: BaseModel, name: str) -> Any:
    for attribute, field in type(model).model_fields.items():
        if (field.alias or attribute) == name:
            return getattr(model, attribute)
    return (model.model_extra or {}).get(name)
