"""Suppressions: which findings a spec or a configuration does not want to hear of.

`x-specpress-ignore: [SP236]`, or `{SP236: the reason}`, silences a rule at the object it stands on and below.
"""

from __future__ import annotations

from collections.abc import Iterator

from specpress.codes import CODES
from specpress.diagnostics import Finding, Report, Span
from specpress.records import dataclass
from specpress.source.documents import Documents
from specpress.source.node import Node

KEY = "x-specpress-ignore"


@dataclass(frozen=True, slots=True)
class Suppression:
    """`where` is a place in a document; None is everywhere. `span` is where it is written."""

    code: str
    where: Span | None
    span: Span

    def matches(self, finding: Finding) -> bool:
        if finding.code != self.code:
            return False
        where, at = self.where, finding.span
        if where is None:
            return True
        below = at.pointer == where.pointer or at.pointer.startswith(f"{where.pointer}/")
        return at.file == where.file and below


def suppressions(documents: Documents, report: Report) -> Iterator[Suppression]:
    """Those that stand in the documents themselves."""
    for document in documents.values():
        if KEY in document.text:
            yield from _below(document.root, report)


def _below(root: Node, report: Report) -> Iterator[Suppression]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        marked = node.get(KEY)
        if marked is not None:
            yield from _written(marked, node.span, report)
        waiting.extend(member for _, member in node.items())
        waiting.extend(node.elements())


def _written(marked: Node, where: Span, report: Report) -> Iterator[Suppression]:
    value = marked.value
    if isinstance(value, list):
        codes = [(element.value, element.span) for element in marked.elements()]
    elif isinstance(value, dict):
        codes = [(key, member.span) for key, member in marked.items()]
    else:
        codes = [(value, marked.span)]
    for code, span in codes:
        if isinstance(code, str) and code in CODES:
            yield Suppression(code, where, span)
        else:
            told = f"`{code}` is not a code of specpress"
            report.add("SP248", span, told, "codes look like SP236; `specpress explain` lists them")
