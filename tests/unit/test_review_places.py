"""Where the review runs besides the command line: the GitHub Action, pre-commit hooks, git's own diff."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

SPEC = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /x:
    get:
      responses: {'200': {description: fine, content: {application/json: {schema: {type: string}}}}}
"""


def command_folder(folder: Path) -> Path:
    """A folder with `specpress` and nothing else, as an installation leaves it."""
    binary = folder / "bin" / "specpress"
    binary.parent.mkdir(parents=True)
    text = f"#!{sys.executable}\nfrom specpress.cli import main\nmain()\n"
    binary.write_text(text, "utf-8")
    binary.chmod(0o755)
    return binary.parent


def repository(folder: Path) -> Path:
    folder.mkdir()
    (folder / "openapi.yaml").write_text(SPEC, "utf-8")
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "first"]):
        identity = [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.com",
            "-c",
            "commit.gpgsign=false",
        ]
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)
    (folder / "openapi.yaml").write_text(SPEC.replace("type: string", "type: integer"), "utf-8")
    return folder


def test_the_action_takes_inputs_through_the_environment_only(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    assert len(steps) == 2
    for step in steps:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_the_review_step_of_the_action(root: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    (step,) = (step for step in action["runs"]["steps"] if step.get("id") == "review")
    command_folder(tmp_path / "specpress")
    folder = repository(tmp_path / "repository")
    given = {
        "BASE": "HEAD",
        "SPEC": "openapi.yaml",
        "FAIL_ON": "break",
        "COMPAT": "wire",
        "AUDIENCE": "caller",
    }
    environment = {
        **os.environ,
        **given,
        "PULL_BASE": "",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=openapi.yaml,line=" in done.stdout
    assert "breaks something" in (tmp_path / "summary.md").read_text("utf-8")
    reports = sorted(path.suffix for path in (tmp_path / "specpress-review").iterdir())
    assert reports == [".html", ".json", ".md", ".sarif"]


def test_the_git_diff_driver_of_the_documentation(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "review.md").read_text("utf-8")
    (driver,) = re.findall(r"git config diff\.openapi\.command '(.*)'", text)
    folder = repository(tmp_path / "repository")
    (folder / ".gitattributes").write_text("openapi.yaml diff=openapi\n", "utf-8")
    subprocess.run(["git", "config", "diff.openapi.command", driver], cwd=folder, check=True)
    path = f"{command_folder(tmp_path / 'tool')}{os.pathsep}{os.environ['PATH']}"

    def shown(*what: str) -> subprocess.CompletedProcess[str]:
        command = ["git", "--no-pager", "diff", "--ext-diff", *what]
        environment = {**os.environ, "PATH": path}
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    done = shown("openapi.yaml")
    assert "break[type]" in done.stdout and done.returncode == 0, done.stderr
    (folder / "openapi.yaml").unlink()
    gone = shown()
    assert "openapi.yaml came or went" in gone.stdout and gone.returncode == 0, gone.stderr


def test_every_hook_calls_a_verb_that_there_is(root: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == [
        "specpress-check",
        "specpress-lint",
        "specpress-vendor-check",
    ]
    from specpress.cli import VERBS

    assert {hook["entry"].split()[1] for hook in hooks} <= VERBS.keys()
