"""Classes that are one form of a schema: what the other side makes, or keeps to itself, may be absent."""

from __future__ import annotations

from typing import Any

from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Excused:
    """Fields that the document requires, and that are not sent in the direction of this class."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def around(self, schema: CoreSchema) -> CoreSchema:
        return schema

    def served(self, found: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        found["required"] = list(
            dict.fromkeys((*found.get("required", ()), *self.names))
        )
