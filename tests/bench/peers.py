"""The peers, installed once into environments of their own, so that nothing of theirs touches ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENTS: Mapping[str, tuple[str, ...]] = {
    "models": ("datamodel-code-generator[ruff]==0.89.0",),
    "client": ("openapi-python-client>=0.29",),
    "server": ("fastapi-code-generator>=0.5",),
}
"""Apart from each other: two of them want different versions of a third."""


def peers(folder: Path) -> Mapping[str, Path]:
    """The folders of programs, by name of the environment; "specpress" is ours."""
    made = {name: _installed(folder / name, wanted) for name, wanted in ENVIRONMENTS.items()}
    return {**made, "specpress": Path(sys.executable).parent}


def _installed(folder: Path, wanted: tuple[str, ...]) -> Path:
    programs, stamp = folder / "bin", folder / "installed.txt"
    text = "\n".join(wanted)
    if stamp.is_file() and stamp.read_text() == text:
        return programs
    print(f"installing {', '.join(wanted)}", file=sys.stderr)
    if uv := shutil.which("uv"):
        _run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder))
        _run(uv, "pip", "install", "--quiet", "--python", str(programs / "python"), *wanted)
    else:
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(programs / "python"), "-m", "pip", "install", "--quiet", *wanted)
    stamp.write_text(text)
    return programs


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
