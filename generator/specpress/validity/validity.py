"""Whether the root document keeps to the official schema of its version.

Takes the loaded documents and a report, gives whether reading on makes sense. What breaks the schema and leaves
the meaning in doubt is an error; what does not (a null description, a spelling of another version) is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from specpress.diagnostics import Report, Span, escape
from specpress.read.read import read_version
from specpress.source.documents import Documents
from specpress.source.node import Node
from specpress.validity.official import DIALECTS, official
from specpress.validity.violations import violations
from specpress.validity.wording import wording

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")  # as an escape: it cannot stand in UTF-8
LOOKED_AT = 500
SHOWN = 50


def validity(documents: Documents, report: Report) -> bool:
    """Report what is not valid; True when nothing of it is an error."""
    document = documents.root
    if document is None:
        return False
    version = read_version(document.root, report)
    if version is None:
        return False
    if _SURROGATE.search(document.text) and (halves := list(_halves(document.root))):
        for span in halves[:SHOWN]:
            report.add("SP210", span, "there is half of a surrogate pair in this text", "remove it")
        return False
    rules = official(version, _default_dialect(document.root, version))
    found = islice(rules.iter_errors(document.value), LOOKED_AT)
    told = dict.fromkeys(filter(None, map(wording, violations(found, version))))
    errors = [finding for finding in told if finding.code != "SP214"]
    for finding in [*errors[:SHOWN], *(finding for finding in told if finding.code == "SP214")]:
        pointer = "".join(f"/{escape(step)}" for step in finding.path)
        report.add(finding.code, Span(document.name, pointer), finding.message, finding.help)
    if len(errors) > SHOWN:
        rest = f"and {len(errors) - SHOWN} more violations of the OpenAPI {version} schema"
        report.add("SP215", document.root.span, rest, "mend those above first")
    return not errors


def _halves(node: Node) -> Iterator[Span]:
    """Where half of a surrogate pair stands: JSON can write it, UTF-8 cannot, so nobody could send it."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner.value, str) and not _encodable(inner.value):
            yield inner.span
        for key, member in inner.items():
            if not _encodable(key):
                yield inner.span
            waiting.append(member)
        waiting.extend(inner.elements())


def _encodable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _default_dialect(root: Node, version: str) -> bool:
    """Whether schema objects are what OpenAPI says, and not of a dialect that the document declares."""
    declared = root.get("jsonSchemaDialect")
    return declared is None or declared.value == DIALECTS.get(version)
