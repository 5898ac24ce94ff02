"""The watch over credentials sees what it is there to see."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks import KEY, leaks

INNER = """
import logging, subprocess, sys, warnings
from tests.leaks import KEY

def test_log(): logging.getLogger("httpcore.http11").debug("sent %r", {"authorization": KEY})
def test_traceback():
    try: raise ValueError(KEY)
    except ValueError: logging.getLogger("a").exception("failed")
def test_print(): print(f"https://example.com/?key={KEY}")
def test_program(): subprocess.run([sys.executable, "-c", f"import sys; sys.stderr.write({KEY!r})"])
def test_nothing(): logging.getLogger("a").warning("another 4711")
"""


def test_every_test_is_watched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.leaks import *\n")
    (tmp_path / "test_inner.py").write_text(INNER)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:schemathesis", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "4 failed, 1 passed" in done.stdout
    assert done.stdout.count("- a credential got out") == 4
    assert "httpcore.http11: sent" in done.stdout


def test_this_suite_is_watched(request: pytest.FixtureRequest) -> None:
    hooks = request.config.pluginmanager.hook.pytest_runtest_makereport.get_hookimpls()
    assert "tests.leaks" in {hook.function.__module__ for hook in hooks}


@pytest.mark.parametrize("user", ["", "a", "ab", "abc"])
def test_basic_credentials_are_known(user: str) -> None:
    assert leaks(base64.b64encode(f"{user}:{KEY}".encode()).decode())
    assert not leaks(base64.b64encode(f"{user}:something_else_altogether".encode()).decode())
