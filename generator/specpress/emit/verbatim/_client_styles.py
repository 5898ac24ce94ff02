"""How lists and objects in parameters are written: every style of OpenAPI, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ._client_call import Call, Parameter, is_a, plain

Quote = Callable[[str], str]


@dataclass(frozen=True)
class Style:
    """Writes the value of one parameter: the pairs of a query or cookie, or the parts of a text.

    `style` is as in the specification; "json" and "jsonText" are for JSON, in a pair and alone.
    """

    style: str
    explode: bool = False

    def __call__(self, name: str, value: Any, quoted: Quote) -> list[str]:
        match self.style:
            case "json" | "jsonText":
                text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                lead = f"{quoted(name)}=" if self.style == "json" else ""
                return [lead + quoted(text)]
            case "deepObject":
                return [f"{quoted(k)}={quoted(t)}" for k, t in deep(name, value)]
            case "simple" | "label":
                comma = "." if self.style == "label" and self.explode else ","
                lead = "." if self.style == "label" else ""
                return [lead + self._joined(name, value, quoted, comma)]
            case "matrix":
                return [f";{pair}" for pair in self._pairs(name, value, quoted)]
            case _:
                return self._pairs(name, value, quoted)

    def _pairs(self, name: str, value: Any, quoted: Quote) -> list[str]:
        """`name=value` once, or once for each item or member."""
        if self.explode and is_a(dict, value):
            return _members(value, quoted)
        if self.explode and is_a(list, value):
            return [f"{quoted(name)}={quoted(scalar(item))}" for item in value]
        comma = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(self.style, ",")
        return [f"{quoted(name)}={self._joined(name, value, quoted, comma)}"]

    def _joined(self, name: str, value: Any, quoted: Quote, comma: str) -> str:
        if not is_a(dict, value) and not is_a(list, value):
            return quoted(scalar(value))
        if is_a(list, value):
            items = [quoted(scalar(item)) for item in value]
        elif self.explode:
            items = _members(value, quoted)
        else:
            items = [
                quoted(part) for k, v in _present(value) for part in (k, scalar(v))
            ]
        if any(comma in item for item in items):
            raise ValueError(
                f"parameter {name!r}: no value in it can contain {comma!r}"
            )
        return comma.join(items)


@dataclass(frozen=True)
class Styled(Parameter):
    """A parameter in a style of its own; `safe` are reserved characters that stay as they are."""

    style: Style | None = None
    safe: str = ""

    def put(self, value: Any, call: Call[Any]) -> None:
        if self.location != "cookie":
            return super().put(value, call)
        before = [call.headers["cookie"]] if "cookie" in call.headers else []
        pairs = self.written(plain(value))
        call.headers["cookie"] = "; ".join([*before, *pairs])

    def written(self, value: Any) -> list[str]:
        def quoted(text: str) -> str:
            return text if self.location == "header" else quote(text, safe=self.safe)

        if self.flag and isinstance(value, bool):
            return [quoted(self.name)] * value
        if self.style:
            texts = self.style(self.name, value, quoted)
            return texts if self.location in ("query", "cookie") else ["".join(texts)]
        lead = f"{quoted(self.name)}=" if self.location in ("query", "cookie") else ""
        items = value if is_a(list, value) else [value]
        return [lead + quoted(scalar(item)) for item in items]


def deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """`name[key][key]`, as deepObject writes objects; lists repeat the key."""
    if is_a(dict, value):
        for key, item in _present(value):
            yield from deep(f"{name}[{key}]", item)
    elif is_a(list, value):
        for item in value:
            yield from deep(name, item)
    else:
        yield name, scalar(value)


def scalar(value: Any) -> str:
    """One JSON value as text on the wire: true, 1.5, a date; a nested one as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _present(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, item) for key, item in value.items() if item is not None]


def _members(value: dict[str, Any], quoted: Quote) -> list[str]:
    return [f"{quoted(key)}={quoted(scalar(item))}" for key, item in _present(value)]
