"""Comparators of what is inside messages: bodies, media types, responses, headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specpress.api import Header, MediaType, Operation, RequestBody, Response
from specpress.diagnostics import Span
from specpress.review.difference import Conj, Difference
from specpress.review.effects import Effect
from specpress.review.place import Place, Root, Seen, Told
from specpress.review.view import shown


def body(old: Operation, new: Operation, place: Place) -> Seen:
    before, after = old.body, new.body
    at = place.to("request", "request body")
    if before is None and after is not None:
        rule = "required-body-added" if after.required else "body-added"
        effect: Effect = "narrower" if after.required else "annotation"
        told = f"{'required' if after.required else 'optional'} request body added"
        yield Told(at, Difference(rule, effect, told, old.span, after.span))
    elif before is not None and after is None:
        told = "request body removed"
        yield Told(at, Difference("body-removed", "annotation", told, before.span, new.span))
    elif before is not None and after is not None:
        yield from _bodies(before, after, at)


def _bodies(old: RequestBody, new: RequestBody, place: Place) -> Seen:
    if old.required != new.required:
        rule = "body-became-required" if new.required else "body-became-optional"
        effect: Effect = "narrower" if new.required else "wider"
        told = f"became {'required' if new.required else 'optional'}"
        yield Told(place, Difference(rule, effect, told, old.span, new.span))
    for before in old.content:
        after = _covering(before.name, new.content)
        if after is None:
            told = f"media type {shown(before.name)} removed"
            spans = (before.span, new.span)
            yield Told(place, Difference("request-media-type-removed", "narrower", told, *spans))
        else:
            yield from _media(before, after, place)
    for after in new.content:
        if _covering(after.name, old.content) is None:
            told = f"media type {shown(after.name)} added"
            spans = (old.span, after.span)
            yield Told(place, Difference("request-media-type-added", "wider", told, *spans))


def responses(old: Operation, new: Operation, place: Place) -> Seen:
    """By status; a range or `default` stands for what is not said on its own."""
    before = {response.status.upper(): response for response in old.responses}
    after = {response.status.upper(): response for response in new.responses}
    for status, response in before.items():
        at = place.to("response", f"response {response.status}", error=_failure(status, before))
        other = _standing_for(status, after)
        if other is not None:
            yield from _responses(response, other, at)
        elif status[0] in "23":
            told = f"response {status} removed"
            found = Difference(
                "success-status-removed", "incomparable", told, response.span, new.span
            )
            yield Told(at, found)
        else:
            told = f"response {response.status} removed"
            found = Difference("status-removed", "annotation", told, response.span, new.span)
            yield Told(at, found)
    for status, response in after.items():
        if status not in before:
            yield from _status_added(response, before, old.span, place)


def _status_added(
    response: Response, before: Mapping[str, Response], beside: Span, place: Place
) -> Seen:
    status = response.status.upper()
    at = place.to("response", f"response {response.status}", error=status[0] not in "23")
    other = _standing_for(status, before)
    if other is not None and status != "DEFAULT":
        yield from _responses(other, response, at)
    elif before:
        success = status[0] in "23"
        rule = "success-status-added" if success else "error-status-added"
        told = f"response {response.status} added"
        effect: Effect = "unknown" if success else "annotation"
        yield Told(at, Difference(rule, effect, told, beside, response.span))


def _standing_for(status: str, among: Mapping[str, Response]) -> Response | None:
    return among.get(status) or among.get(f"{status[0]}XX") or among.get("DEFAULT")


def _failure(status: str, among: Iterable[str]) -> bool:
    """Whether the status tells of a failure; `default` does where a success is listed beside it."""
    if status == "DEFAULT":
        return any(other[0] in "23" for other in among)
    return status[0] in "45"


def _responses(old: Response, new: Response, place: Place) -> Seen:
    yield from _headers(old, new, place)
    for before in old.content:
        after = _covering(before.name, new.content)
        if after is None:
            told = f"media type {shown(before.name)} removed"
            spans = (before.span, new.span)
            found = Difference("response-media-type-removed", "incomparable", told, *spans)
            yield Told(place, found)
        else:
            yield from _media(before, after, place)
    for after in new.content:
        if _covering(after.name, old.content) is None:
            told = f"media type {shown(after.name)} added"
            found = Difference(
                "response-media-type-added", "annotation", told, old.span, after.span
            )
            yield Told(place, found)


def _headers(old: Response, new: Response, place: Place) -> Seen:
    before = {header.name.lower(): header for header in old.headers}
    after = {header.name.lower(): header for header in new.headers}
    for name, header in before.items():
        at = replace(place, part=f"{place.part} header {shown(header.name)}")
        other = after.get(name)
        if other is None:
            rule = "required-header-removed" if header.required else "header-removed"
            effect: Effect = "wider" if header.required else "annotation"
            told = f"{'required' if header.required else 'optional'} header removed"
            yield Told(at, Difference(rule, effect, told, header.span, new.span))
            continue
        if header.required != other.required:
            rule = "header-became-required" if other.required else "header-became-optional"
            effect = "narrower" if other.required else "wider"
            told = f"became {'required' if other.required else 'optional'}"
            yield Told(at, Difference(rule, effect, told, header.span, other.span))
        yield Root(at, _header_schema(header), _header_schema(other))


def _header_schema(header: Header) -> Conj:
    schema = header.content.schema if header.content else header.schema
    return () if schema is None else (schema,)


def _media(old: MediaType, new: MediaType, place: Place) -> Seen:
    yield Root(place, _conj(old), _conj(new), new.name)
    if old.item_schema is not None or new.item_schema is not None:
        items = [() if m.item_schema is None else (m.item_schema,) for m in (old, new)]
        yield Root(replace(place, part=f"{place.part} item"), items[0], items[1])
    for name in old.encoding.keys() & new.encoding.keys():
        was, now = old.encoding[name], new.encoding[name]
        if (was.content_type, was.style, was.explode) != (now.content_type, now.style, now.explode):
            told = f"encoding of {shown(name)} changed"
            yield Told(place, Difference("encoding", "unknown", told, was.span, now.span))


def _conj(media: MediaType) -> Conj:
    return () if media.schema is None else (media.schema,)


def _covering(name: str, among: tuple[MediaType, ...]) -> MediaType | None:
    """The media type that stands for this one: the same, without its parameters, or by a wildcard."""
    full, bare = name.lower().replace(" ", ""), name.lower().split(";")[0].strip()
    kinds = (full, bare, f"{bare.split('/')[0]}/*", "*/*")
    for wanted in kinds:
        for media in among:
            if media.name.lower().replace(" ", "") == wanted:
                return media
    for media in among:
        if media.name.lower().split(";")[0].strip() == bare:
            return media
    return None
