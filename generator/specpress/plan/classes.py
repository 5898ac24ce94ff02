"""Objects with fields to classes: the fields in order, absent and null kept apart, further fields as the schema says.

Takes a schema without `allOf` and the classes it inherits from, gives the view of one class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress.api import (
    NO_ANNOTATIONS,
    Annotations,
    Json,
    Never,
    ObjectRules,
    Reference,
    Schema,
    SchemaId,
    Subschema,
)
from specpress.plan.defaults import default_code
from specpress.plan.former import WAYS, is_hidden
from specpress.plan.fragments import looks_through
from specpress.plan.kinds import has_conditions, implied_kinds, is_bare
from specpress.plan.merge import merge_annotations
from specpress.plan.model_views import FieldView, ModelView
from specpress.plan.names import USED_BUILTINS, Scope, field_name, is_name, pascal
from specpress.plan.order import named
from specpress.plan.planning import Planning
from specpress.plan.types import NONE, Builtin, Constrained, Type, UnionOf, annotation, optional
from specpress.printable import NOTHING, Code, Identifier, docstring, literal
from specpress.records import dataclass

RESERVED = frozenset(
    """construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs validate
    model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
    model_validate_json model_validate_strings date datetime None True False Alias Annotated Any AnyOf Closed Decimal
    Deprecated Double Extra Field Float Int Int64 Known Literal Omittable OneOf ReadOnly Rules Unknown Untyped UUID
    WriteOnly""".split()  # noqa: SIM905
)
"""Names that pydantic has on every model, or that annotations in the class are written with."""
_ALWAYS_RESERVED = RESERVED | USED_BUILTINS


def model_view(
    planning: Planning, schema: Schema, bases: tuple[SchemaId, ...], name: Identifier
) -> ModelView:
    """The class that a schema makes."""
    doc = docstring(schema.annotations.description, 4)
    if schema.annotations.title and schema.annotations.title != name:
        planning.note("title", schema)
    named = tuple(Code(planning.names[base]) for base in bases)
    closed = isinstance(schema.object.additional, Never) and not schema.object.pattern_properties
    arguments = list(_arguments(planning, schema, closed, not bases))
    extra = _extra(planning, schema, name)
    return ModelView(
        name=name,
        bases=named or _roots(planning),
        arguments=tuple(arguments),
        fields=tuple(_fields(planning, schema, name, bases)),
        extra=extra,
        doc=doc,
        span=schema.span,
    )


def _roots(planning: Planning) -> tuple[Code, ...]:
    """What a class that inherits from no schema derives from."""
    ours = planning.symbols.name("Model")
    theirs = planning.options.base_class.partition(":")[2]
    return (ours, planning.symbols.name(theirs)) if theirs else (ours,)


def _arguments(planning: Planning, schema: Schema, closed: bool, is_root: bool) -> Iterator[Code]:
    policy = planning.options.extra
    if policy != "allow" and is_root:
        yield Code(f'extra="{policy}"')
    marks = []
    if schema.types is None and is_root:
        marks.append(f"{planning.symbols.name('Untyped')}(dict, {planning.symbols.name('Model')})")
    if closed:
        marks.insert(0, f"{planning.symbols.name('Closed')}()")
    fragment: Json = True
    if looks_through(schema):
        fragment = planning.fragment(schema)
    elif not _says_all(schema):
        fragment = planning.fragment(_rest(schema))
    if fragment is not True:
        rules = planning.symbols.name("Rules")
        marks.insert(0, f"{rules}({literal(fragment)}, __package__)")
    if schema.object.excused:
        names = ", ".join(map(literal, schema.object.excused))
        marks.append(f"{planning.symbols.name('Excused')}({names})")
    said = schema.annotations
    flags = ("ReadOnly", said.read_only), ("WriteOnly", said.write_only)
    for name, holds in (*flags, ("Deprecated", said.deprecated)):
        if holds:
            marks.append(planning.symbols.name(name))
    if marks:
        yield Code(f"marks=({', '.join(marks)}{',' if len(marks) == 1 else ''})")


def _says_all(schema: Schema) -> bool:
    """Whether fields and their types are all there is, as in most classes."""
    rules = schema.object
    return (
        ObjectRules(rules.properties, rules.required, rules.additional) == rules
        and implied_kinds(schema) <= {"object"}
        and schema.enum is None
        and not (schema.all_of or schema.any_of or schema.one_of)
        and not has_conditions(schema)
    )


def _rest(schema: Schema) -> Schema:
    """What fields and their types do not say."""
    rules = schema.object
    kept = replace(rules, properties={}, required=(), additional=None)
    if rules.pattern_properties:
        listed: dict[str, Subschema] = {name: Schema(schema.span) for name in rules.properties}
        kept = replace(kept, properties=listed, additional=rules.additional)
    return replace(
        schema,
        types=None,
        object=kept,
        annotations=NO_ANNOTATIONS,
        format=None,
        discriminator=None,
    )


def _extra(planning: Planning, schema: Schema, name: Identifier) -> Code:
    """The annotation of further fields, where the schema says what they are."""
    rules = schema.object
    additional = rules.additional
    if additional is None or isinstance(additional, Never) or rules.pattern_properties:
        return Code()
    if isinstance(additional, Schema) and is_bare(additional):
        return Code()
    type = planning.type_of(additional, f"{name}Value")
    planning.links.setdefault(name, set()).update(named(type))
    return annotation(type)


def _fields(
    planning: Planning, schema: Schema, owner: Identifier, bases: tuple[SchemaId, ...]
) -> Iterator[FieldView]:
    properties = dict(schema.object.properties)
    inherited = {name for base in bases for name in planning.flattener.properties_of(base)}
    types = {wire: _type(planning, owner, wire, field) for wire, field in properties.items()}
    for name in schema.object.required:
        if name not in inherited and name not in properties:
            properties[name] = Schema(schema.span.child("required"))
            types[name] = _undeclared(planning, schema, owner)
    inner = [type for type in types.values() if not isinstance(type, Builtin)]
    hidden = {name for type in inner for name in named(type)}
    planning.links.setdefault(owner, set()).update(hidden)
    required = set(schema.object.required)
    for wire, name in _named(properties, hidden):
        slot = _Slot(wire, name, properties[wire], wire in required)
        yield _field(planning, slot, types[wire])


def _type(planning: Planning, owner: Identifier, wire: str, field: Subschema) -> Type:
    hint = "" if isinstance(field, Reference) else f"{owner}{pascal(wire)}"
    return planning.type_of(field, hint)


def _undeclared(planning: Planning, schema: Schema, owner: Identifier) -> Type:
    """The type of a name that is only in `required`: that of further fields."""
    additional = schema.object.additional
    if additional is None or schema.object.pattern_properties:
        return planning.any()
    return planning.type_of(additional, f"{owner}Value")


def _named(properties: dict[str, Subschema], hidden: set[str]) -> list[tuple[str, Identifier]]:
    """Names on the wire with their attributes; those that need no alias choose first.

    `hidden` are the classes that annotations here refer to: an attribute of that name would stand before them.
    """
    chosen = {
        wire: Identifier(wire)
        for wire in properties
        if is_name(wire) and wire not in _ALWAYS_RESERVED and wire not in hidden
    }
    if len(chosen) < len(properties):
        scope, reserved = Scope(set(chosen)), _ALWAYS_RESERVED | hidden
        for wire in properties:
            if wire not in chosen:
                chosen[wire] = scope.claim(field_name(wire, reserved))
    return [(wire, chosen[wire]) for wire in properties]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field that has a name already."""

    wire: str
    name: Identifier
    schema: Subschema
    required: bool


