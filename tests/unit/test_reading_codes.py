"""What reading itself refuses, where the official schemas would have said so before: `diff` reads without them."""

from __future__ import annotations

import pytest

from specpress.diagnostics import Report
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("components: {schemas: {Pet: {minLength: three}}}", "SP301", 3),
        ("paths:\n  pets: {}", "SP308", 4),
        (
            "paths:\n  /pets:\n    get:\n      responses:\n        ok: {description: fine}",
            "SP310",
            7,
        ),
    ],
)
def test_refused_when_read(text: str, code: str, line: int) -> None:
    report = Report()
    documents = load(MemoryFiles({"s.yaml": (HEAD + text).encode()}), "s.yaml", report)
    read(documents, report)
    assert (code, line) in [(d.code, d.line) for d in report.diagnostics(documents)]
