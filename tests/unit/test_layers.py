"""Who may import whom: data flows down this table, and each outside library is known to few."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "generator" / "specpress"

LAYERS = (
    "version",
    "digest",
    "records",
    "printable",
    "codes",
    "diagnostics",
    "toml",
    "urls",
    "settings",
    "extensions",
    "config",
    "api",
    "source",
    "resolve",
    "read",
    "validity",
    "declare",
    "walk",
    "selection",
    "plan",
    "emit",
    "printers",
    "pipeline",
    "output",
    "generate",
    "review",
    "pages",
    "lint",
    "standin",
    "vendoring",
    "watch",
    "cli",
    "__main__",
)
"""A module imports only from rows above its own."""

UPWARDS = {
    ("pipeline", "review"): "compare() is part of the whole story, and imported when called",
    ("emit", "pipeline"): "the scaffold is a thin caller of the passes, written outside of a build",
}
"""Exceptions, with the reason."""

ONLY_IN = {
    "yaml": {"source"},
    "jinja2": {"emit", "review"},
    "black": {"emit.flavours"},
    "datamodel_code_generator": {"emit.flavours"},
    "click": {"cli"},
    "jsonschema_rs": {"validity", "review", "lint"},
    "pydantic": {"review", "standin"},
    "pydantic_core": {"plan.patterns"},
    "fastapi": {"standin", "cli"},
    "uvicorn": {"cli"},
    "watchfiles": {"watch", "cli"},
}
"""Outside libraries, and the packages or modules that may import them."""


def modules() -> Iterator[tuple[str, Path]]:
    """Our own modules by name below `specpress`; texts that are copied into packages are none."""
    for path in sorted(SOURCE.rglob("*.py")):
        names = path.relative_to(SOURCE).with_suffix("").parts
        if names[:2] != ("emit", "verbatim") and names != ("__init__",):
            yield ".".join(name for name in names if name != "__init__"), path


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = node.module == "specpress"
            names = [f"specpress.{alias.name}" for alias in node.names] if whole else [node.module]
            yield from (tuple(name.split(".")) for name in names)
        elif isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value)[:40])
def test_imports_go_up_the_table(name: str, path: Path) -> None:
    own = name.split(".")[0]
    assert own in LAYERS, f"give {own} a row in LAYERS"
    for names in imported(path):
        if names[0] == "specpress" and len(names) > 1 and names[1] != own:
            allowed = LAYERS.index(names[1]) < LAYERS.index(own) or (own, names[1]) in UPWARDS
            assert allowed, f"{name} imports {'.'.join(names)}"


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value)[:40])
def test_outside_libraries_are_known_to_few(name: str, path: Path) -> None:
    places = {name, name.split(".")[0]}
    for names in imported(path):
        library = names[0]
        if library == "specpress" or library in sys.stdlib_module_names:
            continue
        assert places & ONLY_IN.get(library, set()), f"{name} imports {library}"


def test_every_module_opens_with_a_word_of_what_it_does() -> None:
    texts = ((name, path.read_text("utf-8")) for name, path in modules())
    silent = [name for name, text in texts if text and not ast.get_docstring(ast.parse(text))]
    assert silent == []


def test_verbatim_texts_import_no_specpress() -> None:
    for path in (SOURCE / "emit/verbatim").glob("*.py"):
        assert "specpress" not in {names[0] for names in imported(path)}, path.name
