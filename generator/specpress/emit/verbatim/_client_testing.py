"""For tests: a server that is not there, and values of any declared type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import httpx2 as http
from pydantic import TypeAdapter

from ._client_call import adapter, is_a, json_bytes

T = TypeVar("T")
N = TypeVar("N", bound=str)
HOST, KEY = "http://testserver", "test"
_TEXTS = {
    "date-time": "2024-01-02T03:04:05Z",
    "date": "2024-01-02",
    "time": "03:04:05Z",
    "duration": "P1D",
    "uuid": "12345678-1234-4234-8234-123456789abc",
    "email": "someone@example.com",
    "uri": "https://example.com/",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
}


@dataclass(frozen=True)
class Route:
    """An operation as the fake server knows it; `examples` are those of its first answer."""

    method: str
    path: str
    status: int
    media: str
    make: Callable[[], Any] | None = None
    examples: tuple[Any, ...] = ()

    def fits(self, method: str, path: str) -> bool:
        pieces = re.split(r"\{[^{}]*\}", self.path)
        pattern = "[^/]+".join(map(re.escape, pieces))
        return method == self.method and re.fullmatch(f".*?{pattern}", path) is not None


@dataclass(frozen=True)
class Recorded:
    """A request that arrived."""

    operation: str
    path: str
    query: str
    body: bytes
    headers: Mapping[str, str] = field(repr=False)


@dataclass
class FakeServer(Generic[N]):
    """Answers as it is told, else with an example; remembers what it was asked."""

    routes: Mapping[str, Route]
    calls: list[Recorded] = field(default_factory=list[Recorded])
    told: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]], repr=False)

    def answer(
        self,
        operation: str,
        body: Any = None,
        status: int | None = None,
        **headers: str,
    ) -> None:
        """What the next call of an operation gets; the last one told stays for all that follow.

        An exception of the HTTP library is raised instead.
        """
        if operation not in self.routes:
            raise KeyError(f"no operation {operation!r}, only {', '.join(self.routes)}")
        if not isinstance(body, Exception):
            named = {name.replace("_", "-"): text for name, text in headers.items()}
            body = (
                self.routes[operation].status if status is None else status,
                body,
                named,
            )
        self.told.setdefault(operation, []).append(body)

    def transport(self) -> http.MockTransport:
        """For an HTTP client of your own."""
        return http.MockTransport(self._handle)

    def _handle(self, request: http.Request) -> http.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        fitting = [n for n, r in self.routes.items() if r.fits(request.method, path)]
        if not fitting:
            raise AssertionError(f"no operation for {request.method} {path}")
        name = min(fitting, key=lambda each: self.routes[each].path.count("{"))
        body = request.read()
        self.calls.append(Recorded(name, path, query, body, request.headers))
        told = self.told.get(name)
        said = (told.pop(0) if len(told) > 1 else told[0]) if told else None
        if isinstance(said, Exception):
            raise said
        route = self.routes[name]
        usual: tuple[int, Any, dict[str, str]]
        usual = (route.status, None if said else self._example(route), {})
        status, given, headers = said or usual
        content = b"" if given is None else given
        if not isinstance(content, (bytes, str)):
            content = json_bytes(content)
        media = (
            {"content-type": route.media} if route.media and given is not None else {}
        )
        return http.Response(status, content=content, headers={**media, **headers})

    def _example(self, route: Route) -> Any:
        if route.examples:
            return route.examples[0]
        return example(route.make) if "json" in route.media else None


def make(model: type[T], **changes: Any) -> T:
    """A value of a type, from its examples or as small as it can be; `changes` by wire names."""
    found = example(lambda: model)
    value = {**found, **changes} if is_a(dict, found) else found
    return TypeAdapter(model).validate_python(value)


def example(type_of: Callable[[], Any] | None) -> Any:
    """JSON that the type takes: an example or default it declares, else the smallest."""
    schema = adapter(type_of).json_schema()
    return _sample(schema, schema.get("$defs", {}), 0)


def _sample(schema: Any, defs: Mapping[str, Any], depth: int) -> Any:
    if not is_a(dict, schema) or depth > 20:
        return None
    known: dict[str, Any] = schema
    for name in ("examples", "enum"):
        if known.get(name):
            return known[name][0]
    for name in ("const", "default"):
        if name in known:
            return known[name]
    if "$ref" in known:
        return _sample(defs.get(known["$ref"].rpartition("/")[2]), defs, depth + 1)
    for name in ("anyOf", "oneOf"):
        if known.get(name):
            return _sample(known[name][0], defs, depth + 1)
    if known.get("allOf"):
        parts = [_sample(part, defs, depth + 1) for part in known["allOf"]]
        merged = [part for part in parts if is_a(dict, part)]
        return (
            {k: v for part in merged for k, v in part.items()} if merged else parts[0]
        )
    return _plain(known, defs, depth)


def _plain(known: dict[str, Any], defs: Mapping[str, Any], depth: int) -> Any:
    match known.get("type"):
        case "object":
            inner = known.get("properties", {})
            needed = known.get("required", ())
            return {
                name: _sample(inner.get(name, {}), defs, depth + 1) for name in needed
            }
        case "array":
            item = _sample(known.get("items", {}), defs, depth + 1)
            return [item] * known.get("minItems", 0)
        case "string":
            text = _TEXTS.get(known.get("format", ""), "text")
            return text[: known.get("maxLength")].ljust(known.get("minLength", 0), "x")
        case "integer" | "number":
            step = known.get("multipleOf", 1)
            low = known.get("minimum", known.get("exclusiveMinimum", 0) + step)
            return min(low, known.get("maximum", low))
        case "boolean":
            return False
        case _:
            return None
