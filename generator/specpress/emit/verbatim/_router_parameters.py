"""Parameters that have to be there, have a default, or are called otherwise in Python."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request

from ._router import Object, Parameter, Refused, Schemas, invalid


@dataclass(frozen=True, eq=False)
class Argument(Parameter):
    """`name` is what the handler calls it, where that is not `wire`."""

    name: str = field(default="", kw_only=True)
    required: bool = field(default=False, kw_only=True)
    default: Any = field(default=None, kw_only=True)

    async def argument(self, request: Request) -> tuple[str, Any]:
        name = self.name or self.wire
        try:
            given = self.read(request)
        except KeyError:
            if self.required:
                raise missing(self.location, self.wire) from None
            default = None if self.default is None else json.dumps(self.default)
            return name, default and self.adapter.validate_json(default)
        return name, self.value(given)

    def document(self, operation: Object, schema: Schemas) -> None:
        super().document(operation, schema)
        said = operation["parameters"][-1]
        said["required"] = self.required or self.location == "path"


def missing(*where: str) -> Refused:
    return invalid([{"type": "missing", "loc": (), "msg": "Field required"}], *where)
