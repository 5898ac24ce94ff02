"""A copy of part of a real document: it imports, decodes as the whole does, and nothing else is in it.

Every schema and every operation is selected once. What the copy makes of payloads drawn from the schemas, and of the
same with something wrong, is held against what the package of the whole document makes of them: equal values, equal errors.
`make loop` takes larger documents and more payloads than `make test`.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis.errors import Unsatisfiable
from pydantic import TypeAdapter, ValidationError
from tests.conftest import put_files
from tests.meaning import Side
from tests.sampling import repeatable, samples

from specpress.api import Api, Json, Operation, Subschema
from specpress.config import Options, Selection
from specpress.diagnostics import Report
from specpress.pipeline import Plans, plan, understand
from specpress.plan.types import Named, Type, annotation, imports
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.vendoring.copy import make_copy
from specpress.vendoring.settings import SLICE, Local, Vendor
from specpress.vendoring.sources import Fetched

FULL = os.environ.get("SPECPRESS_LOOP") == "full"
DOCUMENTS = ["museum.yaml", "petstore-v3.yaml", "redocly-cafe-32.yaml"]
LARGE = ["meilisearch.json", "qdrant.json", "figma.yaml"] if FULL else []
EXAMPLES = 12 if FULL else 5
REF = re.compile(r'"#/components/schemas/([^"/]+)')

Outcome = tuple[str, object]


@dataclass(slots=True)
class Whole:
    """The package of the whole document, and what it makes of the payloads of each schema: every one decoded once."""

    api: Api
    plans: Plans
    models: ModuleType
    texts: dict[int, list[str]] = field(default_factory=dict)
    outcomes: dict[tuple[int, Type], list[Outcome]] = field(default_factory=dict)

    def payloads(self, schema: Subschema) -> list[str]:
        if id(schema) not in self.texts:
            self.texts[id(schema)] = [json.dumps(v) for v in drawn(Side(self.api), schema)]
        return self.texts[id(schema)]

    def decoded(self, schema: Subschema, type: Type) -> list[Outcome]:
        key = id(schema), type
        if key not in self.outcomes:
            self.outcomes[key] = decoded(self.models, type, self.payloads(schema))
        return self.outcomes[key]


def drawn(side: Side, schema: Subschema) -> list[Json]:
    """What the schema allows, then the same with something wrong."""
    values: list[Json] = []

    @repeatable(EXAMPLES)
    @given(samples(side, schema))
    def keep(value: Json) -> None:
        values.append(value)

    try:
        keep()
    except Unsatisfiable:
        pass
    chance = random.Random(0)
    return [*values, *(damaged(value, chance) for value in values), None, 0, "text", [], {}]


def damaged(value: Any, chance: random.Random) -> Any:
    """One thing in a value made another: a member gone, new, or of another type."""
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], damaged(value[at], chance), *value[at + 1 :]]
    if not isinstance(value, dict) or not value:
        return chance.choice([None, True, -1, 0.5, "other", [value], {"in": value}])
    name = chance.choice(list(value))
    match chance.randrange(4):
        case 0:
            return {key: each for key, each in value.items() if key != name}
        case 1:
            return {**value, "not_declared": 1}
        case _:
            return {**value, name: damaged(value[name], chance)}


def decoded(models: ModuleType, type: Type, texts: list[str]) -> list[Outcome]:
    """Values as they are sent back, errors with their places; leniently and strictly."""
    names: dict[str, Any] = {"models": models, "__package__": models.__name__.partition(".")[0]}
    names["__name__"] = f"{names['__package__']}.client"
    for module, name in imports(type):
        exec(f"from {module} import {name}", names)  # noqa: S102
    adapter: TypeAdapter[Any] = TypeAdapter(eval(annotation(type, "models."), names))
    return [outcome(adapter, text, strict) for text in texts for strict in (False, True)]


def outcome(adapter: TypeAdapter[Any], text: str, strict: bool) -> Outcome:
    try:
        value = adapter.validate_json(text, strict=strict)
    except ValidationError as error:
        return "error", [
            (e["type"], fields(e["loc"]), e["msg"], e["input"]) for e in error.errors()
        ]
    return "value", adapter.dump_json(value, by_alias=True, exclude_unset=True)


def fields(loc: tuple[int | str, ...]) -> list[int | str]:
    """Without pydantic's descriptions of alternatives (`union[...]`), which depend on what it compiled before."""
    return [step for step in loc if isinstance(step, int) or "[" not in step]


