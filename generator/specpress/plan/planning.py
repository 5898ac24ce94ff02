"""What the parts of the models planner may ask of each other (the whole of it is `plan.shapes.Shapes`)."""

from __future__ import annotations

from typing import Protocol

from specpress.api import Json, Schema, SchemaId, Subschema
from specpress.config import Options
from specpress.diagnostics import Report, Span
from specpress.plan.flatten import Flattener
from specpress.plan.kinds import Kinds
from specpress.plan.model_views import Item
from specpress.plan.names import Scope
from specpress.plan.symbols import Symbols
from specpress.plan.types import Type
from specpress.printable import Identifier


class Planning(Protocol):
    """Types by schema, names, and what has been decided so far."""

    options: Options
    report: Report
    symbols: Symbols
    scope: Scope
    kinds: Kinds
    flattener: Flattener
    names: dict[SchemaId, Identifier]
    items: dict[Identifier, Item]
    links: dict[str, set[str]]

    def type_of(self, schema: Subschema, hint: str) -> Type: ...

    def plain_shape(self, schema: Schema, hint: str) -> Type: ...

    def reference(self, id: SchemaId) -> Type: ...

    def rules(self, type: Type, fragment: Json) -> Type: ...

    def fragment(self, schema: Subschema) -> Json: ...

    def any(self) -> Type: ...

    def claim(self, hint: str, span: Span) -> Identifier: ...

    def note(self, keyword: str, schema: Schema) -> None: ...
