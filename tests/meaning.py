"""Whether two documents mean the same, however their schemas are named, split and spelt.

Takes two `Api`s as `read` gives them, gives the differences in words. References are followed and rings of them
taken as equal until shown otherwise; `allOf` is merged, unions are taken apart into branches of one type each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from specpress.api import (
    NO_ANNOTATIONS,
    Annotations,
    Api,
    ArrayRules,
    Header,
    MediaType,
    Never,
    NumberRules,
    ObjectRules,
    Operation,
    Parameter,
    Reference,
    Schema,
    SecurityScheme,
    StringRules,
    Subschema,
    Value,
    type_names,
)
from specpress.diagnostics import Span

WIDEST = 300
R = TypeVar("R", StringRules, NumberRules, ArrayRules, ObjectRules)


@dataclass(frozen=True, slots=True)
class Side:
    api: Api
    known: dict[int, tuple[Subschema | None, list[Schema]]] = field(
        default_factory=dict, repr=False
    )

    def target(self, schema: Subschema | None) -> tuple[Subschema | None, Annotations]:
        """The schema behind references, and what is said about it on the way."""
        said = NO_ANNOTATIONS
        for _ in range(50):
            if not isinstance(schema, Reference):
                break
            said = over(said, schema.annotations)
            schema = self.api.schemas[schema.target]
        if isinstance(schema, Schema):
            said = over(said, schema.annotations)
        return schema, said

    def descriptions(self, schema: Subschema | None, depth: int = 0) -> set[object]:
        """Of a schema and of what it is put together from."""
        found, said = self.target(schema)
        parts = (*found.all_of, *found.any_of, *found.one_of) if isinstance(found, Schema) else ()
        below = [self.descriptions(part, depth + 1) for part in parts] if depth < 8 else []
        return {text(said.description)}.union(*below)

    def defaults(self, schema: Subschema | None, depth: int = 0) -> list[Value]:
        """Those that parts of an `allOf` say, where the whole says none."""
        found, said = self.target(schema)
        if said.default is not None or not isinstance(found, Schema) or depth > 8:
            return [said.default] if said.default is not None else []
        return [each for part in found.all_of for each in self.defaults(part, depth + 1)]

    def branches(self, schema: Subschema | None, depth: int = 0) -> list[Schema]:
        """One schema without combinators for each way to be valid."""
        found, _ = self.target(schema)
        if found is None or isinstance(found, Never) or depth > 8:
            return []
        assert isinstance(found, Schema)
        bare = replace(found, all_of=(), any_of=(), one_of=(), annotations=NO_ANNOTATIONS)
        ways = [replace(bare, discriminator=None)]
        for part in found.all_of:
            ways = crossed(ways, self.branches(part, depth + 1))
        for union in (found.any_of, found.one_of):
            if union:
                ways = crossed(ways, [w for m in union for w in self.branches(m, depth + 1)])
        return [single for way in ways for single in singles(way)]

    def ways(self, schema: Subschema) -> list[Schema]:
        """The branches, settled. They are kept: comparisons know schemas by where they are in memory."""
        target, _ = self.target(schema)
        if id(target) not in self.known:
            self.known[id(target)] = target, settled(self.branches(target))
        return self.known[id(target)][1]

    def spans(self, schema: Subschema, depth: int = 0) -> Iterator[Span]:
        """Where a schema is, and all that it refers to or is put together from."""
        found: Subschema = schema
        for _ in range(50):
            yield found.span
            if not isinstance(found, Reference):
                break
            found = self.api.schemas[found.target]
        if isinstance(found, Schema) and depth < 8:
            for part in (*found.all_of, *found.any_of, *found.one_of):
                yield from self.spans(part, depth + 1)


def over(near: Annotations, far: Annotations) -> Annotations:
    """What stands beside a reference goes before what its target says."""
    changed = {f.name: getattr(near, f.name) for f in fields(near) if getattr(near, f.name)}
    return replace(far, **changed)


def crossed(left: list[Schema], right: list[Schema]) -> list[Schema]:
    return [merged(a, b) for a in left for b in right][:WIDEST]


def singles(schema: Schema) -> Iterator[Schema]:
    """By type; a schema that names none, and lists no values, stays as it is: its rules leave other types alone."""
    if schema.types is None:
        if schema.enum is not None:
            by_type: dict[str, list[Value]] = {}
            for value in schema.enum:
                by_type.setdefault(kind(value), []).append(value)
            for type, values in by_type.items():
                yield relevant(replace(schema, types=(type,), enum=tuple(values)))  # type: ignore[arg-type]
        else:
            yield schema
        return
    for type in schema.types:
        enum = schema.enum
        if enum is not None:
            enum = tuple(v for v in enum if fits(kind(v), type))
            if not enum:
                continue
            if type == "null":
                enum = None
        yield relevant(replace(schema, types=(type,), enum=enum))


def kind(value: Value) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return "null" if value.json is None else names.get(type(value.json), "object")


def fits(kind: str, type: str) -> bool:
    return kind == type or (kind in ("integer", "number") and type in ("integer", "number"))


def relevant(schema: Schema) -> Schema:
    """Without the rules and formats of other types."""
    blank = Schema(schema.span)
    (type,) = schema.types or ("any",)
    keep = {"string": "string", "integer": "number", "number": "number"}
    keep |= {"array": "array", "object": "object"}
    dropped = {n: getattr(blank, n) for n in ("string", "number", "array", "object")}
    dropped.pop(keep.get(type, ""), None)
    if type in ("null", "boolean", "object", "array"):
        dropped["format"] = None
    return replace(schema, **dropped)


def merged(a: Schema, b: Schema) -> Schema:
    if a == Schema(a.span):
        return b
    if b == Schema(b.span):
        return a
    types = a.types if b.types is None else b.types
    if a.types is not None and b.types is not None:
        types = tuple(t for t in type_names if t in a.types and t in b.types)
    enum = a.enum if b.enum is None else b.enum
    if a.enum is not None and b.enum is not None:
        enum = tuple(value for value in b.enum if value in a.enum)
    return Schema(
        a.span,
        types=types,
        enum=enum,
        format=a.format or b.format,
        string=rules(a.string, b.string),
        number=rules(a.number, b.number),
        array=rules(a.array, b.array),
        object=objects(a.object, b.object),
        not_=a.not_ or b.not_,
        if_=a.if_ or b.if_,
        then=a.then or b.then,
        else_=a.else_ or b.else_,
    )


def settled(ways: list[Schema]) -> list[Schema]:
    """Each way once: anything swallows the others, rules without a type swallow null, lists of values of one kind are
    one list, and a property that is only required is one that may be anything."""
    made: list[Schema] = []
    null = any(is_open(way) for way in ways)
    for way in map(complete, ways):
        if null and way.types == ("null",):
            continue
        if isinstance(way.not_, Schema) and way.not_ == Schema(way.not_.span):
            continue  # nothing is valid
        if way == Schema(way.span):
            return [way]
        rest = replace(way, enum=None)
        for at, known in enumerate(made):
            if replace(known, enum=None) == rest:
                both = (
                    None if None in (known.enum, way.enum) else (*known.enum, *way.enum)  # type: ignore[misc]
                )
                made[at] = replace(known, enum=both and tuple(unique(both)))
                break
        else:
            made.append(way)
    return made


def is_open(way: Schema) -> bool:
    """Whether it is valid for null, by rules that are all of other types."""
    return way.types is None and not (way.not_ or way.if_ or way.then or way.else_)


def complete(way: Schema) -> Schema:
    missing = [name for name in way.object.required if name not in way.object.properties]
    if not missing:
        return way
    properties = {**way.object.properties, **dict.fromkeys(missing, Schema(way.span))}
    return replace(way, object=replace(way.object, properties=properties))


def unique(values: tuple[Value, ...]) -> list[Value]:
    return [value for at, value in enumerate(values) if value not in values[:at]]


def number(value: object) -> object:
    """As JSON's readers have it: FastAPI writes bounds as floats."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def rules(a: R, b: R) -> R:
    blank = type(a)()
    mine = {
        f.name: getattr(b, f.name)
        for f in fields(b)
        if getattr(b, f.name) != getattr(blank, f.name)
    }
    return replace(a, **mine)


