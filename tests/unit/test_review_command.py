"""The commands `diff`, `review`, `accept` and `impact`, run as a user runs them, in a git repository of their own."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli.accept import accept
from specpress.cli.diff import diff
from specpress.cli.impact import impact
from specpress.cli.review import review

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: list_pets
      tags: [pets]
      responses:
        '200':
          description: all
          content:
            application/json:
              schema: {type: array, items: {$ref: 'schemas.yaml#/Pet'}}
"""
PET = """\
Pet:
  type: object
  required: [name]
  properties:
    name: {type: string}
    colour: {type: string, enum: [red, blue]}
"""


def run(folder: Path, *command: str) -> str:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spec of two files in a folder, committed."""
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "openapi.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "api" / "schemas.yaml").write_text(PET, "utf-8")
    run(tmp_path, "init", "-q", "-b", "main")
    run(tmp_path, "add", ".")
    run(tmp_path, "commit", "-qm", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(repository: Path, old: str, new: str) -> None:
    path = repository / "api" / "schemas.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def calling(*arguments: str, input: bytes | None = None) -> Result:
    verb = {"diff": diff, "review": review, "accept": accept, "impact": impact}[arguments[0]]
    return CliRunner().invoke(verb, arguments[1:], input=input)


def told(result: Result) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def test_two_files_at_a_git_ref(repository: Path) -> None:
    edit(repository, "name: {type: string}", "name: {type: integer}")
    result = calling("diff", "HEAD:api/openapi.yaml", "api/openapi.yaml", "--format", "json")
    assert result.exit_code == 1
    (change,) = told(result)["changes"]
    assert change["rule"] == "type"
    assert change["old"]["file"] == "HEAD:api/schemas.yaml"  # type: ignore[index]
    assert change["new"]["line"] == 5  # type: ignore[index]


def test_a_ref_is_read_from_a_folder_inside(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "api")
    for path in ("HEAD:api/openapi.yaml", "HEAD:openapi.yaml", "HEAD:./openapi.yaml"):
        assert calling("diff", path, "openapi.yaml").exit_code == 0


def test_standard_input(repository: Path) -> None:
    whole = SPEC.replace("{$ref: 'schemas.yaml#/Pet'}", "{type: object, required: [name]}")
    result = calling("diff", "-", "api/openapi.yaml", "--format", "json", input=whole.encode())
    assert result.exit_code in (0, 1) and told(result)["changes"]
    assert calling("diff", "-", "-").exit_code == 2


@pytest.mark.parametrize(
    "argument",
    ["nosuch.yaml", "nosuchref:api/openapi.yaml", "HEAD:nosuch.yaml", "--upload-pack=x:y"],
)
def test_what_cannot_be_read_is_told(argument: str, repository: Path) -> None:
    result = calling("diff", "--format", "json", "--", argument, "api/openapi.yaml")
    assert result.exit_code == 2
    assert told(result)["diagnostics"]


def test_a_symbolic_link_in_a_commit_is_not_followed(repository: Path) -> None:
    (repository / "api" / "link.yaml").symlink_to("/etc/hostname")
    run(repository, "add", ".")
    run(repository, "commit", "-qm", "link")
    assert calling("diff", "HEAD:api/link.yaml", "api/openapi.yaml").exit_code == 2


def test_what_fails_is_chosen(repository: Path) -> None:
    edit(repository, "enum: [red, blue]", "enum: [red, blue, green]")
    sides = ("HEAD:api/openapi.yaml", "api/openapi.yaml")
    assert calling("diff", *sides).exit_code == 0
    assert calling("diff", *sides, "--fail-on", "risk").exit_code == 1
    assert calling("diff", *sides, "--fail-on", "risk", "--compat", "source").exit_code == 0
    assert calling("diff", *sides, "--enums", "closed").exit_code == 1
    assert calling("diff", *sides, "--enums", "closed", "--fail-on", "never").exit_code == 0
    assert calling("diff", *sides, "--compat", "nonsense").exit_code == 2


def test_a_review_writes_several_reports_and_counts_from_where_the_branch_began(
    repository: Path,
) -> None:
    run(repository, "checkout", "-qb", "topic")
    run(repository, "checkout", "-q", "main")
    edit(repository, "required: [name]", "required: [name, colour]")
    run(repository, "commit", "-qam", "meanwhile")
    run(repository, "checkout", "-q", "topic")
    edit(repository, "name: {type: string}", "name: {type: integer}")
    spec = ("--spec", "api/openapi.yaml")
    reports = [f"--report={name}=out/r.{name}" for name in ("html", "markdown", "sarif")]
    result = calling("review", "--base", "main", *spec, "--format", "json", *reports)
    assert result.exit_code == 1
    assert [change["rule"] for change in told(result)["changes"]] == ["type"]
    assert sorted(path.name for path in (repository / "out").iterdir()) == [
        "r.html",
        "r.markdown",
        "r.sarif",
    ]
    exact = told(calling("review", "--base", "main", "--exact", *spec, "--format", "json"))
    assert len(exact["changes"]) == 2


def test_a_review_says_that_generated_code_is_behind(repository: Path) -> None:
    from specpress.cli.generate import generate

    (repository / "specpress.toml").write_text(
        '[[target]]\nname = "pets"\nspec = "api/openapi.yaml"\nout = "pets"\nemit = ["models"]\n',
        "utf-8",
    )
    made = CliRunner().invoke(generate, [])
    assert made.exit_code == 0, made.output
    run(repository, "add", ".")
    run(repository, "commit", "-qm", "generated")
    assert calling("review", "--base", "HEAD").exit_code == 0
    edit(repository, "enum: [red, blue]", "enum: [red, blue, green]")
    result = calling("review", "--base", "HEAD")
    assert result.exit_code == 1
    assert "out of date" in result.stdout


def test_an_unknown_base_is_told(repository: Path) -> None:
    result = calling("review", "--base", "nosuch", "--spec", "api/openapi.yaml", "--format", "json")
    assert result.exit_code == 2
    assert told(result)["diagnostics"][0]["code"] == "SP644"


def test_a_new_spec_breaks_nobody(repository: Path) -> None:
    (repository / "api" / "second.yaml").write_text(SPEC, "utf-8")
    result = calling("review", "--base", "HEAD", "--spec", "api/second.yaml")
    assert result.exit_code == 0 and "is new" in result.stdout


def test_acceptances_hold_until_the_spec_moves_on(repository: Path) -> None:
    edit(repository, "name: {type: string}", "name: {type: integer}")
    between = ("HEAD:api/openapi.yaml", "api/openapi.yaml")
    (change,) = told(calling("diff", *between, "--format", "json"))["changes"]
    done = calling("accept", str(change["id"]), "--reason", 'a "good" one', "--between", *between)
    assert done.exit_code == 0, done.output
    assert calling("diff", *between).exit_code == 0
    assert len(told(calling("diff", *between, "--format", "json"))["accepted"]) == 1

    edit(repository, "name: {type: integer}", "name: {type: boolean}")
    stale = calling("diff", *between)
    assert stale.exit_code == 1 and "SP642" in stale.stderr
    edit(repository, "name: {type: boolean}", "name: {type: string}")
    used_up = calling("diff", *between)
    assert used_up.exit_code == 1
    assert re.search(r"specpress-accepted\.toml:1:\d+: error\[SP641\]", used_up.stderr)


def test_an_acceptance_expires(repository: Path) -> None:
    edit(repository, "name: {type: string}", "name: {type: integer}")
    between = ("HEAD:api/openapi.yaml", "api/openapi.yaml")
    (change,) = told(calling("diff", *between, "--format", "json"))["changes"]
    id, until = str(change["id"]), "2026-06-01"
    calling("accept", id, "--reason", "for now", "--expires", until, "--between", *between)
    assert calling("diff", *between, "--today", "2026-05-31").exit_code == 0
    late = calling("diff", *between, "--today", "2026-06-02")
    assert late.exit_code == 1 and "SP643" in late.stderr
    assert calling("accept", "nosuch-1", "--reason", "x", "--between", *between).exit_code == 1


def test_impact_names_the_lines(repository: Path) -> None:
    (repository / "app").mkdir()
    (repository / "app" / "uses.py").write_text(
        "from vendored.pets.models import Pet\n"
        "from vendored.pets.client import Pets\n"
        "def show(pet: Pet) -> None:\n"
        "    print(pet.name, pet.colour)\n"
        "Pet(name='a', colour='red')\n"
        "print(getattr(show, 'name'))\n"
        "match show:\n"
        "    case Pet(name=found):\n"
        "        print('name', found)\n",
        "utf-8",
    )
    (repository / "app" / "other.py").write_text("print(something.name)\n", "utf-8")
    edit(repository, "name: {type: string}", "name: {type: integer}")
    between = ("--between", "HEAD:api/openapi.yaml", "api/openapi.yaml")
    result = calling(
        "impact", "--consumers", "app", "--package", "pets", "--format", "json", *between
    )
    assert result.exit_code == 1
    uses = told(result)["uses"]
    assert {use["file"] for use in uses} == {"app/uses.py"}
    assert [use["line"] for use in uses] == [4, 5, 6, 8]
    assert {use["symbol"] for use in uses} == {"models.Pet.name"}


@pytest.mark.parametrize(
    "text",
    ["nonsense", "accept = 1", '[[accept]]\nid = "x"\n', '[[accept]]\nid = "x"\nreson = "y"\n'],
)
def test_a_file_of_acceptances_that_cannot_be_read(text: str, repository: Path) -> None:
    (repository / "specpress-accepted.toml").write_text(text, "utf-8")
    result = calling("diff", "HEAD:api/openapi.yaml", "api/openapi.yaml")
    assert result.exit_code == 1 and "SP640" in result.stderr


def test_a_review_tells_new_problems_of_the_spec_only(repository: Path) -> None:
    path = repository / "api" / "openapi.yaml"
    path.write_text(SPEC.replace("      tags: [pets]\n", ""), "utf-8")
    before = calling("review", "--base", "HEAD", "--spec", "api/openapi.yaml").stdout
    path.write_text(SPEC.replace("      operationId: list_pets\n", ""), "utf-8")
    after = calling("review", "--base", "HEAD", "--spec", "api/openapi.yaml").stdout
    assert "operationId" not in before
    assert "warning[SP2" in after or "note[SP2" in after


def test_services_get_files_as_the_top_of_the_repository_names_them(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(repository, "name: {type: string}", "name: {type: integer}")
    monkeypatch.chdir(repository / "api")
    given = ["diff", "HEAD:openapi.yaml", "openapi.yaml", "--fail-on", "never"]
    given += ["--report", "gitlab=quality.json", "--report", "sarif=review.sarif"]
    shown = calling(*given, "--format", "github").output
    assert "file=api/schemas.yaml,line=5," in shown
    quality = json.loads((repository / "api" / "quality.json").read_text("utf-8"))
    assert {one["location"]["path"] for one in quality} == {"api/schemas.yaml"}
    assert '"uri": "api/schemas.yaml"' in (repository / "api" / "review.sarif").read_text("utf-8")
    assert "new schemas.yaml:5:" in calling(*given).output
