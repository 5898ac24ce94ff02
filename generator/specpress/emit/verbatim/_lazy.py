"""Models of a large API in many modules: a module is imported when one of its models is first used."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from . import _docs


class Modules:
    """Which module of the package defines a name."""

    def __init__(self, package: str, index: dict[str, str]) -> None:
        self.package = package
        self.home = {
            name: module for module, names in index.items() for name in names.split()
        }

    def find(self, name: str) -> object:
        if name == "__all__":
            return sorted(self.home)
        if name not in self.home:
            raise AttributeError(f"module {self.package!r} has no attribute {name!r}")
        return getattr(import_module(f"{self.package}.{self.home[name]}"), name)


class Model(_docs.Model):
    """Looks up what its annotations name before pydantic asks for it."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        link(cls)
        return super().__get_pydantic_core_schema__(source, handler)

    @classmethod
    def model_rebuild(
        cls, *, _parent_namespace_depth: int = 2, **options: Any
    ) -> bool | None:
        link(cls)
        return super().model_rebuild(
            _parent_namespace_depth=_parent_namespace_depth + 1, **options
        )


def link(cls: type) -> None:
    """Put into the module of a class what its annotations name, inherited ones included."""
    own = vars(sys.modules[cls.__module__])
    for base in cls.__mro__:
        module = sys.modules.get(base.__module__)
        package = sys.modules.get(base.__module__.rpartition(".")[0])
        known: Modules | None = getattr(package, "_modules", None)
        if module is None or known is None or not issubclass(base, Model):
            continue
        there = vars(module)
        for text in base.__annotations__.values():
            for name in re.findall(r"[A-Za-z_]\w*", str(text)):
                if name not in there and name in known.home:
                    there[name] = known.find(name)
                if name in there:
                    own.setdefault(name, there[name])
