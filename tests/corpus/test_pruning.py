"""A copy of part of a real document: it imports, its models are those of the whole, and nothing else is in it."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import TypeAdapter
from tests.conftest import put_files

from specpress.config import Options, Selection
from specpress.diagnostics import Report
from specpress.pipeline import understand
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.vendoring.copy import make_copy
from specpress.vendoring.settings import SLICE, Local, Vendor
from specpress.vendoring.sources import Fetched

DOCUMENTS = ("museum.yaml", "petstore-v3.yaml", "redocly-cafe-32.yaml")
REF = re.compile(r'"#/components/schemas/([^"/]+)')


def vendored(
    spec: Path, selection: Selection, folder: Path
) -> tuple[ModuleType, dict[str, object]]:
    options = Options(emit=("models",), include=selection)
    vendor = Vendor(folder.name, Local(spec, spec.name), folder, options, False, 0)
    copy = make_copy(vendor, Fetched(DiskFiles(spec.parent), spec.name, {}))
    assert copy.lock is not None, copy.diagnostics
    put_files(folder, copy.files)
    importlib.invalidate_caches()
    return importlib.import_module(f"{folder.name}.models"), json.loads(copy.files[SLICE])


def selections(spec: Path) -> Iterator[tuple[Selection, str]]:
    report = Report()
    api = understand(load(DiskFiles(spec.parent), spec.name, report), report)
    assert api is not None
    for name in api.components:
        yield Selection(schemas=(name,)), name
    for operation in api.operations:
        yield Selection(operations=(f"{operation.method.upper()} {operation.path}",)), ""


def meaning(models: ModuleType, name: str) -> object:
    return TypeAdapter(getattr(models, name)).json_schema()


def reachable(slice: dict[str, object], roots: set[str]) -> set[str]:
    """By looking at the text alone."""
    schemas = slice.get("components", {}).get("schemas", {})  # type: ignore[attr-defined]
    others = {key: value for key, value in slice.items() if key != "components"}
    parts = {k: v for k, v in slice.get("components", {}).items() if k != "schemas"}  # type: ignore[attr-defined]
    seen: set[str] = set()
    todo = roots | set(REF.findall(json.dumps([others, parts])))
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            mapping = schemas[name].get("discriminator", {}).get("mapping", {}).values()
            todo |= set(REF.findall(json.dumps(schemas[name]))) | {
                n for n in mapping if n in schemas
            }
    return seen


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_schema_and_operation(
    document: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = shared / "corpus/real" / document
    monkeypatch.syspath_prepend(str(tmp_path))
    stem = re.sub(r"\W", "_", document)
    whole, _ = vendored(spec, Selection(), tmp_path / f"{stem}_whole")
    for number, (selection, root) in enumerate(selections(spec)):
        name = f"{stem}_{number}"
        part, slice = vendored(spec, selection, tmp_path / name)
        schemas = slice.get("components", {}).get("schemas", {})  # type: ignore[attr-defined]
        assert set(schemas) == reachable(slice, {root} - {""}), selection
        assert set(part.__all__) <= set(whole.__all__), selection
        for model in part.__all__:
            assert meaning(part, model) == meaning(whole, model), f"{model} of {selection}"
        for module in [module for module in sys.modules if module.split(".")[0] == name]:
            del sys.modules[module]
