"""What README.md and docs/ show works as shown."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.conftest import ROOT, put_files

from specpress.config import config
from specpress.diagnostics import Report
from specpress.pipeline import build
from specpress.vendoring.settings import vendors

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"name": f"Rex of {self.path}"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_from_spec_to_call(tmp_path: Path, host: str) -> None:
    spec, (code, *_) = blocks(ROOT / "README.md", "yaml")[0], blocks(ROOT / "README.md", "python")
    assert len(code.splitlines()) <= 12
    (tmp_path / "openapi.yaml").write_text(spec)
    made = build(tmp_path / "openapi.yaml")
    assert made.diagnostics == ()
    put_files(tmp_path / "petshop", made.files)
    code = code.replace("https://pets.example", host)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "Rex of /pets/42\n", done.stderr


def settings() -> list[tuple[str, str]]:
    found = [(path.name, text) for path in DOCS for text in blocks(path, "toml")]
    return [
        (name, text)
        for name, text in found
        if "specpress.target" in text or "specpress.vendor" in text
    ]


@pytest.mark.parametrize(("name", "text"), settings())
def test_settings_are_understood(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    report = Report()
    read = config(tmp_path / "pyproject.toml", name, report)
    assert read is not None
    assert read.targets or vendors(read, report)
    assert report.findings == ()


def test_commands_that_are_shown_exist() -> None:
    from specpress.cli import VERBS

    for path in DOCS:
        for verb in re.findall(r"`specpress ([a-z]+)", path.read_text("utf-8")):
            assert verb in VERBS, f"{path.name}: specpress {verb}"


def test_make_targets_that_are_shown_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCS:
        for target in re.findall(
            r"\bmake ([a-z]+)(?=[ `\n])",
            "\n".join(
                re.findall(r"`make [a-z]+`|^make [a-z]+", path.read_text("utf-8"), re.MULTILINE)
            )
            + "\n",
        ):
            assert target in targets, f"{path.name}: make {target}"


def test_the_module_list_is_complete() -> None:
    """generator/README.md has one line for each module, and no others."""
    source = ROOT / "generator/specpress"
    paths = (path.relative_to(source).as_posix() for path in source.rglob("*.py"))
    known = {path for path in paths if not path.endswith("__init__.py") or path == "__init__.py"}
    listed = re.findall(
        r"^- `([^`]+\.py)`: \S", (ROOT / "generator/README.md").read_text(), re.MULTILINE
    )
    assert sorted(listed) == sorted(known)
