"""Diagnostics for programs: the JSON object that every command writes with `--format json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import dumps

from specpress.diagnostics import Diagnostic

SCHEMA_VERSION = 1
FIELDS = ("code", "severity", "message", "help", "file", "line", "column", "pointer")


def json(diagnostics: Sequence[Diagnostic], more: Mapping[str, object]) -> str:
    """One object; keys of `more` follow the diagnostics."""
    found = [{name: getattr(diagnostic, name) for name in FIELDS} for diagnostic in diagnostics]
    whole = {"schema_version": SCHEMA_VERSION, "diagnostics": found, **more}
    return dumps(whole, indent=2, ensure_ascii=True) + "\n"