def whole_of(spec: Path, package: Path) -> Whole:
    report = Report()
    api = understand(load(DiskFiles(spec.parent), spec.name, report), report)
    assert api is not None
    plans = plan(api, Options(), report)
    models, _ = vendored(spec, Selection(), package)
    return Whole(api, plans, models)


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


def check_schemas(whole: Whole, part: ModuleType, names: set[str], told: str) -> int:
    """Every component of the copy; how many payloads that were."""
    count = 0
    for name in sorted(names):
        schema = whole.api.schemas[whole.api.components[name]]
        type = Named(whole.plans.models.components[name])
        expected = whole.decoded(schema, type)
        found = decoded(part, type, whole.payloads(schema))
        assert found == expected, f"{name} of {told}"
        count += len(found)
    return count


def check_operation(whole: Whole, part: ModuleType, operation: Operation) -> int:
    """Every answer of an operation, and its body."""
    assert whole.plans.operations is not None
    planned = next(
        one
        for group in whole.plans.operations.groups
        for one in group.operations
        if (one.method, one.path) == (operation.method.upper(), operation.path)
    )
    pairs = [
        (media.schema or media.item_schema, content.type)
        for response, each in zip(operation.responses, planned.responses, strict=True)
        for media, content in zip(response.content, each.contents, strict=True)
    ]
    if operation.body and planned.body:
        for content in planned.body.contents:
            media = next(m for m in operation.body.content if m.name == content.media_type)
            pairs.append((media.schema or media.item_schema, content.type))
    count = 0
    for schema, type in pairs:
        if schema is not None:
            found = decoded(part, type, whole.payloads(schema))
            assert found == whole.decoded(schema, type), f"{planned.method} {planned.path}"
            count += len(found)
    return count


def reachable(slice: dict[str, Any], roots: set[str]) -> set[str]:
    """By looking at the text alone."""
    schemas = slice.get("components", {}).get("schemas", {})
    others = {key: value for key, value in slice.items() if key != "components"}
    parts = {k: v for k, v in slice.get("components", {}).items() if k != "schemas"}
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


def selections(api: Api) -> Iterator[tuple[Selection, str, Operation | None]]:
    for name in api.components:
        yield Selection(schemas=(name,)), name, None
    for operation in api.operations:
        title = f"{operation.method.upper()} {operation.path}"
        yield Selection(operations=(title,)), title, operation


@pytest.mark.parametrize("document", DOCUMENTS + LARGE)
def test_every_schema_and_operation(
    document: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = shared / "corpus/real" / document
    monkeypatch.syspath_prepend(str(tmp_path))
    stem = re.sub(r"\W", "_", document)
    whole = whole_of(spec, tmp_path / f"{stem}_whole")
    count = 0
    for number, (selection, told, operation) in enumerate(selections(whole.api)):
        name = f"{stem}_{number}"
        part, slice = vendored(spec, selection, tmp_path / name)
        schemas = set(slice.get("components", {}).get("schemas", {}))  # type: ignore[attr-defined]
        assert schemas == reachable(slice, set() if operation else {told}), told
        assert set(part.__all__) <= set(whole.models.__all__), told
        count += check_schemas(whole, part, schemas, told)
        if operation is not None:
            count += check_operation(whole, part, operation)
        for module in [module for module in sys.modules if module.split(".")[0] == name]:
            del sys.modules[module]
    assert count > 100
