"""What the generated router serves as its OpenAPI document means the same as the document that it was made from."""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from tests.in_memory import openapi
from tests.meaning import Difference, differences

from specpress.api import Api
from specpress.diagnostics import Report
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import DiskFiles, Files, MemoryFiles

Generated = Callable[..., ModuleType]
SAME = [
    "firecracker.json",
    "notion.json",
    "oai-3.2-tags-example.yaml",
    "oai-api-with-examples.yaml",
    "oai-callback-example.yaml",
    "oai-link-example.yaml",
    "oai-non-oauth-scopes.yaml",
    "oai-petstore-expanded.yaml",
    "oai-petstore.yaml",
    "oai-tictactoe.yaml",
    "oai-uspto.json",
    "oai-webhook-example.yaml",
    "petstore-v3.yaml",
]
NEARLY = {
    "airflow-ui.yaml": {"title"},
    "museum.yaml": {"description"},
    "redocly-cafe-32.yaml": {"title", "description"},
    "resend.yaml": {"description"},
    "scalar-galaxy.yaml": {"description"},
}
"""Documents of which some texts are lost, and nothing that decides what is valid: titles and descriptions beside
what became an alias."""


class Anything:
    """Implements every protocol, for routes that are only looked at."""

    def __getattr__(self, name: str) -> Any:
        return lambda **kwargs: None


def understood(files: Files, name: str) -> Api:
    report = Report()
    documents = load(files, name, report)
    api = read(documents, report)
    assert api is not None, report.diagnostics(documents)
    return api


def application(package: ModuleType) -> FastAPI:
    router = importlib.import_module(f"{package.__name__}.router")
    made = router.create_app(*(Anything() for _ in inspect.signature(router.create_app).parameters))
    assert isinstance(made, FastAPI)
    return made


def served_by(app: FastAPI) -> Api:
    document = app.openapi() | {"openapi": "3.2.0"}  # what is served has itemSchema where it is due
    return understood(MemoryFiles({"served.json": json.dumps(document).encode()}), "served.json")


def compared(generated: Generated, spec: Path) -> list[Difference]:
    app = application(generated(spec, emit=("models", "router")))
    return differences(understood(DiskFiles(spec.parent), spec.name), served_by(app))


def test_datafold(generated: Generated, root: Path) -> None:
    assert compared(generated, root / "spec" / "datafold" / "openapi.yaml") == []


@pytest.mark.parametrize("name", SAME)
def test_document(generated: Generated, shared: Path, name: str) -> None:
    assert compared(generated, shared / "corpus" / "real" / name) == []


@pytest.mark.parametrize("name", sorted(NEARLY))
def test_nothing_but_texts_is_lost(generated: Generated, shared: Path, name: str) -> None:
    found = compared(generated, shared / "corpus" / "real" / name)
    others = [each for each in found if each.kind not in NEARLY[name]]
    assert others == []


def test_a_difference_is_seen(generated: Generated, root: Path) -> None:
    """The comparison can fail: every kind of change to the served document is told."""
    spec = root / "spec" / "datafold" / "openapi.yaml"
    app = application(generated(spec, emit=("models", "router")))
    ours = understood(DiskFiles(spec.parent), spec.name)
    text = json.dumps(app.openapi())
    for old, new in [
        ('"default": false', '"default": true'),
        ('"minLength": 1', '"minLength": 2'),
        ('"in_db"', '"in_memory"'),
        ('"operationId": "get_datadiff"', '"operationId": "read_datadiff"'),
        ('"Authorization"', '"X-Key"'),
        ('{"type": "integer"}', '{"type": "number"}'),
        ('"401": {', '"402": {'),
    ]:
        assert old in text, old
        changed = understood(MemoryFiles({"s.json": text.replace(old, new).encode()}), "s.json")
        assert differences(ours, changed), old


def test_two_packages_in_one_application(generated: Generated, root: Path) -> None:
    """Classes of the same name are told apart by FastAPI, and every reference follows."""
    spec = root / "spec" / "datafold" / "openapi.yaml"
    app = FastAPI()
    for prefix in ("/one", "/two"):
        package = generated(spec, emit=("models", "router"))
        router = importlib.import_module(f"{package.__name__}.router")
        made = router.create_router(Anything(), Anything())
        assert isinstance(made, APIRouter)
        app.include_router(made, prefix=prefix)
    api = served_by(app)
    one, two = api.operations
    assert (one.path, two.path) == tuple(
        f"/{p}/api/v1/datadiffs/{{datadiff_id}}" for p in ("one", "two")
    )
    assert one.responses == two.responses or len(api.components) >= 2


