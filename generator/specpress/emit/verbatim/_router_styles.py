"""Reads parameters that are lists, objects or JSON text, in every style of OpenAPI.

Takes what is on the wire still percent-encoded, so that a comma that separates and one
that belongs to a value stay apart. Gives JSON values: text becomes a number, a boolean
or null where the JSON schema of the parameter's type asks for one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeGuard
from urllib.parse import quote, unquote

from fastapi import Request

from ._router import Object, Schemas, Typed, invalid
from ._router_parameters import Argument

Pairs = Sequence[tuple[str, str]]
_COMMAS = {"spaceDelimited": "%20", "pipeDelimited": r"%7[Cc]|\|"}
_DEFAULTS = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def pairs(text: str, separator: str = "&") -> Pairs:
    """Names and values of a query string or a cookie header; the values stay encoded."""
    text = text.replace("+", "%20") if separator == "&" else text
    parts = [part.strip().partition("=") for part in text.split(separator) if part]
    return [(unquote(name), value) for name, _, value in parts]


@dataclass(frozen=True, eq=False)
class Styled(Argument):
    """A parameter that is a list, an object or a date, or JSON text (`media_type`)."""

    style: str = "form"
    explode: bool = False
    media_type: str = ""

    def document(self, operation: Object, schema: Schemas) -> None:
        super().document(operation, schema)
        said = operation["parameters"][-1]
        if self.media_type:
            said["content"] = {self.media_type: {"schema": said.pop("schema")}}
            return
        if self.style != _DEFAULTS.get(self.location):
            said["style"] = self.style
        if self.explode is not (self.style == "form"):
            said["explode"] = self.explode

    def valid(self, data: bytes | str, *where: str) -> Any:
        found = super().valid(data, *where)
        if _is_counted(json.loads(data), found):
            told = {"type": "date_parsing", "loc": (), "msg": "Input should be a date"}
            raise invalid([told], *where)
        return found

    @cached_property
    def shape(self) -> Schema:
        return shape(self)

    def read(self, request: Request) -> Any:
        given = self._given(request)
        texts = [text for name, text in given if name == self.wire]
        if self.style == "deepObject":
            return self.shape.typed(_deep(self.wire, given))
        separate = self.explode and self.style in ("form", "matrix", "cookie")
        if separate and not self.media_type:
            return self.shape.typed(self._exploded(given))
        if not texts:
            raise KeyError(self.wire)
        if not self.media_type:
            return self.shape.typed(self._split(texts[-1]))
        try:
            return json.loads(self._decoded(texts[-1]))
        except ValueError as error:
            told = {"type": "json_invalid", "loc": (), "msg": f"not JSON: {error}"}
            raise invalid([told], self.location, self.wire) from None

    def _given(self, request: Request) -> Pairs:
        """All texts that can be its value or a part of it, by name, still encoded."""
        match self.location:
            case "query":
                return pairs(request.scope["query_string"].decode("latin-1"))
            case "cookie":
                return pairs(request.headers.get("cookie", ""), ";")
            case "header":
                return [(self.wire, request.headers[self.wire])]
            case _:
                text = _raw(request, self.wire)
                return (
                    pairs(text, ";") if self.style == "matrix" else [(self.wire, text)]
                )

    def _decoded(self, text: str) -> str:
        return text if self.location == "header" else unquote(text)

    def _exploded(self, given: Pairs) -> Any:
        """A list whose items, or an object whose members, stand each on its own."""
        names = self.shape.members
        if names is not None:
            members = [each for each in given if not names or each[0] in names]
            if not members:
                raise KeyError(self.wire)
            return {name: self._decoded(text) for name, text in members}
        texts = [self._decoded(text) for name, text in given if name == self.wire]
        if not texts:
            raise KeyError(self.wire)
        if len(texts) == 1 and "string" in self.shape.types:
            with suppress(
                ValueError
            ):  # a text or a list of one: a text where that is valid
                self.valid(json.dumps(texts[0]))
                return texts[0]
        return texts if self.shape.is_array else texts[-1]

    def _split(self, text: str) -> Any:
        """A list or an object from one text, or the text itself."""
        text = text.removeprefix(".") if self.style == "label" else text
        if not self.shape.is_array and self.shape.members is None:
            return self._decoded(text)
        dotted = self.style == "label" and self.explode
        comma = r"\." if dotted else _COMMAS.get(self.style, ",")
        parts = re.split(comma, text) if text else []
        if self.location == "header":
            parts = [part.strip() for part in parts]
        if self.shape.is_array:
            return [self._decoded(part) for part in parts]
        if self.explode:
            split = [part.partition("=") for part in parts]
            return {self._decoded(key): self._decoded(value) for key, _, value in split}
        texts = [self._decoded(part) for part in parts]
        return dict(zip(texts[::2], texts[1::2], strict=False))


def _is_counted(given: Any, found: Any) -> bool:
    """Even strict, pydantic takes "0" for a date: a count of seconds."""
    if is_list(given) and is_list(found):
        return any(map(_is_counted, given, found))
    return isinstance(found, date) and "-" not in str(given)


def _raw(request: Request, wire: str) -> str:
    """A segment of the path as it was sent: the router knows it decoded only."""
    value = str(request.path_params[wire])
    sent = request.scope.get("raw_path", b"").decode("latin-1").split("/")
    return next(
        (part for part in sent if unquote(part) == value), quote(value, safe=",;=.")
    )


def _deep(wire: str, found: Pairs) -> dict[str, Any]:
    """`name[key][key]=value`; a key that comes again makes a list."""
    made: dict[str, Any] = {}
    for name, value in found:
        if not name.startswith(f"{wire}[") or not name.endswith("]"):
            continue
        *path, last = name[len(wire) + 1 : -1].split("][")
        at = made
        for key in path:
            below = at.setdefault(key, {})
            at = below if is_object(below) else {}
        text = unquote(value)
        before = at.get(last, [])
        more = [*before, text] if is_list(before) else [before, text]
        at[last] = more if last in at else text
    if not made:
        raise KeyError(wire)
    return made


@dataclass(frozen=True)
class Schema:
    """A JSON schema that pydantic made, read for one purpose: what text stands for."""

    schema: Mapping[str, Any]
    defs: Mapping[str, Any]

    @cached_property
    def options(self) -> list[Mapping[str, Any]]:
        """The schema without its references and unions: one for each way to be valid."""
        return list(self._options(self.schema, 0))

    def _options(self, schema: Any, depth: int) -> Iterator[Mapping[str, Any]]:
        if not is_object(schema) or depth > 20:
            return
        if "$ref" in schema:
            target = self.defs.get(schema["$ref"].rpartition("/")[2])
            yield from self._options(target, depth + 1)
        for key in ("anyOf", "oneOf", "allOf"):
            for option in schema.get(key, ()):
                yield from self._options(option, depth + 1)
        yield schema

    @cached_property
    def types(self) -> set[str]:
        found = [option.get("type", ()) for option in self.options]
        return {
            t for types in found for t in ([types] if isinstance(types, str) else types)
        }

    @property
    def is_array(self) -> bool:
        return "array" in self.types

    @cached_property
    def members(self) -> frozenset[str] | None:
        """The names of an object's members, none if any will do; None if no object."""
        if "object" not in self.types or self.is_array:
            return None
        rest = [option.get("additionalProperties") for option in self.options]
        names = {
            name for option in self.options for name in option.get("properties", ())
        }
        return frozenset() if any(rest) else frozenset(names)

    def typed(self, value: Any) -> Any:
        """The JSON value that text, a list or an object of text stands for."""
        if is_object(value):
            if self.is_array and "object" not in self.types:
                return self.typed(list(value.values()))
            return {name: self._member(name).typed(v) for name, v in value.items()}
        if is_list(value):
            return [self._item(n).typed(item) for n, item in enumerate(value)]
        return self._scalar(value)

    def _scalar(self, text: str) -> Any:
        """Text where text is allowed, else the JSON value that it is."""
        if not self.types or "string" in self.types:
            return text
        if not self.is_array or text.startswith("["):
            with suppress(ValueError):
                return json.loads(text)
        if self.is_array:
            return [self._item(0).typed(text)]
        return None if text == "" and "null" in self.types else text

    def _item(self, index: int) -> Schema:
        for option in self.options:
            prefix = option.get("prefixItems", ())
            if index < len(prefix):
                return Schema(prefix[index], self.defs)
        return self._below([o["items"] for o in self.options if "items" in o])

    def _member(self, name: str) -> Schema:
        known = [option.get("properties", {}) for option in self.options]
        rest = [option.get("additionalProperties") for option in self.options]
        return self._below([each[name] for each in known if name in each] or rest)

    def _below(self, found: list[Any]) -> Schema:
        schemas = [schema for schema in found if is_object(schema)]
        return Schema({"anyOf": schemas} if schemas else {}, self.defs)


def shape(typed: Typed) -> Schema:
    schema = typed.adapter.json_schema()
    return Schema(schema, schema.get("$defs", {}))
