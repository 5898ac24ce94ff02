"""Each rule finds its case and nothing in a clean document; suppressions silence, and are reported when they do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli.lint import lint as command
from specpress.codes.lint import CODES
from specpress.diagnostics import Finding, Report
from specpress.lint import lint
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

Tree = dict[str, object]
ANSWERS: Tree = {"200": {"description": "ok"}, "default": {"description": "bad"}}
GET: Tree = {"operationId": "get_pet", "responses": ANSWERS}


def found(document: Tree) -> tuple[Finding, ...]:
    whole = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, **document}
    report = Report()
    documents = load(MemoryFiles({"a.json": json.dumps(whole).encode()}), "a.json", report)
    return lint(documents, report)


def with_schema(schema: Tree, **others: Tree) -> Tree:
    """A document in which an operation uses the schema."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    answers = {**ANSWERS, "200": {"description": "ok", "content": content}}
    return {
        "paths": {"/pet": {"get": {**GET, "responses": answers}}},
        "components": {"schemas": {"Pet": schema, **others}},
    }


def with_operation(method: str = "get", **changed: object) -> Tree:
    operation = {key: value for key, value in {**GET, **changed}.items() if value is not None}
    return {"paths": {"/pet": {method: operation}}}


def obj(*required: str, **properties: object) -> Tree:
    return {"type": "object", "required": list(required), "properties": properties}


BODY = {"content": {"application/json": {"schema": {"type": "string"}}}}
TEXT: Tree = {"type": "string"}
THREE = obj(x=TEXT, y=TEXT, z=TEXT)
DISCRIMINATED: Tree = {
    "oneOf": [{"$ref": "#/components/schemas/Cat"}],
    "discriminator": {"propertyName": "kind"},
}
CASES: list[tuple[str, Tree, str]] = [
    ("SP220", with_operation(operationId=None), "/paths/~1pet/get"),
    ("SP221", with_operation(responses={"404": {"description": "x"}}), "/paths/~1pet/get"),
    ("SP222", with_operation(responses={"200": {"description": "x"}}), "/paths/~1pet/get"),
    ("SP223", with_operation(requestBody=BODY), "/paths/~1pet/get/requestBody"),
    (
        "SP224",
        with_operation(responses={**ANSWERS, "204": {"description": "x", **BODY}}),
        "/paths/~1pet/get/responses/204/content/application~1json",
    ),
    (
        "SP225",
        with_operation("post", requestBody={"content": {"application/json": {}}}),
        "/paths/~1pet/post/requestBody/content/application~1json",
    ),
    (
        "SP226",
        {**with_operation(tags=["pet"]), "tags": [{"name": "pets"}]},
        "/paths/~1pet/get/tags/0",
    ),
    (
        "SP227",
        with_operation(
            parameters=[
                {"name": "q", "in": "query", "required": True, "deprecated": True, "schema": TEXT}
            ]
        ),
        "/paths/~1pet/get/parameters/0",
    ),
    ("SP230", with_schema(obj("nmae", name=TEXT)), "/components/schemas/Pet/required/0"),
    ("SP231", with_schema({"enum": ["a", "b", "a"]}), "/components/schemas/Pet/enum/2"),
    ("SP232", with_schema({"type": "string", "enum": ["a", 1]}), "/components/schemas/Pet/enum/1"),
    ("SP233", with_schema({"minimum": 2, "maximum": 1}), "/components/schemas/Pet/minimum"),
    ("SP234", with_schema({"oneOf": [obj(a=TEXT), obj(b=TEXT)]}), "/components/schemas/Pet/oneOf"),
    (
        "SP235",
        with_schema(obj(a=THREE, b=THREE)),
        "/components/schemas/Pet/properties/a",
    ),
    ("SP236", with_schema({"type": "array"}), "/components/schemas/Pet"),
    (
        "SP237",
        with_schema({"type": ["string", "null"], "enum": ["a"]}),
        "/components/schemas/Pet/enum",
    ),
    (
        "SP238",
        with_schema(DISCRIMINATED, Cat=obj(kind=TEXT)),
        "/components/schemas/Pet/discriminator",
    ),
    (
        "SP239",
        with_schema({**TEXT, "readOnly": True, "writeOnly": True}),
        "/components/schemas/Pet",
    ),
    ("SP240", with_schema({**TEXT, "format": "datetime"}), "/components/schemas/Pet/format"),
    ("SP241", with_schema(TEXT, Old=TEXT), "/components/schemas/Old"),
    (
        "SP242",
        {
            **with_operation(),
            "components": {"securitySchemes": {"K": {"type": "http", "scheme": "bearer"}}},
        },
        "/components/securitySchemes/K",
    ),
    ("SP243", with_schema({**TEXT, "examples": [1]}), "/components/schemas/Pet"),
    (
        "SP248",
        {**with_operation(), "x-specpress-ignore": "SP1"},
        "/x-specpress-ignore",
    ),
    (
        "SP249",
        {**with_operation(), "x-specpress-ignore": ["SP236"]},
        "/x-specpress-ignore/0",
    ),
]