def _field(planning: Planning, slot: _Slot, type: Type) -> FieldView:
    wire, name, field, required = slot.wire, slot.name, slot.schema, slot.required
    annotations = _annotations(planning, field)
    default = (
        default_code(planning, field, type, annotations.default, wire)
        if annotations.default
        else None
    )
    if required and default is not None:
        told = f"{wire!r} is required and has a default; the default is only documented"
        planning.report.add("SP404", field.span, told, "drop one of the two")
        default = None
    shown, code = _optional(planning, field, type, default, required)
    marked = _marks(planning, wire, name, annotations)
    if required and annotations.default is not None:
        extra = planning.symbols.name("Extra")
        marked.append(Code(f"{extra}(default={literal(annotations.default.json)})"))
    if marked:
        shown = annotated(shown, marked)
    doc = docstring(annotations.description) if annotations.description else NOTHING
    return FieldView(name, wire, shown, code, required, doc, field.span)


def _optional(
    planning: Planning, field: Subschema, type: Type, default: Code | None, required: bool
) -> tuple[Code, Code]:
    """Annotation and default: absent is None for the reader, and never confused with null on the wire."""
    if required:
        return annotation(type), Code()
    if default is not None:
        if default[:1] in (
            "[",
            "{",
        ):  # no class shares a list with its instances: pydantic copies it
            default = Code(f"{planning.symbols.name('Field')}(default={default})")
        return annotation(type), default
    if _takes_none(planning, type):  # more than it takes would pass by its rules
        return annotation(type), Code("None")
    if planning.kinds.accepts_null(field):
        return annotation(optional(type)), Code("None")
    omittable = planning.symbols.name("Omittable")
    return Code(f"{omittable}[{annotation(type)}]"), Code("None")


