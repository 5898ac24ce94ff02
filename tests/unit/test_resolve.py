"""References: chains and rings, pointers in every spelling, files beside the spec and none beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from specpress.api import Api, Reference, Schema
from specpress.config import Options
from specpress.diagnostics import Diagnostic, Report
from specpress.pipeline import build
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import DiskFiles, Files, MemoryFiles

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"


def understood(
    schemas: str, others: Mapping[str, str] | None = None
) -> tuple[Api, list[Diagnostic]]:
    texts = {"spec.yaml": HEAD + schemas, **(others or {})}
    return _read(MemoryFiles({name: text.encode() for name, text in texts.items()}))


def _read(files: Files) -> tuple[Api, list[Diagnostic]]:
    report = Report()
    documents = load(files, "spec.yaml", report)
    api = read(documents, report)
    assert api is not None
    return api, list(report.diagnostics(documents))


def told(found: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(d.code, d.line, d.column) for d in found]


def test_a_chain_is_followed_one_name_at_a_time() -> None:
    lines = [f"    S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}\n" for n in range(50)]
    api, found = understood("".join(lines) + "    S50: {type: string}\n")
    assert not found
    first = api.schemas["#/components/schemas/S0"]
    assert isinstance(first, Reference) and first.target == "#/components/schemas/S1"


def test_a_ring_of_references_is_an_error_at_each_that_enters_it() -> None:
    _, found = understood(
        "    A: {$ref: '#/components/schemas/B'}\n"
        "    B: {$ref: '#/components/schemas/A'}\n"
        "    C: {$ref: '#/components/schemas/C'}\n"
    )
    assert {(d.code, d.line) for d in found} == {("SP205", 7), ("SP205", 6), ("SP205", 8)}


def test_a_schema_may_hold_itself() -> None:
    _, found = understood(
        "    A: {properties: {a: {$ref: '#/components/schemas/A'}}, items: {$ref: '#/components/schemas/A'}}\n"
    )
    assert not found


def test_a_misspelt_name_is_asked_about() -> None:
    _, found = understood(
        "    Pet: {type: string}\n    A: {properties: {p: {$ref: '#/components/schemas/Pte'}}}\n"
    )
    assert told(found) == [("SP202", 7, 32)]
    assert "'Pet'" in found[0].help and "'Pte'" in found[0].message


@pytest.mark.parametrize(
    "ref", ["#/components/schemas/a~1b~0c", "#/components/schemas/a%7E1b%7E0c"]
)
def test_pointers_are_unescaped(ref: str) -> None:
    api, found = understood(f"    'a/b~c': {{type: string}}\n    A: {{items: {{$ref: '{ref}'}}}}\n")
    assert not found
    assert list(api.schemas) == ["#/components/schemas/a~1b~0c", "#/components/schemas/A"]


def test_a_name_with_other_characters_is_percent_encoded_or_not() -> None:
    api, found = understood(
        "    'é x': {type: string}\n"
        "    A: {items: {$ref: '#/components/schemas/%C3%A9%20x'}}\n"
        "    B: {items: {$ref: '#/components/schemas/é x'}}\n"
    )
    assert not found
    assert len(api.schemas) == 3


def test_files_are_named_from_where_the_reference_stands() -> None:
    api, found = understood(
        "    A: {$ref: 'common/one.yaml#/One'}\n",
        {
            "common/one.yaml": "One: {properties: {two: {$ref: 'deep/two.json'}, again: {$ref: '#/One'}}}\n",
            "common/deep/two.json": '{"properties": {"back": {"$ref": "../../spec.yaml#/components/schemas/A"}}}',
        },
    )
    assert not found
    assert list(api.schemas) == [
        "#/components/schemas/A",
        "common/one.yaml#/One",
        "common/deep/two.json#",
    ]


def test_an_error_in_another_file_has_its_place_there() -> None:
    _, found = understood(
        "    A: {$ref: 'one.yaml#/One'}\n",
        {"one.yaml": "One:\n  items: {$ref: '#/Tow'}\nTwo: {}\n"},
    )
    assert [(d.file, d.line, d.column, d.code) for d in found] == [("one.yaml", 2, 17, "SP202")]
    assert "'Two'" in found[0].help


WRONG = [
    ("{$ref: 5}", "SP201"),
    ("{$ref: ''}", "SP201"),
    ("{$ref: 'https://example.com/a.yaml#/A'}", "SP204"),
    ("{$ref: '//example.com/a.yaml'}", "SP204"),
    ("{$ref: 'file:///etc/passwd'}", "SP204"),
    ("{$ref: 'missing.yaml'}", "SP111"),
    ("{$ref: '#nowhere'}", "SP202"),
    ("{$ref: '#/components/schemas/A/items/7'}", "SP202"),
    ("{$ref: '#/info/title'}", "SP203"),
]


@pytest.mark.parametrize(("schema", "code"), WRONG)
def test_what_is_no_reference_is_told(schema: str, code: str) -> None:
    _, found = understood(f"    A: {{items: {schema}}}\n")
    assert [d.code for d in found] == [code]
    assert (found[0].line, found[0].column) >= (6, 16)


def test_an_anchor_is_found_in_its_own_document_only() -> None:
    api, found = understood(
        "    A: {$anchor: a, type: string}\n"
        "    B: {items: {$ref: '#a'}}\n"
        "    C: {items: {$ref: 'other.yaml#a'}}\n",
        {"other.yaml": "X: {$anchor: a, type: integer}\n"},
    )
    assert not found
    assert "other.yaml#/X" in api.schemas


TREE = "{$dynamicAnchor: node, type: object, properties: {next: {$dynamicRef: '#node'}}}"


def test_a_dynamic_reference_to_the_only_anchor_of_its_name_is_a_plain_one() -> None:
    api, found = understood(f"    Tree: {TREE}\n    List: {{items: {{$ref: '#node'}}}}\n")
    assert not found
    tree = api.schemas["#/components/schemas/Tree"]
    assert isinstance(tree, Schema)
    next = tree.object.properties["next"]
    assert isinstance(next, Reference) and next.target == "#/components/schemas/Tree"


def test_a_dynamic_reference_to_what_is_no_dynamic_anchor_is_a_plain_one() -> None:
    _, found = understood(
        "    A: {$anchor: a, type: string}\n"
        "    B: {items: {$dynamicRef: '#a'}, not: {$dynamicRef: '#/components/schemas/A'}}\n"
    )
    assert not found


@pytest.mark.parametrize(
    "more",
    [
        "    Other: {$dynamicAnchor: node, type: string}\n",
        "    Other: {items: {$ref: 'other.yaml#/X'}}\n",
    ],
)
def test_a_dynamic_reference_that_may_lead_elsewhere_is_a_loss(more: str) -> None:
    other = {"other.yaml": "X: {$dynamicAnchor: node, type: string}\n"}
    _, found = understood(f"    Tree: {TREE}\n{more}", other)
    assert [(d.code, d.line) for d in found] == [("SP306", 6)]


def test_a_dynamic_reference_in_a_circle_is_not_followed() -> None:
    _, found = understood("    A: {$dynamicAnchor: a, $dynamicRef: '#a'}\n")
    assert [d.code for d in found] == ["SP306"]
    _, found = understood(
        "    A: {$dynamicRef: '#b'}\n    B: {$dynamicAnchor: b, $ref: '#/components/schemas/A'}\n"
    )
    assert [d.code for d in found] == ["SP306"]


def test_a_dynamic_reference_to_nothing_is_told_at_its_place() -> None:
    _, found = understood("    A: {items: {$dynamicRef: '#/components/schemas/B'}}\n")
    assert ("SP202", 6, 30) in told(found)


def test_an_id_that_only_names_a_schema_is_no_loss() -> None:
    api, found = understood(
        "    A: {$id: 'https://example.com/a', type: string}\n"
        "    B: {items: {$ref: 'https://example.com/a'}}\n"
        "    C: {items: {$ref: 'other.yaml'}}\n",
        {
            "other.yaml": "$id: other\nproperties: {a: {$ref: '#/$defs/a'}}\n$defs: {a: {type: integer}}\n"
        },
    )
    assert not found
    b = api.schemas["#/components/schemas/B"]
    assert isinstance(b, Schema) and isinstance(b.array.items, Reference)
    assert b.array.items.target == "#/components/schemas/A"


def test_fragments_in_a_schema_with_an_id_are_relative_to_it() -> None:
    api, found = understood(
        "    A:\n"
        "      $id: https://example.com/a\n"
        "      properties: {x: {$ref: '#/$defs/x'}, again: {$ref: '#'}}\n"
        "      $defs: {x: {type: integer}}\n"
        "    B: {items: {$ref: 'https://example.com/a#/$defs/x'}}\n"
    )
    assert not found
    a = api.schemas["#/components/schemas/A"]
    assert isinstance(a, Schema)
    targets = [p.target for p in a.object.properties.values() if isinstance(p, Reference)]
    assert targets == ["#/components/schemas/A/$defs/x", "#/components/schemas/A"]


def test_an_id_that_references_below_it_are_relative_to_is_a_loss() -> None:
    _, found = understood(
        "    A: {$id: 'https://example.com/a', items: {$ref: '#/components/schemas/B'}}\n    B: {}\n"
    )
    assert told(found) == [("SP306", 6, 14)]


@pytest.mark.parametrize(
    "ref", ["../secret.yaml", "/etc/passwd", "a/../../secret.yaml", "link.yaml"]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, ref: str) -> None:
    folder = tmp_path / "spec"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("type: string\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "spec.yaml").write_text(f"{HEAD}    A: {{$ref: '{ref}'}}\n")
    _, found = _read(DiskFiles(folder))
    assert [d.code for d in found] == ["SP112"]


def test_a_root_that_does_not_hold_the_spec_is_told(tmp_path: Path) -> None:
    for folder in ("specs", "other"):
        (tmp_path / folder).mkdir()
    (tmp_path / "specs/spec.yaml").write_text(f"{HEAD}    A: {{}}\n")
    made = build(tmp_path / "specs/spec.yaml", Options(root="../other"))
    assert [d.code for d in made.diagnostics] == ["SP112"]
    assert "hold the spec" in made.diagnostics[0].help
    assert build(tmp_path / "specs/spec.yaml", Options(root="..")).ok


def test_a_symlink_within_the_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("type: string\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    (tmp_path / "spec.yaml").write_text(f"{HEAD}    A: {{$ref: link.yaml}}\n")
    _, found = _read(DiskFiles(tmp_path))
    assert not found
