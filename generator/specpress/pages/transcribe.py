"""A documentation page to a draft spec: in the page's order, each field with its line, what is not known as comments.

Takes a `Page`, gives the text of an OpenAPI document. Reading that text gives the `Api` of the page again; nothing is
added that the page does not state, so titles and descriptions that OpenAPI demands are left empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specpress.api import (
    ApiKey,
    HttpAuth,
    Json,
    MediaType,
    Operation,
    Parameter,
    Response,
    Schema,
    SecurityScheme,
    Subschema,
)
from specpress.diagnostics import Span
from specpress.pages.authorization import PREFIX
from specpress.pages.draft_yaml import Draft, flow, no_empty, scalar
from specpress.pages.page import Page
from specpress.pages.verify import SOURCE
from specpress.records import dataclass
from specpress.source.document import Document


def transcribe(page: Page, source: str = "") -> str:
    """The draft. `source` is how the spec will name the page."""
    if page.era == "block":
        assert isinstance(page.document, Document)
        return page.document.text.lstrip("\n")
    draft = Draft()
    notes: dict[Span, list[str]] = {}
    for unknown in page.unknowns:
        notes.setdefault(unknown.span, []).append(unknown.note)
    writer = _Writer(page, draft, _shown(page.name), notes)
    writer.document(source)
    return draft.text()


def _shown(name: str) -> str:
    """The page's file name, fit for a comment."""
    return "".join(c if c.isprintable() else "?" for c in name.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class _Writer:
    page: Page
    draft: Draft
    name: str
    notes: Mapping[Span, Sequence[str]]

    def place(self, span: Span) -> str:
        found = self.page.document.locate([span.pointer])[span.pointer]
        return f"{self.name}:{found.line}"

    def comments(self, span: Span) -> list[str]:
        """Where it is from, and what the page leaves open about it."""
        return [self.place(span), *dict.fromkeys(self.notes.get(span, ()))]

    def document(self, source: str) -> None:
        draft = self.draft
        draft.comment(
            f"A draft made from {self.name}: check each line, name things, mark what is yours."
        )
        draft.put("openapi", "3.1.0")
        draft.open("info")
        draft.put("title", "", ["the page states none"])
        draft.put("version", "", ["the page states none"])
        draft.close()
        draft.open("paths")
        for operation in self.page.api.operations:
            draft.open(operation.path, [self.place(operation.span)])
            draft.open(operation.method)
            self.operation(operation, source)
            draft.close(2)
        draft.close()
        if self.page.api.security_schemes:
            draft.open("components")
            draft.open("securitySchemes")
            for name, scheme in self.page.api.security_schemes.items():
                self.scheme(name, scheme)
            draft.close(2)

    def scheme(self, name: str, scheme: SecurityScheme) -> None:
        self.draft.open(name, self.comments(scheme.span))
        match scheme:
            case ApiKey():
                stated: dict[str, Json] = {
                    "type": "apiKey",
                    "in": scheme.location,
                    "name": scheme.parameter,
                }
            case HttpAuth():
                stated = {"type": "http", "scheme": scheme.scheme}
            case _:
                raise AssertionError(f"no page gives {type(scheme).__name__}")
        for key, value in stated.items():
            self.draft.put(key, value)
        self.text("description", scheme.description)
        if PREFIX in scheme.extensions:
            self.draft.put(PREFIX, scheme.extensions[PREFIX])
        self.draft.close()

    def text(self, key: str, value: str) -> None:
        if value:
            self.draft.put(key, value)

    def operation(self, operation: Operation, source: str) -> None:
        draft = self.draft
        self.text("summary", operation.summary)
        self.text("description", operation.description)
        self.text(SOURCE, source)
        open = [u.note for u in self.page.unknowns if u.what == "security"]
        for requirement in operation.security:
            draft.put("security", [{use.scheme: [] for use in requirement}], open)
        if operation.parameters:
            draft.open("parameters")
            for parameter in operation.parameters:
                self.parameter(parameter)
            draft.close()
        if operation.body:
            draft.open("requestBody", self.comments(operation.body.span))
            draft.put("required", operation.body.required)
            self.text("description", operation.body.description)
            self.content(operation.body.content)
            draft.close()
        draft.open("responses")
        for response in operation.responses:
            self.response(response)
        draft.close()

    def parameter(self, parameter: Parameter) -> None:
        draft = self.draft
        draft.put("name", parameter.name, self.comments(parameter.span), item=True)
        draft.depth += 1
        draft.put("in", parameter.location)
        if parameter.required:
            draft.put("required", True)
        if parameter.deprecated:
            draft.put("deprecated", True)
        self.text("description", parameter.description)
        self.schema("schema", parameter.schema, ())
        draft.close()

    def response(self, response: Response) -> None:
        self.draft.open(response.status, self.comments(response.span))
        told = [] if response.description else ["the page states none"]
        self.draft.put("description", response.description, told)
        self.content(response.content)
        self.draft.close()

    def content(self, content: tuple[MediaType, ...]) -> None:
        if not content:
            return
        self.draft.open("content")
        for media in content:
            comments = self.comments(media.span)
            if media.schema is None:
                self.draft.put(media.name, {}, comments)
                continue
            self.draft.open(media.name, comments[:1])
            self.schema("schema", media.schema, ())
            self.draft.close()
        self.draft.close()

    # --- schemas --------------------------------------------------------------------------------------------

    def schema(self, key: str, schema: Subschema | None, comments: Sequence[str]) -> None:
        """A schema without fields on one line, if it fits; else each keyword on its own."""
        assert isinstance(schema, Schema)
        draft = self.draft
        stated = _keywords(schema)
        if stated is not None and draft.fits(f"{scalar(key)}: {flow(stated)}"):
            draft.put(key, stated, comments)
            return
        draft.open(key, comments)
        for keyword, value in _plain(schema).items():
            draft.put(keyword, value)
        if schema.any_of:
            draft.put("anyOf", [_keywords(branch) or {} for branch in schema.any_of])
        if schema.array.items is not None:
            self.schema("items", schema.array.items, ())
        if schema.object.required:
            draft.put("required", list(schema.object.required))
        if schema.object.properties:
            draft.open("properties")
            for name, field in schema.object.properties.items():
                self.schema(name, field, self.comments(field.span))
            draft.close()
        if schema.object.additional is not None:
            told = self.comments(schema.object.additional.span)
            self.schema("additionalProperties", schema.object.additional, told)
        draft.close()


def _keywords(schema: Subschema) -> dict[str, Json] | None:
    """The whole schema as JSON; None where it has fields, which want a line each."""
    assert isinstance(schema, Schema)
    if schema.object.properties or schema.object.additional is not None:
        return None
    made = _plain(schema)
    if schema.any_of:
        branches: list[Json] = []
        for branch in schema.any_of:
            stated = _keywords(branch)
            if stated is None:
                return None
            branches.append(stated)
        made["anyOf"] = branches
    if schema.array.items is not None:
        items = _keywords(schema.array.items)
        if items is None:
            return None
        made["items"] = items
    return made


def _plain(schema: Schema) -> dict[str, Json]:
    """The keywords that hold no schemas, in the order in which people write them."""
    types = schema.types
    told, text, number, array = schema.annotations, schema.string, schema.number, schema.array
    return no_empty(
        {
            "title": told.title or None,
            "type": None if types is None else types[0] if len(types) == 1 else list(types),
            "format": schema.format,
            "enum": None if schema.enum is None else [value.json for value in schema.enum],
            "minLength": text.min_length,
            "maxLength": text.max_length,
            "pattern": text.pattern,
            "minimum": number.minimum,
            "exclusiveMinimum": number.exclusive_minimum,
            "maximum": number.maximum,
            "exclusiveMaximum": number.exclusive_maximum,
            "multipleOf": number.multiple_of,
            "minItems": array.min_items,
            "maxItems": array.max_items,
            "deprecated": told.deprecated or None,
            "readOnly": told.read_only or None,
            "writeOnly": told.write_only or None,
            "description": told.description or None,
            "examples": [value.json for value in told.examples] or None,
        }
    ) | ({} if told.default is None else {"default": told.default.json})
