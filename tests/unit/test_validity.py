"""Documents held to the official schemas: what is refused, where, and in which words."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.diagnostics import Diagnostic, Report
from specpress.pipeline import understand
from specpress.source.documents import load
from specpress.source.files import DiskFiles, MemoryFiles
from specpress.validity import validity

SHARED = Path(os.environ.get("SPECPRESS_SHARED") or Path(__file__).parents[2].parent / "shared")
SUITE = SHARED / "suites" / "oas-documents"
INFO = {"title": "x", "version": "1"}


def checked(document: object) -> tuple[bool, list[Diagnostic]]:
    report = Report()
    text = json.dumps(document, indent=1).encode()
    documents = load(MemoryFiles({"a.json": text}), "a.json", report)
    valid = validity(documents, report)
    return valid, list(report.diagnostics(documents))


def with_schema(schema: object, version: str = "3.1.0") -> dict[str, object]:
    components = {"schemas": {"Pet": schema}}
    return {"openapi": version, "info": INFO, "paths": {}, "components": components}


def with_operation(operation: dict[str, object], version: str = "3.1.0") -> dict[str, object]:
    responses = {"responses": {"200": {"description": "ok"}}}
    paths = {"/pets/{id}": {"get": {**responses, **operation}}}
    return {"openapi": version, "info": INFO, "paths": paths}


@pytest.mark.skipif(not SUITE.is_dir(), reason=f"no conformance suite at {SUITE}")
@pytest.mark.parametrize("verdict", ["pass", "fail"])
def test_the_conformance_suite_of_openapi(verdict: str) -> None:
    files = sorted(SUITE.glob(f"*/{verdict}/*.yaml"))
    assert len(files) >= 40
    for file in files:
        report = Report()
        documents = load(DiskFiles(file.parent), file.name, report)
        assert validity(documents, report) is (verdict == "pass"), file
        errors = [d for d in report.diagnostics(documents) if d.severity == "error"]
        assert bool(errors) is (verdict == "fail"), file
        assert all(error.line > 1 or error.pointer == "" for error in errors), file


WORDS = [
    (
        with_schema({"type": "strnig"}),
        "/components/schemas/Pet/type",
        "SP210",
        "`type` is `strnig`, not `array`, `boolean`, `integer`, `null`, `number`, `object` or `string`",
        "did you mean `string`?",
    ),
    (
        with_schema({"type": "file"}),
        "/components/schemas/Pet/type",
        "SP210",
        "`type` is `file`, not",
        "write `type: string` with `format: binary`",
    ),
    (
        with_operation({"operationID": "x"}),
        "/paths/~1pets~1{id}/get/operationID",
        "SP212",
        "`operationID` is not a field of an operation object",
        "did you mean `operationId`?",
    ),
    (
        {"openapi": "3.1.0", "info": {"title": "x", "verison": "1"}, "paths": {}},
        "/info",
        "SP211",
        "`version` is missing from an info object",
        "it has `verison`: is that `version`, misspelt?",
    ),
    (
        {"openapi": "3.1.0", "info": {"title": "x", "version": 1.1}, "paths": {}},
        "/info/version",
        "SP210",
        "`version` is the number `1.1`, not text",
        "put it in quotes",
    ),
    (
        {"openapi": "3.1.0", "info": INFO},
        "",
        "SP211",
        "the document needs `paths`, `components` or `webhooks`",
        "",
    ),
    (
        with_operation({"parameters": [{"name": "id", "in": "body", "schema": {}}]}, "3.0.3"),
        "/paths/~1pets~1{id}/get/parameters/0/in",
        "SP210",
        "`in` is `body`, not `path`, `query`, `header` or `cookie`",
        "",
    ),
    (
        with_operation({"parameters": [{"name": "id", "in": "path", "schema": {}}]}, "3.0.3"),
        "/paths/~1pets~1{id}/get/parameters/0",
        "SP211",
        "`required` is missing from",
        "add `required`",
    ),
    (
        with_operation(
            {"parameters": [{"name": "a b", "in": "header", "schema": {}}]},
        ),
        "/paths/~1pets~1{id}/get/parameters/0/name",
        "SP210",
        "`a b` cannot be the name of a header",
        "use letters, digits and `-`",
    ),
    (
        with_operation(
            {
                "parameters": [
                    {"name": "a", "in": "query", "schema": {}, "example": 1, "examples": {}}
                ]
            }
        ),
        "/paths/~1pets~1{id}/get/parameters/0",
        "SP213",
        "`example` and `examples` exclude each other",
        "keep one of them",
    ),
]


@pytest.mark.parametrize(("document", "pointer", "code", "message", "help"), WORDS)
def test_the_error_names_the_cause(
    document: object, pointer: str, code: str, message: str, help: str
) -> None:
    valid, found = checked(document)
    assert not valid
    assert (found[0].code, found[0].pointer) == (code, pointer)
    assert found[0].message.startswith(message) and found[0].help == help
    assert len(found) == 1 or found[1].pointer == "/info/verison"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            with_schema({"minimum": 1, "exclusiveMinimum": True}),
            "`exclusiveMinimum` is in the spelling",
        ),
        (with_schema({"exclusiveMinimum": 1}, "3.0.3"), "`exclusiveMinimum` is in the spelling"),
        (with_schema({"type": ["string", "null"]}, "3.0.3"), "`type` is in the spelling"),
        (with_schema({"required": ["a", "a"]}), "`required` names a property twice"),
        (with_schema({"required": []}, "3.0.3"), "`required` is empty"),
        (with_schema({"requird": ["a"]}, "3.0.3"), "OpenAPI 3.0 has no `requird` in a schema"),
        (with_operation({"summary": None}), "`summary` is null, and is taken to be absent"),
        (with_schema({"externalDocs": {"href": "x"}}), "`url` is missing from"),
    ],
)
def test_what_is_harmless_is_a_warning(document: object, message: str) -> None:
    valid, found = checked(document)
    assert valid
    assert {d.code for d in found} == {"SP214"}
    assert found[0].message.startswith(message)


def test_a_key_that_the_reader_reports_is_not_reported_twice() -> None:
    assert checked(with_schema({"const": 1}, "3.0.3")) == (True, [])
    assert checked({**with_schema({}), "description": "x"}) == (True, [])


def test_another_dialect_is_not_judged_by_ours() -> None:
    document = with_schema({"type": "strnig"})
    assert not checked(document)[0]
    assert checked({**document, "jsonSchemaDialect": "https://example.org/mine"})[0]


def test_so_many_violations_are_cut_short() -> None:
    schemas = {f"S{n}": {"type": "strnig"} for n in range(80)}
    document = {"openapi": "3.1.0", "info": INFO, "components": {"schemas": schemas}}
    _, found = checked(document)
    assert [d.code for d in found].count("SP210") == 50
    assert [d.message for d in found if d.code == "SP215"] == [
        "and 30 more violations of the OpenAPI 3.1 schema"
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "$ref", "in", "name", "get", "schema", "x-a", "items", "responses"]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(json_values, st.sampled_from(["3.0.3", "3.1.0", "3.2.0"]), st.integers(0, 3))
def test_any_nonsense_is_refused_in_words(value: object, version: str, place: int) -> None:
    """No crash, a position for every error, and no sentence of the validator itself."""
    paths = value if place == 0 else {"/a": value} if place == 1 else {"/a": {"get": value}}
    schemas = {"A": value if place == 3 else {}}
    document = {
        "openapi": version,
        "info": INFO,
        "paths": paths,
        "components": {"schemas": schemas},
    }
    valid, found = checked(document)
    assert valid is not any(d.severity == "error" for d in found)
    for d in found:
        assert d.line > 1 or d.pointer == ""
        assert "under any of the" not in d.message


def test_half_of_a_surrogate_pair_is_refused_where_it_stands() -> None:
    valid, found = checked(with_schema({"enum": ["x\ud800y"]}))
    assert not valid
    assert [(d.code, d.pointer) for d in found] == [("SP210", "/components/schemas/Pet/enum/0")]


@pytest.mark.parametrize(
    ("path", "declared", "codes"),
    [
        ("/a/{x}", ["x"], []),
        ("/a/{x}", ["x", "y"], ["SP216"]),
        ("/a", ["y"], ["SP216"]),
        ("/a/{x}", [], ["SP217"]),
        ("/a/{x}", ["y"], ["SP217"]),
        ("/a/{x}/{x}", ["x"], ["SP217"]),
    ],
)
def test_paths_and_their_parameters_agree(path: str, declared: list[str], codes: list[str]) -> None:
    parameters = [{"name": n, "in": "path", "required": True, "schema": {}} for n in declared]
    operation = {"parameters": parameters}
    assert said({"paths": {path: {"get": operation}}}) == codes


def test_operation_ids_and_paths_are_unique() -> None:
    operation = {"operationId": "a"}
    parameters = [{"name": "x", "in": "path", "required": True, "schema": {}}]
    paths = {"/a": {"get": operation, "post": operation}}
    assert said({"paths": paths}) == ["SP218"]
    twins = {f"/a/{{{n}}}": {"parameters": [{**parameters[0], "name": n}]} for n in "xy"}
    assert said({"paths": twins}) == []
    twins = {path: {**item, "get": {}} for path, item in twins.items()}
    assert said({"paths": twins}) == ["SP219"]


def said(document: dict[str, object]) -> list[str]:
    report = Report()
    text = json.dumps({"openapi": "3.1.0", "info": INFO, **document}).encode()
    understand(load(MemoryFiles({"a.json": text}), "a.json", report), report)
    return [finding.code for finding in report.findings]
