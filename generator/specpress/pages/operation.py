"""One operation of the spec held to the operation of a page: path, method, parameters, body, answers.

Takes the two of them, gives differences to the ledger; marks on what the page does state are among them.
"""

from __future__ import annotations

from dataclasses import replace

from specpress.api import MediaType, Operation, Parameter, Response
from specpress.diagnostics import Span
from specpress.pages.alignment import align
from specpress.pages.authorization import hold_authorization
from specpress.pages.difference import Ledger, Sides
from specpress.pages.editorial import WHOLE
from specpress.pages.hold import Held
from specpress.records import dataclass


def named(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


@dataclass(frozen=True, slots=True)
class Pair:
    """One operation of the spec and the one of the page."""

    held: Held
    ours: Operation
    theirs: Operation

    @property
    def name(self) -> str:
        return named(self.ours)

    def differ(self, code: str, spec: Span, page: Span, says: tuple[str, str]) -> None:
        self.held.ledger.differ(code, Sides(self.name, spec, page), *says)

    def compare(self) -> None:
        ours, theirs = self.ours, self.theirs
        if ours.path != theirs.path:
            item = Span(ours.span.file, ours.span.pointer.rpartition("/")[0])
            self.differ("SP718", item, theirs.span, (f"the path {theirs.path}", ours.path))
        if ours.method != theirs.method:
            says = (f"the method {theirs.method.upper()}", ours.method.upper())
            self.differ("SP718", ours.span, theirs.span, says)
        self._stated_marks()
        self._words("summary", ours.summary, theirs.summary)
        self._words("description", ours.description, theirs.description)
        hold_authorization(self.held, self.name, ours, theirs)
        self._order()
        self._parameters()
        self._body()
        self._responses()

    def _words(self, key: str, ours: str, theirs: str) -> None:
        span = self.ours.span
        at = Sides(self.name, span.child(key) if ours else span, self.theirs.span)
        self.held.wording(at, ours, theirs, self.held.marks.on(span, key) is not None)

    def _stated_marks(self) -> None:
        """Marks on what the page states of the operation itself."""
        theirs = self.theirs
        stated = {
            "parameters": bool(theirs.parameters),
            "responses": bool(theirs.responses),
            "requestBody": theirs.body is not None,
            "security": bool(theirs.security),
            "summary": bool(theirs.summary),
            "description": bool(theirs.description),
        }
        sides = Sides(self.name, self.ours.span, theirs.span)
        self.held.refute(sides, *(key for key, on in stated.items() if on))

    # --- parameters -----------------------------------------------------------------------------------------

    def _parameters(self) -> None:
        spec = {(p.location, p.name): p for p in self.ours.parameters}
        page = {(p.location, p.name): p for p in self.theirs.parameters}
        wanted = [key for key in spec if key in page or self.held.marks.on(spec[key].span) is None]
        same = {key[1]: key for key in wanted if key not in page}
        pairs = {key: key for key in page if key in spec}
        for key, parameter in page.items():
            other = same.get(key[1])
            if key not in spec and other is not None:
                pairs[key] = other
                says = (f"{key[1]!r} in {key[0]}", f"in {other[0]}")
                self.differ("SP718", spec[other].span.child("in"), parameter.span, says)
        found = align(
            [key for key in page if key not in pairs or key in spec],
            [key for key in wanted if key not in pairs.values() or key in page],
            lambda was, now: was[0] == now[0] and self._same(spec[now], page[was]),
        )
        for was, now in found.renamed:
            pairs[was] = now
            says = (f"the {was[0]} parameter {was[1]!r}", f"{now[1]!r}")
            self.differ("SP718", spec[now].span.child("name"), page[was].span, says)
        for key in found.missing:
            says = (f"a {key[0]} parameter {key[1]!r}", "nothing of the name")
            self.differ("SP710", self.ours.span, page[key].span, says)
        for key in found.extra:
            says = (f"no {key[0]} parameter {key[1]!r}", "one")
            self.differ("SP711", spec[key].span, self.theirs.span, says)
        for was, now in pairs.items():
            self._parameter(self.held, spec[now], page[was])

    def _order(self) -> None:
        """The order of parameters is the page's; those that the whole path shares stand elsewhere."""
        within = f"{self.ours.span.pointer}/"
        spec = {
            (p.location, p.name): p
            for p in self.ours.parameters
            if p.span.pointer.startswith(within)
        }
        page = {(p.location, p.name): p for p in self.theirs.parameters}
        order = list(page)
        for key in align(order, list(spec), lambda _was, _now: False).moved:
            says = (
                f"the {key[0]} parameter {key[1]!r} as number {order.index(key) + 1}",
                "in another place",
            )
            self.differ("SP717", spec[key].span, page[key].span, says)

    def _parameter(self, held: Held, ours: Parameter, theirs: Parameter) -> None:
        at = f"{self.name} {ours.location} {ours.name}"
        sides = Sides(at, ours.span, theirs.span)
        told = {"required": theirs.required, "description": bool(theirs.description)}
        held.refute(sides, "name", "in", "schema", *(key for key, on in told.items() if on))
        if ours.required != theirs.required:
            span = ours.span.child("required") if ours.required else ours.span
            says = (
                "required" if theirs.required else "not required",
                "required" if ours.required else "not required",
            )
            held.ledger.differ("SP713", Sides(at, span, theirs.span.child("required")), *says)
        if ours.deprecated != theirs.deprecated and (theirs.deprecated or held.page.era != "early"):
            span = ours.span.child("deprecated") if ours.deprecated else ours.span
            says = ("deprecated" if theirs.deprecated else "not deprecated", "otherwise")
            held.ledger.differ("SP720", Sides(at, span, theirs.span.child("deprecated")), *says)
        described = ours.span.child("description") if ours.description else ours.span
        marked = held.marks.on(ours.span, "description") is not None
        held.wording(
            Sides(at, described, theirs.span), ours.description, theirs.description, marked
        )
        below = Sides(at, ours.span.child("schema"), theirs.span)
        schema = ours.schema if ours.content is None else ours.content.schema
        held.schemas(below, schema, theirs.schema)

    def _same(self, ours: Parameter, theirs: Parameter) -> bool:
        trial = replace(self.held, ledger=Ledger())
        self._parameter(trial, ours, theirs)
        return not trial.ledger.differences

    # --- bodies and answers ---------------------------------------------------------------------------------

    def _body(self) -> None:
        ours, theirs = self.ours.body, self.theirs.body
        if theirs is None:
            if ours is not None and self.held.marks.on(ours.span) is None:
                self.differ("SP711", ours.span, self.theirs.span, ("no body", "one"))
            return
        if ours is None:
            self.differ("SP710", self.ours.span, theirs.span, ("a body", "none"))
            return
        sides = Sides(f"{self.name} body", ours.span, theirs.span)
        self.held.refute(sides, "content")
        self._content(sides, ours.content, theirs.content)

    def _responses(self) -> None:
        spec = {response.status: response for response in self.ours.responses}
        page = {response.status: response for response in self.theirs.responses}
        guessed = any(self.held.open(response.span, "status") for response in page.values())
        wanted = [status for status in spec if status in page or not self._editorial(spec[status])]
        pairs = {status: status for status in page if status in spec}
        found = align(list(page), wanted, lambda _was, _now: True)
        for was, now in found.renamed:
            pairs[was] = now
            if not guessed:
                self.differ(
                    "SP718", self._status_span(now), page[was].span, (f"the status {was}", now)
                )
        for status in found.missing:
            self.differ(
                "SP710",
                self.ours.span.child("responses"),
                page[status].span,
                (f"an answer {status}", "none"),
            )
        for status in found.extra:
            self.differ(
                "SP711", self._status_span(status), self.theirs.span, (f"no answer {status}", "one")
            )
        for was, now in pairs.items():
            self._response(spec[now], page[was])

    def _status_span(self, status: str) -> Span:
        return self.ours.span.child("responses").child(status)

    def _editorial(self, response: Response) -> bool:
        """Marked where it stands, or where the component that it refers to does."""
        marks, responses = self.held.marks, self.ours.span.child("responses")
        return bool(
            marks.on(response.span)
            or marks.on(self._status_span(response.status))
            or marks.key(responses, response.status)
        )

    def _response(self, ours: Response, theirs: Response) -> None:
        held = self.held
        sides = Sides(f"{self.name} {ours.status}", ours.span, theirs.span)
        own = held.marks.key(self.ours.span.child("responses"), ours.status)
        if own is not None:
            held.mark_refuted(sides, WHOLE, own)
        told = {"content": bool(theirs.content), "description": bool(theirs.description)}
        held.refute(sides, *(key for key, on in told.items() if on))
        described = held.marks.on(ours.span, "description")
        at = Sides(sides.at, ours.span.child("description"), theirs.span)
        held.wording(at, ours.description, theirs.description, described is not None)
        if not held.open(theirs.span, "content"):
            self._content(sides, ours.content, theirs.content)

    def _content(
        self, sides: Sides, ours: tuple[MediaType, ...], theirs: tuple[MediaType, ...]
    ) -> None:
        """The page shows one media type; others that the spec has are differences unless they are marked."""
        spec = {media.name: media for media in ours}
        for media in theirs:
            found = spec.pop(media.name, None)
            if found is None and len(spec) == 1:
                found = spec.popitem()[1]
                if not self.held.open(media.span, "media type"):
                    at = Sides(sides.at, found.span, media.span)
                    self.held.ledger.differ("SP718", at, f"the media type {media.name}", found.name)
            if found is None:
                self.held.ledger.differ(
                    "SP710",
                    replace(sides, page=media.span),
                    f"the media type {media.name}",
                    "nothing like it",
                )
                continue
            self.held.refute(Sides(sides.at, found.span, media.span), "schema")
            if not self.held.open(media.span, "content"):
                below = Sides(sides.at, found.span.child("schema"), media.span)
                self.held.schemas(below, found.schema, media.schema)
        for media in spec.values():
            if self.held.marks.on(media.span) is None:
                at = Sides(sides.at, media.span, sides.page)
                self.held.ledger.differ("SP711", at, f"no media type {media.name}", "one")
