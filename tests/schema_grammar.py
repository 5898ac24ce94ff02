"""Small JSON Schemas and values near them, as hypothesis strategies.

Names, texts and numbers come from small pools, so that keywords meet each other and values meet schemas. Names of
schemas are such that references never make a schema itself (a ring of nothing but references means nothing).
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = ("a", "b", "ab", "kind", "a-b")
TEXTS = ("", "a", "b", "ab", "abc", "red", "green", "A", "1", "é", "\U0001f600")
NUMBERS = (-1, 0, 1, 1.0, 1.5, 2, 3, 10, 0.5, -2.0)
PATTERNS = ("^a", "b$", "^[ab]+$", "a|red", "[0-9]", "^.{2,3}$", "x")
COMPONENTS = ("Ant", "Bee", "Cat")

Schemas = st.SearchStrategy[Any]
Values = st.SearchStrategy[Any]

_names = st.sampled_from(NAMES)
_texts = st.sampled_from(TEXTS)
_numbers = st.sampled_from(NUMBERS)
_counts = st.integers(0, 3)

scalars: Values = st.one_of(_texts, _numbers, st.booleans(), st.none())
values: Values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=4)
    ),
    max_leaves=8,
)


def _optional(**keywords: Schemas) -> Schemas:
    """Some of the keywords, seldom many."""
    names = st.lists(st.sampled_from(sorted(keywords)), max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({k: keywords[k] for k in chosen}))


def _typed(name: str, rules: Schemas) -> Schemas:
    return rules.map(lambda found: {"type": name, **found})


_strings = _optional(minLength=_counts, maxLength=_counts, pattern=st.sampled_from(PATTERNS))
_bounds = _optional(
    minimum=_numbers,
    maximum=_numbers,
    exclusiveMinimum=_numbers,
    exclusiveMaximum=_numbers,
    multipleOf=st.sampled_from((1, 2, 3, 0.5, 1.5, 2.0)),
)
_listed = st.lists(scalars, min_size=1, max_size=4, unique_by=repr)
_words = st.lists(_texts, min_size=1, max_size=4, unique=True)
_enums = st.one_of(
    _words.map(lambda words: {"type": "string", "enum": words}),
    _words.map(lambda words: {"type": ["string", "null"], "enum": [*words, None]}),
    _words.map(lambda words: {"enum": words}),
    _listed.map(lambda found: {"enum": found}),
    values.map(lambda value: {"const": value}),
    st.lists(values, min_size=1, max_size=3).map(lambda found: {"enum": found}),
)


def _objects(inner: Schemas) -> Schemas:
    return _optional(
        properties=st.dictionaries(_names, inner, min_size=1, max_size=3),
        required=st.lists(_names, max_size=2, unique=True),
        additionalProperties=st.one_of(st.booleans(), inner),
        patternProperties=st.dictionaries(st.sampled_from(PATTERNS), inner, min_size=1, max_size=2),
        propertyNames=st.one_of(inner, _strings),
        minProperties=_counts,
        maxProperties=_counts,
        dependentRequired=st.dictionaries(
            _names, st.lists(_names, max_size=2, unique=True), min_size=1, max_size=2
        ),
        dependentSchemas=st.dictionaries(_names, inner, min_size=1, max_size=1),
        unevaluatedProperties=st.one_of(st.just(False), inner),
    )


def _fields(inner: Schemas) -> Schemas:
    """The object that most documents are made of."""
    return st.fixed_dictionaries(
        {
            "type": st.just("object"),
            "properties": st.dictionaries(_names, inner, min_size=1, max_size=3),
        },
        optional={
            "required": st.lists(_names, max_size=2, unique=True),
            "additionalProperties": st.one_of(st.booleans(), inner),
        },
    )


def _arrays(inner: Schemas) -> Schemas:
    return _optional(
        items=inner,
        prefixItems=st.lists(inner, min_size=1, max_size=2),
        contains=inner,
        minContains=_counts,
        maxContains=_counts,
        minItems=_counts,
        maxItems=_counts,
        uniqueItems=st.booleans(),
        unevaluatedItems=st.one_of(st.just(False), inner),
    )


def _combined(inner: Schemas) -> Schemas:
    parts = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        _optional(
            allOf=parts,
            anyOf=parts,
            oneOf=parts,
            **{"not": inner, "if": inner, "then": inner, "else": inner},
        ),
        parts.map(lambda found: {"allOf": found}),
        parts.map(lambda found: {"anyOf": found}),
        parts.map(lambda found: {"oneOf": found}),
        inner.map(lambda found: {"anyOf": [found, {"type": "null"}]}),
    )


def _types() -> Schemas:
    kinds = ("string", "integer", "number", "boolean", "array", "object", "null")
    return st.lists(st.sampled_from(kinds), min_size=1, max_size=3, unique=True).map(
        lambda found: {"type": found if len(found) > 1 else found[0]}
    )


_references: Schemas = st.sampled_from(COMPONENTS).map(
    lambda name: {"$ref": f"#/components/schemas/{name}"}
)
_leaves: Schemas = st.one_of(
    st.booleans(),
    st.just({}),
    _types(),
    _typed("string", _strings),
    _typed("integer", _bounds),
    _typed("number", _bounds),
    _strings,
    _bounds,
    _enums,
)


def _deeper(inner: Schemas) -> Schemas:
    placed = st.one_of(inner, _references)
    return st.one_of(
        _fields(placed),
        _typed("object", _objects(placed)),
        _typed("array", _arrays(placed)),
        _typed("array", st.fixed_dictionaries({"items": placed})),
        _objects(placed),
        _arrays(placed),
        _combined(placed),
        st.tuples(_types(), _objects(placed), _combined(placed)).map(_together),
        st.tuples(_fields(placed), _combined(placed)).map(_together),
        st.tuples(_fields(placed), _objects(placed)).map(_together),
        st.tuples(_enums, _combined(placed)).map(_together),
    )


def _together(parts: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for part in parts:
        made.update(part)
    return made


schemas: Schemas = st.recursive(_leaves, _deeper, max_leaves=6)
components: Schemas = st.fixed_dictionaries({name: schemas for name in COMPONENTS})
