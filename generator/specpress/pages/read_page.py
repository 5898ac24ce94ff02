"""A documentation page, whatever its kind: the text of one, or Markdown with an OpenAPI document in it.

Takes the bytes of a page, gives a `Page`, or None after saying why it cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from specpress.diagnostics import Place, Report, Span
from specpress.pages.mintlify import mintlify
from specpress.pages.page import Page
from specpress.pages.page_text import Fence, PageText, page_text
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

LARGEST_PAGE = 5 * 1024 * 1024
_HTML = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<head|<body|<div)", re.IGNORECASE)
_OPENAPI = re.compile(r"^\s*[\"']?openapi[\"']?\s*:", re.MULTILINE)


def read_page(name: str, display: str, data: bytes, report: Report) -> Page | None:
    """Read one page. `name` is what spans call it, `display` how the user would write it."""
    span = Span(display, "")
    if len(data) > LARGEST_PAGE:
        report.add("SP701", span, "the page is larger than 5 MiB", place=Place(1, 1, ""))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"not UTF-8: byte 0x{data[error.start]:02X}"
        report.add("SP701", span, told, "save the page as UTF-8", place=Place(line, 1, ""))
        return None
    cut = page_text(name, display, text)
    problem = _unreadable(cut)
    if problem:
        told = "select the text of the page in the browser and copy that"
        report.add("SP701", span, problem, told, place=Place(1, 1, text[:400].split("\n", 1)[0]))
        return None
    block = next((fence for fence in cut.fences if _OPENAPI.search(fence.text)), None)
    return _embedded(cut, block, report) if block else mintlify(cut, report)


def _unreadable(text: PageText) -> str:
    if not text.text.strip():
        return "the page is empty"
    if _HTML.match(text.text):
        return "this is HTML, not the text of a page"
    if "\0" in text.text:
        return "this is not text"
    return ""


def _embedded(text: PageText, block: Fence, report: Report) -> Page | None:
    """Read the document in the block; empty lines before it make its lines those of the page."""
    padded = "\n" * (block.first - 1) + block.text
    found = Report()
    documents = load(MemoryFiles({text.name: padded.encode()}), text.name, found)
    root = documents.root
    api = read(documents, found) if root is not None else None
    report.extend(found.findings)
    if root is None or api is None or found.failed:
        return None
    return Page(replace(root, display=text.display), text.name, api, (), "block")
