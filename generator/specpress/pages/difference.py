"""One difference between a spec and a page, and the ledger that collects them.

`at` names the place in words that survive editing: `GET /pets/{id} 200 owner.name`. With the code and what either side
says it is what a recorded deviation is matched by.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Difference:
    code: str
    at: str
    page: str
    spec: str
    spec_span: Span
    page_span: Span


@dataclass(frozen=True, slots=True)
class Sides:
    """The two places that are being compared."""

    at: str
    spec: Span
    page: Span


@dataclass(slots=True)
class Ledger:
    """`remarks` are findings about the spec alone that came up on the way: (code, span, message, help)."""

    differences: list[Difference] = field(default_factory=list)
    remarks: list[tuple[str, Span, str, str]] = field(default_factory=list)

    def differ(self, code: str, sides: Sides, page: str, spec: str) -> None:
        self.differences.append(Difference(code, sides.at, page, spec, sides.spec, sides.page))
