"""The JSON Schema test suite: strict models agree with it, and no difference is silent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("draft", ["draft2020-12", "draft4"])
def test_no_difference_is_silent(shared: Path, draft: str) -> None:
    tool = shared / "tools" / "jsts_score.py"
    if not tool.exists():
        pytest.skip(f"{tool} is not there")
    command = Path(sys.executable).with_name("specpress")
    wanted = ["--draft", draft, "--max-silent", "0", "--details"]
    done = subprocess.run(
        [sys.executable, tool, "--command", str(command), "--python", sys.executable, *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
