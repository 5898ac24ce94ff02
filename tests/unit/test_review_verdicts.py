"""Whom a change concerns and how much: direction, guards, conventions, generation options."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from specpress.config import DEFAULTS, Options
from specpress.review.change import Change

from .review_specs import found, reviewed

OK = "responses: {'200': {description: fine}}"


def only(changes: tuple[Change, ...], rule: str, direction: str) -> Change:
    (change,) = (c for c in found(changes, rule) if c.direction == direction)
    return change


@pytest.mark.parametrize(
    ("old", "new", "rule", "sent", "received"),
    [
        ("{type: string}", "{type: [string, 'null']}", "became-nullable", "safe", "break"),
        ("{type: [string, 'null']}", "{type: string}", "no-longer-nullable", "break", "safe"),
        (
            "{type: string, maxLength: 9}",
            "{type: string, maxLength: 5}",
            "max-length",
            "break",
            "safe",
        ),
        ("{type: string}", "{type: integer}", "type", "break", "break"),
        ("{enum: [a]}", "{enum: [a, b]}", "enum-value-added", "safe", "risk"),
        ("{type: array}", "{type: array, uniqueItems: true}", "unique-items", "break", "safe"),
        (
            "{type: integer, multipleOf: 10}",
            "{type: integer, multipleOf: 5}",
            "multiple-of",
            "safe",
            "break",
        ),
        ("{type: integer}", "{type: number}", "type", "safe", "break"),
    ],
)
def test_direction_decides(
    old: str, new: str, rule: str, sent: str, received: str, tmp_path: Path
) -> None:
    changes = reviewed(tmp_path, old, new)
    assert only(changes, rule, "request").verdicts["caller"].wire == sent
    assert only(changes, rule, "response").verdicts["caller"].wire == received


def test_a_break_for_callers_is_told_to_callers(tmp_path: Path) -> None:
    change = only(reviewed(tmp_path, "{type: string}", "{type: integer}"), "type", "request")
    assert change.audience == ("caller",)
    assert change.operations == ("POST /x",)


CLOSED_ENUMS: Options = replace(DEFAULTS, enums="closed")


def test_open_enums_survive_a_new_value_and_closed_ones_do_not(tmp_path: Path) -> None:
    old, new = "{type: string, enum: [a]}", "{type: string, enum: [a, b]}"
    survives = only(reviewed(tmp_path, old, new), "enum-value-added", "response")
    assert survives.verdicts["caller"].runtime == "safe"
    assert "closed" in survives.notes[0]
    suffers = only(
        reviewed(tmp_path, old, new, options=CLOSED_ENUMS), "enum-value-added", "response"
    )
    assert suffers.verdicts["caller"].runtime == "break"
    assert suffers.witness is not None and suffers.witness.payload == "b"


def test_an_optional_property_of_an_open_request_is_no_break(tmp_path: Path) -> None:
    old = "{type: object, properties: {a: {type: string}}}"
    new = "{type: object, properties: {a: {type: string}, b: {type: string}}}"
    assert all(change.wire == "safe" for change in reviewed(tmp_path, old, new))


def test_a_property_that_is_gone_from_an_answer_fails_no_model(tmp_path: Path) -> None:
    old, new = "{type: object, properties: {a: {type: boolean}}}", "{type: object}"
    change = only(reviewed(tmp_path, old, new), "property-removed", "response")
    caller = change.verdicts["caller"]
    assert (caller.wire, caller.runtime, caller.source) == ("risk", "safe", "break")
    assert change.witness is None


def test_read_only_is_not_demanded_of_requests(tmp_path: Path) -> None:
    old = "{type: object, properties: {a: {type: string, readOnly: true}}}"
    new = "{type: object, required: [a], properties: {a: {type: string, readOnly: true}}}"
    (change,) = found(reviewed(tmp_path, old, new), "became-required")
    assert change.direction == "response" and change.verdicts["caller"].wire == "safe"
    (back,) = found(reviewed(tmp_path, new, old), "became-optional")
    assert back.verdicts["caller"].wire == "break"


def test_an_error_answer_is_a_risk_and_no_break(tmp_path: Path) -> None:
    def answer(kind: str) -> str:
        content = f"content: {{application/json: {{schema: {{type: {kind}}}}}}}"
        return f"responses: {{'200': {{description: ''}}, '404': {{description: '', {content}}}}}"

    (change,) = found(reviewed(tmp_path, answer("string"), answer("integer"), "operation"), "type")
    assert change.verdicts["caller"].wire == "risk"


def test_callbacks_travel_the_other_way(tmp_path: Path) -> None:
    def hook(required: str) -> str:
        schema = f"{{type: object, {required}properties: {{a: {{type: string}}}}}}"
        body = f"requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}"
        return f"{OK}\ncallbacks: {{c: {{'{{$request.body#/u}}': {{post: {{{body}, {OK}}}}}}}}}"

    less = found(
        reviewed(tmp_path, hook("required: [a], "), hook(""), "operation"), "became-optional"
    )
    more = found(
        reviewed(tmp_path, hook(""), hook("required: [a], "), "operation"), "became-required"
    )
    assert less[0].verdicts["caller"].wire == "break"
    assert more[0].verdicts["caller"].wire == "safe"


def test_a_sunset_that_has_passed_makes_a_removal_a_risk(tmp_path: Path) -> None:
    def path(sunset: str) -> str:
        return f"paths: {{/x: {{get: {{deprecated: true, x-sunset: '{sunset}', {OK}}}}}}}"

    (early,) = reviewed(tmp_path, path("2030-01-01"), "paths: {}", "document")
    (late,) = reviewed(tmp_path, path("2020-01-01"), "paths: {}", "document")
    assert early.verdicts["caller"].wire == "break"
    assert late.verdicts["caller"].wire == "risk"


def test_one_cause_whatever_the_number_of_operations(tmp_path: Path) -> None:
    def whole(kind: str) -> str:
        schema = "{$ref: '#/components/schemas/S'}"
        answer = f"{{description: '', content: {{application/json: {{schema: {schema}}}}}}}"
        paths = ", ".join(f"/p{i}: {{get: {{responses: {{'200': {answer}}}}}}}" for i in range(20))
        component = f"{{type: object, required: [a], properties: {{a: {{type: {kind}}}}}}}"
        return f"components: {{schemas: {{S: {component}}}}}\npaths: {{{paths}}}"

    changes = reviewed(tmp_path, whole("string"), whole("integer"), "document")
    (change,) = found(changes, "type")
    assert len(change.operations) == 20
    assert change.symbols == ("models.S.a: str \N{RIGHTWARDS ARROW} int",)


def test_the_finding_lands_in_the_branch_that_changed(tmp_path: Path) -> None:
    def pets(most: int) -> str:
        cat = f"{{type: object, required: [kind], properties: {{kind: {{const: cat}}, lives: {{type: integer, maximum: {most}}}}}}}"
        dog = "{type: object, required: [kind], properties: {kind: {const: dog}, barks: {type: boolean}}}"
        return f"{{oneOf: [{dog}, {cat}]}}" if most == 9 else f"{{oneOf: [{cat}, {dog}]}}"

    changes = reviewed(tmp_path, pets(9), pets(7))
    told = [change for change in changes if change.rule != "symbol"]
    assert {change.rule for change in told} == {"maximum"}
    assert all(change.subject.endswith(".lives") for change in told)


def test_a_cycle_of_122_schemas_ends(tmp_path: Path) -> None:
    def ring(kind: str) -> str:
        parts = []
        for i in range(122):
            following = f"'#/components/schemas/S{(i + 1) % 122}'"
            more = f", value: {{type: {kind}}}" if i == 60 else ""
            parts.append(
                f"S{i}: {{type: object, properties: {{next: {{$ref: {following}}}{more}}}}}"
            )
        first = "{$ref: '#/components/schemas/S0'}"
        answer = f"{{description: '', content: {{application/json: {{schema: {first}}}}}}}"
        return (
            f"components: {{schemas: {{{', '.join(parts)}}}}}\n"
            f"paths: {{/x: {{get: {{responses: {{'200': {answer}}}}}}}}}"
        )

    changes = reviewed(tmp_path, ring("string"), ring("integer"), "document")
    (change,) = found(changes, "type")
    assert change.subject.count(".next") == 60


def test_unions_that_refer_to_each_other_end(tmp_path: Path) -> None:
    def knot(bound: int) -> str:
        refs = ", ".join(f"{{$ref: '#/components/schemas/N{i}'}}" for i in range(6))
        nodes = ", ".join(
            f"N{i}: {{type: object, required: [k{i}], properties: {{k{i}: {{anyOf: [{refs}, {{type: string, maxLength: {bound + i}}}]}}}}}}"
            for i in range(6)
        )
        answer = "{description: '', content: {application/json: {schema: {$ref: '#/components/schemas/N0'}}}}"
        return f"components: {{schemas: {{{nodes}}}}}\npaths: {{/x: {{get: {{responses: {{'200': {answer}}}}}}}}}"

    changes = reviewed(tmp_path, knot(5), knot(9), "document")
    assert len(found(changes, "max-length")) == 6


def test_the_same_bytes_over_hash_seeds(tmp_path: Path) -> None:
    reviewed(
        tmp_path,
        "{type: object, properties: {a: {enum: [x, y]}}}",
        "{type: object, required: [b, c, d]}",
    )
    told = set()
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-c", "from specpress.cli import main; main()"]
        arguments = ["diff", "old.yaml", "new.yaml", "--format", "json", "--today", "2026-01-01"]
        done = subprocess.run(
            [*command, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        told.add(done.stdout)
    assert len(told) == 1
