"""Models for repositories without pydantic: the same names, classes that decode, and no word of what is lost left out."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import typing
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from tests.conftest import put_files

from specpress.config import Flavour, Options
from specpress.emit.flavours import FlavourError, _held_to
from specpress.pipeline import build

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      description: 'text of the spec: \\"\\"\\" \\N {x}'
      properties:
        name: {type: string, minLength: 1}
        bad-key: {type: integer}
        status: {type: [string, 'null'], enum: [new, old, null]}
        owner: {type: object, properties: {name: {type: string}, pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    dog:
      allOf:
        - $ref: '#/components/schemas/Pet'
        - {type: object, required: [bark], properties: {bark: {type: boolean}}}
    Id: {anyOf: [{type: string}, {type: integer}]}
"""
FLAVOURS: tuple[Flavour, ...] = ("dataclass", "typeddict", "msgspec", "pydantic")
NAMES = {"Pet", "PetOwner", "PetStatus", "dog", "Id"}


def made(spec: Path, flavour: Flavour) -> dict[str, str]:
    options = Options(emit=("models",), flavour=flavour, engine="datamodel-code-generator")
    found = build(spec, options)
    assert found.ok, found.diagnostics
    return {path.as_posix(): text for path, text in found.files.items()}


@pytest.fixture
def models(generated: Callable[..., ModuleType]) -> Callable[[Flavour], ModuleType]:
    def make(flavour: Flavour) -> ModuleType:
        package = generated(
            SPEC, emit=("models",), flavour=flavour, engine="datamodel-code-generator"
        )
        return typing.cast(ModuleType, __import__(f"{package.__name__}.models").models)

    return make


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_names_are_those_of_our_own_models(
    flavour: Flavour, models: Callable[[Flavour], ModuleType], generated: Callable[..., ModuleType]
) -> None:
    ours = generated(SPEC, emit=("models",))
    own = __import__(f"{ours.__name__}.models").models
    assert set(own.__all__) == set(models(flavour).__all__) == NAMES


def test_dataclass(models: Callable[[Flavour], ModuleType]) -> None:
    found = models("dataclass")
    assert [f.name for f in dataclasses.fields(found.dog)] == [
        "name",
        "bad_key",
        "status",
        "owner",
        "bark",
    ]
    assert found.dog(name="Rex", bark=True).status is None


def test_typeddict(models: Callable[[Flavour], ModuleType]) -> None:
    found = models("typeddict").Pet
    assert found.__required_keys__ == {"name"}
    assert "bad-key" in found.__optional_keys__


def test_msgspec(models: Callable[[Flavour], ModuleType]) -> None:
    found = models("msgspec")
    rex = msgspec.json.decode(
        b'{"name": "Rex", "bad-key": 3, "bark": true, "owner": {"pets": []}}', type=found.dog
    )
    assert (rex.bad_key, rex.owner.pets) == (3, [])
    assert json.loads(msgspec.json.encode(rex))["bad-key"] == 3


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SPEC)
    options = Options(emit=("models",), flavour="dataclass", engine="datamodel-code-generator")
    told = [
        (d.severity, d.line, d.message) for d in build(tmp_path / "s.yaml", options).diagnostics
    ]
    codes = {d.code for d in build(tmp_path / "s.yaml", options).diagnostics}
    assert codes == {"SP630"}
    assert [(severity, line) for severity, line, _ in told] == [("loss", 6), ("loss", 11)]
    assert "bad-key" in told[0][2]
    assert "lengths" in told[1][2]


def test_what_cannot_be_made_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise FlavourError("renamed")

    monkeypatch.setattr("specpress.emit.flavours.emit_flavour", fail)
    (tmp_path / "s.yaml").write_text(SPEC)
    options = Options(emit=("models",), flavour="msgspec", engine="datamodel-code-generator")
    found = build(tmp_path / "s.yaml", options)
    assert "SP631" in {d.code for d in found.diagnostics}
    assert not found.ok


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_text_of_the_spec_but_wire_names_and_values(tmp_path: Path, flavour: Flavour) -> None:
    (tmp_path / "s.yaml").write_text(SPEC)
    assert "text of the spec" not in made(tmp_path / "s.yaml", flavour)["models.py"]


def test_checkers_like_them(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SPEC)
    for flavour in FLAVOURS:
        options = Options(emit=("models",), flavour=flavour, engine="datamodel-code-generator")
        put_files(tmp_path / "all" / flavour, build(tmp_path / "s.yaml", options).files)
    (tmp_path / "all/__init__.py").touch()
    for command in (
        ["mypy", "--strict", "--config-file=", "-p", "all"],
        ["black", "--check", "--quiet", "all"],
        ["ruff", "check", "--isolated", "all"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "class Pet: pass\nclass Pet1: pass",
        "class Other: pass",
        "import os\nclass Pet: pass",
        "from os import system\nclass Pet: pass",
        "class Pet:\n    x: int = print(1)",
        "class Pet:\n    x = lambda: 1",
        "class Pet: pass\nPet().x()",
        "if 1:\n    pass\nclass Pet: pass",
    ],
)
def test_what_comes_back_is_held_to_what_went_in(text: str) -> None:
    import ast

    with pytest.raises(FlavourError):
        _held_to(ast.parse(text), {"Pet"}, more=False)
