"""The gate lets through what the templates make, and nothing else, even where a template had let spec text through."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from specpress.emit.gate import VERBATIM, Expected, Stopped, gate
from specpress.emit.gate_text import Vocabulary
from specpress.pipeline import build

SPEC = {"paths": {"/pets/{pet-id}": {"get": {"operationId": "getPet", "pattern": "^a$"}}}}
EXPECTED = Expected({"Pet": ("@id",)}, ("get_pet",), (SPEC, "@id"))
MODELS = '''"""Any documentation at all, even exec("x")."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._models import Model


class Pet(Model):
    """Some `__import__("os")` words."""

    id: Annotated[str, Field(alias="@id", pattern="^a\\\\z")] = "getPet"
    """More words: {text}"""
'''
CLIENT = """from . import models


class Pets:
    def get_pet(self) -> models.Pet:
        return self._call("/pets/{pet_id}")
"""


def tree(**changed: str) -> dict[PurePosixPath, str]:
    files = {"models": MODELS, "client": CLIENT, "_models": "", **changed}
    files["_models"] = (VERBATIM / "_models.py").read_text("utf-8") + files["_models"]
    return {PurePosixPath(f"{name}.py"): text for name, text in files.items()}


def test_what_the_templates_make_passes() -> None:
    gate(tree(), EXPECTED)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"models": MODELS + '\n__import__("os").system("x")\n'}, "uses `__import__`"),
        ({"models": MODELS + "\nimport os.path\n"}, "imports `os.path`"),
        ({"models": MODELS + "\nfrom subprocess import run\n"}, "imports `subprocess`"),
        ({"models": MODELS + "\nfrom .absent import run\n"}, "imports `absent`"),
        ({"models": MODELS + '\nx: "exec(Pet)" = 1\n'}, "text that is not from the spec"),
        ({"models": MODELS + "\nx: exec(Pet) = 1\n"}, "uses `exec`"),
        ({"models": MODELS + "\n    def f(self, x: open) -> None: ...\n"}, "uses `open`"),
        ({"models": MODELS + "\nx = Pet.__subclasses__()\n"}, "uses `__subclasses__`"),
        ({"models": MODELS + "\nx = lambda: eval\n"}, "uses `eval`, in <lambda>"),
        ({"models": MODELS + "\nx = 'SECRET TOKEN'\n"}, "text that is not from the spec"),
        ({"models": MODELS + "\nx = ['https://evil.example', 'a']\n"}, "not from the spec"),
        ({"models": MODELS + "\nx = '\\d'\n"}, "does not compile"),
        ({"models": MODELS + "\nx = (\n"}, "does not compile"),
        ({"models": MODELS + "\nx = '\0'\n"}, "does not compile"),
        ({"models": MODELS.replace("Pet(", "Dog(")}, "the model `Pet` is missing"),
        ({"models": MODELS.replace("@id", "getPet")}, "no alias for '@id'"),
        ({"client": CLIENT.replace("get_pet", "get_dog")}, "a method `get_pet` is missing"),
        ({"_models": "\nx = 1\n"}, "not the runtime module that it should be"),
    ],
)
def test_anything_else_does_not(changed: dict[str, str], told: str) -> None:
    with pytest.raises(Stopped) as stopped:
        gate(tree(**changed), EXPECTED)
    assert told in str(stopped.value)


@pytest.mark.parametrize(
    "path",
    [
        "../models.py",
        "/models.py",
        "a/../b.py",
        "con.py",
        "a b.py",
        "models.pyc",
        "x" * 300 + ".py",
    ],
)
def test_a_file_has_a_safe_name(path: str) -> None:
    with pytest.raises(Stopped):
        gate({PurePosixPath(path): ""}, Expected({}, (), ()))


def test_files_differ_in_more_than_case() -> None:
    files: Mapping[PurePosixPath, str] = {PurePosixPath("a.py"): "", PurePosixPath("A.py"): ""}
    with pytest.raises(Stopped, match="differ in case only"):
        gate(files, Expected({}, (), ()))


def test_words_are_known_in_any_spelling_that_names_are_made_of() -> None:
    vocabulary = Vocabulary([{"\uff50\uff52\uff49\uff4e\uff54-it": ["createPet", "a/\ufb00ort"]}])
    assert vocabulary.strange(["/print_it", "/create_pet", "/a/ffort"], set()) == ""
    assert vocabulary.strange(["/print_them"], set()) == "/print_them"


def test_a_build_goes_through_the_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that prints spec text as it is: the gate stops what the guard was taken away from."""
    from specpress.emit import models

    spec = tmp_path / "openapi.yaml"
    spec.write_text(
        "openapi: 3.1.0\ninfo: {title: x, version: '1'}\n"
        "components: {schemas: {Pet: {type: object, description: 'exec(1)'}}}\n"
    )
    original = models.emit_models

    def careless(plan: models.ModelsPlan) -> dict[PurePosixPath, str]:
        files = original(plan)
        files[PurePosixPath("models.py")] += "exec(1)\n"
        return files

    assert build(spec).ok
    monkeypatch.setattr(models, "emit_models", careless)
    with pytest.raises(Stopped, match="uses `exec`"):
        build(spec)
