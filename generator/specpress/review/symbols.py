"""The symbols of a generated package: modules, classes, fields, members, methods, parameters, each with its place.

Takes the plans of a package, gives a table by qualified name (`models.DataDiff.status`, `client.datadiffs.get(poll)`). This
is what code that imports the package can see of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from specpress.diagnostics import Span
from specpress.plan.model_views import AliasView, EnumView, FieldView, ModelView
from specpress.records import dataclass

if TYPE_CHECKING:
    from specpress.pipeline import Plans
    from specpress.plan.operation_views import OperationPlan

SymbolKind = Literal["class", "field", "member", "alias", "method", "parameter"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """`annotation` is the type as a type checker sees it; `order` the place among positional parameters."""

    kind: SymbolKind
    annotation: str
    default: str
    required: bool
    span: Span = field(compare=False)
    order: int = 0


def symbols(plans: Plans) -> Mapping[str, Symbol]:
    """Every symbol of the models and of the client; the router has the same methods."""
    return {**dict(_models(plans)), **dict(_operations(plans))}


def _models(plans: Plans) -> Iterator[tuple[str, Symbol]]:
    for item in plans.models.items:
        name = f"models.{item.name}"
        match item:
            case ModelView():
                bases = ", ".join(item.bases)
                yield name, Symbol("class", bases, "", False, item.span.plain())
                for each in item.fields:
                    yield f"{name}.{each.name}", _field(each)
            case EnumView():
                yield name, Symbol("class", item.base, "", False, item.span.plain())
                for member in item.members:
                    yield f"{name}.{member.name}", Symbol(
                        "member", "", member.value, False, item.span.plain()
                    )
            case AliasView():
                yield name, Symbol("alias", item.annotation, "", False, item.span.plain())


def _field(view: FieldView) -> Symbol:
    return Symbol("field", view.annotation, view.default, view.required, view.span.plain())


def _operations(plans: Plans) -> Iterator[tuple[str, Symbol]]:
    for group in plans.operations.groups if plans.operations else ():
        for operation in group.operations:
            name = f"client.{group.name}.{operation.name}"
            yield name, Symbol("method", _returned(operation), "", False, operation.span)
            yield from _parameters(name, operation)


def _parameters(name: str, operation: OperationPlan) -> Iterator[tuple[str, Symbol]]:
    positional = 0
    for parameter in operation.parameters:
        positional += parameter.required
        yield f"{name}({parameter.name})", Symbol(
            "parameter",
            parameter.annotation,
            "" if parameter.required else "None",
            parameter.required,
            parameter.span,
            positional if parameter.required else 0,
        )
    if operation.body is not None:
        body = operation.body
        types = " | ".join(dict.fromkeys(content.annotation for content in body.contents))
        yield f"{name}({body.name})", Symbol(
            "parameter", types, "" if body.required else "None", body.required, body.span
        )


def _returned(operation: OperationPlan) -> str:
    found = (
        content.annotation for response in operation.successes for content in response.contents
    )
    return " | ".join(dict.fromkeys(found)) or "None"
