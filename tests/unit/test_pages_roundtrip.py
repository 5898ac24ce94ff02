"""A document that a page can express, printed as a page of either era and read back, is the same API.

So is the draft that is transcribed from such a page, and the page verifies against it.
"""

from __future__ import annotations

import json
import os
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specpress.pages.transcribe import transcribe
from tests.unit.held import held, page_of, spec_of
from tests.unit.page_renderer import render

Era = Literal["early", "later"]
TYPE_WORDS = ["string", "integer", "object", "any", "array", "boolean", "null", "number", "file"]
OTHER_WORDS = [
    "required",
    "deprecated",
    "default",
    "Body",
    "Response",
    "Headers",
    "id",
    "name",
    "x-id",
    "aB9",
    "enum",
]
NAMES = st.sampled_from(TYPE_WORDS + OTHER_WORDS) | st.from_regex(
    r"[a-z]{1,6}_[a-z0-9]{1,4}", fullmatch=True
)
TYPELESS = st.from_regex(r"[a-z]{2,6}_[a-z0-9]{1,4}", fullmatch=True)
WORDS = st.from_regex(r"[A-Za-z][A-Za-z0-9 .:/+-]{0,10}[A-Za-z0-9]", fullmatch=True).filter(
    lambda text: "  " not in text
)
SENTENCES = st.lists(
    st.sampled_from(["the", "tree", "of", "string", "required", "a", "(old)", "id", "`x`", "don't"]), min_size=1, max_size=6
).map(lambda words: f"Says {' '.join(words)}.")  # fmt: skip
INTEGERS = st.integers(-(10**6), 10**6)
NUMBERS = INTEGERS | st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
COUNTS = st.integers(0, 300)


@st.composite
def limits(draw: st.DrawFn, kind: str, era: Era) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if kind == "string":
        made |= draw(st.fixed_dictionaries({}, optional={"minLength": COUNTS, "maxLength": COUNTS}))
        if draw(st.integers(0, 9)) == 0:
            made["pattern"] = draw(st.sampled_from(["^[a-z]+$", "x{2,3}", r"\d", "^a b$"]))
    if kind in ("integer", "number"):
        low = ["exclusiveMinimum"] if era == "early" else ["minimum", "exclusiveMinimum"]
        high = ["exclusiveMaximum"] if era == "early" else ["maximum", "exclusiveMaximum"]
        for keys in (low, high):
            if draw(st.booleans()):
                made[draw(st.sampled_from(keys))] = draw(INTEGERS if kind == "integer" else NUMBERS)
        if draw(st.integers(0, 9)) == 0:
            made["multipleOf"] = draw(st.integers(1, 9))
    return made


@st.composite
def plain(draw: st.DrawFn, era: Era) -> dict[str, Any]:
    """A type without fields below it; with an enum or with limits."""
    kind = draw(
        st.sampled_from(["string", "integer", "number", "boolean", "object", "any", "array"])
    )
    if kind == "any":
        return {}
    if kind == "array":
        return {"type": "array", "items": {}}
    made: dict[str, Any] = {"type": kind}
    values = {"string": WORDS, "integer": INTEGERS, "number": NUMBERS}.get(kind)
    if values is not None and draw(st.integers(0, 2)) == 0:
        made["enum"] = draw(st.lists(values, min_size=1, max_size=4, unique=True))
        return made
    made |= draw(limits(kind, era))
    if era == "later" and kind in ("string", "integer") and draw(st.booleans()):
        made["format"] = draw(
            st.sampled_from(
                ["uuid", "date-time", "int64", "binary"] if kind == "string" else ["int64"]
            )
        )
    return made


@st.composite
def field(draw: st.DrawFn, era: Era, depth: int) -> dict[str, Any]:
    """What may stand after the name of a field."""
    made = draw(plain(era))
    if made.get("type") == "object" and depth < 2 and draw(st.booleans()):
        made |= draw(fields(era, depth + 1))
        if draw(st.integers(0, 3)) == 0:
            made["additionalProperties"] = draw(plain(era))
    kind = made.get("type")
    if kind and kind != "array" and draw(st.integers(0, 3)) == 0:
        if era == "early":  # which prints "length" for that of the array and that of its items
            made = {key: value for key, value in made.items() if "Length" not in key}
        for _ in range(draw(st.integers(1, 2))):
            made = {"type": "array", "items": made}
        made |= draw(st.fixed_dictionaries({}, optional={"minItems": COUNTS, "maxItems": COUNTS}))
        kind = "array"
    annotations: dict[str, Any] = {}
    default = {
        "string": WORDS,
        "integer": INTEGERS,
        "number": NUMBERS,
        "boolean": st.booleans(),
        "array": st.just([]),
    }
    if kind in default and "enum" not in made and draw(st.integers(0, 3)) == 0:
        annotations["default"] = draw(default[kind])
    if draw(st.integers(0, 2)) == 0:
        annotations["description"] = draw(SENTENCES)
        if era == "later" and draw(st.booleans()):
            annotations["description"] += "\n\n" + draw(SENTENCES)
    if era == "later":
        flags = st.sampled_from(["deprecated", "readOnly", "writeOnly"])
        annotations |= dict.fromkeys(draw(st.sets(flags, max_size=1)), True)
        if kind == "object" and draw(st.booleans()):
            annotations["title"] = draw(st.sampled_from(["Tree", "TreeStats", "A tree"]))
    if kind and draw(st.integers(0, 2)) == 0:
        made = (
            {"anyOf": [made, {"type": "null"}]}
            if "enum" in made
            else {**made, "type": [kind, "null"]}
        )
    return {**made, **annotations}


