"""Make a copy: fetch, select, slice, and build from the slice alone, so that the slice is enough to make it again."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from specpress.api import Api
from specpress.config import EVERYTHING, Options
from specpress.diagnostics import Diagnostic, Report
from specpress.digest import digest
from specpress.extensions import NO_EXTENSIONS
from specpress.output.explained import shown
from specpress.output.lock import Lock, make_lock
from specpress.records import dataclass
from specpress.source.documents import Documents, load
from specpress.source.files import MemoryFiles
from specpress.source.remote import Remote
from specpress.vendoring.settings import SLICE, VERIFY, Vendor
from specpress.vendoring.sources import Fetched


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything that goes into the folder of a copy; `lock` is None when there is an error."""

    files: Mapping[PurePosixPath, str]
    lock: Lock | None
    diagnostics: tuple[Diagnostic, ...]


def make_copy(vendor: Vendor, source: Fetched, remote: Remote | None = None) -> Copy:
    """The copy as it should be now; writes nothing. `remote` knows documents on other hosts from before."""
    report = Report()
    remote = remote or Remote(vendor.options.allow_remote)
    documents = load(source.files, source.entry, report, remote)
    api = _selected(vendor, documents, report)
    declared = vendor.options.extensions
    found = report.diagnostics({**documents, **declared.located()})
    if api is None or report.failed:
        return Copy({}, None, found)
    from specpress.vendoring.baked import bake, told_there
    from specpress.vendoring.slice import slice_document

    slice = slice_document(documents, api, report)
    places = bake(slice, api, declared)
    text = json.dumps(slice, indent=1, ensure_ascii=False) + "\n"
    files, told = files_of(text, vendor.options, verify=vendor.verify)
    told = in_folder(told_there(told, places, declared), vendor.out)
    if not files:
        return Copy({}, None, (*found, *told))
    sources = {
        name if name != documents.entry else "": digest(document.text)
        for name, document in documents.items()
    }
    counts = {kind: sum(d.severity == kind for d in told) for kind in ("warning", "loss")}
    origin = {**source.origin, "documents": sources}
    lock = make_lock(files, vendor.options, {"": digest(text)}, counts, origin)
    return Copy(files, lock, told)


def in_folder(found: tuple[Diagnostic, ...], out: Path) -> tuple[Diagnostic, ...]:
    """Findings about the slice, which is named as it will stand on disk."""
    there = shown(out / SLICE)
    return tuple(replace(d, file=there) if d.file == SLICE.as_posix() else d for d in found)


def files_of(
    text: str, options: Options, *, verify: bool
) -> tuple[dict[PurePosixPath, str], tuple[Diagnostic, ...]]:
    """What a slice gives, with the slice itself; no files when there is an error."""
    from specpress.pipeline import build_from

    whole = replace(
        options, include=EVERYTHING, exclude=EVERYTHING, root="", extensions=NO_EXTENSIONS
    )
    made = build_from(MemoryFiles({SLICE.as_posix(): text.encode()}), SLICE.as_posix(), whole)
    if not made.ok:
        return {}, made.diagnostics
    files = {**made.files, SLICE: text}
    if verify:
        files[VERIFY] = verify_text()
    return files, made.diagnostics


def verify_text() -> str:
    return importlib.resources.files("specpress.vendoring").joinpath("verify.py").read_text("utf-8")


def _selected(vendor: Vendor, documents: Documents, report: Report) -> Api | None:
    from specpress.pipeline import chosen, understand

    api = understand(documents, report)
    return chosen(api, vendor.options, report) if api else None
