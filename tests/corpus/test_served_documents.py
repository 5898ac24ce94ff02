"""What routers of real documents serve means what the documents mean, or a diagnostic tells the difference.

In `SPECPRESS_SERVED=full` all documents take part, those of many megabytes too; in a plain run those of a second.
"""

from __future__ import annotations

import gzip
import importlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.behaviour.test_served_document import application, served_by, understood
from tests.conftest import put_files
from tests.meaning import Difference, differences

from specpress.config import Options
from specpress.diagnostics import Diagnostic
from specpress.pipeline import build
from specpress.source.files import DiskFiles

FULL = os.environ.get("SPECPRESS_SERVED") == "full"
LARGEST = 50_000_000 if FULL else 200_000
OUTSIDE = {"camara-qod.yaml"}
"""Refers to files that are not there."""
TOLD = {
    "title": "titles|an empty title",
    "version": "an empty version",
    "description": "inside types",
    "deprecated": "inside types",
    "read_only": "inside types",
    "write_only": "inside types",
    "default": "defaults|default",
    "format": "formats|inside types",
    "enum": "names of properties|unlisted",
    "operations": "names in paths",
    "extensions": "extensions that are null",
}
"""What a note or a loss has to say of a difference of each kind."""


def documents() -> Iterator[str]:
    corpus = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"
    for path in sorted(corpus.glob("*")) if corpus.is_dir() else ():
        if path.stat().st_size <= LARGEST and path.name not in OUTSIDE:
            yield path.name


@pytest.mark.parametrize("name", list(documents()))
def test_every_difference_is_told(
    name: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = plain(shared / "corpus" / "real" / name, tmp_path)
    made = build(spec, Options(emit=("models", "router")))
    package = "served_" + re.sub(r"\W", "_", name)
    put_files(tmp_path / package, made.files)
    monkeypatch.syspath_prepend(str(tmp_path))
    app = application(importlib.import_module(package))
    found = differences(understood(DiskFiles(spec.parent), spec.name), served_by(app))
    assert [each for each in found if not is_told(each, made.diagnostics)] == []


def plain(path: Path, folder: Path) -> Path:
    if path.suffix != ".gz":
        return path
    unpacked = folder / path.stem
    unpacked.write_bytes(gzip.decompress(path.read_bytes()))
    return unpacked


def is_told(difference: Difference, diagnostics: tuple[Diagnostic, ...]) -> bool:
    wanted = TOLD.get(difference.kind) if difference.kind else "values that are empty"
    return wanted is not None and any(
        re.search(wanted, each.message) and each.line > 0 for each in diagnostics
    )
