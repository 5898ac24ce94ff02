"""Each code of the SP7xx that a page or a verification can give: what it says, and where it points to."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.codes.pages import CODES
from specpress.pages.verify_files import verify_files

PAGE = """\
GET
/trees/{id}

Path Parameters

id
integer
required

Response

200
application/json
One tree.

name
string
required

Its name.

height
number | null
state
enum<string>
default:seed
Available options:
seed,
tree

Required string length: 1 - 9
old
boolean
deprecated
"""
SPEC = """\
openapi: 3.1.0
info: {title: "", version: ""}
paths:
  /trees/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
      responses:
        "200":
          description: One tree.
          content:
            application/json:
              schema:
                type: object
                required: [name]
                properties:
                  name:
                    type: string
                    description: Its name.
                  height: {type: [number, "null"]}
                  state:
                    type: string
                    default: seed
                    enum: [seed, tree]
                    minLength: 1
                    maxLength: 9
                  old: {type: boolean, deprecated: true}
"""
AT = "GET /trees/{id}"


def verified(
    folder: Path, spec: str = SPEC, page: str | bytes = PAGE, deviations: str = ""
) -> list[str]:
    """What is said, in short; the folder is left out."""
    (folder / "openapi.yaml").write_text(spec)
    (folder / "page.txt").write_bytes(page if isinstance(page, bytes) else page.encode())
    if deviations:
        (folder / "openapi.deviations.yaml").write_text(deviations)
    found = verify_files(folder / "openapi.yaml", (folder / "page.txt",))
    cut = f"{folder.as_posix()}/"
    return [
        f"{d.file.replace(cut, '')}:{d.line}:{d.column} {d.code} {d.message.replace(cut, '')}"
        for d in found.diagnostics
    ]


def test_they_agree(tmp_path: Path) -> None:
    assert verified(tmp_path) == []


PAGES: list[tuple[str | bytes, list[str]]] = [
    ("", ["page.txt:1:1 SP701 the page is empty"]),
    (" \n\n", ["page.txt:1:1 SP701 the page is empty"]),
    ("<!DOCTYPE html><html></html>", ["page.txt:1:1 SP701 this is HTML, not the text of a page"]),
    (b"GET\n/\xff", ["page.txt:2:1 SP701 not UTF-8: byte 0xFF"]),
    (b"GET\0\n/x", ["page.txt:1:1 SP701 this is not text"]),
    (
        "Lorem ipsum dolor\nsit amet.",
        ["page.txt:1:1 SP701 this is not a documentation page of one operation: it has no method followed by a path"],
    ),
    (
        PAGE[: PAGE.index("\nResponse")],
        [
            f"openapi.yaml:9:9 SP711 {AT}: the page says no answer 200 (page.txt:1); the spec says one",
            "page.txt:8:1 SP702 the page ends and there was no Response section",
        ],
    ),
    (
        PAGE[: PAGE.index("tree\n\nReq")],
        [
            f"openapi.yaml:24:34 SP714 {AT} 200 state: the page says no such option (page.txt:27); the spec says \"tree\"",
            f"openapi.yaml:27:19 SP711 {AT} 200 old: the page says no such field (page.txt:13); the spec says one",
            "page.txt:28:1 SP702 the list of options breaks off here",
        ],
    ),
    (
        PAGE.replace("default:seed\n", "default:\n")[: PAGE.index("default:seed") + 8],
        [
            f"openapi.yaml:23:30 SP715 {AT} 200 state: the page says no default (page.txt:24); the spec says default \"seed\"",
            f"openapi.yaml:27:19 SP711 {AT} 200 old: the page says no such field (page.txt:13); the spec says one",
            "page.txt:24:1 SP702 'state' is an enum and the page lists no options",
            "page.txt:26:1 SP702 the value of this default is missing",
        ],
    ),
    (
        PAGE.replace("Path Parameters\n", "Path Parameters\n\nSee the guide first"),
        ["page.txt:6:1 SP703 this line is not understood: 'See the guide first'"],
    ),
    (
        PAGE.replace("height\n", "Words\nheight\n"),
        [
            f"openapi.yaml:19:34 SP721 {AT} 200 name: the page says 'Its name. Words' (page.txt:20); the spec says 'Its name.'",
            "page.txt:22:1 SP704 the single word 'Words' is read as a description; it could be the other",
        ],
    ),
    (
        PAGE.replace("required\n\nIts name.\n", "required\nIdentifier\n"),
        [
            f"openapi.yaml:19:34 SP721 {AT} 200 name: the page says 'Identifier' (page.txt:19); the spec says 'Its name.'",
            "page.txt:19:1 SP704 the single word 'Identifier' is read as a description; it could be the other",
        ],
    ),
    (
        PAGE + "height\nnumber | null\n",
        ["page.txt:35:1 SP705 the page has 'height' twice; the first is on line 22"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("page", "said"), PAGES, ids=range(len(PAGES)))
def test_pages(tmp_path: Path, page: str | bytes, said: list[str]) -> None:
    assert verified(tmp_path, page=page) == said


MARKED = SPEC.replace(
    "get:\n",
    "get:\n      x-specpress-editorial: {operationId: Ours.}\n      operationId: getTree\n",
)
KEY = SPEC + "components:\n  securitySchemes:\n    Key: {type: http, scheme: basic}\n"
SPECS: list[tuple[str, str, list[str]]] = [
    (SPEC, "                  height: {type: [number, \"null\"]}\n", [
        f"openapi.yaml:16:17 SP710 {AT} 200 height: the page says this field (page.txt:22); the spec says nothing of the name"]),
    (SPEC, "state:\n=>other: {}\n                  state:\n", [
        f"openapi.yaml:21:19 SP711 {AT} 200 other: the page says no such field (page.txt:13); the spec says one"]),
    (SPEC, "[number, \"null\"]=>number", [
        f"openapi.yaml:20:19 SP712 {AT} 200 height: the page says number | null (page.txt:23); the spec says number"]),
    (SPEC, "height: {type: [number, \"null\"]=>height: {type: [number, \"null\"], format: double", [
        f"openapi.yaml:20:60 SP712 {AT} 200 height: the page says no format (page.txt:22); the spec says double"]),
    (SPEC, "required: [name]=>required: []", [
        f"openapi.yaml:17:19 SP713 {AT} 200 name: the page says required (page.txt:18); the spec says not required"]),
    (SPEC, "[seed, tree]=>[seed, log]", [
        f"openapi.yaml:24:34 SP714 {AT} 200 state: the page says the option \"tree\" (page.txt:29); the spec says \"log\""]),
    (SPEC, "default: seed=>default: tree", [
        f"openapi.yaml:23:30 SP715 {AT} 200 state: the page says default \"seed\" (page.txt:26); the spec says default \"tree\""]),
    (SPEC, "                    maxLength: 9\n", [
        f"openapi.yaml:21:19 SP716 {AT} 200 state: the page says maxLength 9 (page.txt:31); the spec says no maxLength"]),
    (SPEC, "[seed, tree]=>[tree, seed]", [
        f"openapi.yaml:24:28 SP717 {AT} 200 state: the page says \"tree\" as option 2 (page.txt:29); the spec says as member 1"]),
    (SPEC, "  /trees/{id}:=>  /tree/{id}:", [
        "openapi.yaml:4:3 SP718 GET /tree/{id}: the page says the path /trees/{id} (page.txt:1); the spec says /tree/{id}"]),
    (KEY, "get:=>get:\n      security: [{}, {Key: []}]", []),
    (KEY, "get:=>get:\n      security: [{Key: []}]", [
        f"openapi.yaml:31:5 SP719 {AT}: the page says no authorization (page.txt:1); the spec says Authorization in header"]),
    (SPEC, ", deprecated: true=>", [
        f"openapi.yaml:27:19 SP720 {AT} 200 old: the page says deprecated (page.txt:34); the spec says not deprecated"]),
    (SPEC, "Its name.=>The name", [
        f"openapi.yaml:19:34 SP721 {AT} 200 name: the page says 'Its name.' (page.txt:20); the spec says 'The name'"]),
    (SPEC, "Its name.=>its NAME", [
        f"openapi.yaml:19:34 SP721 {AT} 200 name: the page says 'Its name.' (page.txt:20); the spec says 'its NAME'"]),
    (SPEC, "Its name.=>Its  name", []),
    (SPEC, "get:=>get:\n      summary: Get a tree", [
        f"openapi.yaml:6:16 SP722 {AT}: these words are not from the page"]),
    (SPEC, "get:=>get:\n      x-specpress-editorial: {summary: Ours.}\n      summary: Get a tree", []),
    (SPEC, "{type: integer}}=>{type: integer}, description: Its number}", [
        f"openapi.yaml:7:86 SP722 {AT} path id: these words are not from the page"]),
    (SPEC, "get:=>get:\n      operationId: getTree", [
        "openapi.yaml:6:20 SP722 the operationId is not from the page"]),
    (MARKED, "Ours.=>Ours", []),
    (MARKED, "{operationId: Ours.}=>{operationId: Ours., parameters: Ours.}", [
        f"openapi.yaml:6:63 SP723 {AT}: marked as editorial, and the page states parameters (page.txt:1)"]),
    (SPEC, "default: seed=>default: seed\n                    x-specpress-editorial: {default: Ours.}", [
        f"openapi.yaml:24:54 SP723 {AT} 200 state: marked as editorial, and the page states default (page.txt:26)"]),
    (SPEC, "type: [number, \"null\"]=>type: [number, \"null\"], x-specpress-editorial: Ours.", [
        f"openapi.yaml:20:75 SP723 {AT} 200 height: marked as editorial, and the page states it (page.txt:22)"]),
    (MARKED, "operationId: Ours.=>operationId: ''", [
        "openapi.yaml:6:44 SP725 an editorial mark is a reason in words, or a reason for each key",
        "openapi.yaml:7:20 SP722 the operationId is not from the page"]),
    (MARKED, "{operationId: Ours.=>{operationId: Ours., nothing: Ours.", [
        "openapi.yaml:6:60 SP725 this marks 'nothing' as editorial, and there is no such key here"]),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "change", "said"), SPECS, ids=range(len(SPECS)))
def test_specs(tmp_path: Path, spec: str, change: str, said: list[str]) -> None:
    old, _, new = change.partition("=>")
    assert spec.count(old) == 1
    assert verified(tmp_path, spec.replace(old, new)) == said


RECORD = f"""\
deviations:
  - at: {AT} 200 height
    code: SP712
    page: number | null
    spec: number
    reason: It has never been null since 2024.
