"""`anyOf` and `oneOf` to Python unions.

Takes a schema that has one of them, gives the union of its branches; a branch of its own class where the schema adds
fields to each. What the union cannot say (exactly one, the rules beside it) is checked where validation is strict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specpress.api import NO_ANNOTATIONS, Discriminator, Reference, Schema, Subschema, Value
from specpress.diagnostics import Span
from specpress.plan.forms import document_id
from specpress.plan.kinds import is_bare, is_null
from specpress.plan.merge import merge
from specpress.plan.names import pascal
from specpress.plan.planning import Planning
from specpress.plan.scalars import constrained
from specpress.plan.types import ANY, Builtin, Named, Type, UnionOf, optional, union
from specpress.printable import Code, literal


def union_type(planning: Planning, schema: Schema, hint: str) -> Type:
    """The type of a schema with `anyOf` or `oneOf` (of both, the latter becomes the union)."""
    exactly = bool(schema.one_of)
    branches = schema.one_of or schema.any_of
    base = replace(schema, one_of=(), any_of=() if not exactly else schema.any_of)
    plain = _without_implied(planning, base, branches)
    if is_bare(plain):
        return _branches(planning, schema, branches, exactly, hint)
    if plain.object.properties and planning.flattener.distributes(schema):
        merged = [_with_base(planning, base, branch) for branch in branches]
        if all(part is not None for part in merged):
            made = tuple(part for part in merged if part is not None)
            return _branches(planning, schema, made, exactly, hint)
    return _beside(planning, schema, base, hint)


def _beside(planning: Planning, schema: Schema, base: Schema, hint: str) -> Type:
    """The type without the union, which is checked as a rule."""
    kept = replace(base, any_of=(), discriminator=None)
    made = planning.type_of(replace(kept, span=schema.span.child("")), hint)
    rest = Schema(schema.span, any_of=schema.any_of, one_of=schema.one_of)
    return planning.rules(made, planning.fragment(rest))


def _without_implied(planning: Planning, base: Schema, branches: Sequence[Subschema]) -> Schema:
    """What stands beside the branches, without what each of them says as well."""
    kinds = planning.kinds.of(replace(base, all_of=()))
    if base.types is not None and all(planning.kinds.of(b) <= kinds for b in branches):
        base = replace(base, types=None)
    if base.object.required:
        wholes = [planning.flattener.merged(branch) for branch in branches]
        shared = set(base.object.required).intersection(*(w.object.required for w in wholes))
        left = tuple(name for name in base.object.required if name not in shared)
        base = replace(base, object=replace(base.object, required=left))
    return base


def _with_base(planning: Planning, base: Schema, branch: Subschema) -> Schema | None:
    whole = planning.flattener.merged(branch)
    annotations = branch.annotations if isinstance(branch, Schema) else whole.annotations
    made = merge(replace(base, annotations=NO_ANNOTATIONS), replace(whole, annotations=annotations))
    if made.all_of:
        return None
    title = _label(planning, branch)
    span = base.span.child("") if title is None else base.span.child(title)
    return replace(
        made,
        span=Span(span.file, f"{span.pointer}{branch.span.pointer}"),
        discriminator=None,
        annotations=replace(made.annotations, title=title or made.annotations.title),
    )


def _branches(
    planning: Planning,
    schema: Schema,
    branches: Sequence[Subschema],
    exactly: bool,
    hint: str,
) -> Type:
    named = [branch for branch in branches if not is_null(branch)]
    nullable = len(named) < len(branches)
    if not named:
        return planning.type_of(branches[0], hint)
    types = _types(planning, named, hint)
    made = _marked(planning, schema, named, types, exactly and not (nullable and len(named) == 1))
    return optional(made) if nullable else made


def _types(planning: Planning, branches: Sequence[Subschema], hint: str) -> list[Type]:
    if len(branches) == 1:
        return [planning.type_of(branches[0], hint)]
    made = []
    for number, branch in enumerate(branches, 1):
        label = _label(planning, branch) or _tag(branch) or f"Option{number}"
        made.append(planning.type_of(branch, f"{hint}{pascal(label)}"))
    return made


def _label(planning: Planning, branch: Subschema) -> str | None:
    if isinstance(branch, Reference):
        return planning.names[branch.target]
    if isinstance(branch, Schema):
        return branch.annotations.title[:60] or None
    return None


def _tag(branch: Subschema) -> str | None:
    """The value of a required field that has only one, to name a branch after."""
    if not isinstance(branch, Schema):
        return None
    for name, field in branch.object.properties.items():
        if name in branch.object.required and isinstance(field, Schema) and field.const:
            value = field.enum[0].json if field.enum else None
            if isinstance(value, str) and pascal(value):
                return value[:60]
    return None


def _marked(
    planning: Planning,
    schema: Schema,
    branches: Sequence[Subschema],
    types: list[Type],
    exactly: bool,
) -> Type:
    """The union with what tells its branches apart, or has to count them."""
    made = union(*types)
    if len(branches) == 1:
        return made
    if exactly and _blurred(planning, branches, types):
        made = _marked(planning, schema, branches, types, False)
        fragment = planning.fragment(Schema(schema.span, one_of=tuple(branches)))
        return made if _disjoint(planning, branches) else planning.rules(made, fragment)
    separate = isinstance(made, UnionOf) and len(made.members) == len(types)
    if exactly and not (separate and all(_is_one(type) for type in types)):
        fragment = planning.fragment(Schema(schema.span, one_of=tuple(branches)))
        return made if _disjoint(planning, branches) else planning.rules(made, fragment)
    if not exactly and not (isinstance(made, UnionOf) and separate):
        if made == ANY and not _accepts_all(planning, branches):
            return planning.rules(
                made, planning.fragment(Schema(schema.span, any_of=tuple(branches)))
            )
        return made
    classes = [branch for branch in branches if _is_class(planning, branch)]
    tags = (
        _tags(planning, schema.discriminator, branches) if len(classes) == len(branches) else None
    )
    survives = len(classes) > 1
    if not survives and not tags and (not exactly or _disjoint(planning, branches)):
        return made
    marker, imported = planning.symbols.mark("OneOf" if exactly else "AnyOf")
    arguments = _arguments(schema.discriminator, tags)
    if survives:
        unknown, unknown_import = planning.symbols.mark("Unknown")
        made = union(made, Builtin(unknown, *_home(unknown_import)))
    return constrained(made, [(Code(f"{marker}({arguments})"), imported)])


def _blurred(planning: Planning, branches: Sequence[Subschema], types: Sequence[Type]) -> bool:
    """Whether Python may make one of several branches, or several of one: an alias is the type that it stands for."""
    plain = [
        (type, planning.flattener.merged(branch), planning.kinds.of(branch))
        for branch, type in zip(branches, types, strict=True)
        if not _is_class(planning, branch)
    ]
    plain = [each for each in plain if each[1].enum is None]
    for index, (type, whole, kinds) in enumerate(plain):
        if not isinstance(type, Named):
            continue
        if whole.any_of or whole.one_of or whole.types is None or len(whole.types) > 1:
            return True
        if any(kinds & other for _, _, other in (*plain[:index], *plain[index + 1 :])):
            return True
    return False


def _home(imported: tuple[str, str]) -> tuple[str, str]:
    module, name = imported
    return module, name.split(" as ")[0] if " as " in name else ""


def _arguments(discriminator: Discriminator | None, tags: list[tuple[str, ...]] | None) -> str:
    if discriminator is None or tags is None:
        return ""
    listed = ", ".join(
        (
            f"({', '.join(map(literal, tag))},)"
            if len(tag) == 1
            else f"({', '.join(map(literal, tag))})"
        )
        for tag in tags
    )
    return f"{literal(discriminator.property)}, {listed}"


def _is_one(type: Type) -> bool:
    return not isinstance(type, UnionOf) and type != ANY


def _is_class(planning: Planning, branch: Subschema) -> bool:
    if isinstance(branch, Reference):
        if planning.flattener.is_class(branch.target):
            return not isinstance(planning.reference(branch.target), UnionOf)
        return False
    if not isinstance(branch, Schema):
        return False
    flat = planning.flattener.flatten(branch)
    return planning.flattener.makes_class(flat) and (
        flat.schema.types is None or "null" not in flat.schema.types
    )


def _tags(
    planning: Planning, discriminator: Discriminator | None, branches: Sequence[Subschema]
) -> list[tuple[str, ...]] | None:
    """The values on the wire that select each branch; None where the document does not tell them all apart."""
    if discriminator is None:
        return None
    if discriminator.default is not None:
        told = "defaultMapping is not applied: a value of no known kind is an unknown variant"
        planning.report.add("SP411", discriminator.span, told)
    made: list[tuple[str, ...]] = []
    for branch in branches:
        values = [
            v
            for v, id in discriminator.mapping
            if isinstance(branch, Reference) and id == branch.target
        ]
        if not values:
            values = _declared(planning, discriminator.property, branch)
        if not values and isinstance(branch, Reference):
            values = [document_id(branch.target).rpartition("/")[2]]
        if not values:
            return None
        made.append(tuple(values))
    flat = [value for tags in made for value in tags]
    return made if len(flat) == len(set(flat)) else None


def _declared(planning: Planning, name: str, branch: Subschema) -> list[str]:
    values = _constant(planning, name, branch)
    return [value.json for value in values or () if isinstance(value.json, str)]


def _constant(planning: Planning, name: str, branch: Subschema) -> tuple[Value, ...] | None:
    field = planning.flattener.merged(branch).object.properties.get(name)
    if field is None:
        return None
    return planning.flattener.merged(field).enum


def _disjoint(planning: Planning, branches: Sequence[Subschema]) -> bool:
    """Whether no value can be valid under two branches, as far as types and single values tell."""
    listed: list[str] = []
    seen: set[str] = set()
    objects, others = [], []
    for branch in branches:
        values = planning.flattener.merged(branch).enum
        if values is None:
            others.append(branch)
        else:
            listed += [literal(value.json) for value in values]
            seen |= planning.kinds.of(branch)
    for branch in others:
        kinds = planning.kinds.of(branch)
        if kinds == {"object"}:
            objects.append(branch)
        elif kinds & seen:
            return False
        else:
            seen |= kinds
    if len(listed) > len(set(listed)) or (objects and "object" in seen):
        return False
    return len(objects) < 2 or _told_apart(planning, objects)


def _told_apart(planning: Planning, branches: Sequence[Subschema]) -> bool:
    """Whether there is a required field whose possible values are different in every branch."""
    wholes = [planning.flattener.merged(branch).object for branch in branches]
    shared = set(wholes[0].required).intersection(*(whole.required for whole in wholes[1:]))
    for name in sorted(shared):
        found: list[str] = []
        for branch in branches:
            values = _constant(planning, name, branch)
            found += [literal(value.json) for value in values] if values else [""]
        if "" not in found and len(found) == len(set(found)):
            return True
    return False


def _accepts_all(planning: Planning, branches: Sequence[Subschema]) -> bool:
    return any(isinstance(b, Schema) and is_bare(b) for b in branches)
