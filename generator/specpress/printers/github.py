"""Diagnostics as GitHub workflow commands, which become annotations on a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.diagnostics import Diagnostic
from specpress.printers.style import harmless

_LEVELS = {"error": "error", "warning": "warning", "loss": "warning", "note": "notice"}


def github(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(_one(diagnostic) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic) -> str:
    d = diagnostic
    place = (
        f"file={_property(harmless(d.file))},line={d.line},col={d.column},title={_property(d.code)}"
    )
    told = "\n".join(harmless(text) for text in (d.message, d.help) if text)
    return f"::{_LEVELS[d.severity]} {place}::{_data(told)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
