"""`allOf` put together: one schema that says what its parts say.

Takes two schemas, gives their conjunction. Where two keywords have no exact conjunction, the second schema stays in
`all_of` of the result, so that nothing is lost; whoever prints it checks that part at run time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from specpress.api import (
    NO_ANNOTATIONS,
    Annotations,
    ArrayRules,
    Never,
    NumberRules,
    ObjectRules,
    Schema,
    StringRules,
    Subschema,
    TypeName,
    Value,
    type_names,
)

T = TypeVar("T")


class Clash(Exception):
    """Two keywords that cannot be written as one."""


def merge(left: Schema, right: Schema) -> Schema:
    """The conjunction of two schemas; order of properties: those of `left` first."""
    try:
        return _merged(left, right)
    except Clash:
        return replace(left, all_of=(*left.all_of, replace(right, annotations=NO_ANNOTATIONS)))


def _merged(left: Schema, right: Schema) -> Schema:
    condition = _condition(left, right)
    return Schema(
        span=left.span,
        types=_types(left.types, right.types),
        enum=_enum(left.enum, right.enum),
        format=_either(left.format, right.format),
        string=_string(left.string, right.string),
        number=_number(left.number, right.number),
        array=_array(left.array, right.array),
        object=_object(left.object, right.object),
        all_of=(*left.all_of, *right.all_of),
        any_of=_branches(left.any_of, right.any_of),
        one_of=_branches(left.one_of, right.one_of),
        not_=_one(left.not_, right.not_),
        discriminator=left.discriminator or right.discriminator,
        annotations=merge_annotations(left.annotations, right.annotations),
        if_=condition.if_,
        then=condition.then,
        else_=condition.else_,
        const=left.const or right.const,
    )


def merge_annotations(left: Annotations, right: Annotations) -> Annotations:
    """What stands closer wins; marks (deprecated, readOnly, writeOnly) add up."""
    if left == NO_ANNOTATIONS:
        return right
    if right == NO_ANNOTATIONS:
        return left
    return Annotations(
        title=left.title or right.title,
        description=left.description or right.description,
        default=left.default or right.default,
        examples=left.examples or right.examples,
        deprecated=left.deprecated or right.deprecated,
        read_only=left.read_only or right.read_only,
        write_only=left.write_only or right.write_only,
        extensions={**right.extensions, **left.extensions},
    )


def _either(left: T | None, right: T | None) -> T | None:
    if left is not None and right is not None and left != right:
        raise Clash
    return right if left is None else left


def _one(left: Subschema | None, right: Subschema | None) -> Subschema | None:
    if left is not None and right is not None and left != right:
        raise Clash
    return right if left is None else left


def _branches(left: tuple[Subschema, ...], right: tuple[Subschema, ...]) -> tuple[Subschema, ...]:
    if left and right and left != right:
        raise Clash
    return left or right


def _condition(left: Schema, right: Schema) -> Schema:
    """The side that has `if`, `then` and `else`."""
    ours, theirs = (left.if_, left.then, left.else_), (right.if_, right.then, right.else_)
    if any(ours) and any(theirs) and ours != theirs:
        raise Clash
    return left if any(ours) else right


def _types(
    left: tuple[TypeName, ...] | None, right: tuple[TypeName, ...] | None
) -> tuple[TypeName, ...] | None:
    if left is None or right is None:
        return right if left is None else left
    ours, theirs = _widened(left), _widened(right)
    both = ours & theirs
    if "number" in both:
        both.discard("integer")
    return tuple(name for name in type_names if name in both)


def _widened(types: tuple[TypeName, ...]) -> set[TypeName]:
    return {*types, "integer"} if "number" in types else set(types)


def _enum(
    left: tuple[Value, ...] | None, right: tuple[Value, ...] | None
) -> tuple[Value, ...] | None:
    if left is None or right is None:
        return right if left is None else left
    return tuple(value for value in left if value in right)


def _tighter(left: T | None, right: T | None, choose: Callable[[T, T], T]) -> T | None:
    if left is None or right is None:
        return right if left is None else left
    return choose(left, right)


def _string(left: StringRules, right: StringRules) -> StringRules:
    if left == right or right == StringRules():
        return left
    return StringRules(
        min_length=_tighter(left.min_length, right.min_length, max),
        max_length=_tighter(left.max_length, right.max_length, min),
        pattern=_either(left.pattern, right.pattern),
        content_encoding=_either(left.content_encoding, right.content_encoding),
        content_media_type=_either(left.content_media_type, right.content_media_type),
        content_schema=_one(left.content_schema, right.content_schema),
    )


def _number(left: NumberRules, right: NumberRules) -> NumberRules:
    if left == right or right == NumberRules():
        return left
    return NumberRules(
        minimum=_tighter(left.minimum, right.minimum, max),
        exclusive_minimum=_tighter(left.exclusive_minimum, right.exclusive_minimum, max),
        maximum=_tighter(left.maximum, right.maximum, min),
        exclusive_maximum=_tighter(left.exclusive_maximum, right.exclusive_maximum, min),
        multiple_of=_tighter(left.multiple_of, right.multiple_of, _multiple),
    )


def _multiple(left: float, right: float) -> int:
    if isinstance(left, int) and isinstance(right, int):
        return math.lcm(left, right)
    raise Clash


def both(left: Subschema | None, right: Subschema | None) -> Subschema | None:
    """The conjunction of two subschemas, not looked into: `allOf` of them."""
    if left is None or right is None or left == right:
        return right if left is None else left
    for one in (left, right):
        if isinstance(one, Never):
            return one
    if left == Schema(left.span):
        return right
    if right == Schema(right.span):
        return left
    place = left.span.child(f"&{right.span.file}{right.span.pointer}")  # neither of the two
    return Schema(place, all_of=(left, right))


def _array(left: ArrayRules, right: ArrayRules) -> ArrayRules:
    if left == right or right == ArrayRules():
        return left
    if left == ArrayRules():
        return right
    if left.prefix_items or right.prefix_items or (left.contains and right.contains):
        raise Clash
    if left.unevaluated_items or right.unevaluated_items:
        raise Clash
    counted = left if left.contains else right
    return ArrayRules(
        items=both(left.items, right.items),
        contains=counted.contains,
        min_contains=counted.min_contains,
        max_contains=counted.max_contains,
        min_items=_tighter(left.min_items, right.min_items, max),
        max_items=_tighter(left.max_items, right.max_items, min),
        unique_items=left.unique_items or right.unique_items,
    )


def _object(left: ObjectRules, right: ObjectRules) -> ObjectRules:
    if left == right or right == ObjectRules():
        return left
    if left == ObjectRules():
        return right
    if left.unevaluated_properties or right.unevaluated_properties:
        raise Clash
    names = [*left.properties, *(n for n in right.properties if n not in left.properties)]
    made = {name: both(left.properties.get(name), right.properties.get(name)) for name in names}
    required = tuple(dict.fromkeys((*left.required, *right.required)))
    excused = dict.fromkeys((*left.excused, *right.excused))
    return ObjectRules(
        properties={name: schema for name, schema in made.items() if schema is not None},
        required=required,
        excused=tuple(name for name in excused if name not in required),
        additional=_additional(left, right),
        pattern_properties=_union(left.pattern_properties, right.pattern_properties),
        property_names=_one(left.property_names, right.property_names),
        min_properties=_tighter(left.min_properties, right.min_properties, max),
        max_properties=_tighter(left.max_properties, right.max_properties, min),
        dependent_required=_union(left.dependent_required, right.dependent_required),
        dependent_schemas=_union(left.dependent_schemas, right.dependent_schemas),
    )


def _additional(left: ObjectRules, right: ObjectRules) -> Subschema | None:
    """`additionalProperties` of a part looks at the properties of that part only.

    Exact where neither says anything, or the other part has no property of its own.
    """
    ours, theirs = _says(left), _says(right)
    if ours is None and theirs is None:
        return left.additional or right.additional
    if left.pattern_properties or right.pattern_properties:
        raise Clash
    if (
        ours is not None
        and theirs is not None
        and left.properties.keys() == right.properties.keys()
    ):
        return both(ours, theirs)
    if theirs is None and ours is not None and right.properties.keys() <= left.properties.keys():
        return ours
    if ours is None and theirs is not None and left.properties.keys() <= right.properties.keys():
        return theirs
    raise Clash


def _says(rules: ObjectRules) -> Subschema | None:
    additional = rules.additional
    if isinstance(additional, Schema) and additional == Schema(
        additional.span, annotations=additional.annotations
    ):
        return None
    return additional


def _union(left: Mapping[str, T], right: Mapping[str, T]) -> Mapping[str, T]:
    if any(left[name] != right[name] for name in left.keys() & right.keys()):
        raise Clash
    return {**left, **right} if left and right else left or right
