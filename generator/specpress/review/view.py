"""What a comparator looks at: one alternative of one side, and the keywords of its schemas with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from specpress.api import Json, Schema, Subschema
from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.difference import Difference
from specpress.review.effects import Effect
from specpress.review.side import Alternative, Side

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """The value of a keyword, and where it stands."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True)
class View:
    side: Side
    alternative: Alternative

    @property
    def parts(self) -> tuple[Schema, ...]:
        return self.alternative.parts

    def facts(self, keyword: str, get: Callable[[Schema], T | None]) -> list[Fact[T]]:
        """The keyword wherever one of the schemas has it."""
        found = ((part, get(part)) for part in self.parts)
        return [Fact(value, part.span.child(keyword)) for part, value in found if value is not None]

    def schemas(
        self, keyword: str, get: Callable[[Schema], Subschema | None]
    ) -> list[Fact[Subschema]]:
        """The same for a keyword whose value is a schema."""
        return self.facts(keyword, get)

    def span(self, facts: Iterable[Fact[T]], other: View) -> Span:
        """Where the facts stand; where there are none, the schema that stands where the other side's does."""
        for fact in facts:
            return fact.span
        pointers = {part.span.pointer for part in other.parts}
        for part in self.alternative.case.parts:
            if part.span.pointer in pointers:
                return part.span
        return self.alternative.span


def differ(
    rule: str,
    effect: Effect,
    views: tuple[View, View],
    facts: tuple[list[Fact[T]], list[Fact[T]]],
    message: str,
) -> Difference:
    """A difference at the places of these facts; its message names the two values unless it is given."""
    (old, new), (before, after) = views, facts
    return Difference(rule, effect, message, old.span(before, new), new.span(after, old))


def told(keyword: str, before: Json, after: Json) -> str:
    """`maxLength 10 became 5`, `maxLength 5 added`, `maxLength 10 removed`."""
    if before is None:
        return f"{keyword} {shown(after)} added"
    if after is None:
        return f"{keyword} {shown(before)} removed"
    return f"{keyword} {shown(before)} became {shown(after)}"


def shown(value: Json) -> str:
    """A value in a message, shortened."""
    text = repr(value) if isinstance(value, str) else _plain(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _plain(value: Json) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
