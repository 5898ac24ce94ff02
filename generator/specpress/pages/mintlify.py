"""The text of a documentation page to a `Page`: one operation with all that the page says of it.

Takes the lines of a page as Mintlify prints an OpenAPI document, of the early or the later era. Each part of the
page is read by one method; what none of them understands is reported with its line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from specpress.api import (
    NO_ANNOTATIONS,
    Api,
    ApiKey,
    HttpAuth,
    Info,
    Location,
    MediaType,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Schema,
    SchemeUse,
    SecurityScheme,
    Style,
)
from specpress.diagnostics import Report, Span
from specpress.pages import words
from specpress.pages.fields import read_fields
from specpress.pages.page import Era, Page, Unknown
from specpress.pages.page_text import Line, PageText
from specpress.pages.raw_field import RawField
from specpress.pages.sections import Part, cut
from specpress.pages.tree import Maker, Node
from specpress.records import dataclass

PREFIX = "x-specpress-prefix"
_VALUE = re.compile(r"[`'\"]?([A-Za-z][\w-]* )<[^<>]+>[`'\"]?")
_LATER = re.compile(
    r"default:(?:\S|$)|Allowed value:|(?:Minimum|Maximum|Required) (?:string|array) length:"
    r"|Required range:.*(?:[<>]=|≤|≥)"
)
_HTTP = {"Bearer ": "bearer", "Basic ": "basic"}
_STYLES: dict[str, Style] = {"path": "simple", "header": "simple"}
_LOCATIONS: tuple[Location, ...] = ("header", "path", "query", "cookie")


def mintlify(text: PageText, report: Report) -> Page | None:
    """Read a page; None where it is no page of an operation at all (reported)."""
    parts = cut(text, report)
    if parts is None:
        return None
    era = _era(text)
    unknowns: list[Unknown] = []
    maker = Maker(text, report, era == "early", unknowns)
    reader = _Reader(text, report, maker)
    schemes: dict[str, SecurityScheme] = {}
    parameters: list[Parameter] = []
    body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    for part in parts.sections:
        match part.kind:
            case "authorizations":
                schemes = reader.schemes(part)
            case "body":
                body = reader.body(part)
            case "response":
                responses = reader.responses(part)
            case _:
                parameters += reader.parameters(part)
    span = text.span(parts.head.number)
    operation = Operation(
        method=parts.method,
        path=parts.path,
        operation_id=None,
        span=span,
        summary=parts.title,
        description="\n\n".join(line.raw for line in _sentences(parts.prose)),
        parameters=tuple(parameters),
        body=body,
        responses=responses,
        security=(tuple(SchemeUse(name) for name in schemes),) if schemes else (),
    )
    if len(schemes) > 1:
        maker.leave(span, "security", "the page does not say whether one of these is enough")
    api = Api("3.1.0", Info("", ""), operations=(operation,), security_schemes=schemes, span=span)
    return Page(text, text.name, api, tuple(unknowns), era)


def _sentences(lines: tuple[Line, ...]) -> list[Line]:
    """Prose between path and sections; the rest there is buttons and names of languages."""
    return [
        line for line in lines if line.text.count(" ") > 2 and line.text.endswith((".", "!", "?"))
    ]


def _era(text: PageText) -> Era:
    """The later era shows in what the early one never printed."""
    lines = [line.text for line in text.lines]
    if any(map(_later, lines)):
        return "later"
    headed = any(words.status_line(a) and words.media_type(b) for a, b in pairwise(lines))
    return "later" if headed else "early"


def _later(line: str) -> bool:
    found = words.type_line(line)
    if found is not None:
        return bool(found.format or found.title)
    return line in words.LATER_BADGES or bool(_LATER.match(line))


def _once(name: str) -> str:
    """A copy has the name of a scheme twice: as a tab, and as its title."""
    half = len(name) // 2
    return name[:half] if name[:half] == name[half:] else name


@dataclass(frozen=True, slots=True)
class _Reader:
    text: PageText
    report: Report
    maker: Maker

    def schemes(self, part: Part) -> dict[str, SecurityScheme]:
        """One security scheme for each field of the section; prose tells how the value is written."""
        found = read_fields(part.lines, 0, self.text, self.report, places=True)
        names = [line.text for line in found.before if " " not in line.text]
        self._left_over(tuple(line for line in found.before if " " in line.text))
        made: dict[str, SecurityScheme] = {}
        for raw in found.fields:
            name = _once(names[0]) if len(names) == len(found.fields) == 1 else raw.name
            if name in made:
                self.report.add("SP705", raw.span, f"the page has {raw.name!r} twice")
            made[name] = self._scheme(raw, name)
        return made

    def _scheme(self, raw: RawField, name: str) -> SecurityScheme:
        span = raw.span
        description = "\n\n".join(raw.description)
        where = next(
            (place for place in ("header", "query", "cookie") if place in raw.badges), None
        )
        if raw.description:
            self.maker.mark(raw, "description", raw.description_at)
        if where:
            self.maker.mark(raw, "in", raw.badges[where])
        else:
            self.maker.leave(span, "security kind", "the page does not say where this goes")
        value = _VALUE.search(description)
        prefix = value[1] if value else ""
        if prefix in _HTTP and where in ("header", None):
            return HttpAuth(name, _HTTP[prefix], span, description=description)
        extensions = {PREFIX: prefix} if prefix else {}
        return ApiKey(name, where or "header", raw.name, span, description, extensions)

    def parameters(self, part: Part) -> list[Parameter]:
        found = read_fields(part.lines, 0, self.text, self.report)
        self._left_over(found.before)
        made = []
        for node in self.maker.nodes(found.fields).values():
            for location in _LOCATIONS:
                if location == part.kind:
                    made.append(self._parameter(node, location))
        return made

    def _parameter(self, node: Node, location: Location) -> Parameter:
        """Description and deprecation are the parameter's; the rest is its schema's."""
        raw = node.raw
        schema = self.maker.schema(node)
        assert isinstance(schema, Schema)
        told = schema.annotations
        kept = replace(told, description="", deprecated=False)
        if "required" in raw.badges:
            self.maker.mark(raw, "required", raw.badges["required"])
        return Parameter(
            name=raw.name,
            location=location,
            required="required" in raw.badges,
            span=schema.span,
            description=told.description,
            deprecated=told.deprecated,
            style=_STYLES.get(location, "form"),
            explode=location not in _STYLES,
            schema=replace(schema, annotations=NO_ANNOTATIONS if kept == NO_ANNOTATIONS else kept),
        )

    def body(self, part: Part) -> RequestBody | None:
        span = self.text.span(part.head.number)
        content, description = self._content(part.lines, 0, span)[:2]
        if not content:
            return None
        self.maker.leave(span, "body required", "the page does not say whether a body must be sent")
        return RequestBody(True, content, span, description)

    def responses(self, part: Part) -> tuple[Response, ...]:
        """Each status with its content; of statuses that are only tabs, the first one is shown."""
        made: dict[str, Response] = {}
        at = 0
        while at < len(part.lines) or not made:
            start = at
            statuses, media, at = self._statuses(part, at)
            head = part.lines[start] if start < len(part.lines) else part.head
            span = self.text.span(head.number)
            content, description, at = self._content(part.lines, at, span, media)
            for index, status in enumerate(statuses):
                own = span.child(status) if index else span
                if index:
                    self.maker.leave(own, "content", "the page does not show this answer")
                if status in made:
                    self.report.add("SP705", own, f"the page has the status {status} twice")
                    continue
                shown = (description, (), content) if not index else ("", (), ())
                made[status] = Response(status, *shown, own)
            if at == start:
                self._left_over(part.lines[at:])
                break
        return tuple(made.values())

    def _statuses(self, part: Part, at: int) -> tuple[list[str], str, int]:
        found: list[str] = []
        media = ""
        while at < len(part.lines) and not media:
            text = part.lines[at].text
            if head := words.status_line(text):
                found += [head[0]] if head[0] not in found else []
                media = head[1]
            elif tabs := words.status_tabs(text):
                found += [status for status in tabs if status not in found]
            else:
                break
            at += 1
        if not found:
            span = self.text.span(part.head.number)
            if not part.lines:
                self.report.add(
                    "SP702", span, "the page ends before it shows an answer", "copy the page again"
                )
            self.maker.leave(span, "status", "the page shows no status; 200 stands for it")
            found.append("200")
        return found, media, at

    def _content(
        self, lines: tuple[Line, ...], at: int, span: Span, media: str = ""
    ) -> tuple[tuple[MediaType, ...], str, int]:
        """Media type, description and fields of a body or an answer, and where they end."""
        media_at = lines[at - 1] if media else None
        if not media and at < len(lines) and (named := words.media_type(lines[at].text)):
            media, media_at, at = named, lines[at], at + 1
        found = read_fields(lines, at, self.text, self.report)
        prose, root = [], None
        for line in found.before:
            if stated := words.root_type(line.text):
                root = (stated, line)
            else:
                prose.append(line.raw)
        at = self._skip(lines, found.stopped)
        description = "\n\n".join(prose)
        if not found.fields and root is None:
            if not media:
                return (), description, at
            self.maker.leave(
                span, "content", "the page shows a media type and nothing of what is in it"
            )
        if not media:
            self.maker.leave(span, "media type", "the page shows no media type; JSON stands for it")
        place = self.text.span(media_at.number) if media_at else span
        schema = self._root(found.fields, root, place)
        return (MediaType(media or "application/json", schema, place),), description, at

    def _root(
        self, fields: tuple[RawField, ...], stated: tuple[words.TypeLine, Line] | None, span: Span
    ) -> Schema | None:
        nodes = self.maker.nodes(fields)
        if stated is None:
            return self.maker.object(span.child("schema"), nodes) if nodes else None
        line, at = stated
        own = self.text.span(at.number).child("schema")
        raw = RawField("", at.number, own, type=line, type_at=at.number)
        made = self.maker.schema(Node(raw, nodes))
        assert isinstance(made, Schema)
        return made

    def _skip(self, lines: tuple[Line, ...], at: int) -> int:
        """Past the footer of the page, if that is what stopped the fields."""
        while at < len(lines) and not words.status_line(lines[at].text):
            at += 1
        return at

    def _left_over(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            told = f"this line is not understood: {line.text[:80]!r}"
            self.report.add("SP703", self.text.span(line.number), told, "it is left out")
