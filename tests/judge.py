"""What may come of a hostile document: located errors, or a package that runs nothing but our own code."""

from __future__ import annotations

import ast
import importlib
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import black

from tests.in_memory import built, imported

FORBIDDEN = {"exec", "eval", "open", "compile", "__import__", "system"}
VERBATIM = Path(__file__).parents[1] / "generator" / "specpress" / "emit" / "verbatim"


def judge(document: Mapping[str, Any], *, formatted: bool) -> None:
    """Build it, look at the syntax, import every module, build every model; with `formatted` ask black too."""
    made = built(document, emit=("models", "client", "router"))
    for diagnostic in made.diagnostics:
        assert diagnostic.line >= 1 and diagnostic.column >= 1
    if not made.ok:
        assert not made.files
        return
    for path, text in made.files.items():
        text.encode("utf-8")
        if path.suffix == ".py" and not (VERBATIM / path.name).exists():
            _look_at(text)
            if formatted:
                assert black.format_str(text, mode=black.Mode()) == text, path
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with imported(made.files) as models:
            for part in ("client", "router"):
                importlib.import_module(f"{models.__name__.rpartition('.')[0]}.{part}")
            for name in models.__all__:
                rebuild = getattr(getattr(models, name), "model_rebuild", None)
                if rebuild is not None:
                    rebuild()


def _look_at(text: str) -> None:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            assert name not in FORBIDDEN, f"line {node.lineno} calls {name}"
