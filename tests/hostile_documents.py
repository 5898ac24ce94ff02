"""Whole documents made to break a generator: valid in shape, hostile in every text and name.

Names come in twins that differ only in what Python folds together; texts carry quotes, backslashes, line breaks of
every kind, template syntax and code. The grammar of schemas is shallow and wide: every keyword that reaches output.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Trees = st.SearchStrategy[Any]

CODE = (
    "__import__('os').system('touch canary')",
    '"""\nexec("boom")\n"""',
    "'''",
    '"',
    "\\",
    '\\"',
    "\\N{DASH}",
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "${boom}",
    "{0.__class__}",
    "%(boom)s",
    "#",
    "# coding: utf-7",
    "\n",
    "\r",
    "\t",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\u200b",
    "\u00a0",
    "\U0001f600",
    "e\u0301",
    "\uff50\uff52\uff49\uff4e\uff54",
    "a):\n    exec('boom')\n    def b(self",
    "x = 1; import os",
)
TWINS = (
    *(
        "pet",
        "Pet",
        "PET",
        "pet_",
        "_pet",
        "p-et",
        "p et",
        "p.et",
        "pet1",
        "1pet",
        "ｐｅｔ",
        "p\u200bet",
    ),
    *(
        "class",
        "None",
        "self",
        "cls",
        "print",
        "str",
        "int",
        "list",
        "dict",
        "type",
        "object",
        "date",
    ),
    *("Any", "Field", "Literal", "Annotated", "Model", "BaseModel", "UUID", "datetime", "models"),
    *(
        "model_config",
        "model_fields",
        "model_dump",
        "json",
        "copy",
        "schema",
        "__class__",
        "__init__",
    ),
    *(
        "",
        " ",
        "$",
        "-",
        "_",
        "__",
        "1",
        "ﬀ",
        "ff",
        "é",
        "a/b",
        "../../etc",
        "con",
        "body",
        "client",
    ),
    *("headers", "timeout", "request", "response", "kwargs", "value", "name", "validate", "Client"),
)
TOKENS = ("id", "Id", "ID", "x-id", "x_id", "self", "class", "timeout", "body", "limit", "Accept")

texts = st.lists(st.sampled_from(CODE) | st.text(max_size=5), max_size=4).map("".join)
names = st.sampled_from(TWINS) | texts.map(lambda text: text[:40])
words = st.sampled_from(TWINS) | texts
COMPONENTS = [f"Thing{n}" for n in range(3)]
scalars = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from([0.5, 1e16, -0.0]) | texts
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)
patterns = (
    st.sampled_from(["^a$", "\\d+", "\"'\\\\", "[z-a]", "(?=a)", "\\p{L}", "a{100}", "\n"]) | texts
)
formats = st.sampled_from(["date", "date-time", "uuid", "byte", "binary", "int64", "uri", "x\ny"])


def _some(**keywords: Trees) -> Trees:
    return st.fixed_dictionaries({}, optional=keywords)


def _references(targets: list[str]) -> Trees:
    quoted = [t.replace("~", "~0").replace("/", "~1") for t in targets] or ["Missing"]
    return st.sampled_from(quoted).map(lambda name: {"$ref": f"#/components/schemas/{name}"})


def schemas(targets: list[str]) -> Trees:
    leaves = st.one_of(
        _references(targets),
        st.booleans(),
        _some(
            type=st.sampled_from(["string", "integer", "number", "boolean", "null"]),
            title=texts,
            description=texts,
            default=values,
            format=formats,
            pattern=patterns,
            examples=st.lists(values, max_size=2),
        ),
        _some(enum=st.lists(values, min_size=1, max_size=4), default=values, description=texts),
        st.fixed_dictionaries(
            {"type": st.just("string"), "enum": st.lists(words, min_size=1, max_size=6)}
        ),
        _some(const=values),
    )
    return st.recursive(leaves, _deeper, max_leaves=6)


def _deeper(inner: Trees) -> Trees:
    properties = st.dictionaries(names, inner, max_size=4)
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        _some(
            type=st.just("object"),
            properties=properties,
            required=st.lists(names, max_size=2, unique=True),
            additionalProperties=inner,
            patternProperties=st.dictionaries(patterns, inner, max_size=1),
            description=texts,
            title=texts,
            default=values,
        ),
        properties.map(
            lambda found: {"type": "object", "properties": found, "required": [*found][:2]}
        ),
        _some(type=st.just("array"), items=inner, prefixItems=several, description=texts),
        _some(allOf=several, oneOf=several, anyOf=several, description=texts),
        several.map(
            lambda found: {
                "oneOf": found,
                "discriminator": {"propertyName": "\"'\\", "mapping": {"'\"\n": "Thing0"}},
            }
        ),
    )


def _parameters(schema: Trees) -> Trees:
    plain = st.fixed_dictionaries(
        {
            "name": st.sampled_from(TOKENS) | names,
            "in": st.sampled_from(["query", "cookie"]),
            "schema": schema,
        },
        optional={"description": texts, "required": st.booleans(), "deprecated": st.booleans()},
    )
    header = st.fixed_dictionaries(
        {"name": st.sampled_from(TOKENS), "in": st.just("header"), "schema": schema},
        optional={"description": texts},
    )
    return st.lists(plain | header, max_size=3, unique_by=lambda p: (p["name"], p["in"]))


def _content(schema: Trees) -> Trees:
    media = (
        st.sampled_from(["application/json", "text/plain", "multipart/form-data", "*/*"]) | words
    )
    return st.dictionaries(media, _some(schema=schema, example=values), min_size=1, max_size=2)


def _operations(schema: Trees) -> Trees:
    answer = st.fixed_dictionaries({"description": texts}, optional={"content": _content(schema)})
    return st.fixed_dictionaries(
        {
            "responses": st.dictionaries(
                st.sampled_from(["200", "4XX", "default"]), answer, min_size=1
            )
        },
        optional={
            "operationId": words,
            "summary": texts,
            "description": texts,
            "tags": st.lists(words, max_size=2),
            "parameters": _parameters(schema),
            "requestBody": st.fixed_dictionaries({"content": _content(schema)}),
            "deprecated": st.booleans(),
        },
    )


def _scheme() -> Trees:
    where = st.sampled_from(["header", "query", "cookie"])
    key = {"type": st.just("apiKey"), "name": st.sampled_from(TOKENS), "in": where}
    bearer = {"type": st.just("http"), "scheme": st.sampled_from(["bearer", "basic"]) | words}
    return st.fixed_dictionaries(key, optional={"description": texts}) | st.fixed_dictionaries(
        bearer
    )


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A document; the names of its schemas are drawn first, so that references lead somewhere."""
    titles = draw(st.lists(names, max_size=4, unique=True))
    schema = schemas([*COMPONENTS, *titles])
    paths = st.sampled_from(["/a", "/a/b", "/a/{pet}", "/{x}/{y}"]) | words.map(lambda w: f"/{w}")
    methods = st.dictionaries(
        st.sampled_from(["get", "post", "delete"]), _operations(schema), max_size=2
    )
    named = {name: draw(schema) for name in [*COMPONENTS, *titles]}
    return {
        "openapi": "3.1.0",
        "info": {"title": draw(texts), "version": draw(texts), "description": draw(texts)},
        "servers": draw(
            st.lists(
                st.fixed_dictionaries({"url": st.just("https://a.example") | words}), max_size=1
            )
        ),
        "tags": draw(
            st.lists(st.fixed_dictionaries({"name": words, "description": texts}), max_size=2)
        ),
        "paths": draw(st.dictionaries(paths, methods, max_size=3)),
        "webhooks": draw(st.dictionaries(words, methods, max_size=1)),
        "components": {
            "schemas": named,
            "securitySchemes": draw(st.dictionaries(words, _scheme(), max_size=2)),
        },
    }
