"""Recorded answers replayed: each thing that the spec lacks is one finding, and the patch mends what a patch can."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli.verify import verify
from specpress.codes.pages import CODES
from specpress.pages.drift_files import drift_files
from specpress.pages.infer import infer
from specpress.source.document import document
from specpress.source.insertion import insert_element, insert_member, inserted
from tests.unit.held import PAGE, SPEC

PETS = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      responses:
        "200":
          description: A pet
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
        "404": {description: None}
  /pets:
    get:
      operationId: list_pets
      responses:
        "200":
          description: Pets
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        kind:
          anyOf:
            - {type: string, enum: [cat, dog]}  # more to come
            - {type: "null"}
        owner:
          type: object
          properties:
            name: {type: string}
        name: {type: string, minLength: 2, pattern: "^[A-Z]"}
        extra: {type: object}
        either:
          oneOf:
            - {type: object, required: [a], properties: {a: {type: integer}}}
            - {type: object, required: [b], properties: {b: {type: string}}}
        labels: {type: object, additionalProperties: {type: integer}}
        parent: {$ref: "#/components/schemas/Pet"}
"""


def replay(folder: Path, answers: dict[str, Any], spec: str = PETS) -> list[str]:
    """What is said of the answers, in short: code, line, and what it is about."""
    (folder / "openapi.yaml").write_text(spec)
    for name, answer in answers.items():
        path = folder / "answers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer if isinstance(answer, str) else json.dumps(answer))
    found = drift_files(folder / "openapi.yaml", folder / "answers")
    cut = f"{folder.as_posix()}/answers/"
    return [f"{d.code} {d.line} {d.message.replace(cut, '')}" for d in found.diagnostics]


def test_answers_that_the_spec_has_say_nothing(tmp_path: Path) -> None:
    pet = {
        "id": 1,
        "kind": None,
        "owner": {"name": "Ada"},
        "name": "Rex",
        "extra": {"any": ["thing"]},
        "either": {"b": "x"},
        "labels": {"free": 1},
        "parent": {"id": 2, "kind": "cat"},
    }
    answers = {
        "get_pet.200.json": pet,
        "list_pets/all.json": [pet, pet],
        "get_pet/404.json": {"detail": "no"},
    }
    assert replay(tmp_path, answers) == []


