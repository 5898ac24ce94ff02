"""What routers of real documents serve means what the documents mean, or a diagnostic tells the difference.

In `SPECPRESS_SERVED=full` all documents take part, those of many megabytes too; in a plain run those of a second.
"""

from __future__ import annotations

import gzip
import importlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.behaviour.test_served_document import application, served_by, understood
from tests.conftest import put_files
from tests.meaning import Difference, differences

from specpress.api import Api
from specpress.config import Options
from specpress.diagnostics import Report, Span
from specpress.pipeline import build, plan
from specpress.plan.router_losses import losses
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
    "default": "defaults|the default of|inside types",
    "format": "formats|inside types",
    "operations": "names in paths",
    "extensions": "extensions that are null",
}
"""What a note or a loss has to say of a difference of each kind."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the diagnostics say, and the places that they say it of; notes about all of a kind count at each of them."""

    kinds: frozenset[str]
    places: dict[Span, list[str]]

    def tells(self, difference: Difference) -> bool:
        """At the place itself; a difference that has none, of the whole document, anywhere."""
        texts = [text for span in difference.spans for text in self.places.get(span, ())]
        if not difference.spans:
            texts = [text for found in self.places.values() for text in found]
        wanted = TOLD.get(difference.kind)
        return wanted is not None and any(re.search(wanted, text) for text in texts)


def told(api: Api, options: Options) -> Told:
    """Of every schema and operation apart, where the report of a build names the first of a kind."""
    places: dict[Span, list[str]] = {}
    report = Report()
    plans = plan(api, options, report)
    assert plans.operations is not None
    lost = [*losses(plans.api, plans.operations)]
    for kind, span in lost:
        places.setdefault(span.plain(), []).append(kind)
    for found in report.findings:
        if found.code != "SP517":  # of many places
            places.setdefault(found.span.plain(), []).append(found.message)
    return Told(frozenset(kind for kind, _ in lost), places)


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
    options = Options(emit=("models", "router"))
    made = build(spec, options)
    package = "served_" + re.sub(r"\W", "_", name)
    put_files(tmp_path / package, made.files)
    monkeypatch.syspath_prepend(str(tmp_path))
    app = application(importlib.import_module(package))
    ours = understood(DiskFiles(spec.parent), spec.name)
    found = differences(ours, served_by(app))
    known = told(ours, options)
    assert [str(each) for each in found if not known.tells(each)] == []
    notes = [each.message for each in made.diagnostics if each.code == "SP517"]
    assert all(any(kind in note for note in notes) for kind in known.kinds)


def plain(path: Path, folder: Path) -> Path:
    if path.suffix != ".gz":
        return path
    unpacked = folder / path.stem
    unpacked.write_bytes(gzip.decompress(path.read_bytes()))
    return unpacked


def test_a_note_of_another_place_tells_nothing() -> None:
    here, there = Span("a.yaml", "/components/schemas/A"), Span("a.yaml", "/components/schemas/B")
    known = Told(frozenset(), {here: ["titles of schemas", "the default of 'x' is not applied"]})

    def tells(kind: str, *spans: Span) -> bool:
        return known.tells(Difference("GET /", kind, 1, 2, spans))

    assert tells("title", there, here)
    assert tells("default", here)
    assert not tells("title", there)
    assert not tells("default", there)
    assert not tells("maximum", here)
