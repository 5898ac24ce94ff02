"""Errors that the router itself answers, in the shape that the document declares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from http.client import responses as phrases
from typing import Any

from fastapi import Response
from pydantic import ValidationError

from ._router import Json, Reply
from ._router_styles import is_list, is_object

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


@dataclass(frozen=True, eq=False)
class Problem(Json):
    """Fills the members whose names tell what they want, and those that are required."""

    @cached_property
    def shape(self) -> Mapping[str, Any]:
        return self.adapter.json_schema()

    def refuse(self, status: int, detail: Any) -> Response:
        title = phrases.get(status, "Error")
        message = detail if isinstance(detail, str) else "the request is not valid"
        facts: dict[str, Any] = {
            **dict.fromkeys(("message", "msg", "error_description"), message),
            **dict.fromkeys(("title", "error", "reason"), title),
            **dict.fromkeys(("status", "code", "status_code", "statusCode"), status),
            "type": "about:blank",
            "description": message,
            "detail": detail,
            "errors": () if detail is message else detail,
        }
        plain = {"detail": detail}
        for body in (self._fill(self.shape, "", facts, message), plain, message):
            with suppress(ValidationError, ValueError, TypeError):
                made = self.adapter.validate_json(json.dumps(body))
                return self.write(Reply(status, made))
        return super().refuse(status, detail)

    def _fill(self, schema: Any, name: str, facts: Mapping[str, Any], text: str) -> Any:
        schema = self._resolved(schema)
        known = facts.get(name)
        kind = schema.get("type", "object" if "properties" in schema else "")
        if "const" in schema or "enum" in schema:
            values = schema.get("enum", [schema.get("const")])
            return known if known in values else values[0]
        if kind == "object":
            wanted = [*schema.get("required", ()), *facts]
            members = schema.get("properties", {}).items()
            filled = {
                k: self._fill(v, k, facts, text) for k, v in members if k in wanted
            }
            return {key: value for key, value in filled.items() if value is not None}
        if kind == "array" and is_list(known) and "items" in schema:
            return [self._item(schema["items"], each, facts, text) for each in known]
        if isinstance(known, _KINDS.get(kind, object)):
            return known
        match kind:
            case "string":
                return text
            case "integer" | "number":
                return facts["status"]
            case "boolean":
                return False
            case _:
                return [] if kind == "array" else None

    def _item(self, schema: Any, each: Any, facts: Mapping[str, Any], text: str) -> Any:
        """One error of several: pydantic's own, in the shape of an item."""
        if is_object(each):
            return self._fill(schema, "", {**facts, **each}, str(each.get("msg", text)))
        return each

    def _resolved(self, schema: dict[str, Any], depth: int = 0) -> dict[str, Any]:
        """The schema behind references, the first variant of a union, all parts as one."""
        if depth > 20:
            return {}
        if "$ref" in schema:
            target = self.shape["$defs"][schema["$ref"].rpartition("/")[2]]
            return self._resolved(target, depth + 1)
        options: list[dict[str, Any]] = schema.get("anyOf") or schema.get("oneOf") or []
        for option in options:
            if option.get("type") != "null":
                return self._resolved(option, depth + 1)
        parts = [self._resolved(part, depth + 1) for part in schema.get("allOf", ())]
        if not parts:
            return schema
        members = {
            k: v for part in parts for k, v in part.get("properties", {}).items()
        }
        required = [k for part in parts for k in part.get("required", ())]
        return {"type": "object", "properties": members, "required": required}
