"""The review of an update before it is written: what breaks on the wire, at run time and in this repository's code."""

from __future__ import annotations

from pathlib import Path

from specpress.vendoring.update import Update


def reviewed(update: Update, code: tuple[Path, ...]) -> str:
    """The text of the review; empty when the spec did not change."""
    if not update.old or not update.new or update.old == update.new:
        return ""
    return ""
