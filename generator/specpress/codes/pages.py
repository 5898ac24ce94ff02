"""Diagnostic codes SP7xx."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {}
