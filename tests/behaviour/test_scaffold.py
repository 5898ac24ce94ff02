"""A scaffolded service runs as it is: it refuses everybody, and what nobody has written yet is 501."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import httpx
import pytest
from tests.serving import served

from specpress.config import Options
from specpress.emit.scaffold import NotAPackage, scaffold

SPEC = """
openapi: 3.1.0
info: {title: Jottings, version: "1"}
tags: [{name: notes, description: What people write down.}]
paths:
  /notes/{id}:
    get:
      operationId: notes_get
      tags: [notes]
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: A note, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        "501": {description: Later}
  /public:
    get:
      operationId: list
      tags: [notes]
      responses:
        "200": {description: All, content: {application/json: {schema: {type: array, items: {type: string}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"""


def module(generated: Callable[..., ModuleType], folder: Path) -> ModuleType:
    package = generated(SPEC, emit=("models", "router"))
    (folder / "notes.yaml").write_text(SPEC)
    text = scaffold(folder / "notes.yaml", Options(), package.__name__)
    name = f"service_of_{package.__name__}"
    (folder / f"{name}.py").write_text(text)
    importlib.invalidate_caches()
    try:
        return importlib.import_module(name)
    finally:
        sys.modules.pop(name, None)


def test_it_runs_before_anything_is_written(
    generated: Callable[..., ModuleType], tmp_path: Path
) -> None:
    with served(module(generated, tmp_path).app) as url:
        assert httpx.get(f"{url}/public").status_code == 501
        assert httpx.get(f"{url}/notes/1").status_code == 401
        assert httpx.get(f"{url}/notes/1", headers={"X-Key": "any"}).status_code == 401


def test_a_method_is_replaced_by_writing_it(
    generated: Callable[..., ModuleType], tmp_path: Path
) -> None:
    made = module(generated, tmp_path)

    class Notes(made.NotesService):  # type: ignore[misc, name-defined]
        async def list(self) -> list[str]:
            return ["milk"]

    with served(made.create_app(Notes(), made.SecurityService())) as url:
        assert httpx.get(f"{url}/public").json() == ["milk"]


def test_a_package_has_an_import_path(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage):
        scaffold(tmp_path / "notes.yaml", Options(), "my-package")