@st.composite
def fields(draw: st.DrawFn, era: Era, depth: int) -> dict[str, Any]:
    properties: dict[str, Any] = draw(
        st.dictionaries(NAMES, field(era, depth), min_size=1, max_size=5)
    )
    for name in draw(st.lists(TYPELESS, max_size=1)):
        properties.setdefault(name, {"x-typeless": True})
    made: dict[str, Any] = {"type": "object", "properties": properties}
    required = [name for name in properties if draw(st.booleans())]
    return {**made, "required": required} if required else made


@st.composite
def content(draw: st.DrawFn, era: Era) -> dict[str, Any]:
    media = draw(st.sampled_from(["application/json", "application/vnd.tree+json", "text/plain"]))
    bare = st.sampled_from(
        [{"type": "object"}, {"type": "array", "items": {"type": "string"}}, {"type": "string"}]
    )
    return {media: {"schema": draw(fields(era, 0) | bare)}}


@st.composite
def scheme(draw: st.DrawFn) -> dict[str, Any]:
    text = draw(SENTENCES)
    if draw(st.booleans()):
        return {
            "type": "http",
            "scheme": "bearer",
            "description": f"{text} As Bearer <token>, please.",
        }
    place = draw(st.sampled_from(["header", "query", "cookie"]))
    made = {"type": "apiKey", "in": place, "name": "X-Tree-Key", "description": text}
    if draw(st.booleans()):
        made |= {"description": f"{text} Like 'Tree <key>'.", "x-specpress-prefix": "Tree "}
    return made


@st.composite
def document(draw: st.DrawFn, era: Era) -> dict[str, Any]:
    ids = draw(st.lists(TYPELESS, max_size=2, unique=True))
    pieces = [
        draw(st.sampled_from(["trees", "v1", "a-b", "orchards"])),
        *(f"{{{name}}}" for name in ids),
    ]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in ids
    ]
    for place in ("header", "query", "cookie"):
        names = draw(st.lists(NAMES, max_size=2, unique=True))
        for name in names:
            schema = draw(field(era, 2))
            outer = {key: schema.pop(key) for key in ("description", "deprecated") if key in schema}
            required = {"required": True} if draw(st.booleans()) else {}
            parameters.append({"name": name, "in": place, "schema": schema, **required, **outer})
    order = ["header", "path", "query", "cookie"]
    operation: dict[str, Any] = {
        "parameters": sorted(parameters, key=lambda p: order.index(p["in"]))
    }
    if draw(st.booleans()):
        operation["requestBody"] = {"required": True, "content": draw(content(era))}
    operation["responses"] = {"200": {"content": draw(content(era))}}
    if era == "later":
        operation["responses"]["200"]["description"] = draw(SENTENCES | st.just("OK"))
        if draw(st.booleans()):
            operation["responses"]["204"] = {"description": draw(SENTENCES)}
        if draw(st.booleans()):
            operation["responses"]["4XX"] = {
                "description": draw(SENTENCES),
                "content": draw(content(era)),
            }
    made: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "", "version": ""}}
    made["paths"] = {
        "/" + "/".join(pieces): {draw(st.sampled_from(["get", "post", "delete"])): operation}
    }
    if draw(st.booleans()):
        found = draw(scheme())
        name = found.get("name", "Authorization")
        made["components"] = {"securitySchemes": {name: found}}
        operation["security"] = [{name: []}]
    return made


def without_marks(value: Any) -> Any:
    """The document without the note to the renderer that a field has no type line."""
    if isinstance(value, dict):
        return {key: without_marks(item) for key, item in value.items() if key != "x-typeless"}
    return [without_marks(item) for item in value] if isinstance(value, list) else value


def check(made: dict[str, Any], era: Era, markdown: bool) -> None:
    text = json.dumps(without_marks(made))
    _, api = spec_of(text)
    printed = render(made, era, markdown=markdown)
    page, diagnostics = page_of(printed)
    assert page is not None
    assert [d for d in diagnostics if d.severity == "error"] == []
    assert page.api == api
    draft = transcribe(page)
    assert spec_of(draft)[1] == api
    assert [d for d in held(draft, printed) if d.severity == "error"] == []


ROUNDTRIP = settings(
    max_examples=120,
    deadline=None,
    derandomize=not os.environ.get("SPECPRESS_EXPLORE"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ROUNDTRIP
@given(document("early"))
def test_early_pages_come_back(made: dict[str, Any]) -> None:
    check(made, "early", markdown=False)


@ROUNDTRIP
@given(document("later"))
def test_later_pages_come_back(made: dict[str, Any]) -> None:
    check(made, "later", markdown=False)


@ROUNDTRIP
@given(document("later"))
def test_later_pages_as_markdown_come_back(made: dict[str, Any]) -> None:
    check(made, "later", markdown=True)


@pytest.mark.parametrize("era", ["early", "later"])
def test_the_renderer_prints_what_it_is_given(era: Era) -> None:
    """So that the round trip cannot hold because nothing is printed."""
    schema = {
        "type": "object",
        "required": ["a_b"],
        "properties": {"a_b": {"type": "integer", "default": 3}},
    }
    made = {
        "paths": {
            "/x": {
                "get": {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}
            }
        }
    }
    lines = [line for line in render(made, era).splitlines() if line]
    early = [
        "GET",
        "/",
        "x",
        "Response",
        "200 - application/json",
        "a_b",
        "integer",
        "required",
        "default: 3",
    ]
    later = [
        "GET",
        "/x",
        "Response",
        "200",
        "application/json",
        "a_b",
        "integer",
        "required",
        "default:3",
    ]
    assert lines == (early if era == "early" else later)
