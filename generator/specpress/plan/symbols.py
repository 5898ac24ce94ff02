"""What generated models import, under names that no schema has.

Takes the names of the schemas once, then gives the local name of anything that is asked for and remembers it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from specpress.plan.types import Builtin
from specpress.printable import Code

_HOME = {
    "Any": "typing",
    "Annotated": "typing",
    "Literal": "typing",
    "TypeAlias": "typing",
    "TypeAliasType": "typing_extensions",
    "StrEnum": "enum",
    "Enum": "enum",
    "date": "datetime",
    "datetime": "datetime",
    "UUID": "uuid",
    "Field": "pydantic",
    "Excused": "._forms",
    "Rules": "._rules",
    "AnyOf": "._unions",
    "OneOf": "._unions",
    "Unknown": "._unions",
    "Untyped": "._unions",
    **dict.fromkeys(
        (
            "Alias",
            "Closed",
            "Deprecated",
            "Double",
            "Extra",
            "Float",
            "Int",
            "Int32",
            "Int64",
            "Known",
            "ReadOnly",
            "Whole",
            "WriteOnly",
        ),
        "._marks",
    ),
}
UNSHADOWED = frozenset(("Annotated", "Literal"))
"""Names that a schema cannot have, because annotations are printed with them."""


@dataclass(slots=True)
class Symbols:
    """`taken` are the names of the schemas; what is imported goes by `_Name` where one of them has its name.
    `homes` are modules of names that are not ours: the base class of the configuration."""

    taken: Collection[str]
    used: set[tuple[str, str]] = field(default_factory=set)
    homes: Mapping[str, str] = field(default_factory=dict)
    names: dict[str, Code] = field(default_factory=dict)
    builtins: dict[str, Builtin] = field(default_factory=dict)

    def name(self, symbol: str) -> Code:
        """The local name of something that we import; it is imported from now on."""
        if symbol not in self.names:
            local, imported = self._local(symbol)
            self.used.add(imported)
            self.names[symbol] = Code(local)
        return self.names[symbol]

    def mark(self, symbol: str) -> tuple[Code, tuple[str, str]]:
        """The local name, and the import that gives it, for whoever prints the type elsewhere."""
        return self.name(symbol), self._local(symbol)[1]

    def builtin(self, symbol: str) -> Builtin:
        if symbol not in self.builtins:
            local, (module, _) = self._local(symbol)
            origin = symbol if local != symbol else ""
            self.builtins[symbol] = Builtin(self.name(symbol), module, origin)
        return self.builtins[symbol]

    def _local(self, symbol: str) -> tuple[str, tuple[str, str]]:
        module = self.homes.get(symbol) or _HOME.get(symbol, "._models")
        if symbol in self.taken:
            return f"_{symbol}", (module, f"{symbol} as _{symbol}")
        return symbol, (module, symbol)
