"""Differences between spec and page that are there on purpose, each recorded with a reason.

Takes the document beside the spec (`openapi.deviations.yaml` beside `openapi.yaml`), gives `Deviations`, which excuse
exactly the differences they describe: once either side says something else, the record no longer applies and fails.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.diagnostics import Report, Span
from specpress.pages.difference import Difference
from specpress.source.node import Node

_KEYS = ("at", "code", "page", "spec", "reason")


@dataclass(frozen=True, slots=True)
class Deviation:
    code: str
    at: str
    page: str
    spec: str
    span: Span


@dataclass(slots=True)
class Deviations:
    """`display` is the file as the user would name it, there or not."""

    display: str
    recorded: list[Deviation] = field(default_factory=list)
    applied: set[Deviation] = field(default_factory=set)

    def excuse(self, difference: Difference) -> bool:
        """Whether this difference is recorded; the record counts as used then."""
        for deviation in self.recorded:
            if (deviation.code, deviation.at, deviation.page, deviation.spec) == (
                difference.code,
                difference.at,
                difference.page,
                difference.spec,
            ):
                self.applied.add(deviation)
                return True
        return False

    def close(self, report: Report) -> None:
        """Report what is recorded and not so."""
        for deviation in self.recorded:
            if deviation not in self.applied:
                told = f"this deviation no longer applies: {deviation.code} {deviation.at}"
                report.add(
                    "SP727", deviation.span, told, "take it away, or record what differs now"
                )


def read_deviations(root: Node | None, display: str, report: Report) -> Deviations:
    """Read the records; `root` is None where there is no such file."""
    made = Deviations(display)
    if root is None:
        return made
    listed = root.get("deviations")
    if listed is None or not isinstance(listed.value, list):
        report.add("SP726", root.span, "a list under the key `deviations` is wanted here", _HELP)
        return made
    for node in listed.elements():
        if deviation := _deviation(node, report):
            made.recorded.append(deviation)
    return made


_HELP = "each one has at, code, page, spec (as `specpress verify` prints them) and reason"


def _deviation(node: Node, report: Report) -> Deviation | None:
    texts: dict[str, str] = {}
    for key, child in node.items():
        if key not in _KEYS:
            report.add("SP726", child.span, f"{key!r} is not a key of a deviation", _HELP)
        elif isinstance(child.value, str) and child.value.strip():
            texts[key] = child.value
    missing = [key for key in _KEYS if key not in texts]
    if missing:
        report.add("SP726", node.span, f"this deviation lacks {', '.join(missing)} as text", _HELP)
        return None
    return Deviation(texts["code"], texts["at"], texts["page"], texts["spec"], node.span)