"""
CHANGED = SPEC.replace('[number, "null"]', "number")


def test_a_recorded_deviation_is_no_difference(tmp_path: Path) -> None:
    assert verified(tmp_path, CHANGED, deviations=RECORD) == []


@pytest.mark.parametrize(
    ("spec", "deviations", "said"),
    [
        (SPEC, RECORD, [f"openapi.deviations.yaml:2:5 SP727 this deviation no longer applies: SP712 {AT} 200 height"]),
        (
            CHANGED,
            RECORD.replace("page: number | null", "page: string"),
            [
                f"openapi.deviations.yaml:2:5 SP727 this deviation no longer applies: SP712 {AT} 200 height",
                f"openapi.yaml:20:19 SP712 {AT} 200 height: the page says number | null (page.txt:23); the spec says number",
            ],
        ),
        (
            SPEC,
            RECORD.replace("    reason: It has never been null since 2024.\n", ""),
            ["openapi.deviations.yaml:2:5 SP726 this deviation lacks reason as text"],
        ),
        (SPEC, "deviations: 3\n", ["openapi.deviations.yaml:1:1 SP726 a list under the key `deviations` is wanted here"]),
        (
            CHANGED,
            RECORD + "    since: today\n",
            ["openapi.deviations.yaml:7:12 SP726 'since' is not a key of a deviation"],
        ),
    ],
)  # fmt: skip
def test_records_that_do_not_apply_fail(
    tmp_path: Path, spec: str, deviations: str, said: list[str]
) -> None:
    assert verified(tmp_path, spec, deviations=deviations) == said


def test_each_code_of_pages_and_verification_has_a_case_above() -> None:
    said = [line for _, lines in PAGES for line in lines] + [
        line for *_, lines in SPECS for line in lines
    ]
    shown = {word for line in said for word in line.split() if word.startswith("SP7")}
    records = {"SP726", "SP727"}
    assert {code for code in CODES if code < "SP730"} == shown | records
