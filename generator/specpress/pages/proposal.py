"""What live answers show beyond the spec, as a patch: fields with the types that were seen, members of enums.

Takes the causes and the documents of the spec, gives a unified diff that a person reviews and applies. Layout and
comments of the spec stay as they are.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence

from specpress.api import Json
from specpress.pages.draft_yaml import flow, scalar
from specpress.pages.drift import Cause
from specpress.pages.editorial import MARK
from specpress.pages.infer import infer
from specpress.source.document import Document
from specpress.source.insertion import Insertion, insert_element, insert_member, inserted

REASON = "Seen in live answers; the page does not show it."


def proposal(causes: Sequence[Cause], documents: Mapping[str, Document], marked: bool) -> str:
    """The diff over all documents; empty where there is nothing to add. `marked`: new fields get their mark."""
    wanted: dict[str, list[Insertion]] = {}
    for cause in causes:
        document = documents.get(cause.span.file)
        made = _insertion(cause, document, marked) if document is not None else None
        if made is not None:
            wanted.setdefault(cause.span.file, []).append(made)
    return "".join(_diff(documents[name], made) for name, made in wanted.items())


def _insertion(cause: Cause, document: Document, marked: bool) -> Insertion | None:
    as_json = document.tree is None
    match cause.code:
        case "SP731":
            schema = infer(cause.values)
            if marked:
                schema = {**schema, MARK: REASON}
            return insert_member(document, cause.span.pointer, _member(cause.what, schema, as_json))
        case "SP732":
            value = cause.values[0]
            return insert_element(
                document, cause.span.pointer, json.dumps(value) if as_json else flow(value)
            )
        case _:
            return None


def _member(name: str, value: Json, as_json: bool) -> str:
    return (
        f"{json.dumps(name)}: {json.dumps(value)}" if as_json else f"{scalar(name)}: {flow(value)}"
    )


def _diff(document: Document, insertions: list[Insertion]) -> str:
    changed = inserted(document.text, insertions)
    old, new = document.text.splitlines(keepends=True), changed.splitlines(keepends=True)
    lines = difflib.unified_diff(old, new, document.display, document.display)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
