"""Generated packages that never touch the disk: for properties that want thousands of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from specpress.config import Options
from specpress.pipeline import Build, build_from
from specpress.source.files import MemoryFiles

_NUMBERS = count(1)


def openapi(schemas: Mapping[str, Any], version: str = "3.1.0", **more: Any) -> dict[str, Any]:
    """A document that holds schemas and nothing else."""
    info = {"title": "T", "version": "1"}
    return {
        "openapi": version,
        "info": info,
        "paths": {},
        "components": {"schemas": schemas},
        **more,
    }


def built(document: Mapping[str, Any], **options: Any) -> Build:
    """The models of a document."""
    files = MemoryFiles({"openapi.json": json.dumps(document).encode()})
    return build_from(files, "openapi.json", Options(**{"emit": ("models",), **options}))


@contextmanager
def imported(files: Mapping[PurePosixPath, str]) -> Iterator[ModuleType]:
    """The module `models` of a package that exists as long as the context."""
    name = f"in_memory_{next(_NUMBERS)}"
    package = ModuleType(name)
    package.__path__ = []
    sys.modules[name] = package
    finder = _Finder(name, files)
    sys.meta_path.insert(0, finder)  # type: ignore[arg-type]
    try:
        yield __import__(f"{name}.models", fromlist=["models"])
    finally:
        sys.meta_path.remove(finder)  # type: ignore[arg-type]
        for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            del sys.modules[module]


class _Finder:
    """Finds the modules of one package in a mapping."""

    def __init__(self, package: str, files: Mapping[PurePosixPath, str]) -> None:
        self.package = package
        self.files = files

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        from importlib.machinery import ModuleSpec

        if not name.startswith(f"{self.package}."):
            return None
        inner = PurePosixPath(*name.split(".")[1:])
        for file, is_package in ((inner / "__init__.py", True), (inner.with_suffix(".py"), False)):
            if file in self.files:
                return ModuleSpec(name, _Loader(self.files[file]), is_package=is_package)  # type: ignore[arg-type]
        return None


class _Loader:
    def __init__(self, text: str) -> None:
        self.text = text

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.text, module.__name__, "exec"), module.__dict__)  # noqa: S102

    def get_source(self, name: str) -> str:
        return self.text