def objects(a: ObjectRules, b: ObjectRules) -> ObjectRules:
    both = dict(a.properties)
    for name, schema in b.properties.items():
        old = both.get(name)
        joined = (
            Schema(schema.span, all_of=(old, schema))
            if old is not None and old != schema
            else schema
        )
        both[name] = joined
    made = rules(a, b)
    required = tuple(dict.fromkeys((*a.required, *b.required)))
    return replace(made, properties=both, required=required)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, and all places of the first document that have a say in it."""

    where: str
    kind: str
    old: object
    new: object
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        kind = f" [{self.kind}]" if self.kind else ""
        return f"{self.where}{kind}: {self.old!r:.160} became {self.new!r:.160}"


Pair = tuple[int, int]


@dataclass(slots=True)
class Comparison:
    """Pairs of schemas wait until their turn comes, so that a difference is told by the shortest way to it."""

    old: Side
    new: Side
    trial: Trial
    found: dict[str, Difference] = field(default_factory=dict)
    assumed: set[Pair] = field(default_factory=set)
    waiting: deque[tuple[str, Subschema, Subschema]] = field(default_factory=deque)
    spans: tuple[Span, ...] = ()

    def differ(self, where: str, kind: str, what: object, other: object) -> None:
        made = Difference(where, kind, what, other, self.spans)
        self.found.setdefault(str(made), made)

    def plain(self, where: str, a: object, b: object) -> None:
        if a != b:
            place, _, kind = where.partition(" [") if where.endswith("]") else (where, "", "")
            self.differ(place, kind.removesuffix("]"), a, b)

    # --- schemas ----------------------------------------------------------------------------------------------

    def schema(self, where: str, a: Subschema | None, b: Subschema | None) -> None:
        if a is None or b is None:
            self.plain(where, self.shape(self.old, a), self.shape(self.new, b))
        elif (id(a), id(b)) not in self.assumed:
            self.assumed.add((id(a), id(b)))
            self.waiting.append((where, a, b))

    def rest(self) -> None:
        """What waits, until nothing does."""
        while self.waiting:
            where, a, b = self.waiting.popleft()
            self.spans = tuple(self.old.spans(a))
            self.said(where, a, b)
            targets = self.old.target(a)[0], self.new.target(b)[0]
            if targets == (a, b) or (id(targets[0]), id(targets[1])) not in self.assumed:
                self.assumed.add((id(targets[0]), id(targets[1])))
                self.ways(where, a, b)

    def said(self, where: str, a: Subschema, b: Subschema) -> None:
        ours, theirs = self.old.target(a)[1], self.new.target(b)[1]
        mine = text(ours.description)
        told = self.new.descriptions(b) if mine else ()
        if text(theirs.description) in self.old.descriptions(a) or mine in told:
            theirs = replace(theirs, description=ours.description)  # by a part, or by the whole
        if theirs.default in self.old.defaults(a):
            ours = replace(ours, default=theirs.default)
        self.annotations(where, ours, theirs)

    def ways(self, where: str, a: Subschema, b: Subschema) -> None:
        """Each way to be valid with the one that is the same in the other document, as often as it may be there."""
        pairs, left, right = matched(self.old.ways(a), self.new.ways(b), self.trial)
        left, right = sorted(left, key=self.order), sorted(right, key=self.order)
        if [w.types for w in left] != [w.types for w in right]:
            self.differ(where, "", *([w.types for w in side] for side in (left, right)))
        else:
            pairs += zip(left, right, strict=True)
        for one, other in pairs:
            self.branch(where, one, other)

    def shape(self, side: Side, schema: Subschema | None) -> object:
        """None and the schema without keywords are the same."""
        return [w.types for w in side.ways(schema)] if schema is not None else [None]

    def order(self, way: Schema) -> tuple[object, ...]:
        names = sorted(way.object.properties)
        return str(way.types), str(way.format), repr(way.enum), names, sorted(way.object.required)

    def annotations(self, where: str, a: Annotations, b: Annotations) -> None:
        for name in ("title", "description", "default", "deprecated", "read_only", "write_only"):
            self.plain(f"{where} [{name}]", text(getattr(a, name)), text(getattr(b, name)))

    def branch(self, where: str, a: Schema, b: Schema) -> None:
        self.plain(f"{where} [enum]", values(a), values(b))
        self.plain(f"{where} [format]", a.format, b.format)
        for group in ("string", "number"):
            one, other = getattr(a, group), getattr(b, group)
            for each in fields(one):
                if each.name != "content_schema":
                    values_of = [number(getattr(side, each.name)) for side in (one, other)]
                    self.plain(f"{where} [{each.name}]", *values_of)
        for name in ("not_", "if_", "then", "else_"):
            self.optional(f"{where}/{name}", getattr(a, name), getattr(b, name))
        self.array(where, a.array, b.array)
        self.object(where, a.object, b.object)

    def optional(self, where: str, a: Subschema | None, b: Subschema | None) -> None:
        anything = Schema(self.old.api.span)
        if isinstance(a, Never) or isinstance(b, Never):
            self.plain(where, isinstance(a, Never), isinstance(b, Never))
        elif a is not None or b is not None:
            self.schema(where, a or anything, b or anything)

    def array(self, where: str, a: ArrayRules, b: ArrayRules) -> None:
        for each in ("items", "contains", "unevaluated_items"):
            self.optional(f"{where}/{each}", getattr(a, each), getattr(b, each))
        for each in ("min_items", "max_items", "unique_items", "min_contains", "max_contains"):
            self.plain(f"{where} [{each}]", getattr(a, each), getattr(b, each))
        self.plain(f"{where} [prefixItems]", len(a.prefix_items), len(b.prefix_items))
        for n, (one, other) in enumerate(zip(a.prefix_items, b.prefix_items, strict=False)):
            self.schema(f"{where}/{n}", one, other)

    def object(self, where: str, a: ObjectRules, b: ObjectRules) -> None:
        self.plain(f"{where} [properties]", set(a.properties), set(b.properties))
        self.plain(f"{where} [required]", set(a.required), set(b.required))
        for name in a.properties:
            if name in b.properties:
                self.schema(f"{where}/{name}", a.properties[name], b.properties[name])
        for each in ("additional", "property_names", "unevaluated_properties"):
            self.optional(f"{where}/{each}", getattr(a, each), getattr(b, each))
        self.plain(f"{where} [patterns]", set(a.pattern_properties), set(b.pattern_properties))
        for each in ("min_properties", "max_properties", "dependent_required"):
            self.plain(f"{where} [{each}]", getattr(a, each), getattr(b, each))

    # --- operations -------------------------------------------------------------------------------------------

    def operation(self, where: str, a: Operation, b: Operation) -> None:
        self.spans = (a.span,)
        for name in ("operation_id", "tags", "summary", "description", "deprecated", "security"):
            self.plain(f"{where} [{name}]", text(getattr(a, name)), text(getattr(b, name)))
        self.plain(f"{where} [extensions]", extensions(a.extensions), extensions(b.extensions))
        theirs = {(p.location, p.name): p for p in b.parameters}
        mine = {(p.location, p.name): p for p in a.parameters}
        self.plain(f"{where} [parameters]", set(mine), set(theirs))
        for key in mine.keys() & theirs.keys():
            self.parameter(f"{where} {key[1]}", mine[key], theirs[key])
        self.plain(f"{where} [body]", a.body is None, b.body is None)
        if a.body and b.body:
            self.plain(f"{where} [body required]", a.body.required, b.body.required)
            self.plain(f"{where} [body]", text(a.body.description), text(b.body.description))
            self.content(f"{where} body", a.body.content, b.body.content)
        statuses = {r.status: r for r in b.responses}
        self.plain(f"{where} [responses]", {r.status for r in a.responses}, set(statuses))
        for response in a.responses:
            if other := statuses.get(response.status):
                at = f"{where} {response.status}"
                self.plain(
                    f"{at} [description]", text(response.description), text(other.description)
                )
                self.content(at, response.content, other.content)
                self.headers(at, response.headers, other.headers)
        self.plain(
            f"{where} [callbacks]", {c.name for c in a.callbacks}, {c.name for c in b.callbacks}
        )
        for one in a.callbacks:
            for other_callback in b.callbacks:
                if one.name == other_callback.name:
                    self.operations(
                        f"{where} {one.name}", one.operations, other_callback.operations
                    )

    def operations(self, where: str, a: tuple[Operation, ...], b: tuple[Operation, ...]) -> None:
        mine = {(o.method, o.path): o for o in a}
        theirs = {(o.method, o.path): o for o in b}
        self.plain(f"{where} [operations]", set(mine), set(theirs))
        for (method, path), operation in mine.items():
            if other := theirs.get((method, path)):
                self.operation(f"{where}{method.upper()} {path}", operation, other)
                self.spans = ()

    def parameter(self, where: str, a: Parameter, b: Parameter) -> None:
        for name in ("required", "style", "explode", "description", "deprecated", "allow_reserved"):
            self.plain(f"{where} [{name}]", text(getattr(a, name)), text(getattr(b, name)))
        self.plain(f"{where} [content]", a.content is None, b.content is None)
        if a.content and b.content:
            self.content(where, (a.content,), (b.content,))
        else:
            self.schema(where, a.schema, b.schema)

    def content(self, where: str, a: tuple[MediaType, ...], b: tuple[MediaType, ...]) -> None:
        theirs = {m.name: m for m in b}
        self.plain(f"{where} [media types]", {m.name for m in a}, set(theirs))
        for media in a:
            if other := theirs.get(media.name):
                self.optional(f"{where} {media.name}", media.schema, other.schema)
                self.optional(f"{where} {media.name} item", media.item_schema, other.item_schema)

    def headers(self, where: str, a: tuple[Header, ...], b: tuple[Header, ...]) -> None:
        theirs = {h.name: h for h in b}
        self.plain(f"{where} [headers]", {h.name for h in a}, set(theirs))
        for header in a:
            if other := theirs.get(header.name):
                self.plain(f"{where} {header.name}", header.required, other.required)
                self.optional(f"{where} {header.name}", header.schema, other.schema)


class Different(Exception):
    """Two ways are not the same; nobody asks where."""


@dataclass(slots=True)
class Trial(Comparison):
    """Whether two ways accept the same, whatever is said of them: which of many belong together is found so.

    What holds if other pairs do is taken back when one of those does not. What does not hold although others were
    taken to hold never does.
    """

    trial: Trial = field(init=False)
    refused: set[Pair] = field(default_factory=set)
    taken: list[Pair] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.trial = self

    def holds(self, a: Schema, b: Schema) -> bool:
        pair = (id(a), id(b))
        if pair in self.refused:
            return False
        waiting, self.waiting, mark = self.waiting, deque(), len(self.taken)
        try:
            self.branch("", a, b)
            while self.waiting:
                _, one, other = self.waiting.popleft()
                self.ways("", one, other)
        except Different:
            self.refused.add(pair)
            self.assumed.difference_update(self.taken[mark:])
            del self.taken[mark:]
            return False
        finally:
            self.waiting = waiting
        return True

    def differ(self, where: str, kind: str, what: object, other: object) -> None:
        raise Different

    def annotations(self, where: str, a: Annotations, b: Annotations) -> None:
        pass

    def schema(self, where: str, a: Subschema | None, b: Subschema | None) -> None:
        if a is None or b is None:
            self.plain(where, self.shape(self.old, a), self.shape(self.new, b))
            return
        one, other = self.old.target(a)[0], self.new.target(b)[0]
        assert one is not None and other is not None
        pair = (id(one), id(other))
        if pair not in self.assumed:
            self.assumed.add(pair)
            self.taken.append(pair)
            self.waiting.append((where, one, other))


def matched(
    left: list[Schema], right: list[Schema], trial: Trial
) -> tuple[list[tuple[Schema, Schema]], list[Schema], list[Schema]]:
    """Pairs, and what is left over on each side: one way may be there in several words."""
    mine, theirs = groups(left), groups(right)
    pairs: list[tuple[Schema, Schema]] = []
    over: tuple[list[Schema], list[Schema]] = ([], [])
    for key in dict.fromkeys((*mine, *theirs)):
        some, others = mine.get(key, []), theirs.get(key, [])
        if len(some) == len(others) == 1:
            pairs.append((some[0], others[0]))
            continue
        free = list(others)
        met: set[int] = set()
        for a in some:
            if partner := next((b for b in free if trial.holds(a, b)), None):
                pairs.append((a, partner))
                free = [b for b in free if b is not partner]
                met |= {id(a), id(partner)}
        lone = [a for a in some if id(a) not in met]
        over[0].extend(a for a in lone if not any(trial.holds(a, b) for b in others))
        over[1].extend(b for b in free if not any(trial.holds(a, b) for a in some))
    return pairs, *over


def groups(ways: list[Schema]) -> dict[object, list[Schema]]:
    """By what can be seen at once."""
    made: dict[object, list[Schema]] = {}
    for way in ways:
        names = frozenset(way.object.properties), frozenset(way.object.required)
        key = way.types, way.format, repr(values(way)), names
        made.setdefault(key, []).append(way)
    return made


def values(schema: Schema) -> object:
    if schema.enum is None:
        return None
    return sorted(repr(value.json) for value in schema.enum)


def text(value: object) -> object:
    """Line ends and white space at them are lost in docstrings; a paragraph may be folded."""
    return " ".join(value.split()) if isinstance(value, str) else value


def extensions(value: object) -> object:
    """Those of the tool itself are not served."""
    assert isinstance(value, dict)
    return {k: v for k, v in value.items() if not k.startswith("x-specpress-")}


def scheme(value: SecurityScheme) -> SecurityScheme:
    return replace(value, extensions=extensions(value.extensions))  # type: ignore[arg-type]


def differences(old: Api, new: Api) -> list[Difference]:
    """In the order of the first document; none if they mean the same."""
    sides = Side(old), Side(new)
    made = Comparison(*sides, Trial(*sides))
    for name in ("title", "version", "description"):
        made.plain(f"info [{name}]", text(getattr(old.info, name)), text(getattr(new.info, name)))
    made.plain("[servers]", [s.url for s in old.servers], [s.url for s in new.servers])
    made.plain("[tags]", [t.name for t in old.tags], [t.name for t in new.tags])
    made.operations("", old.operations, new.operations)
    hooks = [tuple(o for h in api.webhooks for o in h.operations) for api in (old, new)]
    made.operations("webhook ", *hooks)
    used = {u.scheme for o in old.operations for each in o.security for u in each}
    mine = {n: scheme(s) for n, s in old.security_schemes.items() if n in used}
    theirs = {n: scheme(s) for n, s in new.security_schemes.items()}
    made.plain("[security schemes]", mine, theirs)
    made.rest()
    return list(made.found.values())
