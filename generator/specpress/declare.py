"""Extensions that the configuration declares, put where they would stand if the document had them.

Takes an `Api` and what was declared, gives an `Api` that has it. Findings about these values are told at their place in
the configuration. What names nothing in the document is an error. A pure pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from specpress.api import Api, Json, Operation, SecurityScheme, Server
from specpress.diagnostics import Report, Span
from specpress.extensions import Extension, Extensions

_THINGS = {"operations": "operation", "security_schemes": "security scheme", "servers": "server"}

Given = dict[tuple[str, str], dict[str, Json]]
"""The extensions of each thing, by its kind and its name in the document."""


def declare(api: Api, declared: Extensions, report: Report) -> Api:
    """The API with the extensions; one that the document has too is replaced."""
    given: Given = {}
    for one in declared.declared:
        name = named(api, one)
        if name is None:
            _unknown(api, one, report)
            continue
        known = given.setdefault((one.kind, name), {})
        if extension(one) in known:
            told = f"`{one.key}` of this {_THINGS[one.kind]} is declared already"
            report.add("SP609", one.span, told)
            continue
        known[extension(one)] = json.loads(one.json)
        for thing in _all(api)[one.kind].get(name, ()):
            report.redirect(thing.span.child(extension(one)), one.span)
    return _with(api, given) if given else api


def named(api: Api, one: Extension) -> str | None:
    """The name that `_all` has for what an extension is of; None where the document has no such thing."""
    known = _all(api)[one.kind]
    if one.kind != "operations" or one.of in known:
        return one.of if one.of in known else None
    ids = {o.operation_id: _title(o) for o in api.operations}
    method, _, path = one.of.partition(" ")
    spelt = f"{method.upper()} {path.strip()}"
    return ids.get(one.of) or (spelt if spelt in known else None)


def extension(one: Extension) -> str:
    return f"x-specpress-{one.key}"


def _title(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def _all(api: Api) -> dict[str, dict[str, tuple[Operation | SecurityScheme | Server, ...]]]:
    """Everything that can have extensions of ours. A server may stand in several places."""
    servers: dict[str, tuple[Server, ...]] = {}
    for server in (*api.servers, *(s for o in api.operations for s in o.servers)):
        servers[server.url] = (*servers.get(server.url, ()), server)
    return {
        "operations": {_title(operation): (operation,) for operation in api.operations},
        "security_schemes": {name: (one,) for name, one in api.security_schemes.items()},
        "servers": dict(servers),
    }


def _unknown(api: Api, one: Extension, report: Report) -> None:
    from difflib import get_close_matches

    names = list(_all(api)[one.kind])
    if one.kind == "operations":
        names += (o.operation_id for o in api.operations if o.operation_id)
    close = get_close_matches(one.of, names, 1)
    help = (
        f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(names[:5]) or 'none'}"
    )
    told = f'this document has no {_THINGS[one.kind]} "{one.of}"'
    holder = Span(one.span.file, one.span.pointer.rpartition("/")[0])
    report.add("SP609", holder, told, help)


def _with(api: Api, given: Given) -> Api:
    def server(one: Server) -> Server:
        more = given.get(("servers", one.url))
        return replace(one, extensions={**one.extensions, **more}) if more else one

    def operation(one: Operation) -> Operation:
        more: Mapping[str, Json] = given.get(("operations", _title(one)), {})
        servers = tuple(map(server, one.servers))
        return replace(one, servers=servers, extensions={**one.extensions, **more})

    def schemes() -> Iterator[tuple[str, SecurityScheme]]:
        for name, one in api.security_schemes.items():
            more = given.get(("security_schemes", name), {})
            yield name, replace(one, extensions={**one.extensions, **more})

    return replace(
        api,
        operations=tuple(map(operation, api.operations)),
        servers=tuple(map(server, api.servers)),
        security_schemes=dict(schemes()),
    )
