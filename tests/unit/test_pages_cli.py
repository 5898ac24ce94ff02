"""The verbs `verify` and `transcribe`: exit statuses, what goes where, nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli.transcribe import transcribe
from specpress.cli.verify import verify
from tests.unit.held import FOLDER, PAGE, SPEC

SPEC_FILE, PAGE_FILE = FOLDER / "openapi.yaml", FOLDER / "pages" / "get-datadiff.txt"


def run_verify(*arguments: object) -> Result:
    return CliRunner().invoke(verify, [str(argument) for argument in arguments])


def run_transcribe(*arguments: object) -> Result:
    return CliRunner().invoke(transcribe, [str(argument) for argument in arguments])


def test_the_curated_spec_agrees_with_its_page() -> None:
    found = run_verify(SPEC_FILE, "--page", PAGE_FILE)
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr.endswith("1 page: they agree\n")


def test_the_page_that_the_spec_names_is_used() -> None:
    found = run_verify(SPEC_FILE, "--format", "json")
    told = json.loads(found.stdout)
    assert found.exit_code == 0 and told["diagnostics"] == []
    assert told["agree"] and told["pages"] == [PAGE_FILE.as_posix()]


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_a_difference_is_1_in_every_format(tmp_path: Path, format: str) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC.replace("default: false", "default: true", 1))
    found = run_verify(tmp_path / "openapi.yaml", "--page", PAGE_FILE, "--format", format)
    assert found.exit_code == 1
    assert "SP715" in found.stdout and "archived" in found.stdout


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("", 2),
        ("<html><body>Sign in</body></html>", 2),
        ("\0\1\2 garbage", 2),
        ("garbage", 2),
        (PAGE[:900], 1),
        (PAGE[: PAGE.index("Response")], 1),
        (PAGE + "\nnew_field\nstring\n", 1),
        (PAGE.replace("\n", "\r\n"), 0),
        ("\ufeff" + PAGE, 0),
        ("Skip to content\n\n" + PAGE + "\nWas this page helpful?\n", 0),
    ],
)
def test_other_pages(tmp_path: Path, page: str, status: int) -> None:
    (tmp_path / "page.txt").write_bytes(page.encode())
    found = run_verify(SPEC_FILE, "--page", tmp_path / "page.txt")
    assert found.exit_code == status, found.output
    assert bool(found.stdout) == bool(status) and "Traceback" not in found.output


def test_what_cannot_be_read_is_2(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: [")
    (tmp_path / "bare.yaml").write_text("openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {}")
    (tmp_path / "out.yaml").write_text(
        SPEC.replace("pages/get-datadiff.txt\n", "../elsewhere.txt\n", 2)
    )
    assert run_verify(tmp_path / "none.yaml", "--page", PAGE_FILE).exit_code == 2
    assert run_verify(tmp_path / "openapi.yaml", "--page", PAGE_FILE).exit_code == 2
    assert run_verify(SPEC_FILE, "--page", tmp_path).exit_code == 2
    assert "names none" in run_verify(tmp_path / "bare.yaml").stdout
    outside = run_verify(tmp_path / "out.yaml")
    assert outside.exit_code == 2 and "outside the folder" in outside.stdout


def test_a_draft_has_the_census_of_the_page(tmp_path: Path) -> None:
    out = tmp_path / "draft.yaml"
    found = run_transcribe(PAGE_FILE, "-o", out)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "77 fields, 3 unknowns" in found.stderr
    draft = yaml.safe_load(out.read_text())
    ((_, item),) = draft["paths"].items()
    schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    curated = yaml.safe_load(SPEC)["components"]["schemas"]["DataDiff"]
    assert list(schema["properties"]) == list(curated["properties"])
    assert schema["required"] == curated["required"]
    assert run_verify(out, "--page", PAGE_FILE).exit_code == 0
    assert "# get-datadiff.txt:33\n" in out.read_text()
    assert "the page does not print what the items are" in out.read_text()


def test_a_draft_goes_to_standard_output_and_findings_do_not(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE[: PAGE.index("Response")])
    found = run_transcribe(tmp_path / "page.txt")
    assert found.exit_code == 1
    assert yaml.safe_load(found.stdout)["paths"]
    assert "SP702" in found.stderr and "SP702" not in found.stdout
    as_json = run_transcribe(tmp_path / "page.txt", "--format", "json")
    assert as_json.exit_code == 1 and json.loads(as_json.stdout)["draft"] == found.stdout


def test_a_page_that_cannot_be_read_gives_no_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html>")
    found = run_transcribe(tmp_path / "page.html", "-o", tmp_path / "draft.yaml")
    assert found.exit_code == 2 and not (tmp_path / "draft.yaml").exists()


def test_a_spec_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "openapi.yaml"
    out.write_text("curated by hand")
    assert run_transcribe(PAGE_FILE, "-o", out).exit_code == 2
    assert out.read_text() == "curated by hand"
    assert run_transcribe(PAGE_FILE, "-o", out, "--force").exit_code == 0
    assert out.read_text() != "curated by hand"
    assert run_transcribe(PAGE_FILE, "-o", tmp_path / "none" / "x.yaml").exit_code != 0


def test_an_embedded_document_is_its_own_draft() -> None:
    found = run_transcribe(Path(__file__).parent / "pages" / "block.md")
    assert found.exit_code == 0
    assert found.stdout.startswith("openapi: 3.1.0\ninfo: {title: Orchard")


def test_a_spec_in_json_is_held_all_the_same(tmp_path: Path) -> None:
    spec = yaml.safe_load(SPEC)
    (tmp_path / "openapi.json").write_text(json.dumps(spec, indent=2))
    assert run_verify(tmp_path / "openapi.json", "--page", PAGE_FILE).exit_code == 0
    fields = spec["components"]["schemas"]["DataDiff"]["properties"]
    fields["status"]["anyOf"][0]["enum"].remove("waiting")
    (tmp_path / "openapi.json").write_text(json.dumps(spec, indent=2))
    found = run_verify(tmp_path / "openapi.json", "--page", PAGE_FILE)
    assert found.exit_code == 1 and found.stdout.count("SP714") == 1


TWO = """\
openapi: 3.1.0
info: {title: "", version: ""}
paths:
  /trees:
    get:
      x-specpress-source: [trees.txt]
      responses: {"200": {content: {application/json: {schema: {type: array, items: {type: string}}}}}}
    post:
      x-specpress-source: plant.txt
      responses: {"201": {content: {application/json: {schema: {type: object}}}}}
"""


def test_a_spec_may_have_several_pages(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(TWO)
    trees, plant = tmp_path / "trees.txt", tmp_path / "plant.txt"
    trees.write_text(
        "GET\n/trees\n\nResponse\n\n200\napplication/json\n\nThe response is of type string[].\n"
    )
    plant.write_text(
        "POST\n/trees\n\nResponse\n\n201\napplication/json\n\nThe response is of type object.\n"
    )
    assert run_verify(spec).exit_code == 0
    assert run_verify(spec, "--page", trees, "--page", plant).exit_code == 0
    one = run_verify(spec, "--page", trees)
    assert one.exit_code == 1 and one.stdout.count("error[") == 1
    assert (
        f"{spec.as_posix()}:8:5: error[SP711]: POST /trees: the page says no such operation"
        in one.stdout
    )
    plant.write_text(plant.read_text().replace("/trees", "/tree"))
    moved = run_verify(spec)
    assert moved.exit_code == 1 and moved.stdout.count("error[") == 1
    assert f"{spec.as_posix()}:4:3: error[SP718]" in moved.stdout and "plant.txt:1" in moved.stdout
    plant.unlink()
    assert run_verify(spec).exit_code == 2
