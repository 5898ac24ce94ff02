"""Pieces of the router's code: calls, lists, mappings, types, and what they need imported.

Only this module knows which module of the router's runtime (`emit/verbatim/_router*.py`) has which name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from specpress.api import Json
from specpress.plan.types import NONE, Constrained, Type, UnionOf, annotation, imports
from specpress.printable import Code, literal

MODULES = {
    "_router": ("Answer", "Json", "Operation", "Parameter", "Reply", "Scheme", "request", "routes"),
    "_router_answers": ("Detailed", "Empty"),
    "_router_bodies": ("Binary", "Body", "EventStream", "FormPart", "JsonBody", "JsonLines")
    + ("Multipart", "PlainText", "Upload", "UrlEncoded"),
    "_router_parameters": ("Argument",),
    "_router_problems": ("Problem",),
    "_router_receivers": ("Caller", "receiver"),
    "_router_security": ("Basic", "Either", "Guarded"),
    "_router_styles": ("Styled",),
}


@dataclass(slots=True)
class Needs:
    """What the module has to import, noted while its code is made."""

    names: set[tuple[str, str]] = field(default_factory=set)

    def runtime(self, name: str) -> str:
        module = next(module for module, names in MODULES.items() if name in names)
        self.names.add((f".{module}", name))
        return name

    def annotation(self, type: Type) -> Code:
        self.names.update(imports(type))
        text = annotation(type, "models.")
        if text != annotation(type):
            self.names.add((".", "models"))
        return text

    def type(self, type: Type) -> Code:
        """As a value: there pyright takes no `Annotated[...] | None`, though Python does; inside `Annotated` it does,
        where ruff wants no `Optional`. pydantic passes over the None beside it."""
        text = self.annotation(type)
        if not isinstance(type, UnionOf) or type.members[-1] != NONE:
            return text
        if not any(isinstance(member, Constrained) for member in type.members):
            return text
        self.names.add(("typing", "Annotated"))
        return Code(f"Annotated[{text}, None]")


def call(function: str, /, *args: str, **kwargs: str) -> Code:
    """A call; keywords without a value are left out."""
    given = [*args, *(f"{key}={value}" for key, value in kwargs.items() if value)]
    return Code(f"{function}({', '.join(given)})")


def listed(items: Iterable[str]) -> Code:
    return Code(f"[{', '.join(items)}]")


def mapped(items: Mapping[str, str]) -> Code:
    return Code("{" + ", ".join(f"{literal(key)}: {value}" for key, value in items.items()) + "}")


def said(document: Mapping[str, Json]) -> str:
    return literal(document) if document else ""


@dataclass(frozen=True, slots=True)
class Part:
    """An expression that other rows may have too; `name` is what it would be called then, if anything."""

    code: Code
    name: str = ""
    component: bool = False


def path_names(path: str) -> dict[str, str]:
    """Names in a path as the web framework takes them: identifiers."""
    names: dict[str, str] = {}
    for wire in re.findall(r"\{([^{}]+)\}", path):
        safe = re.sub(r"[^A-Za-z0-9_]", "_", wire)
        safe = f"_{safe}" if safe[0].isdigit() else safe
        while safe in names.values():
            safe += "_"
        names[wire] = safe
    return names