def test_what_only_documents_is_served(generated: Generated, tmp_path: Path) -> None:
    """Formats of unions, listed names of properties, no title of pydantic's, texts below fields with an alias."""
    members = {
        "class": {"$ref": "#/components/schemas/Late", "description": "Not defined yet."},
        "level": {"type": "integer", "format": "int32", "oneOf": [{"const": 1}, {"const": 2}]},
        "names": {
            "type": "object",
            "propertyNames": {"$ref": "#/components/schemas/Language"},
            "additionalProperties": {"type": "string"},
        },
        "never": {"enum": []},
        "ids": {"type": "array", "items": {"$ref": "#/components/schemas/Id"}},
        "kept": {"type": "array", "items": {"$ref": "#/components/schemas/Kept"}},
    }
    schemas = {
        "All": {"properties": members},
        "Late": {"type": "object", "properties": {"all": {"$ref": "#/components/schemas/All"}}},
        "Language": {"type": "string", "enum": ["de", "en"]},
        "Id": {"type": "integer", "readOnly": True, "deprecated": True},
        "Kept": {"type": "object", "properties": {"n": {"type": "integer"}}, "readOnly": True},
    }
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/All"}}}
    responses = {"200": {"description": "All.", "content": answer}}
    paths = {"/": {"get": {"operationId": "get", "responses": responses}}}
    spec = tmp_path / "said.json"
    spec.write_text(json.dumps(openapi(schemas) | {"paths": paths}))
    assert compared(generated, spec) == []


def test_a_union_is_served_once(generated: Generated, tmp_path: Path) -> None:
    """Not `anyOf` of the variants beside `oneOf` of the same, which would say nothing more."""
    pet = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "size": {"type": "integer"}},
    }
    variants = [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]
    mapping = {"cat": variants[0]["$ref"], "dog": variants[1]["$ref"]}
    unions = {
        "any": {
            "anyOf": variants,
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        },
        "one": {"oneOf": [{"type": "string"}, {"oneOf": [{"type": "string"}, *variants]}]},
        "inline": {"type": "object", "oneOf": [{"properties": {"a": {}}}, *variants]},
    }
    schemas = {
        "Cat": pet,
        "Dog": pet,
        "All": {"type": "object", "properties": unions},
    }
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/All"}}}
    responses = {"200": {"description": "All.", "content": answer}}
    spec = tmp_path / "unions.json"
    paths = {"/": {"get": {"operationId": "get", "responses": responses}}}
    spec.write_text(json.dumps(openapi(schemas) | {"paths": paths}))
    app = application(generated(spec, emit=("models", "router")))
    served = app.openapi()["components"]["schemas"]["All"]["properties"]
    keys = {name: {"anyOf", "oneOf"} & served[name].keys() for name in served}
    assert keys == {"any": {"anyOf"}, "one": {"oneOf"}, "inline": {"oneOf"}}
    assert compared(generated, spec) == []


def test_texts_in_a_large_package(generated: Generated, tmp_path: Path) -> None:
    """Many classes stand in many modules, where a field knows its alias later than its text is asked for."""
    fields = {
        "class": {"$ref": "#/components/schemas/Late", "description": "Has an alias."},
        "name": {"type": "string", "description": "Has none."},
    }
    back = {"next": {"$ref": "#/components/schemas/First"}}
    schemas: dict[str, Any] = {"First": {"type": "object", "properties": fields}}
    schemas |= {f"Other{n}": {"type": "object", "properties": {"n": {}}} for n in range(300)}
    schemas["Late"] = {"type": "object", "properties": back}
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/First"}}}
    responses = {"200": {"description": "First.", "content": answer}}
    paths = {"/": {"get": {"operationId": "get", "responses": responses}}}
    spec = tmp_path / "large.json"
    spec.write_text(json.dumps(openapi(schemas) | {"paths": paths}))
    assert compared(generated, spec) == []
