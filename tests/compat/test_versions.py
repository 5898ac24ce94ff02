"""Generated packages in environments of their own: the oldest and the newest pydantic, both HTTP libraries, no specpress.

Installs from the package index, so it is not part of `make test`: `make compat`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT, put_files

from specpress.config import Options
from specpress.pipeline import build

CODE = """
import json, os, sys
import pydantic
from made import models
from made.client import AsyncDatafold, Datafold

required = {"data_source1_id": 1, "data_source2_id": 2, "kind": "in_db", "pk_columns": ["id"]}
one = models.DataDiff.model_validate_json(json.dumps({**required, "status": "queued", "new_field": [1], "algorithm": None}))
assert one.status == "queued" and not one.status.is_known
back = json.loads(one.model_dump_json(exclude_unset=True, by_alias=True))
assert back == {**required, "status": "queued", "new_field": [1], "algorithm": None}, back
try:
    models.DataDiff.model_validate_json(json.dumps({**required, "status": "queued"}), strict=True)
except pydantic.ValidationError as error:
    assert "status" in str(error)
else:
    raise AssertionError("strict took an unknown value")
with Datafold(api_key="x", host="http://127.0.0.1:9") as api:
    assert "x" not in repr(api).split("Datafold")[-1].replace("0x", "")
print(pydantic.VERSION)
"""

GOLDENS = """
from importlib import import_module
from pydantic import TypeAdapter

for name in sys.argv[1:]:
    models = import_module(f"{name}.models")
    for each in models.__all__:
        TypeAdapter(getattr(models, each)).json_schema()
"""


def installed(folder: Path, *packages: str) -> Path:
    python = folder / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        subprocess.run([str(uv), "venv", "-q", "--python", sys.executable, str(folder)], check=True)
        subprocess.run(
            [str(uv), "pip", "install", "-q", "--python", str(python), *packages], check=True
        )
    else:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *packages], check=True)
    return python


@pytest.mark.parametrize("http", ["httpx2", "httpx"])
@pytest.mark.parametrize("pydantic", ["pydantic==2.7.*", "pydantic"])
def test_package_runs(tmp_path: Path, pydantic: str, http: str) -> None:
    options = Options(emit=("models", "client"), http=http)  # type: ignore[arg-type]
    made = build(ROOT / "spec/datafold/openapi.yaml", options)
    put_files(tmp_path / "made", made.files)
    python = installed(tmp_path / "env", pydantic, http)
    command = [
        str(python),
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{CODE}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if "==" in pydantic:
        assert done.stdout.startswith("2.7.")


def test_package_runs_on_the_oldest_python(tmp_path: Path) -> None:
    """All of it, the router too: what is made for 3.10 names nothing that came later."""
    found = shutil.which("python3.10")
    if not found or subprocess.run([found, "-V"], capture_output=True, check=False).returncode:
        pytest.skip("there is no python3.10 here")
    options = Options(target_python="3.10")
    put_files(tmp_path / "made", build(ROOT / "spec/datafold/openapi.yaml", options).files)
    subprocess.run([found, "-m", "venv", str(tmp_path / "env")], check=True)
    python = str(tmp_path / "env/bin/python")
    packages = ("pydantic", "httpx2", "fastapi")
    subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{CODE}\nfrom made import router\n"
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("pydantic", ["pydantic==2.7.*", "pydantic"])
def test_every_kind_of_model_builds(tmp_path: Path, pydantic: str) -> None:
    goldens = sorted((ROOT / "tests/golden").glob("models_*/spec.yaml"))
    assert len(goldens) > 20
    names = [spec.parent.name for spec in goldens]
    for spec in goldens:
        put_files(tmp_path / spec.parent.name, build(spec, Options(emit=("models",))).files)
    python = installed(tmp_path / "env", pydantic)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{GOLDENS}"
    command = [str(python), "-I", "-c", code, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
