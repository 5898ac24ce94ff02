"""Diagnostic codes SP4xx."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {}
