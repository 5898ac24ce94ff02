"""Enums: members in the order of the document, with names that people would choose."""

from __future__ import annotations

from specpress.api import Json, Schema, Value
from specpress.config import Options
from specpress.diagnostics import Report
from specpress.plan.model_views import EnumView, MemberView
from specpress.plan.names import Scope, member_name
from specpress.plan.symbols import Symbols
from specpress.printable import Code, Identifier, docstring, literal


def enum_view(
    name: Identifier, schema: Schema, options: Options, symbols: Symbols, report: Report
) -> EnumView:
    """The class of a schema whose values are all strings."""
    values = [str(value.json) for value in schema.enum or ()]
    given = schema.annotations.extensions.get("x-enum-varnames")
    wanted = _wanted(values, given)
    scope = Scope()
    members = []
    for value, plain in zip(values, wanted, strict=True):
        member = scope.claim(plain)
        if member != plain:
            told = f"the values of {name} give the name {plain} twice: {value!r} is called {member}"
            report.add("SP403", schema.span, told)
        members.append(MemberView(member, literal(value)))
    doc = docstring(schema.annotations.description, 4)
    return EnumView(name, _base(options, symbols), tuple(members), doc, schema.span)


def _wanted(values: list[str], given: Json) -> list[Identifier]:
    if isinstance(given, list) and len(given) == len(values):
        names = [item if isinstance(item, str) and item else None for item in given]
        return [member_name(n or v) for n, v in zip(names, values, strict=True)]
    return [member_name(value) for value in values]


def _base(options: Options, symbols: Symbols) -> Code:
    if options.enums == "open":
        return symbols.name("OpenEnum")
    if options.target_python == "3.10":
        return Code(f"str, {symbols.name('Enum')}")
    return symbols.name("StrEnum")


def literal_values(values: tuple[Value, ...]) -> tuple[Code, ...]:
    """The values as they stand in `Literal[...]`."""
    return tuple(literal(value.json) for value in values)