@pytest.mark.parametrize(("code", "document", "pointer"), CASES, ids=[c for c, _, _ in CASES])
def test_a_rule_finds_its_case(code: str, document: Tree, pointer: str) -> None:
    assert [(f.code, f.span.pointer) for f in found(document) if f.code in CODES] == [
        (code, pointer)
    ]


def test_every_rule_has_a_case() -> None:
    assert {code for code, _, _ in CASES} == set(CODES)


@pytest.mark.parametrize(
    "document",
    [
        with_operation(),
        with_schema(obj("a", a=TEXT, b={"type": "array", "items": TEXT})),
        with_schema({"oneOf": [obj("a", a=TEXT), obj("b", b=TEXT)]}),
        with_schema({"oneOf": [obj(k={"enum": ["a"]}), obj(k={"enum": ["b"]})]}),
        with_schema({"type": ["string", "null"], "enum": ["a", None]}),
        with_schema({"enum": [1, True, "1"], "examples": [1]}),
        with_schema(obj(a=TEXT, next={"$ref": "#/components/schemas/Pet"})),
        {"components": {"schemas": {"Alone": TEXT}}},
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(document: Tree) -> None:
    assert [f.code for f in found(document) if f.code in CODES] == []


@pytest.mark.parametrize("value", ["SP236", ["SP236"], {"SP236": "any list will do"}])
@pytest.mark.parametrize("place", ["schema", "document"])
def test_a_suppression_silences_what_is_below_it(value: object, place: str) -> None:
    schema: Tree = {"type": "array"}
    document = with_schema(schema)
    (schema if place == "schema" else document)["x-specpress-ignore"] = value
    assert [f.code for f in found(document) if f.code in CODES] == []


def test_an_error_cannot_be_silenced() -> None:
    document = {"paths": [], "x-specpress-ignore": "SP210"}
    assert [f.code for f in found(document)] == ["SP210"]


def test_examples_of_3_0_are_read_as_3_0_means_them() -> None:
    pet = {"type": "object", "nullable": True, "example": None}
    old = {**with_schema(pet), "openapi": "3.0.3"}
    assert [f.code for f in found(old) if f.code == "SP243"] == []
    low = {"type": "integer", "minimum": 1, "exclusiveMinimum": True, "example": 1}
    old = {**with_schema(low), "openapi": "3.0.3"}
    assert [f.code for f in found(old) if f.code == "SP243"] == ["SP243"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--fail-on", "note"], 1),
        (["--fail-on", "note", "--ignore", "SP236"], 0),
        (["--fail-on", "warning", "--ignore", "SP231"], 1),
        (["--fail-on", "never"], 0),
    ],
)
def test_the_command_fails_on_what_it_is_told_to(
    arguments: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}}
    (tmp_path / "a.json").write_text(json.dumps({**document, **with_schema({"type": "array"})}))
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(command, ["a.json", *arguments]).exit_code == status


def test_the_configuration_can_silence_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}}
    (tmp_path / "a.json").write_text(json.dumps({**document, **with_schema({"type": "array"})}))
    (tmp_path / "specpress.toml").write_text('[lint]\nignore = ["SP236", "SP231"]\n')
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["a.json", "--format", "json"])
    told = json.loads(result.stdout)["diagnostics"]
    assert [(d["code"], d["file"], d["line"], d["column"]) for d in told] == [
        ("SP249", "specpress.toml", 2, 20)
    ]


def test_what_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    assert CliRunner().invoke(command, [str(tmp_path / "a.json")]).exit_code == 2
    assert CliRunner().invoke(command, [str(tmp_path / "absent.json")]).exit_code == 2


DOCS = Path(__file__).parents[2] / "docs" / "lint.md"


def test_the_page_lists_every_rule() -> None:
    rows = {line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| SP")}
    assert rows == {f"| {code} | {rule.severity} | {rule.title} |" for code, rule in CODES.items()}


def test_the_examples_of_the_page_silence_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, config = DOCS.read_text("utf-8").split("```yaml\n")[1].split("```toml\n")
    (tmp_path / "a.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: x, version: '1'}\n"
        "paths: {/a: {get: {operationId: a, responses: {'200': {description: ok}}}}}\n"
        + spec.split("```")[0]
    )
    (tmp_path / "pyproject.toml").write_text(config.split("```")[0])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["a.yaml", "--format", "json", "--fail-on", "warning"])
    assert result.exit_code == 0
    assert [d["code"] for d in json.loads(result.stdout)["diagnostics"]] == ["SP241"]
