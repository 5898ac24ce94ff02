"""Comparators of what is said about text."""

from __future__ import annotations

from specpress.review.difference import Difference, Found, Inside, Step
from specpress.review.effects import ceiling, constraints, floor, says_nothing
from specpress.review.view import View, differ, told


def min_length(old: View, new: View) -> Found:
    before = old.facts("minLength", lambda schema: schema.string.min_length)
    after = new.facts("minLength", lambda schema: schema.string.min_length)
    least, now = (max((f.value for f in facts), default=0) for facts in (before, after))
    effect = floor(least, now)
    if effect != "same":
        message = told("minLength", least or None, now or None)
        yield differ("min-length", effect, (old, new), (before, after), message)


def max_length(old: View, new: View) -> Found:
    before = old.facts("maxLength", lambda schema: schema.string.max_length)
    after = new.facts("maxLength", lambda schema: schema.string.max_length)
    most, now = (min((f.value for f in facts), default=None) for facts in (before, after))
    effect = ceiling(most, now)
    if effect != "same":
        message = told("maxLength", most, now)
        yield differ("max-length", effect, (old, new), (before, after), message)


def pattern(old: View, new: View) -> Found:
    before = old.facts("pattern", lambda schema: schema.string.pattern)
    after = new.facts("pattern", lambda schema: schema.string.pattern)
    before, after = ([f for f in facts if not says_nothing(f.value)] for facts in (before, after))
    held, holds = ({f.value for f in facts} for facts in (before, after))
    effect = constraints(held, holds)
    if effect == "same":
        return
    gone = [f for f in before if f.value not in holds]
    come = [f for f in after if f.value not in held]
    message = told("pattern", *(f[0].value if f else None for f in (gone, come)))
    yield differ("pattern", effect, (old, new), (gone, come), message)


def text_format(old: View, new: View) -> Found:
    """A format is a promise that JSON Schema does not check, and that generated code decodes by."""
    before = old.facts("format", lambda schema: schema.format)
    after = new.facts("format", lambda schema: schema.format)
    if {f.value for f in before} == {f.value for f in after}:
        return
    message = told("format", *(f[0].value if f else None for f in (before, after)))
    yield differ("format", "unknown", (old, new), (before, after), message)


def content_encoding(old: View, new: View) -> Found:
    before = old.facts("contentEncoding", lambda schema: schema.string.content_encoding)
    after = new.facts("contentEncoding", lambda schema: schema.string.content_encoding)
    effect = constraints({f.value for f in before}, {f.value for f in after})
    if effect != "same":
        message = told("contentEncoding", *(f[0].value if f else None for f in (before, after)))
        effect = "incomparable" if effect == "unknown" else effect
        yield differ("content-encoding", effect, (old, new), (before, after), message)


def content_media_type(old: View, new: View) -> Found:
    before = old.facts("contentMediaType", lambda schema: schema.string.content_media_type)
    after = new.facts("contentMediaType", lambda schema: schema.string.content_media_type)
    effect = constraints({f.value for f in before}, {f.value for f in after})
    if effect != "same":
        message = told("contentMediaType", *(f[0].value if f else None for f in (before, after)))
        effect = "incomparable" if effect == "unknown" else effect
        yield differ("content-media-type", effect, (old, new), (before, after), message)


def content_schema(old: View, new: View) -> Found:
    before = old.schemas("contentSchema", lambda schema: schema.string.content_schema)
    after = new.schemas("contentSchema", lambda schema: schema.string.content_schema)
    if before and after:
        yield Inside(tuple(f.value for f in before), tuple(f.value for f in after), Step("content"))
    elif before or after:
        yield Difference(
            "content-schema",
            "narrower" if after else "wider",
            "contentSchema added" if after else "contentSchema removed",
            old.span(before, new),
            new.span(after, old),
        )


STRING = (
    min_length,
    max_length,
    pattern,
    text_format,
    content_encoding,
    content_media_type,
    content_schema,
)
