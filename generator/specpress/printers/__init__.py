"""Diagnostics as text, JSON, GitHub annotations or SARIF: one module each, one call for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, assert_never

from specpress.diagnostics import Diagnostic
from specpress.printers.style import PLAIN, Style

Format = Literal["text", "json", "github", "sarif"]


def print_diagnostics(
    diagnostics: Sequence[Diagnostic],
    format: Format,
    *,
    style: Style = PLAIN,
    more: Mapping[str, object] | None = None,
) -> str:
    """The whole output, ending in a newline unless it is empty. `more` goes into the JSON object."""
    match format:
        case "text":
            from specpress.printers.text import text

            return text(diagnostics, style)
        case "json":
            from specpress.printers.json import json

            return json(diagnostics, more or {})
        case "github":
            from specpress.printers.github import github

            return github(diagnostics)
        case "sarif":
            from specpress.printers.sarif import sarif

            return sarif(diagnostics)
        case _:
            assert_never(format)
