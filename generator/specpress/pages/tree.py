"""Flat fields of a page to schemas: children under their parents, arrays around their items, null beside the type.

Takes `RawField`s, gives schemas as `read` would give for the same thing written as OpenAPI. What the page leaves
open becomes an `Unknown` beside a stand-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from specpress.api import (
    NO_ANNOTATIONS,
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Annotations,
    ArrayRules,
    Json,
    NumberRules,
    ObjectRules,
    Schema,
    StringRules,
    Subschema,
    TypeName,
    Value,
    type_names,
)
from specpress.diagnostics import Report, Span
from specpress.pages import words
from specpress.pages.page import Unknown, What
from specpress.pages.page_text import PageText
from specpress.pages.raw_field import RawField
from specpress.pages.words import Bound, TypeLine

_ANY_KEY = "{key}"
_DEEPEST = 60
_UNTYPED = TypeLine("several")


@dataclass(slots=True)
class Node:
    """A field with the fields below it, each under its own name."""

    raw: RawField
    children: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the schemas of one page and collects what it leaves open. `early` pages print `<` for either bound."""

    text: PageText
    report: Report
    early: bool
    unknowns: list[Unknown]

    def mark(self, raw: RawField, keyword: str, at: int) -> None:
        """Remember the line that states one thing of a field."""
        self.text.keywords[f"{raw.span.pointer}/{keyword}"] = at

    def leave(self, span: Span, what: What, note: str) -> None:
        self.unknowns.append(Unknown(span, what, note))

    def nodes(self, fields: Sequence[RawField]) -> dict[str, Node]:
        """Nest `parent.child` below `parent` while the children of `parent` are being shown."""
        top: dict[str, Node] = {}
        open: list[tuple[str, Node]] = []
        for raw in fields:
            while open and not raw.name.startswith(open[-1][0] + "."):
                open.pop()
            name = raw.name.removeprefix(open[-1][0] + ".") if open else raw.name
            siblings = open[-1][1].children if open else top
            if name in siblings:
                first = siblings[name].raw.line
                told = f"the page has {raw.name!r} twice; the first is on line {first}"
                self.report.add("SP705", raw.span, told)
                continue
            node = siblings[name] = Node(raw)
            if raw.children_at and len(open) < _DEEPEST:
                open.append((raw.name, node))
        return top

    def object(self, span: Span, nodes: dict[str, Node]) -> Schema:
        """The object whose fields these are."""
        return Schema(span, types=("object",), object=self._object_rules(nodes))

    def _object_rules(self, nodes: dict[str, Node]) -> ObjectRules:
        properties = {name: self.schema(node) for name, node in nodes.items() if name != _ANY_KEY}
        required = tuple(n for n, node in nodes.items() if "required" in node.raw.badges)
        for node in nodes.values():
            if "required" in node.raw.badges:
                self.mark(node.raw, "required", node.raw.badges["required"])
        additional = self.schema(nodes[_ANY_KEY]) if _ANY_KEY in nodes else None
        if not properties and additional is None:
            return NO_OBJECT_RULES
        return ObjectRules(properties, tuple(n for n in required if n != _ANY_KEY), additional)

    def schema(self, node: Node) -> Subschema:
        """The schema of one field."""
        raw = node.raw
        span = raw.span
        line = raw.type or _UNTYPED
        self.mark(raw, "type", raw.type_at or raw.line)
        if line.base == "several":
            told = (
                "a value of several types"
                if raw.type is None
                else "a union that the page only names"
            )
            self.leave(span, "type", f"the page lists no type: {told}")
        inner = self._innermost(node, line, span)
        for level in range(line.depth):
            rules = self._array(raw, inner, counted=level == line.depth - 1)
            inner = Schema(span, types=("array",), array=rules)
        made = self._nullable(inner) if line.nullable and line.base != "several" else inner
        return _annotated(made, self._annotations(raw, line))

    def _innermost(self, node: Node, line: TypeLine, span: Span) -> Schema:
        raw = node.raw
        types, format = _types(line)
        enum = self._enum(raw, line, span)
        array, object = NO_ARRAY_RULES, NO_OBJECT_RULES
        if line.base == "array":
            self.leave(span, "items", "the page does not print what the items are")
            array = self._array(raw, Schema(span), counted=line.depth == 0)
        if line.base == "object" or node.children:
            object = self._object_rules(node.children)
            if raw.children_at and not node.children:
                self.leave(span, "children", "the page has child attributes that are not expanded")
        return Schema(
            span,
            types=types,
            enum=enum,
            format=format,
            string=self._string(raw),
            number=self._number(raw, span),
            array=array,
            object=object,
        )

    def _enum(self, raw: RawField, line: TypeLine, span: Span) -> tuple[Value, ...] | None:
        if raw.options is None:
            if line.enum:
                self.report.add(
                    "SP702", span, f"{raw.name!r} is an enum and the page lists no options"
                )
                self.leave(span, "options", "the page lists no options")
            return None
        self.mark(raw, "enum", raw.options_at)
        made = []
        stated = [(text, at) for text, at in raw.options if not (text == "null" and line.nullable)]
        for index, (option, at) in enumerate(stated):
            self.mark(raw, f"enum/{index}", at)
            made.append(Value(self._value(option, line, span, "option")))
        return tuple(made)

    def _value(self, text: str, line: TypeLine, span: Span, what: str) -> Json:
        base = "array" if what == "default" and line.depth else line.base
        made, fits = words.value(text, base)
        if not fits:
            told = f"the {what} {text!r} is not of the type {words.type_text(line)}"
            self.report.add("SP703", span, told, "it is kept as text")
        return made

    def _bound(self, raw: RawField, key: Bound) -> int | float | None:
        if key not in raw.bounds:
            return None
        value, at = raw.bounds[key]
        self.mark(raw, key, at)
        return value

    def _whole(self, raw: RawField, key: Bound) -> int | None:
        value = self._bound(raw, key)
        return None if value is None else int(value)

    def _string(self, raw: RawField) -> StringRules:
        if raw.pattern:
            self.mark(raw, "pattern", raw.pattern[1])
        made = StringRules(
            self._whole(raw, "minLength"),
            self._whole(raw, "maxLength"),
            raw.pattern[0] if raw.pattern else None,
        )
        return NO_STRING_RULES if made == NO_STRING_RULES else made

    def _number(self, raw: RawField, span: Span) -> NumberRules:
        made = NumberRules(
            self._bound(raw, "minimum"),
            self._bound(raw, "exclusiveMinimum"),
            self._bound(raw, "maximum"),
            self._bound(raw, "exclusiveMaximum"),
            self._bound(raw, "multipleOf"),
        )
        strict = made.exclusive_minimum is not None or made.exclusive_maximum is not None
        if strict and self.early:
            self.leave(
                span, "bound", "pages of this kind print < for <= too: the bound may be inclusive"
            )
        return NO_NUMBER_RULES if made == NO_NUMBER_RULES else made

    def _array(self, raw: RawField, items: Schema, counted: bool) -> ArrayRules:
        """Only the outermost array has the lengths that the page states."""
        if not counted:
            return ArrayRules(items=items)
        low, high = self._whole(raw, "minItems"), self._whole(raw, "maxItems")
        return ArrayRules(items=items, min_items=low, max_items=high)

    def _nullable(self, schema: Schema) -> Schema:
        """`X | null`: null among the types; beside the schema where that has an enum, which null is not in."""
        if schema.enum is None:
            return _with_types(schema, (*(schema.types or ()), "null"))
        return Schema(schema.span, any_of=(schema, Schema(schema.span, types=("null",))))

    def _annotations(self, raw: RawField, line: TypeLine) -> Annotations:
        default = None
        if raw.default is not None:
            self.mark(raw, "default", raw.default[1])
            span = raw.span
            null = raw.default[0] == "null" and line.nullable
            default = Value(None if null else self._value(raw.default[0], line, span, "default"))
        for badge, key in (
            ("deprecated", "deprecated"),
            ("read-only", "readOnly"),
            ("write-only", "writeOnly"),
        ):
            if badge in raw.badges:
                self.mark(raw, key, raw.badges[badge])
        if raw.description:
            self.mark(raw, "description", raw.description_at)
        made = Annotations(
            title=line.title,
            description="\n\n".join(raw.description),
            default=default,
            examples=tuple(Value(words.value(text, line.base)[0]) for text in raw.examples),
            deprecated="deprecated" in raw.badges,
            read_only="read-only" in raw.badges,
            write_only="write-only" in raw.badges,
        )
        return NO_ANNOTATIONS if made == NO_ANNOTATIONS else made


def _types(line: TypeLine) -> tuple[tuple[TypeName, ...] | None, str | None]:
    match line.base:
        case "any" | "several":
            return None, line.format
        case "file":
            return ("string",), "binary"
        case base:
            return (base,), line.format


def _with_types(schema: Schema, types: tuple[TypeName, ...]) -> Schema:
    return replace(schema, types=tuple(name for name in type_names if name in types))


def _annotated(schema: Schema, annotations: Annotations) -> Schema:
    return schema if annotations is NO_ANNOTATIONS else replace(schema, annotations=annotations)
