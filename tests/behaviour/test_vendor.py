"""Copies in other repositories, made from real git repositories, and what can happen to them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli import specpress
from specpress.output.tree import tree

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      tags: [pets]
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /shops:
    get:
      operationId: list_shops
      tags: [shops]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        nick: {type: string}
        owner: {$ref: '#/components/schemas/Person'}
    Person: {type: object, properties: {name: {type: string}}}
    Shop: {type: object, properties: {keeper: {$ref: '#/components/schemas/Person'}}}
"""
WITHOUT_NICK = SPEC.replace("        nick: {type: string}\n", "")


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, spec: str, tag: str) -> str:
    (folder / "api").mkdir(exist_ok=True)
    (folder / "api/openapi.yaml").write_text(spec)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", tag, "--allow-empty")
    git(folder, "tag", "-f", tag)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A repository with a spec and two tags; the second has a field less."""
    folder = tmp_path / "source"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, SPEC, "v1.0.0")
    commit(folder, WITHOUT_NICK, "v1.1.0")
    return folder


@pytest.fixture
def downstream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "downstream"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "app"\n')
    monkeypatch.chdir(folder)
    return folder


def call(*arguments: str) -> Result:
    done = CliRunner().invoke(specpress, ["vendor", *arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def add(source: Path, out: str = "app/api", *more: str, ref: str = "v1.0.0") -> None:
    where = ("--git", str(source), "--ref", ref, "--path", "api/openapi.yaml")
    done = call("add", out, *where, *more)
    assert done.exit_code == 0, done.output


def verify(folder: Path) -> tuple[int, set[str]]:
    """What the vendored verify.py says, run without anything installed: its status and the files it names."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, {line.split(":")[0] for line in done.stdout.splitlines()[:-1]}


def check() -> tuple[int, set[str]]:
    done = call("check", "--format", "json", "--no-diff")
    found = {Path(d["file"]).name for d in json.loads(done.stdout)["diagnostics"]}
    return done.exit_code, found


def run(folder: Path, code: str, *path: str) -> str:
    """Run code in a fresh interpreter that cannot import specpress."""
    block = "import sys; sys.modules['specpress'] = None\n"
    command = [sys.executable, "-c", block + code]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_advice_is_about_what_is_there(source: Path, downstream: Path) -> None:
    where = ("--git", str(source), "--ref", "v1.0.0", "--path", "api/openapi.yaml")
    told = call("add", "src/app/api", *where).stderr
    assert "python src/app/api/verify.py" in told
    assert 'module = "app.api.*"' in told
    assert "verify.py" not in call("add", "src/app/two", *where, "--no-verify").stderr


def test_add_and_check(source: Path, downstream: Path) -> None:
    add(source)
    assert call("check").exit_code == 0
    assert call("check", "--deep").exit_code == 0
    assert verify(downstream / "app/api")[0] == 0
    assert call("list").stdout.startswith("api: app/api from ")
    lock = json.loads((downstream / "app/api/specpress.lock").read_text())
    assert lock["origin"]["commit"] == git(source, "rev-parse", "v1.0.0")


def test_three_downstreams(source: Path, downstream: Path) -> None:
    """Models, and models with client, under two parent packages and in a zip, without specpress."""
    add(source, "one/vendor/pets")
    add(source, "two/pets", "--name", "two", "--emit", "models,client", "--tag", "pets")
    for package in ("one", "one/vendor", "two"):
        (downstream / package / "__init__.py").touch()
    decode = 'print(Pet.model_validate_json(\'{"name": "Rex", "owner": {}}\').name)'
    one = f"from one.vendor.pets.models import Pet\n{decode}"
    two = f"from two.pets.models import Pet\nimport two.pets.client\n{decode}"
    assert run(downstream, one) == "Rex\n"
    assert run(downstream, f"{one}\n{two}") == "Rex\nRex\n"
    with zipfile.ZipFile(downstream / "app.zip", "w") as archive:
        for path in (*downstream.glob("one/**/*.py"), *downstream.glob("two/**/*.py")):
            archive.write(path, path.relative_to(downstream))
    assert run(downstream.parent, f"{one}\n{two}", str(downstream / "app.zip")) == "Rex\nRex\n"


