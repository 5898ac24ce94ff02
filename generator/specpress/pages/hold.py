"""A schema of the spec held to what a page says of it: type, enum, default, limits, flags, and the fields below.

Takes two `Subschema`s and where they are; gives differences to the ledger. What the page leaves open is never one.
"""

from __future__ import annotations

import json
from dataclasses import replace

from specpress.api import Api, Json, Never, Subschema, Value, json_equal
from specpress.diagnostics import Span
from specpress.pages.alignment import align
from specpress.pages.difference import Ledger, Sides
from specpress.pages.editorial import NAME, WHOLE, Marks
from specpress.pages.page import Page, What
from specpress.pages.shape import ANY, NEVER, SEVERAL, Field, Shape, shape
from specpress.pages.words import Bound
from specpress.records import dataclass

_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Held:
    """The two sides of one comparison and where its results go."""

    spec: Api
    page: Page
    marks: Marks
    ledger: Ledger
    silent: frozenset[tuple[Span, What]]

    def open(self, span: Span, what: What) -> bool:
        """Whether the page leaves this open."""
        return (span, what) in self.silent

    def schemas(
        self, sides: Sides, spec: Subschema | None, page: Subschema | None, depth: int = 0
    ) -> None:
        """Compare two schemas and all that is below them."""
        ours, theirs = shape(spec, self.spec, sides.spec), shape(page, self.page.api, sides.page)
        sides = Sides(sides.at, ours.span, theirs.span)
        self._check_marks(sides, ours, theirs)
        if not self._types(sides, ours, theirs) or depth > _DEEPEST:
            return
        self._enum(sides, ours, theirs)
        self._default(sides, ours, theirs)
        self._bounds(sides, ours, theirs)
        self._flags(sides, ours, theirs)
        self._wording(sides, ours, theirs)
        if theirs.kind == "array" and not self.open(theirs.span, "items"):
            below = Sides(f"{sides.at}[]", ours.span, theirs.span)
            self.schemas(below, ours.item, theirs.item, depth + 1)
        if theirs.kind == "object" and not self.open(theirs.span, "children"):
            self._fields(sides, ours, theirs, depth)

    # --- what a field is ------------------------------------------------------------------------------------

    def _types(self, sides: Sides, ours: Shape, theirs: Shape) -> bool:
        """Type, null and format; false where there is no point in looking further."""
        if self.open(theirs.span, "type"):
            if ours.kind in (ANY, SEVERAL) or not ours.typed:
                return False
            self._differ("SP712", sides, "no type line, so several types", self._spelled(ours))
            return False
        if not self._agree(ours, theirs) or ours.nullable != theirs.nullable or ours.torn:
            typed = replace(sides, page=theirs.span.child("type"))
            self._differ("SP712", typed, self._spelled(theirs), self._spelled(ours))
            return self._agree(ours, theirs)
        told = theirs.format is not None or self.page.era != "early"
        if told and ours.format != theirs.format:
            at = replace(sides, spec=ours.place("format"))
            self._differ("SP712", at, theirs.format or "no format", ours.format or "no format")
        return True

    def _agree(self, ours: Shape, theirs: Shape) -> bool:
        enums = (ours.enum is None) == (theirs.enum is None) or self.open(theirs.span, "options")
        if ours.kind != theirs.kind or not enums:
            return False
        if theirs.kind != "array":
            return True
        inner = shape(ours.item, self.spec, ours.span)
        if self.open(theirs.span, "items"):
            return inner.kind in (ANY, SEVERAL, NEVER, "array") or inner.nullable
        return self._agree(inner, shape(theirs.item, self.page.api, theirs.span))

    def _spelled(self, this: Shape) -> str:
        """The type as a page would print it."""
        null = " | null" if this.nullable else ""
        if self.open(this.span, "type"):
            return "no type line"
        if this.kind == "array":
            api = self.page.api if this.span.file == self.page.name else self.spec
            inner = shape(this.item, api, this.span)
            plain = inner.kind in (ANY, SEVERAL, NEVER) or inner.nullable
            return ("array" if plain else f"{self._spelled(inner)}[]") + null
        torn = ", with null in type or enum only" if this.torn else ""
        return (f"enum<{this.kind}>" if this.enum is not None else this.kind) + null + torn

    # --- what is said of it ---------------------------------------------------------------------------------

    def _enum(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        if ours.enum is None or theirs.enum is None:
            return
        spec_at, page_at = ours.place("enum"), theirs.place("enum")
        spec, page = list(map(_key, ours.enum)), list(map(_key, theirs.enum))
        found = align(page, spec, lambda _page, _spec: True)
        for was, now in found.renamed:
            at = Sides(sides.at, spec_at.child(spec.index(now)), page_at.child(page.index(was)))
            self._differ("SP714", at, f"the option {was}", f"{now}")
        for name in found.missing:
            at = Sides(sides.at, spec_at, page_at.child(page.index(name)))
            self._differ("SP714", at, f"the option {name}", "nothing like it")
        for name in found.extra:
            at = Sides(sides.at, spec_at.child(spec.index(name)), page_at)
            self._differ("SP714", at, "no such option", f"{name}")
        if len(found.moved) == 1:
            (name,) = found.moved
            here, there = page.index(name), spec.index(name)
            at = Sides(sides.at, spec_at.child(there), page_at.child(here))
            self._differ("SP717", at, f"{name} as option {here + 1}", f"as member {there + 1}")
        elif found.moved:
            at = Sides(sides.at, spec_at, page_at)
            self._differ("SP717", at, f"the options {', '.join(page)}", f"{', '.join(spec)}")

    def _default(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        if ours.default == theirs.default:
            return
        if theirs.default is None:
            assert ours.default is not None
            if ours.default.json is None or self._excused(ours, "default"):
                return
        at = Sides(sides.at, ours.place("default"), theirs.place("default"))
        self._differ("SP715", at, _default_text(theirs.default), _default_text(ours.default))

    def _bounds(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        """A limit that the page does not print proves nothing, unless the page holds a document."""
        for key, value in theirs.bounds.items():
            if not self._bound_holds(ours, theirs, key):
                found = ours.bounds.get(key)
                at = Sides(sides.at, ours.place(key), theirs.place(key))
                self._differ(
                    "SP716",
                    at,
                    f"{key} {value}",
                    f"{key} {found}" if found is not None else f"no {key}",
                )
        if theirs.pattern is not None and theirs.pattern != ours.pattern:
            at = Sides(sides.at, ours.place("pattern"), theirs.place("pattern"))
            self._differ(
                "SP716",
                at,
                f"pattern {theirs.pattern}",
                f"pattern {ours.pattern}" if ours.pattern else "no pattern",
            )
        if self.page.era == "block":
            for key in ours.bounds.keys() - theirs.bounds.keys():
                at = Sides(sides.at, ours.place(key), sides.page)
                self._differ("SP716", at, f"no {key}", f"{key} {ours.bounds[key]}")

    def _bound_holds(self, ours: Shape, theirs: Shape, key: Bound) -> bool:
        value = theirs.bounds[key]
        if ours.bounds.get(key) == value:
            return True
        other = _INCLUSIVE.get(key)
        return (
            other is not None
            and self.open(theirs.span, "bound")
            and ours.bounds.get(other) == value
        )

    def _flags(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        known = self.page.era != "early"
        for flag in ("deprecated", "readOnly", "writeOnly"):
            ours_on, theirs_on = flag in ours.flags, flag in theirs.flags
            if ours_on == theirs_on or not (known or theirs_on) or self._excused(ours, flag):
                continue
            at = Sides(sides.at, ours.place(flag), theirs.place(flag))
            self._differ("SP720", at, _on(flag, theirs_on), _on(flag, ours_on))

    def _wording(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        at = Sides(sides.at, ours.place("description"), theirs.place("description"))
        self.wording(
            at,
            ours.description,
            theirs.description,
            any(self.marks.on(span, "description") for span in ours.spans),
        )

    def wording(self, sides: Sides, ours: str, theirs: str, marked: bool) -> None:
        """Words may be bettered, so they differ mildly; those that are not from the page want a mark."""
        if theirs and ours and not marked and _words(ours) != _words(theirs):
            self._differ("SP721", sides, f"{_short(theirs)!r}", f"{_short(ours)!r}")
        elif ours and not theirs and not marked:
            self.unmarked(sides.spec, f"{sides.at}: these words are not from the page")

    def unmarked(self, span: Span, told: str) -> None:
        help = "mark it with x-specpress-editorial and a reason"
        self.ledger.remarks.append(("SP722", span, told, help))

    # --- what is below it -----------------------------------------------------------------------------------

    def _fields(self, sides: Sides, ours: Shape, theirs: Shape, depth: int) -> None:
        spec = {field.name: field for field in ours.fields}
        page = {field.name: field for field in theirs.fields}
        marked = {
            name for name, field in spec.items() if self.marks.on(field.span) and name not in page
        }
        found = align(
            list(page),
            [name for name in spec if name not in marked],
            lambda was, now: self._same(sides, spec[now], page[was], depth),
        )
        pairs = {**{name: name for name in page if name in spec}, **dict(found.renamed)}
        for was, now in found.renamed:
            at = Sides(_below(sides.at, now, depth), spec[now].span, page[was].span)
            self._differ("SP718", at, f"the name {was!r}", f"{now!r}")
        for name in found.missing:
            at = Sides(_below(sides.at, name, depth), ours.place("properties"), page[name].span)
            self._differ("SP710", at, "this field", "nothing of the name")
        for name in found.extra:
            if not (isinstance(spec[name].schema, Never)):
                at = Sides(_below(sides.at, name, depth), spec[name].span, theirs.span)
                self._differ("SP711", at, "no such field", "one")
        for name in found.moved if ours.ordered else ():
            order = list(page)
            before = order[order.index(name) - 1] if order.index(name) else ""
            at = Sides(_below(sides.at, name, depth), spec[name].span, page[name].span)
            self._differ(
                "SP717", at, f"after {before!r}" if before else "first", "in another place"
            )
        for was, now in pairs.items():
            self._field(_below(sides.at, now, depth), spec[now], page[was], depth)
        if theirs.additional is not None:
            at = Sides(_below(sides.at, "{key}", depth), ours.span, theirs.additional.span)
            self.schemas(at, ours.additional, theirs.additional, depth + 1)

    def _field(self, at: str, spec: Field, page: Field, depth: int) -> None:
        ours, theirs = spec.required_at, page.required_at
        if (ours is None) != (theirs is None):
            sides = Sides(at, ours or spec.span, page.span.child("required"))
            self._differ("SP713", sides, _required(theirs is not None), _required(ours is not None))
        self.schemas(Sides(at, spec.span, page.span), spec.schema, page.schema, depth + 1)

    def _same(self, sides: Sides, spec: Field, page: Field, depth: int) -> bool:
        """Whether two fields differ in nothing but their names."""
        trial = replace(self, ledger=Ledger())
        trial._field(sides.at, spec, page, depth)
        return not trial.ledger.differences

    # --- marks ----------------------------------------------------------------------------------------------

    def _excused(self, ours: Shape, key: str) -> bool:
        return any(self.marks.on(span, key) for span in ours.spans)

    def _check_marks(self, sides: Sides, ours: Shape, theirs: Shape) -> None:
        """A mark on what the page states is wrong."""
        stated = {WHOLE, *theirs.places}
        if not self.open(theirs.span, "type") and theirs.kind != ANY:
            stated.add("type")
        if theirs.title:
            stated |= {NAME, "title"}
        for span in ours.spans:
            for key in sorted(stated):
                if mark := self.marks.key(span, key):
                    self.mark_refuted(replace(sides, page=theirs.place(key)), key, mark)

    def refute(self, sides: Sides, *keys: str) -> None:
        """Marks on an object that the page shows, or on those of its keys that the page states."""
        for key in (WHOLE, *keys):
            if mark := self.marks.key(sides.spec, key):
                self.mark_refuted(sides, key, mark)

    def mark_refuted(self, sides: Sides, key: str, mark: Span) -> None:
        """A mark, on a key or on the whole, of something that the page states."""
        self._differ("SP723", replace(sides, spec=mark), key or "it", "that it does not")

    def _differ(self, code: str, sides: Sides, page: str, spec: str) -> None:
        self.ledger.differ(code, sides, page, spec)


_INCLUSIVE: dict[Bound, Bound] = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def _key(value: Value) -> str:
    """Enum members by their JSON text, whole numbers alike however they are written."""
    json_value: Json = value.json
    if isinstance(json_value, float) and json_equal(json_value, int(json_value)):
        json_value = int(json_value)
    return json.dumps(json_value, ensure_ascii=False, sort_keys=True)


def _default_text(value: Value | None) -> str:
    return "no default" if value is None else f"default {_key(value)}"


def _on(flag: str, on: bool) -> str:
    return flag if on else f"not {flag}"


def _required(on: bool) -> str:
    return "required" if on else "not required"


def _below(at: str, name: str, depth: int) -> str:
    return f"{at}.{name}" if depth else f"{at} {name}"


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
