"""Diagnostics as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps
from urllib.parse import quote

from specpress.codes import CODES
from specpress.diagnostics import Diagnostic
from specpress.version import VERSION

_LEVELS = {"error": "error", "warning": "warning", "loss": "warning", "note": "note"}


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    driver = {
        "name": "specpress",
        "version": VERSION,
        "rules": [_rule(code) for code in sorted({diagnostic.code for diagnostic in diagnostics})],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic) for diagnostic in diagnostics],
    }
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return dumps(whole, indent=2, ensure_ascii=True) + "\n"


def _rule(code: str) -> dict[str, object]:
    known = CODES.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.story},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    d = diagnostic
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(d.file)},
            "region": {"startLine": d.line, "startColumn": d.column},
        },
        "logicalLocations": [{"fullyQualifiedName": d.pointer}],
    }
    told = f"{d.message}\n{d.help}" if d.help else d.message
    return {
        "ruleId": d.code,
        "level": _LEVELS[d.severity],
        "message": {"text": told},
        "locations": [location],
    }
