"""Lists that come page by page, walked to their end."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import httpx2 as http

from ._client import RAW, AsyncClient, Client
from ._client_call import Answer, Operation, Options, Values
from ._client_errors import TransportError
from ._client_fields import field_at

Path = tuple[str, ...]


@dataclass(frozen=True)
class Pages:
    """How a list goes on: `place` is that of the parameter among the values, the paths are wire names."""

    kind: str
    items: Path
    place: int
    next: Path = ()
    more: Path = ()
    start: int = 0


class _Walk:
    """Where the walk is: what to call next, and what to make of the answer."""

    def __init__(self, operation: Operation[Any], values: Values, rule: Pages) -> None:
        self.operation, self.values, self._rule = operation, values, rule
        self.over = False
        if rule.kind in ("offset", "page") and values[rule.place] is None:
            self._turn(rule.start)

    def taken(self, answer: Answer[Any]) -> list[Any]:
        """The items of a page; decides where the next one is."""
        rule = self._rule
        items = list(field_at(answer.parsed, rule.items) or ())
        self.over = bool(rule.more) and not field_at(answer.parsed, rule.more)
        if rule.kind == "link":
            self._follow(answer.headers.get("link", ""))
        elif rule.kind == "cursor":
            following = field_at(answer.parsed, rule.next)
            self.over |= following in (None, "", self.values[rule.place])
            self._turn(following)
        else:
            self.over |= not items
            self._turn(
                self.values[rule.place] + (len(items) if rule.kind == "offset" else 1)
            )
        return items

    def _turn(self, value: Any) -> None:
        values = list(self.values)
        values[self._rule.place] = value
        self.values = tuple(values)

    def _follow(self, link: str) -> None:
        """RFC 8288: of the URL only path and query are used, so that it stays on the same host."""
        found = re.search(r'<([^>]*)>\s*;[^,<]*\brel="?next\b', link)
        if not found:
            self.over = True
            return
        url = http.URL("https://here.invalid").join(found[1])
        target = url.raw_path.decode("ascii")
        if target == self.operation.path:
            raise TransportError("the link to the next page leads back to the same one")
        self.operation = replace(self.operation, path=target, parameters=())


def all_pages(
    client: Client,
    operation: Operation[Any],
    values: Values,
    options: Options,
    rule: Pages,
) -> Iterator[Any]:
    walk, whole = _Walk(operation, values, rule), cast(Any, {**options, **RAW})
    while not walk.over:
        answer: Any = client.call(walk.operation, walk.values, whole)
        yield from walk.taken(answer)


async def async_all_pages(
    client: AsyncClient,
    operation: Operation[Any],
    values: Values,
    options: Options,
    rule: Pages,
) -> AsyncIterator[Any]:
    walk, whole = _Walk(operation, values, rule), cast(Any, {**options, **RAW})
    while not walk.over:
        answer: Any = await client.call(walk.operation, walk.values, whole)
        for item in walk.taken(answer):
            yield item
