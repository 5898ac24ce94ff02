"""The shape of one entry in the table of diagnostic codes."""

from __future__ import annotations

from typing import Literal

from specpress.records import dataclass

Severity = Literal["error", "warning", "loss", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """`title` is one line; `story` says why it matters and what to do; `example` is a short piece of spec."""

    severity: Severity
    title: str
    story: str
    example: str = ""
