"""Answers that are more than one JSON body: none, headers, or one of several media types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Response

from ._router import Json, Object, Parameter, Reply, Schemas


@dataclass(frozen=True, eq=False)
class Empty:
    """An answer without a body."""

    description: str
    extra: Object = field(default_factory=Object)

    def write(self, reply: Reply) -> Response:
        return Response(status_code=reply.status)

    def refuse(self, status: int, detail: Any) -> Response:
        return Response(status_code=status)

    def document(self, schema: Schemas) -> Object:
        return {"description": self.description, **self.extra}


@dataclass(frozen=True, eq=False)
class Detailed(Empty):
    """An answer with `headers`, or in the first media type that can carry its body."""

    contents: Sequence[Json] = ()
    headers: Sequence[Parameter] = field(default=(), kw_only=True)

    def write(self, reply: Reply) -> Response:
        found = [c for c in self.contents if reply.media_type in ("", c.media_type)]
        for content in found:
            try:
                return content.write(reply)
            except (ValueError, TypeError):
                if content is found[-1]:
                    raise
        return super().write(reply)

    def refuse(self, status: int, detail: Any) -> Response:
        for content in self.contents:
            return content.refuse(status, detail)
        return super().refuse(status, detail)

    def document(self, schema: Schemas) -> Object:
        made = super().document(schema)
        contents = [each.document(schema)["content"] for each in self.contents]
        if contents:
            made["content"] = {k: v for each in contents for k, v in each.items()}
        if self.headers:
            made["headers"] = {
                header.wire: {"schema": schema(header), **header.extra}
                for header in self.headers
            }
        return made
