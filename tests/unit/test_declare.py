"""Extensions declared in the configuration act exactly as those in the document."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from specpress.cli import specpress
from specpress.config import Options, from_json, read_options
from specpress.diagnostics import Report
from specpress.emit.scaffold import scaffold
from specpress.output.lock import locked_options
from specpress.pipeline import Build, build_from
from specpress.settings import Settings
from specpress.source.files import MemoryFiles
from specpress.toml import toml

SPEC = """\
openapi: 3.1.0
info: {title: Jobs, version: '1'}
servers:
- url: https://jobs.example.org
  #server
security: [{key: []}]
paths:
  /jobs/{id}:
    get:
      operationId: get_job
      tags: [jobs]
      #one
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
  /jobs:
    get:
      tags: [jobs]
      #many
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Job'}}}}}}
components:
  schemas: {Job: {type: object, properties: {state: {type: string}}}}
  securitySchemes:
    key:
      {type: apiKey, in: header, name: X}
"""
INSIDE = (
    SPEC.replace("#one", "x-specpress-wait: {status: state, success: [done], failure: [failed]}")
    .replace(
        "#many", "x-specpress-pages: {kind: page, parameter: page}\n      x-specpress-name: every"
    )
    .replace("#server", "x-specpress-env: JOBS_HOST")
    .replace(
        "{type: apiKey,", "{x-specpress-env: JOBS_KEY, x-specpress-prefix: 'Key ', type: apiKey,"
    )
)
BESIDE = """\
[operations.get_job]
wait = { status = "state", success = ["done"], failure = ["failed"] }
[operations."GET /jobs"]
name = "every"
pages = { kind = "page", parameter = "page" }
[security_schemes.key]
env = "JOBS_KEY"
prefix = "Key "
[servers."https://jobs.example.org"]
env = "JOBS_HOST"
"""


def options(text: str) -> Options:
    report = Report()
    parsed = toml(text, "app.toml")
    table = Settings.at(parsed, "app.toml", "", report)
    found = read_options(table)
    table.finish()
    told = report.diagnostics({"app.toml": parsed})
    assert not told, [f"{d.code} {d.line}:{d.column} {d.message} | {d.help}" for d in told]
    return found


def built(spec: str, options: Options) -> Build:
    return build_from(MemoryFiles({"spec.yaml": spec.encode()}), "spec.yaml", options)


def test_beside_is_as_inside() -> None:
    inside, beside = built(INSIDE, Options()), built(SPEC, options(BESIDE))
    assert "wait" in inside.files[next(p for p in inside.files if p.name == "client.py")]
    assert beside.files == inside.files
    assert not beside.diagnostics
    assert built(SPEC, Options()).files != inside.files


def test_the_configuration_has_the_last_word() -> None:
    other = INSIDE.replace("JOBS_HOST", "OTHER").replace("success: [done]", "success: [other]")
    assert built(other, options(BESIDE)).files == built(INSIDE, Options()).files


def test_findings_stand_in_the_configuration() -> None:
    wrong = BESIDE.replace('status = "state"', 'status = "stat"').replace('"Key "', "3")
    found = {
        (d.code, d.file, d.line, d.column, d.pointer)
        for d in built(SPEC, options(wrong)).diagnostics
    }
    assert found == {
        ("SP512", "app.toml", 2, 10, "/operations/get_job/wait/status"),
        ("SP509", "app.toml", 8, 1, "/security_schemes/key/prefix"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[operations.x]\nwiat = {}\n", "SP602 2:1 unknown key `wiat` | did you mean `wait`?"),
        ("[servers.x]\nname = 'a'\n", "SP602 2:1 unknown key `name` | known here: env"),
        ("[operations.x]\nwait = { success = [1979-05-27] }\n", "SP603 2:1 this should have no dates"),
        ("[operations]\nx = 1\n", "SP603 2:1 this should be a table, not an integer"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_tables_themselves(text: str, expected: str) -> None:
    with pytest.raises(AssertionError) as raised:
        options(text)
    assert expected in str(raised.value)


def test_they_are_options() -> None:
    """Compared, stored in the lock file, sent to other processes; where they stand does not matter."""
    plain, declared = Options(), options(BESIDE)
    assert declared != plain
    assert declared == options("\n\n" + BESIDE)
    assert pickle.loads(pickle.dumps(declared)) == declared
    assert locked_options(options("")) == locked_options(plain)
    stored = locked_options(declared)
    assert stored["servers"] == {"https://jobs.example.org": {"env": "JOBS_HOST"}}
    assert from_json(stored) == plain


def test_check_says_that_they_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec.yaml").write_text(SPEC)
    target = '[[target]]\nspec = "spec.yaml"\nout = "jobs"\nemit = ["models"]\n'
    wait = '[target.operations.get_job.wait]\nstatus = "state"\nsuccess = ["done"]\n'
    (tmp_path / "specpress.toml").write_text(target)
    assert CliRunner().invoke(specpress, ["generate"]).exit_code == 0
    (tmp_path / "specpress.toml").write_text(target + wait)
    done = CliRunner().invoke(specpress, ["generate", "--check"])
    assert done.exit_code == 1
    assert "SP621" in done.stdout
    assert "(operations)" in done.stdout
    (tmp_path / "specpress.toml").write_text((target + wait).replace("get_job", "get_jbo"))
    done = CliRunner().invoke(specpress, ["generate"])
    assert done.exit_code == 2
    assert "specpress.toml:5:20: error[SP609]" in done.stdout + done.stderr


def test_a_scaffold_knows_names_and_selection(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    text = scaffold(tmp_path / "spec.yaml", options(BESIDE), "app.jobs")
    assert "def every(" in text
    only = options(BESIDE.split("[operations.")[0] + "[include]\noperations = ['get_job']\n")
    text = scaffold(tmp_path / "spec.yaml", only, "app.jobs")
    assert "def get(" in text
    assert "def list(" not in text
