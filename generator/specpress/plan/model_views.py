"""What the templates of the models print: frozen, in order, every decision made.

Everything that reaches the output is `Code`; `span` leads back to the spec, for review and for the gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specpress.diagnostics import Span
from specpress.plan.types import Type
from specpress.printable import Code, Identifier, literal
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class MemberView:
    """`PENDING = "pending"`."""

    name: Identifier
    value: Code


@dataclass(frozen=True, slots=True)
class EnumView:
    """A class of strings; `base` is what it derives from."""

    name: Identifier
    base: Code
    members: tuple[MemberView, ...]
    doc: Code
    span: Span = field(compare=False)

    @property
    def codes(self) -> set[str]:
        return {self.base}


@dataclass(frozen=True, slots=True)
class FieldView:
    """`name: annotation = default`; `default` is empty where there is none. `wire` is the name in JSON."""

    name: Identifier
    wire: str
    annotation: Code
    default: Code
    required: bool
    doc: Code
    span: Span = field(compare=False)

    @property
    def line(self) -> Code:
        tail = f" = {self.default}" if self.default else ""
        return Code(f"{self.name}: {self.annotation}{tail}")


@dataclass(frozen=True, slots=True)
class ModelView:
    """`class name(bases):`; `extra` is the annotation of further fields, or empty."""

    name: Identifier
    bases: tuple[Code, ...]
    arguments: tuple[Code, ...]
    fields: tuple[FieldView, ...]
    extra: Code
    doc: Code
    span: Span = field(compare=False)

    @property
    def head(self) -> Code:
        return Code(f"class {self.name}({', '.join((*self.bases, *self.arguments))}):")

    @property
    def codes(self) -> set[str]:
        """All that is printed but names and texts."""
        annotations = {field.annotation for field in self.fields}
        defaults = {field.default for field in self.fields}
        return {*self.bases, *self.arguments, self.extra} | annotations | defaults

    @property
    def body(self) -> Code:
        """The fields, each with its documentation below it: one text, since there may be thousands."""
        lines = [part for field in self.fields for part in (field.line, field.doc) if part]
        return Code("\n    ".join(lines))

    @property
    def empty(self) -> bool:
        return not (self.fields or self.extra or self.doc)


@dataclass(frozen=True, slots=True)
class AliasView:
    """`name: TypeAlias = annotation`; a recursive one has to be a `TypeAliasType`."""

    name: Identifier
    annotation: Code
    recursive: bool
    span: Span = field(compare=False)
    kind: Code = field(default=Code("TypeAlias"), compare=False)

    @property
    def codes(self) -> set[str]:
        return {self.kind, self.annotation}  # in a string where it is recursive

    @property
    def line(self) -> Code:
        if self.recursive:
            return Code(
                f"{self.name} = {self.kind}({literal(self.name)}, {literal(self.annotation)})"
            )
        return Code(f"{self.name}: {self.kind} = {self.annotation}")


Item = EnumView | ModelView | AliasView


@dataclass(frozen=True, slots=True)
class ModelsPlan:
    """`items` in the order they are printed; `links` says which others each uses; `imports` as (module, name); `types` of every schema that an
    operation uses, by its place; `components` gives the class or alias of a component schema."""

    title: Code
    items: tuple[Item, ...]
    links: Mapping[str, set[str]]
    imports: tuple[tuple[str, str], ...]
    types: Mapping[Span, Type]
    components: Mapping[str, Identifier]
    runtime: tuple[str, ...]

    def type_at(self, span: Span) -> Type:
        """The Python type of a schema in a parameter, header, body or response. `KeyError` for others."""
        return self.types[span]
