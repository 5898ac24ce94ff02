"""JSON values that a schema of a document allows, as hypothesis strategies.

Made from the document itself and not from what was generated, so that neither side of a test vouches for itself.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from specpress.api import Json, Never, Reference, Schema, Subschema
from tests.meaning import Side

Values = st.SearchStrategy[Json]
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
_LETTERS = st.text(string.ascii_letters, min_size=1, max_size=8)
_FORMATS: dict[str, Callable[[], st.SearchStrategy[str]]] = {
    "date": lambda: st.dates().map(str),
    "date-time": lambda: st.datetimes().map(lambda d: f"{d.replace(microsecond=0).isoformat()}Z"),
    "time": lambda: st.times().map(lambda t: f"{t.replace(microsecond=0).isoformat()}Z"),
    "duration": lambda: st.integers(1, 99).map(lambda n: f"P{n}D"),
    "uuid": lambda: st.uuids().map(str),
    "email": lambda: _LETTERS.map(lambda n: f"{n}@example.com"),
    "idn-email": lambda: _LETTERS.map(lambda n: f"{n}@example.com"),
    "uri": lambda: _LETTERS.map(lambda n: f"https://example.com/{n}"),
    "url": lambda: _LETTERS.map(lambda n: f"https://example.com/{n}"),
    "uri-reference": lambda: _LETTERS.map(lambda n: f"/{n}"),
    "hostname": lambda: _LETTERS.map(lambda n: f"{n.lower()}.example.com"),
    "ipv4": lambda: st.ip_addresses(v=4).map(str),
    "ipv6": lambda: st.ip_addresses(v=6).map(str),
    "byte": lambda: st.sampled_from(["", "aGVsbG8=", "AAEC"]),
    "binary": lambda: _LETTERS,
}
_ANY: Values = st.one_of(st.integers(-9, 9), st.booleans(), _TEXT, st.just([]), st.just({"a": 1}))


def samples(side: Side, schema: Subschema | None, depth: int = 0) -> Values:
    """Values of the schema; objects and lists are small, and smaller the deeper they are.

    Made when first drawn from and kept: a document has many more schemas than a test looks at.
    """
    key = (id(side.api), id(schema), depth)
    if key not in _MADE:
        _MADE[key] = st.deferred(lambda: _samples(side, schema, depth))
        _KEPT.append(schema)
    return _MADE[key]


_MADE: dict[tuple[int, int, int], Values] = {}
_KEPT: list[object] = []


def _samples(side: Side, schema: Subschema | None, depth: int) -> Values:
    found, _ = side.target(schema)
    if isinstance(found, Never):
        return st.nothing()
    if isinstance(found, Schema) and found.discriminator and (found.one_of or found.any_of):
        return st.one_of([_tagged(side, found, m, depth) for m in (*found.one_of, *found.any_of)])
    if found is None:
        return _ANY
    if isinstance(found, Schema):
        members = (*found.one_of, *found.any_of)
        bare = Schema(
            found.span, one_of=found.one_of, any_of=found.any_of, annotations=found.annotations
        )
        if members and found == bare and not (found.one_of and found.any_of):
            return st.one_of([samples(side, member, depth) for member in members])
    return st.one_of([_branch(side, way, depth) for way in side.branches(found)])


def _tagged(side: Side, union: Schema, member: Subschema, depth: int) -> Values:
    """A variant that says which one it is."""
    assert union.discriminator is not None
    name = union.discriminator.property
    values = samples(side, member, depth)
    if not isinstance(member, Reference):
        return values
    tags = [tag for tag, target in union.discriminator.mapping if target == member.target]
    implied = [c for c, id in side.api.components.items() if id == member.target]
    tag = (tags or implied or [""])[0]
    return values.map(lambda v: {**v, name: tag} if isinstance(v, dict) else v)


def _branch(side: Side, way: Schema, depth: int) -> Values:
    if way.enum is not None:
        return st.sampled_from([value.json for value in way.enum])
    match way.types:
        case ("string",):
            return _strings(way)
        case ("integer",):
            return _integers(way)
        case ("number",):
            return _numbers(way)
        case ("boolean",):
            return st.booleans()
        case ("null",):
            return st.none()
        case ("array",):
            return _arrays(side, way, depth)
        case ("object",):
            return _objects(side, way, depth)
        case _:
            return _ANY


def _strings(way: Schema) -> Values:
    rules = way.string
    low, high = rules.min_length or 0, rules.max_length
    if rules.pattern is not None:
        try:
            matching = st.from_regex(re.compile(rules.pattern, re.ASCII))
        except re.error:
            return st.nothing()
        return matching.filter(lambda t: low <= len(t) <= (high or 10_000) and t.isprintable())
    if way.format in _FORMATS:
        return _FORMATS[way.format]()
    top = min(high if high is not None else low + 12, low + 12)
    return st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")),
        min_size=low,
        max_size=top,
    )


def _integers(way: Schema) -> Values:
    rules = way.number
    wide = 2**31 - 1 if way.format == "int32" else 2**53
    lows = [rules.minimum, None if rules.exclusive_minimum is None else rules.exclusive_minimum + 1]
    highs = [
        rules.maximum,
        None if rules.exclusive_maximum is None else rules.exclusive_maximum - 1,
    ]
    low = max([-wide, *(int(n) for n in lows if n is not None)])
    high = min([wide, *(int(n) for n in highs if n is not None)])
    step = int(rules.multiple_of or 1) or 1
    return st.integers(-(-low // step), high // step).map(lambda n: n * step)


def _numbers(way: Schema) -> Values:
    rules = way.number
    lows = [n for n in (rules.minimum, rules.exclusive_minimum) if n is not None]
    highs = [n for n in (rules.maximum, rules.exclusive_maximum) if n is not None]
    low, high = max([-1e6, *lows]), min([1e6, *highs])
    found = st.floats(low, high, allow_nan=False).map(lambda n: round(n, 3))
    return found.filter(
        lambda n: n not in (rules.exclusive_minimum, rules.exclusive_maximum) and low <= n <= high
    )


def _arrays(side: Side, way: Schema, depth: int) -> Values:
    rules = way.array
    low = rules.min_items or 0
    high = min(rules.max_items if rules.max_items is not None else low + 2, low + 2)
    if depth > 3:
        high = low
    if rules.prefix_items:
        return st.tuples(*(samples(side, each, depth + 1) for each in rules.prefix_items)).map(list)
    items = samples(side, rules.items, depth + 1) if rules.items is not None else _ANY
    unique = repr if rules.unique_items else None
    return st.lists(items, min_size=low, max_size=high, unique_by=unique)


def _objects(side: Side, way: Schema, depth: int) -> Values:
    rules = way.object
    known = dict(rules.properties)
    required = [name for name in rules.required if name in known]
    optional = [name for name in known if name not in required]
    if depth > 2:
        optional = []
    fixed = {name: samples(side, known[name], depth + 1) for name in required}
    some = {name: samples(side, known[name], depth + 1) for name in optional[:12]}
    for name in rules.required:
        if name not in known:
            fixed[name] = _ANY
    made: Values = st.fixed_dictionaries(fixed, optional=some)
    extra = rules.additional
    if not known and extra is not None and not isinstance(extra, Never) and depth <= 3:
        return st.dictionaries(_LETTERS, samples(side, extra, depth + 1), max_size=2)
    return made


def repeatable(examples: int) -> settings:
    """The same examples in every run: drawn once, none remembered and none made smaller."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