CASES: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"id": 1, "fur": "long"},
        ["SP731 28 GET /pets/{id} 200 fur: answers have this field, and the spec does not; by what was seen: {type: string} (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "owner": {"name": "Ada", "age": 3}},
        ["SP731 36 GET /pets/{id} 200 owner.age: answers have this field, and the spec does not; by what was seen: {type: integer} (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "kind": "cow"},
        ["SP732 32 GET /pets/{id} 200 kind: answers have cow, which the enum does not list (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": "1"},
        ["SP733 29 GET /pets/{id} 200 id: answers have string here, which the spec does not allow (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "parent": {"id": 2, "owner": None}},
        ["SP733 34 GET /pets/{id} 200 parent.owner: answers have null here, which the spec does not allow (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"name": "Rex"},
        ["SP734 27 GET /pets/{id} 200 id: the spec requires this field, and answers lack it (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "name": "X"},
        ["SP736 38 GET /pets/{id} 200 name: answers have X, against minLength (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "either": {"b": "x", "c": 1}},
        ["SP731 43 GET /pets/{id} 200 either.c: answers have this field, and the spec does not; by what was seen: {type: integer} (in 1 of 1 answers, first in get_pet.json)"],
    ),
    (
        {"id": 1, "labels": {"x": "y"}},
        ["SP733 44 GET /pets/{id} 200 labels.x: answers have string here, which the spec does not allow (in 1 of 1 answers, first in get_pet.json)"],
    ),
    ({"id": "<redacted>", "kind": "<redacted>", "owner": "<redacted>"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), CASES, ids=range(len(CASES)))
def test_one_finding_for_each_cause(
    tmp_path: Path, answer: dict[str, Any], said: list[str]
) -> None:
    assert replay(tmp_path, {"get_pet.json": answer}) == said


def test_the_strict_models_have_the_last_word(tmp_path: Path) -> None:
    """A pattern is theirs to check."""
    (said,) = replay(
        tmp_path,
        {"get_pet.1.json": {"id": 1, "name": "rex"}, "get_pet.2.json": {"id": 1, "name": "rex"}},
    )
    assert said.startswith(
        "SP736 12 GET /pets/{id}: the strict models refuse 2 of the answers, first get_pet.1.json: name"
    )


def test_a_cause_is_said_once_with_all_that_was_seen(tmp_path: Path) -> None:
    answers = {
        "get_pet.a.json": {"id": 1, "size": 1},
        "get_pet.b.json": {"id": 1, "size": None},
        "list_pets.json": [{"id": 1, "size": 2.5}, {"id": 3}],
        "any.json": {
            "method": "GET",
            "path": "https://api.example.com/pets/3?x=1",
            "status": 418,
            "body": {},
        },
    }
    assert replay(tmp_path, answers) == [
        "SP735 7 GET /pets/{id} 418: the API answered 418, which the spec does not list (in 1 of 4 answers, first in any.json)",
        'SP731 28 GET /pets/{id} 200 size: answers have this field, and the spec does not; by what was seen: {type: [number, "null"]} (in 3 of 4 answers, first in get_pet.a.json)',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "get_pet.json",
            "{",
            "SP730 1 not valid JSON: Expecting property name enclosed in double quotes",
        ),
        ("get_pet.json", "<html>", "SP730 1 this is an HTML or XML page, not an OpenAPI document"),
        ("other.json", "{}", "SP730 1 it is not clear which operation gave this answer"),
        ("get_petals.json", "{}", "SP730 1 it is not clear which operation gave this answer"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert replay(tmp_path, {name: text}) == [said]


def test_each_code_of_drift_has_a_case_here() -> None:
    shown = {line[:5] for _, lines in CASES for line in lines} | {"SP730", "SP735"}
    assert {code for code in CODES if code >= "SP730"} == shown


# --- the patch ------------------------------------------------------------------------------------------------


def command(*arguments: object) -> Result:
    return CliRunner().invoke(verify, [str(argument) for argument in arguments])


def test_the_patch_of_the_curated_spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(SPEC)
    Path("page.txt").write_text(PAGE)
    Path("answers").mkdir()
    base = {"data_source1_id": 1, "data_source2_id": 2, "kind": "in_db", "pk_columns": ["id"]}
    first = {**base, "status": "queued", "new_flag": True, "stats": {"rows": [1, 2.5], "by": None}}
    Path("answers", "1.json").write_text(json.dumps(first))
    Path("answers", "2.json").write_text(json.dumps({**base, "status": "queued", "new_flag": None}))
    found = command("openapi.yaml", "--responses", "answers", "--patch", "drift.patch")
    assert found.exit_code == 1 and found.stderr.endswith("2 recorded answers: 3 causes of drift\n")
    subprocess.run(["git", "apply", "-p0", "drift.patch"], check=True)
    fields = yaml.safe_load(Path("openapi.yaml").read_text())["components"]["schemas"]["DataDiff"][
        "properties"
    ]
    reason = "Seen in live answers; the page does not show it."
    assert list(fields)[77:] == ["new_flag", "stats"]
    assert fields["new_flag"] == {"type": ["boolean", "null"], "x-specpress-editorial": reason}
    assert fields["stats"]["properties"] == {
        "rows": {"type": "array", "items": {"type": "number"}},
        "by": {},
    }
    assert fields["status"]["anyOf"][0]["enum"][-2:] == ["cancelled", "queued"]
    assert command("openapi.yaml", "--responses", "answers").exit_code == 0
    page = command("openapi.yaml", "--page", "page.txt", "--format", "json")
    assert [d["code"] for d in json.loads(page.stdout)["diagnostics"]] == ["SP714"]


def test_the_patch_goes_after_the_findings_or_into_the_json(tmp_path: Path) -> None:
    replay(tmp_path, {"get_pet.json": {"id": 1, "fur": "long"}})
    spec, answers = tmp_path / "openapi.yaml", tmp_path / "answers"
    found = command(spec, "--responses", answers)
    assert found.exit_code == 1 and "+        fur: {type: string}\n" in found.stdout
    told = json.loads(command(spec, "--responses", answers, "--format", "json").stdout)
    assert told["answers"] == 1 and "+        fur: {type: string}\n" in told["patch"]


def test_no_answers_is_2(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(PETS)
    assert command(tmp_path / "openapi.yaml", "--responses", tmp_path / "none").exit_code == 2
    assert command(tmp_path / "openapi.yaml", "--responses", tmp_path).exit_code == 2
    assert command(tmp_path / "none.yaml", "--responses", tmp_path).exit_code == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b: 1  # one\n\n# two\n", "a:\n  b: 1  # one\n  z: 9\n\n# two\n"),
        ("a:\n  b:\n    - 1\n    - {c: 2}\nd: 3", "a:\n  b:\n    - 1\n    - {c: 2}\n  z: 9\nd: 3"),
        ("a:\n  b: |\n    text\n\nc: 1\n", "a:\n  b: |\n    text\n\n  z: 9\nc: 1\n"),
        ("a: {b: 1}\n", "a: {b: 1, z: 9}\n"),
        ("a: {}\n", "a: {z: 9}\n"),
        ("a: {\n  b: 1\n}\n", "a: {\n  b: 1,\n  z: 9\n}\n"),
        ("a: {b: 1}", "a: {b: 1, z: 9}"),
        ("a:\n  b: 1", "a:\n  b: 1\n  z: 9"),
        ("a:\n", None),
        ("a: [1]\n", None),
        ("b: {}\n", None),
    ],
)
def test_a_member_is_inserted(text: str, expected: str | None) -> None:
    made = insert_member(document("x.yaml", "x.yaml", text.encode()), "/a", "z: 9")
    assert (inserted(text, [made]) if made else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  - 1  # one\n", "a:\n  - 1  # one\n  - 9\n"),
        ("a:\n- 1\n- 2\nb: 3\n", "a:\n- 1\n- 2\n- 9\nb: 3\n"),
        ("a: [1, 2]\n", "a: [1, 2, 9]\n"),
        ("a: [\n  1,\n  2\n]\n", "a: [\n  1,\n  2,\n  9\n]\n"),
        ('{"a": ["x"]}', '{"a": ["x", 9]}'),
        ("\ufeffa: [1]\n", "\ufeffa: [1, 9]\n"),
    ],
)
def test_an_element_is_inserted(text: str, expected: str) -> None:
    made = insert_element(document("x", "x", text.encode()), "/a", "9")
    assert made is not None
    assert inserted(text, [made]) == expected


@pytest.mark.parametrize(
    ("values", "schema"),
    [
        ([None], {}),
        (["<redacted>"], {}),
        ([1, 2.0], {"type": "integer"}),
        ([1, 2.5, None], {"type": ["number", "null"]}),
        (["a", True], {"type": ["boolean", "string"]}),
        ([[], [1]], {"type": "array", "items": {"type": "integer"}}),
        ([{"a": 1}, {"b": "x"}], {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}),
        ([{}], {"type": "object"}),
    ],
)  # fmt: skip
def test_what_is_inferred(values: list[Any], schema: dict[str, Any]) -> None:
    assert infer(values) == schema
