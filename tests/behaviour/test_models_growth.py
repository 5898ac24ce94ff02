"""Growth: a change of the document is a change of that size in the models, in one file or in a package of many."""

from __future__ import annotations

import copy
import difflib
import json
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from tests.in_memory import built, imported, openapi

REF = "#/components/schemas/"
FEW = 12
MANY = 330


def schemas(count: int) -> dict[str, Any]:
    """Models that refer to others, enums, unions, aliases that name themselves: of every kind some."""
    made: dict[str, Any] = {
        "Tree": {"type": "array", "items": {"$ref": f"{REF}Tree"}},
        "Status": {"type": "string", "enum": ["open", "shut"]},
    }
    for n in range(count):
        fields: dict[str, Any] = {
            "kind": {"const": f"m{n}"},
            "next": {"$ref": f"{REF}M{(n * 7 + 1) % count}"},
            "status": {"$ref": f"{REF}Status"},
            "inner": {"type": "object", "properties": {"size": {"type": "integer", "minimum": 0}}},
            "tree": {"$ref": f"{REF}Tree"},
        }
        if n % 5 == 0:
            variants = [{"$ref": f"{REF}M{(n + k) % count}"} for k in (1, 2)]
            fields["either"] = {"oneOf": variants, "discriminator": {"propertyName": "kind"}}
        made[f"M{n}"] = {"type": "object", "required": ["kind"], "properties": fields}
    return made


def files(found: Mapping[str, Any]) -> Mapping[PurePosixPath, str]:
    made = built(openapi(found))
    assert made.ok, made.diagnostics
    return made.files


def changed(
    before: Mapping[PurePosixPath, str], after: Mapping[PurePosixPath, str]
) -> dict[str, int]:
    """How many lines differ, by file."""
    found = {}
    for path in before.keys() | after.keys():
        left, right = before.get(path, ""), after.get(path, "")
        if left != right:
            lines = difflib.unified_diff(left.splitlines(), right.splitlines(), n=0, lineterm="")
            found[path.as_posix()] = sum(line[:1] in "+-" for line in lines) - 2
    return found


@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_optional_field_changes_one_file_by_one_line(count: int) -> None:
    before = schemas(count)
    after = copy.deepcopy(before)
    after["M7"]["properties"]["novel"] = {"type": "string"}
    assert list(changed(files(before), files(after)).values()) == [1]


@pytest.mark.parametrize("count", [FEW, MANY])
def test_a_new_schema_renames_none_and_moves_few(count: int) -> None:
    before = schemas(count)
    novel = {"type": "object", "properties": {"next": {"$ref": f"{REF}M3"}}}
    after = {**before, "Novel": novel}
    old, new = files(before), files(after)
    assert old.keys() <= new.keys()
    assert sum(changed(old, new).values()) < 40
    with imported(old) as models:
        names = set(models.__all__)
    with imported(new) as models:
        assert set(models.__all__) == names | {"Novel"}


def test_a_component_takes_its_name_from_an_inline_schema_and_says_so() -> None:
    before = schemas(FEW)
    made = built(openapi({**before, "M1Inner": {"type": "object", "properties": {}}}))
    told = [d.message for d in made.diagnostics if d.code == "SP410"]
    assert any("M1Inner" in message and "M1Inner2" in message for message in told)


ANSWERS = [
    {"kind": "m5", "next": {"kind": "m36"}, "status": "open", "inner": {"size": 1}},
    {"kind": "m5", "status": "half", "novel": [1, {"a": None}]},
    {"kind": "m5", "either": {"kind": "m6", "tree": [[], [[]]]}},
    {"kind": "m5", "either": {"kind": "fox"}},
    {"kind": "m5", "inner": {"size": -1}},
    {"kind": "other"},
    {"kind": "m5", "next": {}},
]


def test_a_package_of_modules_decodes_as_one_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    found = schemas(MANY)
    whole = files(found)
    monkeypatch.setattr("specpress.plan.split.LARGE", 10_000)
    single = files(found)
    assert PurePosixPath("models.py") in single and PurePosixPath("models.py") not in whole
    with imported(whole) as package, imported(single) as module:
        assert sorted(package.__all__) == sorted(module.__all__)
        for answer in ANSWERS:
            for strict in (False, True):
                text = json.dumps(answer)
                assert decoded(package.M5, text, strict) == decoded(module.M5, text, strict)


def test_a_model_of_a_package_imports_what_it_needs_alone() -> None:
    found = {
        **schemas(MANY),
        "Lonely": {"type": "object", "properties": {"id": {"type": "integer"}}},
    }
    with imported(files(found)) as package:
        assert package.Lonely(id=1).id == 1
        loaded = [name for name in sys.modules if name.startswith(f"{package.__name__}._")]
        assert len(loaded) == 1


def decoded(model: Any, text: str, strict: bool) -> Any:
    adapter = TypeAdapter(model)
    try:
        made = adapter.validate_json(text, strict=strict)
    except ValidationError as error:
        return [(e["loc"], e["type"]) for e in error.errors()]
    return adapter.dump_json(made, by_alias=True, exclude_unset=True)


@pytest.mark.parametrize("count", [12, 13, 200])
def test_a_ring_of_models_builds_deep_in_a_program(count: int) -> None:
    ring = {f"M{n}": {"$ref": f"{REF}M{(n + 1) % count}"} for n in range(count)}
    found = {
        name: {
            "type": "object",
            "properties": {"next": to, "by": {"type": "object", "additionalProperties": to}},
        }
        for name, to in ring.items()
    }

    def below(depth: int, models: Any) -> Any:
        if depth:
            return below(depth - 1, models)
        return models.M0.model_validate_json('{"next": {"by": {"a": {}}}}')

    with imported(files(found)) as models:
        assert type(below(400, models).next.by["a"]) is models.M2
