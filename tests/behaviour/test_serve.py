"""`specpress serve`: the generated router answers with examples, and its page needs nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.serving import served

from specpress.standin.application import PAGE, Standin, standin

SPEC = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
security: [{key: []}]
paths:
  /pets/{id}:
    get:
      operationId: pet
      parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
      responses:
        "200":
          description: A pet
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
              examples:
                dog: {value: {name: Rex, kind: dog}}
                cat: {value: {name: Tom, kind: cat}}
        "404": {description: No such pet, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /pets:
    get:
      operationId: pets
      security: []
      responses:
        "200":
          description: All pets
          content: {application/json: {schema: {type: array, minItems: 2, items: {$ref: "#/components/schemas/Pet"}}}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  schemas:
    Problem:
      type: object
      required: [title, status]
      properties: {title: {type: string, maxLength: 3}, status: {type: integer, minimum: 400, multipleOf: 4}}
    Pet:
      type: object
      required: [name, kind]
      properties:
        name: {type: string, minLength: 6}
        kind: {type: string, enum: [cat, dog]}
        born: {type: string, format: date}
        friends: {type: array, items: {$ref: "#/components/schemas/Pet"}}
"""
KEY = {"Authorization": "Bearer anything"}


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "pets.yaml").write_text(SPEC)
    return tmp_path / "pets.yaml"


@pytest.fixture
def url(spec: Path, tmp_path: Path) -> Iterator[str]:
    made = standin(spec, tmp_path)
    assert made.app is not None
    with served(made.app) as address:
        yield address


def test_the_first_example_is_the_answer(url: str) -> None:
    assert httpx.get(f"{url}/pets/1", headers=KEY).json() == {"name": "Rex", "kind": "dog"}


def test_another_example_by_name(url: str) -> None:
    headers = {**KEY, "Prefer": "example=cat"}
    assert httpx.get(f"{url}/pets/1", headers=headers).json() == {"name": "Tom", "kind": "cat"}


def test_another_status(url: str) -> None:
    answer = httpx.get(f"{url}/pets/1", headers={**KEY, "Prefer": "code=404"})
    assert (answer.status_code, answer.json()) == (404, {"title": "tex", "status": 400})


def test_an_answer_is_made_where_there_is_no_example(url: str) -> None:
    found = httpx.get(f"{url}/pets").json()
    assert len(found) == 2
    assert found[0]["name"] == "textxx"
    assert found[0]["kind"] == "cat"


def test_requests_are_checked(url: str) -> None:
    assert httpx.get(f"{url}/pets/0", headers=KEY).status_code == 422
    assert httpx.get(f"{url}/pets/1").status_code == 401


def test_the_page_is_local(url: str) -> None:
    answer = httpx.get(f"{url}/docs")
    assert answer.text == PAGE.read_text()
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"https?:|src=|@import|url\(", answer.text)
    assert httpx.get(f"{url}/openapi.json").json()["info"]["title"] == "Pets"


def test_a_bad_spec_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("openapi: 3.1.0\ninfo: {title: A}\npaths: {/a: {get: 1}}\n")
    made = standin(tmp_path / "bad.yaml", tmp_path)
    assert made == Standin(None, made.diagnostics)
    assert any(d.severity == "error" for d in made.diagnostics)


def test_the_command_says_where_it_listens(spec: Path) -> None:
    command = [sys.executable, "-c", "from specpress.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "serve", str(spec), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        page = process.stdout.readline().strip()
        assert httpx.get(page).status_code == 200
        assert len(httpx.get(page.replace("/docs", "/pets")).json()) == 2
    finally:
        process.terminate()
        process.wait(10)