def _takes_none(planning: Planning, type: Type) -> bool:
    match type:
        case Constrained():
            return _takes_none(planning, type.type)
        case UnionOf():
            return NONE in type.members
        case Builtin():
            return type in (NONE, planning.any())
        case _:
            return False


def _annotations(planning: Planning, field: Subschema) -> Annotations:
    """Annotations of a field, with the default of what it refers to, and which way that is sent."""
    if isinstance(field, Schema) and not field.all_of:  # it says all there is to say
        return field.annotations
    found = _said(planning, field)
    sent = (found.read_only, found.write_only)
    hidden = (is_hidden(field, way, planning.kinds.schemas) for way in WAYS)
    read_only, write_only = map(max, sent, hidden)
    if (read_only, write_only) == sent:
        return found
    return replace(found, read_only=read_only, write_only=write_only)


def _said(planning: Planning, field: Subschema) -> Annotations:
    """What a field and the parts of its `allOf` say; what stands closer wins."""
    if isinstance(field, Never):
        return NO_ANNOTATIONS
    found = field.annotations
    if isinstance(field, Reference):
        target = planning.kinds.schemas[field.target]
        if found.default is None and not isinstance(target, Never):
            default = target.annotations.default
            return replace(found, default=default) if default is not None else found
        return found
    for part in field.all_of:
        found = merge_annotations(found, _said(planning, part))
    return found


def _marks(planning: Planning, wire: str, name: Identifier, annotations: Annotations) -> list[Code]:
    symbols = planning.symbols
    marks = []
    if wire != name:
        marks.append(Code(f"{symbols.name('Alias')}({literal(wire)})"))
    if annotations.read_only:
        marks.append(symbols.name("ReadOnly"))
    if annotations.write_only:
        marks.append(symbols.name("WriteOnly"))
    if annotations.deprecated:
        marks.append(symbols.name("Deprecated"))
    return marks


def annotated(shown: Code, marks: list[Code]) -> Code:
    inner = shown.removeprefix("Annotated[")
    if inner != shown and shown.endswith("]") and _balanced(inner[:-1]):
        return Code(f"Annotated[{inner[:-1]}, {', '.join(marks)}]")
    return Code(f"Annotated[{shown}, {', '.join(marks)}]")


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return True
