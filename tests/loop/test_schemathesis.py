"""schemathesis against generated routers: no undeclared status or media type, no answer against its schema, no 5xx,
nothing invalid let in, nothing valid kept out, nobody without the right credential."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import HTTPException

from specpress.standin import application
from tests.serving import served

EXAMPLES = 200 if os.environ.get("SPECPRESS_LOOP") == "full" else 15
# Not ours: what a service remembers, and that Starlette's 405 names the methods of one route only. For two more,
# schemathesis_hooks.py has checks.
EXCLUDED = (
    "use_after_free,ensure_resource_availability,allow_header_conformance,"
    "status_code_conformance,negative_data_rejection"
)


class Guard:
    """Lets in who has the right credential."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        def check(*credential: str, **scopes: object) -> object:
            if credential not in {("right",), ("user", "right")}:
                raise HTTPException(401, "wrong credential")
            return credential

        return check


@pytest.mark.parametrize(
    ("document", "credential"),
    [
        ("spec/datafold/openapi.yaml", "Key right"),
        ("corpus/real/museum.yaml", "Basic dXNlcjpyaWdodA=="),
    ],
)
def test_router(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    root: Path,
    tmp_path: Path,
    document: str,
    credential: str,
) -> None:
    monkeypatch.setattr(application, "_Everybody", Guard)
    folder: Path = root if document.startswith("spec") else request.getfixturevalue("shared")
    made = application.standin(folder / document, tmp_path)
    assert made.app is not None
    environment = {"SCHEMATHESIS_HOOKS": "tests.loop.schemathesis_hooks", "PYTHONPATH": str(root)}
    environment |= {"SPECPRESS_CREDENTIAL": credential, "NO_COLOR": "1"}
    with served(made.app) as url:
        command = [str(Path(sys.executable).with_name("schemathesis"))]
        command += ["run", f"{url}/openapi.json", "--url", url, "--seed", "1", "--no-shrink"]
        command += ["--checks", "all", "--exclude-checks", EXCLUDED]
        command += ["--header", f"Authorization: {credential}", "--max-examples", str(EXAMPLES)]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout
