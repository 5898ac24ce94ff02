"""Prints an OpenAPI document as a documentation page: early or later era, plain or as Markdown. For round trips only.

It knows just the subset that such a page can express; nothing of it is shared with the reader.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

Schema = dict[str, Any]
SECTIONS = {
    "header": "Headers",
    "path": "Path Parameters",
    "query": "Query Parameters",
    "cookie": "Cookies",
}


@dataclass
class Renderer:
    era: Literal["early", "later"]
    markdown: bool = False
    lines: list[str] = field(default_factory=list)

    def page(self, document: dict[str, Any]) -> str:
        ((path, item),) = document["paths"].items()
        ((method, operation),) = item.items()
        self.head(method, path)
        schemes = document.get("components", {}).get("securitySchemes", {})
        if schemes:
            self.section("Authorizations")
            for scheme in schemes.values():
                self.scheme(scheme)
        for place, title in SECTIONS.items():
            found = [p for p in operation.get("parameters", []) if p["in"] == place]
            if found:
                self.section(title)
                for parameter in found:
                    more = {
                        k: v for k, v in parameter.items() if k in ("description", "deprecated")
                    }
                    self.field(
                        parameter["name"],
                        {**parameter["schema"], **more},
                        parameter.get("required", False),
                    )
        if "requestBody" in operation:
            self.section("Body")
            self.content(operation["requestBody"], "body")
        self.section("Response")
        for status, response in operation["responses"].items():
            self.response(status, response)
        return "\n".join(self.lines) + "\n"

    def head(self, method: str, path: str) -> None:
        if self.era == "later":
            self.say(method.upper())
            self.say(path)
            return
        self.say(method.upper())
        for piece in path.strip("/").split("/"):
            self.say("/")
            self.say(piece)

    def section(self, title: str) -> None:
        self.gap()
        self.lines.append(f"#### {title}" if self.markdown else title)
        self.gap()

    def gap(self) -> None:
        self.lines.append("")

    def say(self, text: str) -> None:
        """A line of the page, escaped in Markdown."""
        if self.markdown:
            for mark in "\\_[]|*":
                text = text.replace(mark, "\\" + mark)
        self.lines.append(text)
        if self.markdown:
            self.gap()

    def value(self, text: str, before: str = "", after: str = "") -> None:
        """A line with a value in it, in back-ticks in Markdown."""
        self.lines.append(f"{before}`{text}`{after}" if self.markdown else f"{before}{text}{after}")

    def scheme(self, scheme: dict[str, Any]) -> None:
        place, name = scheme.get("in", "header"), scheme.get("name", "Authorization")
        self.begin(f"authorization-{name}", name)
        self.say("string")
        if self.era == "early":
            self.say(f"{place}required")
        else:
            self.say(place)
            self.say("required")
        self.prose(scheme["description"])

    def begin(self, anchor: str, name: str) -> None:
        if self.markdown:
            self.lines.append(f"[](#{anchor.replace('_', '-')})")
            self.gap()
        self.say(name)

    def prose(self, text: str) -> None:
        for paragraph in text.split("\n\n"):
            self.gap()
            self.say(paragraph)
            self.gap()

    def response(self, status: str, response: dict[str, Any]) -> None:
        media = next(iter(response.get("content", {})), None)
        if self.era == "early":
            self.say(f"{status} - {media}")
        else:
            self.say(status)
        self.content(response, "response")

    def content(self, holder: dict[str, Any], kind: str) -> None:
        for media, content in holder.get("content", {}).items():
            if kind == "body" or self.era == "later":
                self.say(media)
            self.describe(holder)
            schema = content["schema"]
            if schema.get("properties"):
                self.children("", schema)
            else:
                self.value(self.type(schema), f"The {kind} is of type ", ".")
        if "content" not in holder:
            self.describe(holder)

    def describe(self, holder: dict[str, Any]) -> None:
        if holder.get("description"):
            self.prose(holder["description"])

    def children(self, prefix: str, schema: Schema) -> None:
        for name, child in schema.get("properties", {}).items():
            self.field(prefix + name, child, name in schema.get("required", ()))
        if "additionalProperties" in schema:
            self.field(prefix + "{key}", schema["additionalProperties"], False)

    def field(self, name: str, schema: Schema, required: bool) -> None:
        outer, (schema, nullable) = schema, self.branch(schema)
        self.begin(f"response-{name}", name)
        if schema.get("type") or not schema.get("x-typeless"):
            title = f"{outer['title']} · " if "title" in outer else ""
            self.say(title + self.type(schema) + (" | null" if nullable else ""))
        inner = schema
        while "items" in inner:
            inner = inner["items"]
        flags = {"required": required}
        flags |= {
            badge: outer.get(key, False)
            for badge, key in (
                ("deprecated", "deprecated"),
                ("read-only", "readOnly"),
                ("write-only", "writeOnly"),
            )
        }
        for badge, on in flags.items():
            if on:
                self.say(badge)
        if "default" in outer:
            self.default(outer["default"])
        self.describe(outer)
        self.limits(schema, inner)
        self.options(inner)
        if inner.get("properties") or "additionalProperties" in inner:
            self.say("Show child attributes")
            self.children(f"{name}.", inner)

    def branch(self, schema: Schema) -> tuple[Schema, bool]:
        if "anyOf" in schema:
            return schema["anyOf"][0], True
        kinds = schema.get("type")
        if isinstance(kinds, list):
            return {**schema, "type": kinds[0]}, True
        return schema, False

    def type(self, schema: Schema) -> str:
        kind = schema.get("type", "any")
        if kind == "array":
            return f"{self.type(schema['items'])}[]" if schema["items"] else "array"
        if "enum" in schema:
            return f"enum<{kind}>"
        if schema.get("format") == "binary":
            return "file"
        return f"{kind}<{schema['format']}>" if "format" in schema else str(kind)

    def default(self, value: Any) -> None:
        text = value if isinstance(value, str) else json.dumps(value)
        if self.era == "early":
            self.say(f"default: {text}") if not self.markdown else self.value(text, "default: ")
        elif len(text) % 2:
            self.value(text, "default:")
        else:
            self.lines.append("default:")
            self.value(text)

    def limits(self, schema: Schema, inner: Schema) -> None:
        strings = inner if inner.get("type") == "string" else {}
        self.length(strings.get("minLength"), strings.get("maxLength"), "string ", "")
        if schema.get("type") == "array":
            self.length(schema.get("minItems"), schema.get("maxItems"), "array ", " elements")
        self.range(inner)
        if "multipleOf" in inner:
            self.value(json.dumps(inner["multipleOf"]), "Must be a multiple of ")
        if "pattern" in inner:
            self.value(inner["pattern"], "Pattern: ")

    def length(self, low: int | None, high: int | None, what: str, unit: str) -> None:
        if self.era == "early":
            what = unit = ""
        if low is not None and high is not None and self.era == "later":
            self.value(
                str(low) if low == high else f"{low} - {high}", f"Required {what}length: ", unit
            )
            return
        for bound, word in ((low, "Minimum"), (high, "Maximum")):
            if bound is not None:
                self.value(str(bound), f"{word} {what}length: ", unit)

    def range(self, schema: Schema) -> None:
        text = "x"
        for key, sign in (("minimum", "<="), ("exclusiveMinimum", "<")):
            if key in schema:
                text = f"{json.dumps(schema[key])} {sign} {text}"
        for key, sign in (("maximum", "<="), ("exclusiveMaximum", "<")):
            if key in schema:
                text = f"{text} {sign} {json.dumps(schema[key])}"
        if text != "x":
            self.value(text, "Required range: ")

    def options(self, schema: Schema) -> None:
        values = schema.get("enum")
        if not values:
            return
        texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
        if len(values) == 1 and self.era == "later":
            self.value(json.dumps(values[0]), "Allowed value: ")
            return
        self.say("Available options:")
        for index, text in enumerate(texts):
            self.value(text, after="" if index == len(texts) - 1 else ",")


def render(
    document: dict[str, Any], era: Literal["early", "later"], *, markdown: bool = False
) -> str:
    """The document as a page of that era."""
    return Renderer(era, markdown).page(document)
