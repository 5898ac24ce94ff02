"""A schema object to `Schema`: JSON Schema 2020-12 as OpenAPI 3.1 and 3.2 have it, and the dialect of OpenAPI 3.0.

Takes a node, gives a `Subschema`; schemas it refers to are put on the `Schemas` worklist, once each. Only this
module knows how the dialects differ, so that nothing after it needs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from urllib.parse import unquote

from specpress.api import (
    NO_ANNOTATIONS,
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Annotations,
    ArrayRules,
    Discriminator,
    Json,
    Never,
    ObjectRules,
    Reference,
    Schema,
    SchemaId,
    StringRules,
    Subschema,
    TypeName,
    Value,
)
from specpress.diagnostics import Span, escape
from specpress.read import kinds
from specpress.read.fields import Context, Fields
from specpress.read.keywords import (
    ANNOTATIONS,
    ARRAY,
    NUMBER,
    OBJECT,
    RULES,
    SILENT,
    STRING,
    UNSUPPORTED,
)
from specpress.read.nulls import or_null, or_null_type, or_null_value, with_null
from specpress.records import dataclass
from specpress.resolve import has
from specpress.source.node import Node
from specpress.urls import is_remote


@dataclass(frozen=False, slots=True)
class Schemas:
    """Schemas that something refers to: those read, and those still to be."""

    read: dict[SchemaId, Subschema] = field(default_factory=dict)
    waiting: dict[SchemaId, Node] = field(default_factory=dict)

    def want(self, id: SchemaId, node: Node) -> None:
        if id not in self.read and id not in self.waiting:
            self.waiting[id] = node

    def drain(self, context: Context) -> None:
        """Read all that is waiting, and what that refers to."""
        while self.waiting:
            id, node = next(iter(self.waiting.items()))
            del self.waiting[id]
            self.read[id] = read_schema(node, context, self)


def read_schema(node: Node, context: Context, schemas: Schemas) -> Subschema:
    """The schema at `node`, whatever it is: `true`, `false`, a reference or an object."""
    if isinstance(node.value, bool):
        return Schema(node.span) if node.value else Never(node.span)
    if not isinstance(node.value, dict):
        context.wrong(node, "a schema (an object, true or false)")
        return Schema(node.span)
    if "$ref" in node.value:
        return _reference(node, context, schemas)
    if "$dynamicRef" in node.value and context.version != "3.0":
        plain = context.resolver.as_reference(node)
        if plain is not None:
            return _reference(plain, context, schemas)
    return _Reader(node, Fields(node, context), context, schemas).schema()


def _reference(node: Node, context: Context, schemas: Schemas) -> Subschema:
    fields = Fields(node, context)
    fields.take("$ref")
    if context.version == "3.0":
        for key in sorted(fields.names()):
            told = "OpenAPI 3.0 ignores what stands beside $ref; put the $ref into allOf, or use OpenAPI 3.1"
            if not key.startswith("x-"):
                context.report.add(
                    "SP304", node.span.child(key), f"{key!r} beside $ref has no effect", told
                )
        return _target(node, context, schemas) or Schema(node.span)
    reader = _Reader(node, fields, context, schemas)
    target = _target(node, context, schemas)
    if target is None:
        return Schema(node.span)
    if fields.names() <= ANNOTATIONS | SILENT | {k for k in fields.names() if k.startswith("x-")}:
        return replace(target, annotations=reader.annotations())
    rest = reader.schema()
    if not isinstance(rest, Schema):
        return rest
    return replace(rest, all_of=(target, *rest.all_of))


def _target(node: Node, context: Context, schemas: Schemas) -> Reference | None:
    found = context.resolver.step(node, "schemas")
    if found is None:
        return None
    if context.resolver.resolve(found, "schemas") is None:
        return None
    id = context.resolver.schema_id(found.span)
    schemas.want(id, found)
    return Reference(node.span, id)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one schema object; a method for each group of keywords, called only where one of them is there."""

    node: Node
    fields: Fields
    context: Context
    schemas: Schemas

    def schema(self) -> Subschema:
        keys = self.fields.names()
        nullable = "nullable" in keys and kinds.nullable(self.fields, self.context)
        const = "const" in keys
        enum = kinds.enum(self.fields, self.context) if const or "enum" in keys else None
        if self.context.version == "3.0" and enum is not None and len(enum) == 1:
            const = True
        types = kinds.types(self.fields, self.context)
        if keys.isdisjoint(RULES):  # most are
            made = Schema(
                span=self.node.span,
                types=or_null_type(types) if nullable else types,
                enum=or_null_value(enum) if nullable else enum,
                format=self.fields.optional_text("format"),
                annotations=self.annotations() if keys else NO_ANNOTATIONS,
                const=const,
            )
        else:
            made = self._with_rules(types, enum, const)
            made = with_null(made) if nullable else made
        if keys:
            self._rest()
        return made

    def _with_rules(
        self, types: tuple[TypeName, ...] | None, enum: tuple[Value, ...] | None, const: bool
    ) -> Schema:
        keys = self.fields.names()
        return Schema(
            span=self.node.span,
            types=types,
            enum=enum,
            const=const,
            format=self.fields.optional_text("format"),
            string=self._string() if keys & STRING else NO_STRING_RULES,
            number=kinds.number(self.fields) if keys & NUMBER else NO_NUMBER_RULES,
            array=self._array() if keys & ARRAY else NO_ARRAY_RULES,
            object=self._object() if keys & OBJECT else NO_OBJECT_RULES,
            annotations=self.annotations() if keys else NO_ANNOTATIONS,
            all_of=self._list("allOf"),
            any_of=self._branches("anyOf"),
            one_of=self._branches("oneOf"),
            not_=self._one("not"),
            if_=self._one("if"),
            then=self._one("then"),
            else_=self._one("else"),
            discriminator=self._discriminator() if "discriminator" in self.fields.names() else None,
        )

    def annotations(self) -> Annotations:
        fields = self.fields
        extensions = fields.extensions()
        if not extensions and not fields.names() & ANNOTATIONS:
            return NO_ANNOTATIONS
        default = fields.value("default")
        return Annotations(
            title=fields.text("title"),
            description=fields.text("description"),
            default=default,
            examples=self._examples(),
            deprecated=fields.flag("deprecated"),
            read_only=fields.flag("readOnly"),
            write_only=fields.flag("writeOnly"),
            extensions=extensions,
        )

    def _examples(self) -> tuple[Value, ...]:
        single = self.fields.value("example")
        made = [] if single is None else [single]
        made += [Value(node.value) for node in self.fields.elements("examples")]
        return tuple(made)

    def _string(self) -> StringRules:
        fields = self.fields
        return StringRules(
            min_length=fields.count("minLength"),
            max_length=fields.count("maxLength"),
            pattern=fields.optional_text("pattern"),
            content_encoding=fields.optional_text("contentEncoding"),
            content_media_type=fields.optional_text("contentMediaType"),
            content_schema=self._one("contentSchema"),
        )

    def _array(self) -> ArrayRules:
        fields = self.fields
        value = self.node.value
        items = value.get("items") if isinstance(value, dict) else None
        if isinstance(items, list):  # before 2020-12
            node = fields.take("items")
            assert node is not None
            told = "OpenAPI 3.1 has prefixItems for a list of schemas"
            self.context.report.add("SP301", node.span, "items takes one schema", told)
        return ArrayRules(
            items=self._one("items"),
            prefix_items=self._list("prefixItems"),
            contains=self._one("contains"),
            min_contains=fields.count("minContains"),
            max_contains=fields.count("maxContains"),
            min_items=fields.count("minItems"),
            max_items=fields.count("maxItems"),
            unique_items=fields.flag("uniqueItems"),
            unevaluated_items=self._one("unevaluatedItems"),
        )

    def _object(self) -> ObjectRules:
        fields = self.fields
        required, schemas = self._dependencies()
        return ObjectRules(
            properties=self._named("properties"),
            required=tuple(dict.fromkeys(fields.texts("required"))),
            additional=self._one("additionalProperties"),
            pattern_properties=self._named("patternProperties"),
            property_names=self._one("propertyNames"),
            min_properties=fields.count("minProperties"),
            max_properties=fields.count("maxProperties"),
            dependent_required=required,
            dependent_schemas=schemas,
            unevaluated_properties=self._one("unevaluatedProperties"),
        )

    def _dependencies(self) -> tuple[dict[str, tuple[str, ...]], dict[str, Subschema]]:
        """`dependencies`, the older keyword, holds both kinds."""
        required: dict[str, tuple[str, ...]] = {}
        schemas = dict(self._named("dependentSchemas"))
        for key in ("dependentRequired", "dependencies"):
            for name, node in self.fields.members(key):
                if isinstance(node.value, list):
                    required[name] = tuple(str(item) for item in node.value)
                elif key == "dependencies":
                    schemas[name] = read_schema(node, self.context, self.schemas)
                else:
                    self.context.wrong(node, "a list of names")
        return required, schemas

    def _discriminator(self) -> Discriminator | None:
        node = self.fields.take("discriminator")
        assert node is not None
        fields = Fields(node, self.context)
        name = fields.text("propertyName")
        mapping = [(value, self._mapped(target)) for value, target in fields.members("mapping")]
        default = fields.take("defaultMapping")
        fields.extensions()
        fields.close()
        return Discriminator(
            name,
            tuple((value, id) for value, id in mapping if id is not None),
            self._mapped(default) if default else None,
            node.span,
        )

    def _mapped(self, node: Node) -> SchemaId | None:
        """A mapping value is a reference, or the bare name of a component."""
        if not isinstance(node.value, str):
            self.context.wrong(node, "a reference or the name of a schema")
            return None
        documents = self.context.resolver.documents
        root = documents.root
        components = root.root.get("components") if root else None
        named = components.get("schemas") if components else None
        if named is not None and named.get(node.value) is not None:
            ref = f"#/components/schemas/{escape(node.value)}"
            at = Node({"$ref": ref}, Span(documents.entry, node.span.pointer))
        else:
            at = Node({"$ref": node.value}, node.span)
        found = _target(at, self.context, self.schemas)
        return found.target if found else None

    def _one(self, key: str) -> Subschema | None:
        node = self.fields.take(key)
        return read_schema(node, self.context, self.schemas) if node else None

    def _list(self, key: str) -> tuple[Subschema, ...]:
        if key not in self.fields.names():
            return ()
        return tuple(
            [read_schema(node, self.context, self.schemas) for node in self.fields.elements(key)]
        )

    def _branches(self, key: str) -> tuple[Subschema, ...]:
        """The schemas of a union."""
        return tuple(
            or_null(node, read_schema(node, self.context, self.schemas))
            for node in self.fields.elements(key)
        )

    def _named(self, key: str) -> Mapping[str, Subschema]:
        if key not in self.fields.names():
            return {}
        members = self.fields.members(key)
        return {name: read_schema(node, self.context, self.schemas) for name, node in members}

    def _rest(self) -> None:
        for key in SILENT & self.fields.names():
            self.fields.take(key)
        for key in sorted(UNSUPPORTED & self.fields.names()):
            if (node := self.fields.take(key)) and not (key == "$id" and _only_names(self.node)):
                told = "the schema is read as if it were not there"
                self.context.report.add("SP306", node.span, f"{key} is not supported", told)
        self.fields.close()


def _only_names(node: Node) -> bool:
    """Whether a `$id` leaves what is below it as we read it: at the root of a document, or where every reference leads
    to somewhere in the schema itself, or is a whole URL."""
    todo = [node] if node.span.pointer else []
    while todo:
        one = todo.pop()
        members = one.value if isinstance(one.value, dict) else {}
        if not all(_stays(members.get(key), node) for key in ("$ref", "$dynamicRef")):
            return False
        todo += [child for _, child in one.items()]
        todo += one.elements()
    return True


def _stays(ref: Json, node: Node) -> bool:
    if not isinstance(ref, str) or is_remote(ref):
        return True
    return ref[:1] == "#" and ref[1:2] in ("", "/") and has(node, unquote(ref[1:]))
