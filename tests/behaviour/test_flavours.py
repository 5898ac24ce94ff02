"""Models for repositories without pydantic: the same names, classes that decode, and no word of what is lost left out."""

from __future__ import annotations

import ast
import dataclasses
import json
import subprocess
import sys
import typing
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import datamodel_code_generator
import msgspec
import pytest
from datamodel_code_generator import generate
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
def test_texts_reach_the_output_as_docstrings_only(
    tmp_path: Path, flavour: Flavour, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def spy(text: str, **settings: object) -> object:
        given.append(text)
        return generate(text, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(datamodel_code_generator, "generate", spy)
    (tmp_path / "s.yaml").write_text(SPEC)
    text = made(tmp_path / "s.yaml", flavour)["models.py"]
    assert len(given) == 1 and "text of the spec" not in given[0]
    found = [n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)]
    told = 'text of the spec: \\"\\"\\" \\N {x}'
    assert [v for v in found if "text of" in str(v)] == ([] if flavour == "typeddict" else [told])


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


TOLD = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      description: 'About \"\"\" a \\N {x} pet.'
      properties:
        name: {type: string, description: What it is called.}
        class: {type: integer, default: 3, description: A keyword.}
        good: {type: boolean, default: true}
        word: {type: string, default: plain}
        odd: {type: string, default: 'a"b'}
        kind: {$ref: '#/components/schemas/Kind', default: cat}
        tags: {type: array, items: {type: string}, default: [a]}
        when: {type: string, format: date-time, default: '2020-01-01T00:00:00Z'}
    Kind: {type: string, enum: [cat, dog]}
"""


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_descriptions_and_plain_defaults(
    flavour: Flavour, generated: Callable[..., ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "told.yaml").write_text(TOLD)
    options = Options(emit=("models",), flavour=flavour, engine="datamodel-code-generator")
    made = build(tmp_path / "told.yaml", options)
    text = next(text for path, text in made.files.items() if path.name == "models.py")
    lost = {d.message.rpartition(" ")[2] for d in made.diagnostics if "the default of" in d.message}
    if flavour == "typeddict":
        assert lost == {"class", "good", "word", "odd", "kind", "tags", "when"}
        return
    dated = {"when"} if flavour in ("pydantic", "msgspec") else set()
    assert lost == {"odd", "kind", "tags"} | dated
    package = generated(TOLD, emit=("models",), flavour=flavour, engine=options.engine)
    models = __import__(f"{package.__name__}.models").models
    pet = models.Pet(name="Rex")
    assert (pet.class_, pet.good, pet.word) == (3, True, "plain")
    assert models.Pet.__doc__ == 'About """ a \\N {x} pet.'
    for doc in ("What it is called.", "A keyword."):
        assert f'\n    """{doc}"""\n' in text


UNNAMED = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Either:
      oneOf:
        - {type: object, required: [a], properties: {a: {type: string}}}
        - {type: object, required: [b], properties: {b: {type: string}}}
    Both:
      allOf:
        - {$ref: '#/components/schemas/Either'}
        - {type: object, required: [c], properties: {c: {type: string}}}
    Input:
      type: object
      properties:
        input: {additionalProperties: true, anyOf: [{$ref: '#/components/schemas/Plain'}, {type: object}]}
    Plain: {type: object, properties: {info: {type: object, properties: {x: {type: string}}}}}
    Merged:
      allOf:
        - {type: object, properties: {info: {type: object, properties: {x: {type: string}}}}}
        - {type: object, properties: {info: {properties: {y: {type: string}}}}}
"""


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_what_would_need_further_classes_is_lost_and_told(
    flavour: Flavour, generated: Callable[..., ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "unnamed.yaml").write_text(UNNAMED)
    options = Options(emit=("models",), flavour=flavour, engine="datamodel-code-generator")
    found = build(tmp_path / "unnamed.yaml", options)
    assert found.ok, found.diagnostics
    assert any("a union within allOf" in d.message for d in found.diagnostics)
    package = generated(UNNAMED, emit=("models",), flavour=flavour, engine=options.engine)
    models = __import__(f"{package.__name__}.models").models
    assert {"Either", "Both", "Input", "Plain", "Merged"} <= set(models.__all__)
    if flavour in ("dataclass", "msgspec"):
        assert models.Both(c="x").c == "x"
