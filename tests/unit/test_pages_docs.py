"""docs/pages.md does what it says: its files are written, its commands run, and what they print is what it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

DOC = Path(__file__).parents[2] / "docs" / "pages.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> str:
    """One command as a user types it; what it prints on either stream, findings first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, check=False, shell=True, cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path, "NO_COLOR": "1"}
    )  # fmt: skip
    return done.stdout + done.stderr


def test_the_examples(tmp_path: Path) -> None:
    ran = 0
    for kind, name, text in BLOCK.findall(DOC.read_text()):
        if name:
            file = tmp_path / name
            if file.exists():
                assert file.read_text() == text
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        elif kind == "console":
            for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                assert run(command, tmp_path) == output, command
                ran += 1
    assert ran == 8
