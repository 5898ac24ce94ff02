"""A page on disk to a draft: read it, transcribe it, locate what was found."""

from __future__ import annotations

from pathlib import Path

from specpress.api import Api, Schema, Subschema
from specpress.diagnostics import Diagnostic, Report
from specpress.pages.load_page import load_page
from specpress.pages.transcribe import transcribe
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Transcribed:
    """`text` is empty where the page could not be read at all; errors beside a text are its gaps."""

    text: str
    diagnostics: tuple[Diagnostic, ...]
    fields: int = 0
    unknowns: int = 0


def transcribe_file(path: Path, source: str) -> Transcribed:
    """Draft a spec from a page."""
    report = Report()
    page = load_page(path, report)
    if page is None:
        return Transcribed("", report.diagnostics({}))
    diagnostics = report.diagnostics({page.name: page.document})
    text = transcribe(page, source)
    return Transcribed(text, diagnostics, count_fields(page.api), len(page.unknowns))


def count_fields(api: Api) -> int:
    """The properties of all bodies and answers, nested ones too."""
    total = 0
    for operation in api.operations:
        body = operation.body.content if operation.body else ()
        answers = [media for response in operation.responses for media in response.content]
        total += sum(_count(media.schema, api, 0) for media in (*body, *answers))
    return total


def _count(schema: Subschema | None, api: Api, depth: int) -> int:
    if not isinstance(schema, Schema) or depth > 60:
        return 0
    below = [*schema.object.properties.values(), *schema.any_of]
    below += [s for s in (schema.array.items, schema.object.additional) if s is not None]
    return len(schema.object.properties) + sum(_count(child, api, depth + 1) for child in below)
