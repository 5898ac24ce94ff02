"""A slice with the extensions that the configuration declares: it is all that a copy is made from.

Takes the slice and the `Api` it was cut from, puts the extensions in, and gives the pointers of those, so that what is
found about them can be told where they really stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from specpress.api import Api, Json
from specpress.declare import extension, named
from specpress.diagnostics import Diagnostic, Span, escape
from specpress.extensions import Extension, Extensions

Node = tuple[str, dict[str, Json]]
"""A pointer and the object there."""


def bake(slice: dict[str, Json], api: Api, declared: Extensions) -> dict[str, Span]:
    """Put in those whose holder is in the slice; the place in the configuration of each pointer."""
    places: dict[str, Span] = {}
    for one in declared.declared:
        for pointer, holder in _holders(slice, api, one):
            holder[extension(one)] = json.loads(one.json)
            places[f"{pointer}/{escape(extension(one))}"] = one.span
    return places


def told_there(
    found: Sequence[Diagnostic], places: Mapping[str, Span], declared: Extensions
) -> tuple[Diagnostic, ...]:
    """Findings about extensions, at their places in the configuration; all others as they are."""
    return tuple(_told(one, places, declared) for one in found)


def _told(one: Diagnostic, places: Mapping[str, Span], declared: Extensions) -> Diagnostic:
    toml = declared.toml
    for pointer, span in places.items() if toml else ():
        if f"{one.pointer}/".startswith(f"{pointer}/"):
            assert toml is not None
            there = span.pointer + one.pointer[len(pointer) :]
            place = toml.locate([there])[there]
            return replace(
                one,
                file=toml.display,
                line=place.line,
                column=place.column,
                pointer=there,
                source=place.source,
            )
    return one


def _holders(slice: dict[str, Json], api: Api, one: Extension) -> Iterator[Node]:
    name = named(api, one)
    if name is None:
        return
    if one.kind == "servers":
        yield from _servers(slice, name)
    elif one.kind == "security_schemes":
        yield from _at(slice, ("components", "securitySchemes", name))
    else:
        method, _, path = name.partition(" ")
        yield from _at(slice, ("paths", path, method.lower()))
        yield from _at(slice, ("paths", path, "additionalOperations", method))


def _servers(slice: dict[str, Json], url: str) -> Iterator[Node]:
    """Wherever a server of that URL stands: in the document, in a path, in an operation."""
    paths = slice.get("paths")
    items = paths.items() if isinstance(paths, dict) else ()
    above = [("", slice), *((f"/paths/{escape(path)}", item) for path, item in items)]
    for pointer, item in list(above):
        if isinstance(item, dict) and pointer:
            above += ((f"{pointer}/{escape(key)}", inner) for key, inner in item.items())
    for pointer, item in above:
        servers = item.get("servers") if isinstance(item, dict) else None
        for number, server in enumerate(servers if isinstance(servers, list) else ()):
            if isinstance(server, dict) and server.get("url") == url:
                yield f"{pointer}/servers/{number}", server


def _at(slice: dict[str, Json], keys: Sequence[str]) -> Iterator[Node]:
    """The object at a path of keys, and what it refers to within the slice."""
    here: Json = slice
    pointer = ""
    for key in keys:
        if not isinstance(here, dict) or key not in here:
            return
        here, pointer = here[key], f"{pointer}/{escape(key)}"
    seen = set[str]()
    while isinstance(here, dict) and isinstance(here.get("$ref"), str) and pointer not in seen:
        seen.add(pointer)
        pointer = str(here["$ref"]).removeprefix("#")
        here = slice
        for token in pointer.split("/")[1:]:
            key = token.replace("~1", "/").replace("~0", "~")
            here = here.get(key) if isinstance(here, dict) else None
    if isinstance(here, dict):
        yield pointer, here