@pytest.mark.parametrize("flavour", ["dataclass", "typeddict", "msgspec"])
def test_flavours(source: Path, downstream: Path, flavour: str) -> None:
    add(source, "app/pets", "--flavour", flavour)
    code = "import json\nfrom app.pets.models import Pet\n"
    if flavour == "msgspec":
        code += 'import msgspec\nprint(msgspec.json.decode(b\'{"name": "Rex"}\', type=Pet).name)'
    else:
        code += 'print(Pet(**json.loads(\'{"name": "Rex"}\')))'
    assert "Rex" in run(downstream, code)
    assert call("check", "--deep").exit_code == 0
    assert verify(downstream / "app/pets")[0] == 0


def test_two_updates_at_once(source: Path, downstream: Path) -> None:
    """The second one waits: both end well, and the copy is whole."""
    add(source)
    command = [sys.executable, "-m", "specpress", "vendor", "update", "--to", "v1.1.0"]
    running = [
        subprocess.Popen(command, cwd=downstream, stderr=subprocess.DEVNULL) for _ in range(3)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert call("check", "--deep").exit_code == 0
    assert os.listdir(downstream / "app") == ["api"]


def test_extensions_declared_beside_the_spec(source: Path, downstream: Path) -> None:
    """They are in the slice, so that it is enough; what is wrong with one is told in the configuration."""
    add(source, "app/api", "--emit", "models,client", "--tag", "pets")
    config = downstream / "pyproject.toml"
    plain = config.read_text()
    wait = (
        '[tool.specpress.vendor.operations.get_pet]\nwait = { status = "name", success = ["ok"] }\n'
    )
    config.write_text(plain + wait)
    done = call("check")
    assert (done.exit_code, "(operations)" in done.stdout) == (1, True)
    assert call("update").exit_code == 0
    slice = json.loads((downstream / "app/api/openapi.json").read_text())
    assert slice["paths"]["/pets/{id}"]["get"]["x-specpress-wait"]["status"] == "name"
    assert "def wait(" in (downstream / "app/api/client.py").read_text()
    assert call("check", "--deep").exit_code == 0
    line = config.read_text().splitlines().index(wait.splitlines()[1]) + 1
    config.write_text(plain + wait.replace('"name"', '"nam"'))
    done = call("update")
    assert done.exit_code == 2
    assert f"pyproject.toml:{line}:10: error[SP512]" in done.stderr
    config.write_text(plain + wait.replace("get_pet", "list_shops").replace("wait =", "pages ="))
    assert call("update").exit_code == 0, "an operation that is not in the selection"
    config.write_text(plain + wait.replace("get_pet", "get_pte"))
    done = call("update")
    assert (done.exit_code, "did you mean `get_pet`?" in done.stderr) == (2, True)


def test_selection(source: Path, downstream: Path) -> None:
    add(source, "app/api", "--tag", "pets")
    slice = json.loads((downstream / "app/api/openapi.json").read_text())
    assert list(slice["paths"]) == ["/pets/{id}"]
    assert list(slice["components"]["schemas"]) == ["Pet", "Person"]
    assert call("list", "--why", "Person").stdout == "api: GET /pets/{id} -> Pet -> Person\n"
    assert call("list", "--why", "Shop").exit_code == 1
    add(source, "app/named", "--schema", "Shop", "--no-verify")
    told = call("list", "--why", "Person", "named").stdout
    assert told == "named: selected by name -> Shop -> Person\n"
    assert call("list", "--why", "Shop", "named").stdout == "named: selected by name -> Shop\n"


def test_check_and_verify_agree(source: Path, downstream: Path) -> None:
    """Bytes of every file flipped (each one in `make fuzz`), each file removed, CRLF; and a file added."""
    add(source)
    out = downstream / "app/api"
    from specpress.output.differences import untouched
    from specpress.output.lock import LockError, read_lock

    ours = load_verify(out)

    def judge() -> tuple[bool, bool]:
        try:
            lock = read_lock(out)
            assert lock is not None
            clean = not untouched(lock, tree(out))
        except LockError:
            clean = False
        return clean, ours(str(out)) == 0

    files = sorted(path for path in out.rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in files:
        before = path.read_bytes()
        path.write_bytes(before.replace(b"\n", b"\r\n"))
        assert judge() == (True, True), f"{path.name} with CRLF"
        step = 1 if os.environ.get("SPECPRESS_EVERY_BYTE") else max(1, len(before) // 120)
        for at in range(0, len(before), step):
            path.write_bytes(before[:at] + bytes([before[at] ^ 1 << at % 8]) + before[at + 1 :])
            assert judge() == (False, False), f"byte {at} of {path.name}"
        path.unlink()
        if path.name != "specpress.lock":
            assert judge() == (False, False), f"{path.name} removed"
        path.write_bytes(before)
    lock = (out / "specpress.lock").read_bytes()
    (out / "specpress.lock").unlink()
    assert (call("check").exit_code, verify(out)[0]) == (1, 1)
    (out / "specpress.lock").write_bytes(lock)
    (out / "added.py").touch()
    assert judge() == (False, False)
    assert check() == (1, {"added.py"})
    assert verify(out) == (1, {"added.py"})


def load_verify(out: Path) -> Callable[[str], int]:
    """The function of the vendored script, silent."""
    spec = importlib.util.spec_from_file_location("vendored_verify", out / "verify.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.print = lambda *_: None  # type: ignore[attr-defined]
    main: Callable[[str], int] = module.main
    return main


def test_an_edit_is_shown_and_an_update_refuses(source: Path, downstream: Path) -> None:
    add(source)
    models = downstream / "app/api/models.py"
    models.write_text(models.read_text() + "\nEDITED = 1\n")
    done = call("check")
    assert done.exit_code == 1
    assert "+EDITED = 1" in done.stdout
    assert "--- app/api/models.py\n+++ app/api/models.py\n" in done.stdout
    before = tree(downstream)
    done = call("update", "--to", "v1.1.0")
    assert done.exit_code == 2
    assert "models.py:1:1: error[SP805]" in done.stderr
    assert tree(downstream) == before


def test_an_edit_is_carried_over(source: Path, downstream: Path) -> None:
    add(source)
    models = downstream / "app/api/models.py"
    models.write_text(models.read_text() + "\nEDITED = 1\n")
    assert call("update", "--to", "v1.1.0", "--keep-edits").exit_code == 0
    assert "EDITED = 1" in models.read_text()
    assert "nick" not in models.read_text()
    assert check() == (1, {"models.py"}), "an edit stays an edit"
    models.write_text(models.read_text().replace("name: str", "name: int"))
    commit(
        source,
        WITHOUT_NICK.replace(
            "name: {type: string}\n        owner", "name: {type: boolean}\n        owner"
        ),
        "v1.2.0",
    )
    done = call("update", "--to", "v1.2.0", "--keep-edits")
    assert done.exit_code == 0
    assert "SP807" in done.output
    assert "<<<<<<< edited here" in models.read_text()


def test_an_edit_that_cannot_be_carried_over(source: Path, downstream: Path) -> None:
    """Another version of specpress wrote the copy: the text before the edit cannot be had again."""
    from dataclasses import replace

    from specpress.output.lock import lock_text, read_lock

    add(source)
    out = downstream / "app/api"
    lock = read_lock(out)
    assert lock is not None
    older = replace(lock, tool="specpress 0.0.1", files={**lock.files, "models.py": "0" * 64})
    (out / "specpress.lock").write_text(lock_text(older))
    before = tree(out)
    done = call("update", "--to", "v1.1.0", "--keep-edits")
    assert done.exit_code == 2
    assert "models.py:1:1: error[SP806]" in done.stderr
    assert tree(out) == before


def test_a_copy_that_was_never_made(downstream: Path) -> None:
    (downstream / "specpress.toml").write_text('[[vendor]]\nspec = "nope.yaml"\nout = "app/api"\n')
    done = call("check")
    assert (done.exit_code, "SP808" in done.stdout) == (1, True)
    done = call("update")
    assert (done.exit_code, "SP802" in done.stderr) == (2, True)


def test_update_reviews_first(source: Path, downstream: Path) -> None:
    add(source)
    (downstream / "app/use.py").write_text(
        "from app.api.models import Pet\n\n\ndef nick(pet: Pet) -> str | None:\n    return pet.nick\n"
    )
    before = tree(downstream)
    done = call("update", "--to", "v1.1.0", "--dry-run")
    assert done.exit_code == 0
    assert "models.Pet.nick" in done.stderr
    assert "app/use.py:5:" in done.stderr
    assert tree(downstream) == before
    assert call("outdated").exit_code == 1
    assert (
        json.loads(call("outdated", "--format", "json").stdout)["copies"][0]["latest"] == "v1.1.0"
    )
    assert call("update", "--to", "v1.1.0").exit_code == 0
    assert 'ref = "v1.1.0"' in (downstream / "pyproject.toml").read_text()
    assert call("outdated").exit_code == 0
    assert call("check").exit_code == 0


def test_a_moved_tag_and_a_rewritten_branch_are_reported(source: Path, downstream: Path) -> None:
    add(source, "app/tag")
    add(source, "app/branch", ref="main")
    commit(source, WITHOUT_NICK.replace("'1'", "'2'"), "v1.0.0")
    git(source, "checkout", "-q", "--orphan", "new")
    commit(source, SPEC, "v3.0.0")
    git(source, "branch", "-M", "new", "main")
    for name, word in (("tag", "has moved"), ("branch", "was rewritten")):
        done = call("update", name)
        assert done.exit_code == 2
        assert "SP803" in done.stderr
        assert word in done.stderr
        assert call("update", name, "--accept-moved").exit_code == 0


def test_a_source_here_is_compared(downstream: Path) -> None:
    (downstream / "openapi.yaml").write_text(SPEC)
    assert call("add", "app/api", "--spec", "openapi.yaml").exit_code == 0
    assert call("check").exit_code == 0
    (downstream / "openapi.yaml").write_text(WITHOUT_NICK)
    done = call("check")
    assert done.exit_code == 1
    assert "SP620" in done.stdout
    assert call("update").exit_code == 0
    assert call("check").exit_code == 0


def test_a_package_is_a_source(
    downstream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site/acme_spec").mkdir(parents=True)
    (tmp_path / "site/acme_spec/__init__.py").write_text("raise ImportError('never imported')")
    (tmp_path / "site/acme_spec/openapi.yaml").write_text(SPEC)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    done = call("add", "app/api", "--package", "acme_spec", "--path", "openapi.yaml")
    assert done.exit_code == 0, done.output
    assert call("check").exit_code == 0


@pytest.mark.parametrize("out", ["../outside", ".", "/tmp/elsewhere"])
def test_a_copy_stays_in_the_repository(downstream: Path, out: str) -> None:
    (downstream / "openapi.yaml").write_text(SPEC)
    before = tree(downstream.parent)
    assert call("add", out, "--spec", "openapi.yaml").exit_code == 2
    assert tree(downstream.parent) == before


def test_folders_of_others_are_refused(downstream: Path) -> None:
    (downstream / "openapi.yaml").write_text(SPEC)
    (downstream / "app").mkdir()
    (downstream / "app/mine.py").touch()
    (downstream / "linked").symlink_to(downstream / "app")
    assert "SP804" in call("add", "app", "--spec", "openapi.yaml").stderr
    assert call("add", "linked", "--spec", "openapi.yaml").exit_code == 2
    assert sorted(path.name for path in (downstream / "app").iterdir()) == ["mine.py"]


def test_deep_tells_a_changed_lock_and_another_version(source: Path, downstream: Path) -> None:
    from dataclasses import replace

    from specpress.digest import digest
    from specpress.output.lock import lock_text, read_lock

    add(source)
    out = downstream / "app/api"
    lock = read_lock(out)
    assert lock is not None
    forged = (out / "models.py").read_text() + "FORGED = 1\n"
    (out / "models.py").write_text(forged)
    files = {**lock.files, "models.py": digest(forged)}
    (out / "specpress.lock").write_text(lock_text(replace(lock, files=files)))
    assert call("check").exit_code == 0
    done = call("check", "--deep")
    assert done.exit_code == 1
    assert "models.py:1:1: error[SP809]" in done.stdout
    (out / "specpress.lock").write_text(
        lock_text(replace(lock, files=files, tool="specpress 0.0.1"))
    )
    assert "note[SP810]" in call("check", "--deep").stdout


@pytest.mark.parametrize("url", ["ext::sh -c touch% pwned", "--upload-pack=touch pwned", "-x"])
def test_a_source_runs_nothing(downstream: Path, url: str) -> None:
    done = call("add", "app/api", f"--git={url}", "--ref", "main", "--path", "a.yaml")
    assert done.exit_code == 2
    assert not (downstream / "pwned").exists()


USES_NICK = (
    "from app.api.models import Pet\n\n\ndef nick(pet: Pet) -> str | None:\n    return pet.nick\n"
)


def test_in_a_git_hook(source: Path, downstream: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook has the variables of the repository it runs in: nothing is fetched into that."""
    git(downstream, "init", "-q")
    add(source)
    before = tree(downstream / ".git")
    monkeypatch.setenv("GIT_DIR", str(downstream / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(downstream / ".git/index"))
    assert call("update", "--to", "v1.1.0").exit_code == 0
    assert call("outdated").exit_code == 0
    assert tree(downstream / ".git") == before


def test_a_repository_beside_this_one(
    source: Path, downstream: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path is given from where we are, and noted from where the configuration is."""
    (downstream / "app").mkdir()
    monkeypatch.chdir(downstream / "app")
    where = ("--git", "../../source", "--ref", "v1.0.0", "--path", "api/openapi.yaml")
    (downstream / "specpress.toml").touch()
    done = call("add", "api", *where)
    assert done.exit_code == 0, done.output
    assert 'git = "../source"' in (downstream / "specpress.toml").read_text()
    assert call("outdated").exit_code == 1
    assert call("update", "--to", "v1.1.0").exit_code == 0
    monkeypatch.chdir(downstream)
    assert call("check").exit_code == 0


def test_all_of_the_repository_is_searched(
    source: Path, downstream: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from a folder of it; and the JSON has it all, before anything is written."""
    add(source)
    (downstream / "use.py").write_text(USES_NICK)
    monkeypatch.chdir(downstream / "app")
    before = tree(downstream)
    done = call("update", "--to", "v1.1.0", "--dry-run", "--format", "json")
    assert done.exit_code == 0
    (review,) = json.loads(done.stdout)["reviews"]
    assert [Path(use["file"]).name for use in review["uses"]] == ["use.py"]
    assert [use["line"] for use in review["uses"]] == [5]
    assert review["changes"][0]["symbols"] == ["models.Pet.nick: field removed"]
    assert tree(downstream) == before
    written = json.loads(call("update", "--to", "v1.1.0", "--format", "json").stdout)
    assert written["reviews"] == [review]
    assert written["copies"] == ["api"]


def test_what_is_only_added_concerns_no_code(source: Path, downstream: Path) -> None:
    add(source, ref="v1.1.0")
    (downstream / "use.py").write_text(USES_NICK)
    done = call("update", "--to", "v1.0.0")
    assert done.exit_code == 0
    assert "1 change of the spec concerns this copy" in done.stderr
    assert "use.py" not in done.stderr


def test_a_file_in_the_way_is_told_before(source: Path, downstream: Path) -> None:
    add(source)
    config = downstream / "pyproject.toml"
    config.write_text(config.read_text().replace('emit = ["models"]', 'emit = ["client"]'))
    (downstream / "app/api/client.py").write_text("MINE = 1\n")
    before = tree(downstream)
    for more in ((), ("--dry-run",)):
        done = call("update", *more)
        assert done.exit_code == 2
        assert "client.py:1:1: error[SP611]" in done.stderr
        assert "--force" not in done.stderr, "there is none here"
    assert tree(downstream) == before


def test_an_edited_slice(source: Path, downstream: Path) -> None:
    add(source)
    out = downstream / "app/api"
    for name in ("openapi.json", "models.py"):
        (out / name).write_text((out / name).read_text().replace("Person", "People"))
    before = tree(out)
    done = call("update", "--to", "v1.1.0", "--keep-edits")
    assert done.exit_code == 2
    assert "models.py:1:1: error[SP806]" in done.stderr
    assert "help: restore openapi.json" in done.stderr
    assert tree(out) == before


def test_outdated_for_bots(source: Path, downstream: Path) -> None:
    """`latest` is what --to takes; a branch has new commits under its own name."""
    add(source, "app/tag")
    add(source, "app/branch", ref="main")
    old = git(source, "rev-parse", "main")
    new = commit(source, SPEC.replace("'1'", "'2'"), "v2.0.0-rc1")
    done = call("outdated", "--format", "json")
    assert done.exit_code == 1
    rows = {row["name"]: row for row in json.loads(done.stdout)["copies"]}
    tag, branch = rows["tag"], rows["branch"]
    assert (tag["ref"], tag["latest"]) == ("v1.0.0", "v1.1.0")
    assert tag["latest_commit"] == old
    assert (branch["commit"], branch["latest"], branch["latest_commit"]) == (old, "main", new)
    assert call("update", "branch").exit_code == 0
    assert call("outdated", "branch").exit_code == 0


def test_findings_name_the_slice_where_it_is(source: Path, downstream: Path) -> None:
    commit(source, SPEC.replace("version: '1'", "version: '1', contact: {name: x}"), "v1.2.0")
    done = call("add", "app/api", "--git", str(source), "--ref", "v1.2.0", "--path", "api/openapi.yaml")  # fmt: skip
    assert done.exit_code == 0
    assert "app/api/openapi.json:" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("openapi.json")]


TWO_WAYS = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: done}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      operationId: get
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Order: {type: object, properties: {pet: {$ref: 'pets.yaml#/Pet'}}}
    Other: {type: object, required: [key], properties: {key: {type: string, writeOnly: true}}}
"""
PET_OF_OTHER_FILE = """\
Pet:
  type: object
  required: [id, secret]
  properties: {id: {type: integer, readOnly: true}, secret: {type: string, writeOnly: true}}
"""


def test_a_part_has_the_forms_of_the_whole(downstream: Path) -> None:
    """Which classes a schema becomes depends on the directions it is sent in: those in the whole document."""
    (downstream / "openapi.yaml").write_text(TWO_WAYS)
    (downstream / "pets.yaml").write_text(PET_OF_OTHER_FILE)
    from_here = ("--spec", "openapi.yaml", "--emit", "models,client")
    for name, more in {
        "whole": (),
        "create": ("--operation", "create"),
        "get": ("--operation", "get"),
        "named": ("--schema", "Order"),
    }.items():
        assert call("add", f"app/{name}", *from_here, *more).exit_code == 0
        assert call("check", name, "--deep").exit_code == 0
        slice = json.loads((downstream / f"app/{name}/openapi.json").read_text())
        if more:
            assert slice["x-specpress-sent"] == {
                way: ["Order", "Pet"] for way in ("request", "response")
            }
    code = """
from pydantic import ValidationError
for name in ("whole", "create", "get", "named"):
    models = __import__(f"app.{name}.models", fromlist=["models"])
    for kind, text in (("Pet", '{"id": 1}'), ("PetRequest", '{"secret": "x"}'), ("Pet", "{}")):
        try:
            print(getattr(models, f"Order{kind[3:]}").model_validate_json('{"pet": %s}' % text, strict=True).pet)
        except ValidationError as error:
            print(error.errors()[0]["loc"])
"""
    lines = run(downstream, code).splitlines()
    assert lines[:3] * 4 == lines
    assert lines[2] == "('pet', 'id')"


def test_the_snippets_of_the_documentation(source: Path, downstream: Path, root: Path) -> None:
    """They are what they should be, and fit what `vendor add` writes."""
    text = (root / "docs/vendoring.md").read_text()
    blocks = [(kind, body) for kind, body in re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)]
    renovate, outdated = (json.loads(body) for kind, body in blocks if kind == "json")
    (hooks,) = (yaml.safe_load(body) for kind, body in blocks if kind == "yaml")
    ignores = tomllib.loads([body for kind, body in blocks if kind == "toml"][-1])

    where = ("--git", str(source), "--ref", "v1.0.0", "--path", "api/openapi.yaml")
    told = call("add", "src/app/pets", *where, "--name", "pets").stderr
    manager = renovate["customManagers"][0]
    pattern = manager["matchStrings"][0].replace("(?<", "(?P<")
    found = re.search(pattern, (downstream / "pyproject.toml").read_text())
    assert found is not None
    assert found.groupdict() == {"packageName": str(source), "currentValue": "v1.0.0"}
    assert re.search(manager["managerFilePatterns"][0].strip("/"), "pyproject.toml")

    row = json.loads(call("outdated", "--format", "json").stdout)["copies"][0]
    shown = outdated["copies"][0]
    assert {key: type(value) for key, value in shown.items()}.items() <= {
        key: type(value) for key, value in row.items()
    }.items()
    entry = hooks["repos"][0]["hooks"][0]["entry"].split()
    assert subprocess.run([sys.executable, *entry[1:]], check=False).returncode == 0
    assert next(body for kind, body in blocks if kind == "gitattributes").strip() in told
    assert f'extend-exclude = {json.dumps(ignores["tool"]["ruff"]["extend-exclude"])}' in told
    override = ignores["tool"]["mypy"]["overrides"][0]
    assert f'module = "{override["module"]}"' in told


def test_check_is_quick(source: Path, downstream: Path) -> None:
    """Under 0.2 s of processor time, because it imports no generator."""
    add(source, "app/api", "--emit", "models,client,router")
    command = [sys.executable, "-m", "specpress", "vendor", "check"]
    times = []
    for _ in range(5):
        before = os.times()
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        after = os.times()
        times.append(after.children_user - before.children_user)
        times[-1] += after.children_system - before.children_system
    assert min(times) < 0.2, times
    told = subprocess.run(
        [sys.executable, "-X", "importtime", *command[1:]],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    imported = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "specpress.vendoring.state" in imported
    heavy = {"pydantic", "yaml", "jinja2", "jsonschema_rs", "specpress.pipeline", "black"}
    assert not heavy & imported


def test_verify_is_short() -> None:
    from specpress.vendoring.copy import verify_text

    lines = verify_text().splitlines()
    assert len(lines) <= 60
    imports = {line.split()[1].partition(".")[0] for line in lines if re.match("import|from", line)}
    assert imports <= sys.stdlib_module_names
