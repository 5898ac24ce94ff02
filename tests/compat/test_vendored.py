"""Copies in three real downstream repositories, checked out afresh and run where specpress was never installed.

A source with tags, a downstream with models, one with models and client, one with every other flavour; each committed,
cloned and zipped; run on the oldest and the newest pydantic. Installs from the package index: `make compat`.
"""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.behaviour.test_vendor import SPEC, WITHOUT_NICK, add, call, commit, git
from tests.compat.test_versions import installed

FLAVOURS = ("dataclass", "typeddict", "msgspec")
PETS = """
from one.vendor.pets.models import Pet
found = Pet.model_validate_json('{"name": "Rex", "nick": null, "owner": {"name": "Ann", "age": 3}}')
print(found.name, found.owner.name, found.model_dump_json(exclude_unset=True))
"""
CLIENT = """
from two.pets.client import AsyncPets, Pets
from two.pets.models import Pet
with Pets(host="http://127.0.0.1:9") as api:
    try:
        api.pets.get(1)
    except Exception as error:
        print(type(error).__module__, type(error).__name__)
"""
OTHERS = """
import json
from three.dataclass_.models import Pet
print(Pet(**json.loads('{"name": "Rex"}')))
from three.typeddict_.models import Pet
print(Pet(name="Rex"))
import msgspec
from three.msgspec_.models import Pet
print(msgspec.json.decode(b'{"name": "Rex"}', type=Pet))
"""
ABSENT = """
import importlib.util
assert importlib.util.find_spec("specpress") is None
"""


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three downstreams, each cloned as a CI machine would have it, beside a zip of it."""
    folder = tmp_path_factory.mktemp("repositories")
    source = folder / "source"
    source.mkdir()
    git(source, "init", "-q", "-b", "main")
    commit(source, SPEC, "v1.0.0")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("one", "two", "three"):
            here = folder / "work" / name
            (here / name).mkdir(parents=True)
            git(here, "init", "-q", "-b", "main")
            (here / "pyproject.toml").write_text(f'[project]\nname = "{name}"\n')
            (here / name / "__init__.py").touch()
            patched.chdir(here)
            _copies(source, name)
    commit(source, WITHOUT_NICK, "v1.1.0")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("one", "two", "three"):
            here = folder / "work" / name
            patched.chdir(here)
            assert call("update", "--to", "v1.1.0").exit_code == 0
            git(here, "add", "-A")
            git(here, "commit", "-qm", "vendor")
            git(folder, "clone", "-q", str(here), str(folder / name))
            with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
                for path in (folder / name / name).rglob("*"):
                    archive.write(path, path.relative_to(folder / name))
    return folder


def _copies(source: Path, name: str) -> None:
    if name == "one":
        Path("one/vendor").mkdir()
        Path("one/vendor/__init__.py").touch()
        add(source, "one/vendor/pets", "--emit", "models")
    elif name == "two":
        add(source, "two/pets", "--emit", "models,client", "--tag", "pets")
    else:
        for flavour in FLAVOURS:
            add(source, f"three/{flavour}_", "--flavour", flavour)


@pytest.mark.parametrize("pydantic", ["pydantic==2.7.*", "pydantic"])
def test_copies_run(checkouts: Path, tmp_path: Path, pydantic: str) -> None:
    python = installed(tmp_path / "env", pydantic, "httpx2", "msgspec")
    for name, code in (("one", PETS), ("two", CLIENT), ("three", OTHERS)):
        for script in (checkouts / name).rglob("verify.py"):
            assert "none wrong" in _run(python, str(script))
        told = []
        for place in (checkouts / name, checkouts / f"{name}.zip"):
            start = f"import sys; sys.path.insert(0, {str(place)!r})\n{ABSENT}"
            told.append(_run(python, "-I", "-c", start + code))
        assert told[0] == told[1]
        assert told[0].startswith(
            {"one": "Rex Ann {", "two": "two.pets."}.get(name, "Pet(name='Rex'")
        )


def _run(python: Path, *arguments: str) -> str:
    done = subprocess.run([str(python), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
