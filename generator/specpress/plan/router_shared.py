"""What several rows of the router's table say in the same words, said once: constants.

Takes the rows, gives a name for each such piece of code. A constant is called what its piece is called in the
components of the document, else like the parameter, the error, or the words of the extension. Where two pieces
have one name, the one that is used most has it, and the other is repeated: nothing is numbered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specpress.plan.operation_names import free
from specpress.plan.router_code import Part
from specpress.plan.router_table import Row
from specpress.printable import Code, Identifier

SHORT = 32
"""Code of so many characters is easier to read than the name of a constant."""


@dataclass(slots=True)
class _Uses:
    part: Part
    count: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """`names` by code; `taken` are names that the module has already."""

    taken: set[str]
    names: dict[str, Identifier] = field(default_factory=dict)

    def of(self, rows: Iterable[Row]) -> None:
        """Parameters go first; an answer of the same name is called an answer."""
        known = list(rows)
        self._add((part for row in known for part in row.arguments), "argument")
        self._add((part for row in known for part in row.responses.values()), "answer")
        self._add((part for row in known for part in row.extra.values()), "extra")

    def _add(self, parts: Iterable[Part], kind: str) -> None:
        uses: dict[str, _Uses] = {}
        for part in parts:
            if part.name and len(part.code) > SHORT:
                uses.setdefault(part.code, _Uses(part)).count += 1
        named: dict[str, None] = {}
        for each in sorted(uses.values(), key=lambda u: (not u.part.component, -u.count)):
            name = f"_{each.part.name.upper()}"
            if each.count > 1 and name not in named:
                named[name] = None
                free_name = f"{name}_{kind.upper()}" if name in self.taken else name
                self.names[each.part.code] = free(free_name, self.taken)
        self.taken.update(self.names.values())

    def code(self, part: Part) -> Code:
        """The name of the constant, else the code itself."""
        return self.names.get(part.code, part.code)

    @property
    def constants(self) -> tuple[tuple[Identifier, Code], ...]:
        """By name, so that one more does not move the others."""
        return tuple(sorted((name, Code(code)) for code, name in self.names.items()))
