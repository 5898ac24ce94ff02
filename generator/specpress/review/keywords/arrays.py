"""Comparators of what is said about arrays."""

from __future__ import annotations

from specpress.review.difference import Difference, Found, Inside, Step
from specpress.review.effects import ceiling, flag, floor
from specpress.review.members import item_at
from specpress.review.view import View, differ, told


def min_items(old: View, new: View) -> Found:
    before = old.facts("minItems", lambda schema: schema.array.min_items)
    after = new.facts("minItems", lambda schema: schema.array.min_items)
    least, now = (max((f.value for f in facts), default=0) for facts in (before, after))
    effect = floor(least, now)
    if effect != "same":
        message = told("minItems", least or None, now or None)
        yield differ("min-items", effect, (old, new), (before, after), message)


def max_items(old: View, new: View) -> Found:
    before = old.facts("maxItems", lambda schema: schema.array.max_items)
    after = new.facts("maxItems", lambda schema: schema.array.max_items)
    most, now = (min((f.value for f in facts), default=None) for facts in (before, after))
    effect = ceiling(most, now)
    if effect != "same":
        yield differ("max-items", effect, (old, new), (before, after), told("maxItems", most, now))


def unique_items(old: View, new: View) -> Found:
    before = old.facts("uniqueItems", lambda schema: schema.array.unique_items or None)
    after = new.facts("uniqueItems", lambda schema: schema.array.unique_items or None)
    effect = flag(bool(before), bool(after))
    if effect != "same":
        message = f"uniqueItems {'added' if after else 'removed'}"
        yield differ("unique-items", effect, (old, new), (before, after), message)


def prefix_items(old: View, new: View) -> Found:
    """Items by number, as far as either side has any."""
    count = max((len(p.array.prefix_items) for p in (*old.parts, *new.parts)), default=0)
    for index in range(count):
        before, after = item_at(old, index), item_at(new, index)
        if before or after:
            yield Inside(before, after, Step("position", index=index))


def items(old: View, new: View) -> Found:
    """The items after the numbered ones."""
    before, after = item_at(old, None), item_at(new, None)
    if before or after:
        yield Inside(before, after, Step("item"))


def contains(old: View, new: View) -> Found:
    before = old.schemas("contains", lambda schema: schema.array.contains)
    after = new.schemas("contains", lambda schema: schema.array.contains)
    if before and after:
        yield Inside(
            tuple(f.value for f in before), tuple(f.value for f in after), Step("contained")
        )
        if any(part.array.max_contains is not None for part in (*old.parts, *new.parts)):
            yield Inside(
                tuple(f.value for f in before),
                tuple(f.value for f in after),
                Step("contained"),
                inverted=True,
            )
    elif before or after:
        message = "contains added" if after else "contains removed"
        yield Difference(
            "contains",
            "narrower" if after else "wider",
            message,
            old.span(before, new),
            new.span(after, old),
        )


def min_contains(old: View, new: View) -> Found:
    before = old.facts("minContains", lambda schema: schema.array.min_contains)
    after = new.facts("minContains", lambda schema: schema.array.min_contains)
    least, now = (max((f.value for f in facts), default=1) for facts in (before, after))
    effect = floor(least, now)
    never = min(least, now) > 0 and not _containable(old) and not _containable(new)
    if effect != "same" and _both_contain(old, new) and not never:
        message = told("minContains", least, now)
        yield differ("min-contains", effect, (old, new), (before, after), message)


def max_contains(old: View, new: View) -> Found:
    before = old.facts("maxContains", lambda schema: schema.array.max_contains)
    after = new.facts("maxContains", lambda schema: schema.array.max_contains)
    most, now = (min((f.value for f in facts), default=None) for facts in (before, after))
    effect = ceiling(most, now)
    if effect != "same" and _both_contain(old, new) and (_containable(old) or _containable(new)):
        message = told("maxContains", most, now)
        yield differ("max-contains", effect, (old, new), (before, after), message)


def _both_contain(old: View, new: View) -> bool:
    return all(any(p.array.contains is not None for p in view.parts) for view in (old, new))


def _containable(view: View) -> bool:
    """Whether any item can be one of those that count: not where `items` refuses them all."""
    contained = tuple(p.array.contains for p in view.parts if p.array.contains is not None)
    numbered = any(part.array.prefix_items for part in view.parts)
    return numbered or bool(view.side.alternatives((*item_at(view, None), *contained)))


ARRAY = (
    min_items,
    max_items,
    unique_items,
    prefix_items,
    items,
    contains,
    min_contains,
    max_contains,
)
