"""The installed command as the outside sees it: exit statuses, where output goes, speed of start, no tracebacks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.cli import VERBS

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: list_pets
      responses: {'200': {description: ok}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""
HEAVY = ("pydantic", "jinja2", "black", "datamodel_code_generator", "yaml", "jsonschema_rs")


def call(*arguments: str, here: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("specpress")), *arguments]
    return subprocess.run(
        command,
        cwd=here,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "specpress.toml").write_text(
        '[[target]]\nname = "pets"\nspec = "openapi.yaml"\nout = "app/pets"\nemit = ["models"]\n'
    )
    return tmp_path


def loaded(code: str, *arguments: str, here: Path) -> set[str]:
    """The modules that a command has imported at its end."""
    program = (
        f"import sys, atexit\nsys.argv = {['specpress', *arguments]!r}\n"
        "atexit.register(lambda: print('LOADED', *sys.modules, file=sys.stderr))\n" + code
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, capture_output=True, text=True, check=False
    )
    line = next(line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


MAIN = "from specpress.cli import main\nmain()"


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_imports_nothing_heavy(verb: str, here: Path) -> None:
    arguments = [verb, "--help"] if verb else ["--help"]
    assert not loaded(MAIN, *arguments, here=here).intersection(HEAVY)


@pytest.mark.parametrize("verb", ["add", "check", "update", "list", "outdated"])
def test_help_of_vendor_imports_nothing_heavy(verb: str, here: Path) -> None:
    assert not loaded(MAIN, "vendor", verb, "--help", here=here).intersection(HEAVY)


def test_what_is_up_to_date_imports_nothing_heavy(here: Path) -> None:
    assert call("generate", here=here).returncode == 0
    for arguments in (["generate"], ["generate", "--check"]):
        assert not loaded(MAIN, *arguments, here=here).intersection(HEAVY)


def test_checking_a_copy_imports_nothing_heavy(here: Path) -> None:
    assert call("vendor", "add", "copy", "--spec", "openapi.yaml", here=here).returncode == 0
    assert not loaded(MAIN, "vendor", "check", here=here).intersection(HEAVY)


def test_generate_and_check(here: Path) -> None:
    first = call("generate", here=here)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.startswith("pets: ")
    assert "up to date" in call("generate", here=here).stderr
    assert call("generate", "--check", here=here).returncode == 0


@pytest.mark.parametrize(
    ("change", "code", "file"),
    [
        ("edit", "SP623", "models.py"),
        ("delete", "SP624", "models.py"),
        ("add", "SP625", "mine.py"),
        ("spec", "SP620", "models.py"),
        ("option", "SP621", "specpress.lock"),
        ("tool", "SP622", "specpress.lock"),
    ],
)
def test_each_change_is_told_apart(here: Path, change: str, code: str, file: str) -> None:
    call("generate", here=here)
    package = here / "app/pets"
    match change:
        case "edit":
            (package / "models.py").write_text((package / "models.py").read_text() + "# edit\n")
        case "delete":
            (package / "models.py").unlink()
        case "add":
            (package / "mine.py").touch()
        case "spec":
            (here / "openapi.yaml").write_text(SPEC.replace("name:", "title:"))
        case "option":
            config = here / "specpress.toml"
            config.write_text(config.read_text() + 'header = "Copyright"\n')
        case _:
            from dataclasses import replace

            from specpress.output.lock import lock_text, read_lock

            lock = read_lock(package)
            assert lock is not None
            older = lock_text(replace(lock, tool="specpress 0.0.1"))
            (package / "specpress.lock").write_text(older)
    done = call("generate", "--check", "--format", "json", here=here)
    assert done.returncode == 1
    found = json.loads(done.stdout)["diagnostics"]
    assert {d["code"] for d in found} == {code}
    assert f"app/pets/{file}" in {d["file"] for d in found}
    plain = call("generate", "--check", here=here)
    assert plain.returncode == 1
    assert f"app/pets/{file}:1:1: error[{code}]: " in plain.stdout


def test_diff_shows_and_writes_nothing(here: Path) -> None:
    call("generate", here=here)
    (here / "openapi.yaml").write_text(SPEC.replace("name:", "title:"))
    before = (here / "app/pets/models.py").read_text()
    done = call("generate", "--diff", here=here)
    assert done.returncode == 0
    assert "+    title: " in done.stdout
    assert call("generate", "--check", "--diff", here=here).returncode == 1
    assert (here / "app/pets/models.py").read_text() == before


def test_one_bad_target_leaves_all_as_they_are(here: Path) -> None:
    config = here / "specpress.toml"
    config.write_text(config.read_text() + '[[target]]\nspec = "bad.yaml"\nout = "app/bad"\n')
    (here / "bad.yaml").write_text("openapi: 3.1.0\n")
    assert call("generate", here=here).returncode == 2
    assert not (here / "app").exists()


def test_errors_are_located_and_json_when_asked(here: Path) -> None:
    (here / "openapi.yaml").write_text(SPEC.replace("{type: object,", "{type: objekt,"))
    plain = call("generate", here=here)
    assert plain.returncode == 2
    assert plain.stderr.startswith("openapi.yaml:10:")
    assert "^" in plain.stderr
    done = call("generate", "--format", "json", here=here)
    assert done.returncode == 2
    whole = json.loads(done.stdout)
    assert whole["schema_version"] == 1
    assert set(whole["diagnostics"][0]) == {
        "code",
        "severity",
        "message",
        "help",
        "file",
        "line",
        "column",
        "pointer",
    }
    assert whole["diagnostics"][0]["line"] == 10


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "nope"],
        ["generate", "--spec", "openapi.yaml"],
        ["generate", "--bogus"],
        ["generate", "--spec", "openapi.yaml", "--out", "x", "--emit", "modles"],
        ["generate", "--spec", "nope.yaml", "--out", "x"],
        ["generate", "--config", "nope.toml"],
        ["bogus"],
        ["lint", "nope.yaml"],
        ["explain", "SP000"],
    ],
)
def test_what_cannot_be_done_exits_2(here: Path, arguments: list[str]) -> None:
    done = call(*arguments, here=here)
    assert done.returncode == 2
    assert done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if arguments[0] in ("generate", "bogus"):
        told = call(*arguments, "--format", "json", here=here)
        assert told.returncode == 2
        assert json.loads(told.stdout)["diagnostics"]
        if "--bogus" in arguments:
            assert json.loads(told.stdout)["diagnostics"][0]["code"] == "SP600"


def test_nothing_to_make_is_told(tmp_path: Path) -> None:
    done = call("generate", "--config", "specpress.toml", here=tmp_path)
    assert "error[SP601]" in done.stderr
    (tmp_path / "specpress.toml").write_text("")
    done = call("generate", here=tmp_path)
    assert "specpress.toml:1:1: error[SP605]: no targets" in done.stderr


def test_what_stands_in_the_way_of_writing(here: Path) -> None:
    call("generate", here=here)
    package = here / "app/pets"
    (package / "models.py").write_text("edited\n")
    assert "app/pets/models.py:1:1: warning[SP614]" in call("generate", here=here).stderr
    (package / "models.py").unlink()
    (package / "models.py").symlink_to(here / "openapi.yaml")
    assert "app/pets/models.py:1:1: error[SP612]" in call("generate", here=here).stderr
    (package / "models.py").unlink()
    (package / "specpress.lock").write_text("<<<<<<< ours")
    refused = call("generate", here=here)
    assert refused.returncode == 2
    assert "app/pets/specpress.lock:1:1: error[SP610]" in refused.stderr
    (package / "specpress.lock").unlink()
    (package / "_models.py").write_text("mine\n")
    assert "app/pets/_models.py:1:1: error[SP611]" in call("generate", here=here).stderr
    assert call("generate", "--force", here=here).returncode == 0
    (here / "taken").touch()
    done = call("generate", "--spec", "openapi.yaml", "--out", "taken", here=here)
    assert "taken:1:1: error[SP613]" in done.stderr


def test_an_edited_file_that_is_no_longer_made_stays(here: Path) -> None:
    one = ("generate", "--spec", "openapi.yaml", "--out", "out", "--emit")
    call(*one, "models,client", here=here)
    (here / "out/client.py").write_text("mine\n")
    done = call(*one, "models", here=here)
    assert "out/client.py:1:1: warning[SP615]" in done.stderr
    assert (here / "out/client.py").read_text() == "mine\n"
    assert not (here / "out/_client.py").exists()


def test_a_wrong_key_is_located_with_a_suggestion(here: Path) -> None:
    config = here / "specpress.toml"
    config.write_text(config.read_text() + 'emmit = ["models"]\n')
    done = call("generate", here=here)
    assert done.returncode == 2
    assert "specpress.toml:6:1: error[SP602]: unknown key `emmit`" in done.stderr
    assert "help: did you mean `emit`?" in done.stderr


def test_lint(here: Path) -> None:
    assert call("lint", "openapi.yaml", here=here).returncode == 0
    (here / "bad.yaml").write_text(SPEC.replace("{type: string}", "{$ref: '#/nowhere'}"))
    done = call("lint", "bad.yaml", here=here)
    assert done.returncode == 1
    assert done.stdout.startswith("bad.yaml:10:")
    for format in ("json", "github", "sarif"):
        assert call("lint", "bad.yaml", "--format", format, here=here).returncode == 1


def test_colour(here: Path) -> None:
    (here / "bad.yaml").write_text("openapi: 3.1.0\n")
    assert "\x1b[" not in call("lint", "bad.yaml", here=here).stdout
    assert "\x1b[" in call("lint", "bad.yaml", here=here, FORCE_COLOR="1").stdout
    both = call("lint", "bad.yaml", here=here, FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[" not in both.stdout


def test_explain_knows_every_code(here: Path) -> None:
    from specpress.codes import CODES

    listed = call("explain", here=here).stdout
    assert all(code in listed for code in CODES)
    assert "SP602" in call("explain", "sp602", here=here).stdout


def test_an_internal_error_names_the_node(here: Path) -> None:
    code = (
        "import specpress.pipeline as p\n"
        "from specpress.diagnostics import Span\n"
        "def fail(*_):\n    span = Span('openapi.yaml', '/paths')\n    raise ValueError('oops')\n"
        "p.understand = fail\n" + MAIN
    )
    program = f"import sys\nsys.argv = ['specpress', 'lint', 'openapi.yaml']\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (
        "error[SP699]: internal error while on openapi.yaml#/paths: ValueError: oops" in done.stderr
    )
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet(here: Path) -> None:
    program = Path(sys.executable).with_name("specpress")
    done = subprocess.run(
        f"set -o pipefail; {program} explain | head -1",
        shell=True,
        executable="/bin/bash",
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_an_interrupt_is_quiet(here: Path) -> None:
    code = "import os, signal, specpress.pipeline as p\nsignal.signal(signal.SIGINT, signal.default_int_handler)\np.understand = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
    program = f"import sys\nsys.argv = ['specpress', 'lint', 'openapi.yaml']\n{code}{MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130 == 128 + signal.SIGINT
    assert done.stderr.strip() == ""


def test_bytes_do_not_depend_on_the_surroundings(here: Path) -> None:
    seen = set()
    for number in range(10):
        folder = here / f"from{number}" / ("deep" * number)
        folder.mkdir(parents=True)
        (folder / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n")
        surroundings = {
            "PYTHONHASHSEED": str(number),
            "LC_ALL": ("C", "C.UTF-8", "POSIX")[number % 3],
            "TZ": ("UTC", "Asia/Tokyo")[number % 2],
            "COLUMNS": str(40 + number),
        }
        spec = os.path.relpath(here / "openapi.yaml", folder)
        done = call("generate", "--spec", spec, "--out", "out", here=folder, **surroundings)
        assert done.returncode == 0, done.stderr
        files = sorted((folder / "out").rglob("*"))
        seen.add(tuple((path.name, path.read_bytes()) for path in files if path.is_file()))
    assert len(seen) == 1


def test_a_scaffold_is_written_once(here: Path) -> None:
    assert call("generate", "--scaffold", "service.py", here=here).returncode == 0
    text = (here / "service.py").read_text()
    assert "pets" in text
    (here / "service.py").write_text("mine\n")
    assert call("generate", "--scaffold", "service.py", here=here).returncode == 0
    assert (here / "service.py").read_text() == "mine\n"


def test_the_package_runs_anywhere_and_twice_at_once(here: Path) -> None:
    for out in ("one", "two/inner"):
        call("generate", "--spec", "openapi.yaml", "--out", out, here=here)
    code = (
        "import sys; sys.modules['specpress'] = None\n"
        "import one.models, one.client, one.router, two.inner.models, two.inner.client, two.inner.router\n"
        "assert one.models.Pet is not two.inner.models.Pet\n"
        "print(one.models.Pet(name='Rex').name, two.inner.models.Pet(name='Rex').name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=here, capture_output=True, text=True, check=False
    )
    assert done.stdout == "Rex Rex\n", done.stderr
