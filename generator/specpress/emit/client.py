"""Prints the client: one class per tag, the two clients, and the runtime that they need.

Takes an `OperationsPlan`, gives files. A large API becomes a package with one module per tag, imported when it is
first used. A method is written once, for the sync class; its async twin has it by name, and what iterates has two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from specpress.config import Options
from specpress.emit import layout
from specpress.emit.client_answers import Answers, answers
from specpress.emit.client_constants import api_constant, operation_constant
from specpress.emit.client_helpers import pages_method, pages_rule, wait_method, wait_rule
from specpress.emit.client_imports import client_imports, types_imported
from specpress.emit.client_requests import (
    Argument,
    arguments,
    described,
    form_members,
    signature,
    values,
)
from specpress.emit.client_views import (
    BodyView,
    ClassView,
    ClientView,
    FormView,
    GroupView,
    MethodView,
    ModuleView,
)
from specpress.emit.colour import COLOURS, SYNC, Colour
from specpress.emit.render import render
from specpress.plan.operation_names import free
from specpress.plan.operation_views import (
    Alternative,
    GroupPlan,
    OperationPlan,
    OperationsPlan,
    SchemePlan,
)
from specpress.plan.types import annotation
from specpress.printable import Code, Identifier, docstring, literal
from specpress.records import dataclass

VERBATIM = Path(__file__).with_name("verbatim")
LARGE = 100
"""Operations from which on every tag gets a module of its own."""

LONGEST = 50
"""Characters in the name of a constant: a line has to have room for its type."""

_ALWAYS = ("_client.py", "_client_call.py", "_client_errors.py")


def emit_client(plan: OperationsPlan, options: Options) -> dict[PurePosixPath, str]:
    """Every file of the client: what is generated, and the runtime parts that it imports."""
    large = sum(1 for _ in plan.operations) > LARGE
    where = _Where(".." if large else ".", options, types_imported(plan))
    files = dict(_package(plan, where) if large else _module(plan, where))
    files[PurePosixPath("__init__.py")] = _index(plan)
    needed = {*_ALWAYS}
    for text in files.values():
        needed.update(
            f"{name}.py" for name in re.findall(r"^from \.+(_client\w*) import", text, re.MULTILINE)
        )
    return files | runtime(needed, options)


def runtime(needed: set[str], options: Options) -> dict[PurePosixPath, str]:
    """Modules that do not depend on the document, and those that they import."""
    files = {}
    for name in sorted(_with_imports(needed)):
        text = (VERBATIM / name).read_text("utf-8")
        text = text.replace("import httpx2 as http\n", f"import {options.http} as http\n")
        files[PurePosixPath(name)] = text
    return files


def _index(plan: OperationsPlan) -> str:
    """`from datafold import Datafold, errors`, without importing the client before it is used."""
    lazy = sorted((f"Async{plan.class_name}", str(plan.class_name)))
    view = {
        "doc": docstring(f"{plan.title} {plan.version}", 0),
        "clients": Code(f"from .client import {', '.join(lazy)}"),
        "names": literal(sorted([*lazy, "errors"])),
        "twin": Identifier(f"Async{plan.class_name}"),
        "client": plan.class_name,
    }
    return layout.tidy(render("client_init.py.jinja", view))


def _with_imports(names: set[str]) -> set[str]:
    """The runtime modules and those that they import in turn."""
    found = set(names)
    for name in names:
        text = (VERBATIM / name).read_text("utf-8")
        inner = {f"{n}.py" for n in re.findall(r"^from \.(_client\w*) import", text, re.MULTILINE)}
        if inner - found:
            found |= _with_imports(inner)
    return found


@dataclass(frozen=True, slots=True)
class _Where:
    """What imports depend on: the package of the runtime, the options, the homes of names in types."""

    root: str
    options: Options
    types: Mapping[str, str]


def _module(plan: OperationsPlan, where: _Where) -> Iterator[tuple[PurePosixPath, str]]:
    """All of it in one file."""
    clients = tuple(_client(plan, colour, split=False) for colour in COLOURS)
    yield PurePosixPath("client.py"), _printed(plan, plan.groups, clients, where)


def _package(plan: OperationsPlan, where: _Where) -> Iterator[tuple[PurePosixPath, str]]:
    """One module per tag beside the clients, which import it when it is first asked for."""
    clients = tuple(_client(plan, colour, split=True) for colour in COLOURS)
    yield PurePosixPath("client/__init__.py"), _printed(plan, (), clients, where)
    for group in plan.groups:
        yield (
            PurePosixPath(f"client/_{group.name}.py"),
            _printed(plan, (group,), (), where),
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to call an operation, and the name of its description."""

    operation: OperationPlan
    answers: Answers
    constant: Identifier


class _Body:
    """The classes of some groups, and the constants and forms that they refer to."""

    def __init__(self, groups: tuple[GroupPlan, ...], security: tuple[Alternative, ...]) -> None:
        self._security = security
        self.constants: list[Code] = []
        self.forms: list[FormView] = []
        self._taken: set[str] = set()
        self._rules: dict[tuple[str, str], Identifier] = {}
        self.classes = [view for group in groups for view in self._group(group)]

    def _group(self, group: GroupPlan) -> Iterator[ClassView]:
        ways = [way for operation in group.operations for way in self._ways(group, operation)]
        doc = docstring(group.description or f"Operations of {group.tag or 'no tag'}.", 4)
        shared = {way.constant: list(self._shared(way)) for way in ways}
        for colour in COLOURS:
            twins = [] if colour is SYNC else [m.name for way in shared.values() for m in way]
            methods: list[MethodView] = []
            for way in ways:
                methods += shared[way.constant] if colour is SYNC else []
                methods += self._own(way, colour)
            hidden = frozenset((*twins, *(method.name for method in methods))) & _BUILTINS
            yield ClassView(
                name=Identifier(f"{colour.prefix}{group.class_name}"),
                parent=Code(f"Resource[{colour.prefix}Client]"),
                doc=doc,
                sync=group.class_name,
                twins=tuple(twins),
                methods=tuple(_seen(method, hidden) for method in methods),
            )

    def _ways(self, group: GroupPlan, operation: OperationPlan) -> Iterator[_Way]:
        for made in answers(operation):
            wanted = f"_{group.name}_{operation.name}{made.suffix}".upper()
            constant = free(wanted[:LONGEST], self._taken)
            self._taken.add(constant)
            known = operation_constant(operation, made, constant, self._security)
            self.constants.append(known)
            yield _Way(operation, made, constant)
        given = arguments(operation.parameters, operation.body)
        rules = [("wait", wait_rule(operation.wait))] if operation.wait else []
        if operation.pages:
            rules.append(("pages", pages_rule(operation.pages, given)))
        for kind, value in rules:
            wanted = f"_{group.name}_{operation.name}"[:LONGEST]
            name = free(f"{wanted}_{kind}".upper(), self._taken)
            self._taken.add(name)
            self._rules[operation.unique, kind] = name
            self.constants.append(Code(f"{name} = {value}"))
        for content in operation.body.contents if operation.body else ():
            if content.form_name:
                self.forms.append(FormView(content.form_name, form_members(content)))

    def _shared(self, way: _Way) -> Iterator[MethodView]:
        """Methods whose result an async client gives by what can be awaited: they are written once."""
        operation = way.operation
        if way.answers.stream:
            return
        yield _method(way, SYNC)
        if operation.wait and not way.answers.suffix:
            rule = self._rules[operation.unique, "wait"]
            result = annotation(way.answers.type, "models.")
            yield wait_method(operation, operation.wait, rule, result)

    def _own(self, way: _Way, colour: Colour) -> Iterator[MethodView]:
        """Methods that give an iterator of one colour or the other."""
        operation = way.operation
        if way.answers.stream:
            yield _method(way, colour)
        elif operation.pages and not way.answers.suffix:
            names = (way.constant, self._rules[operation.unique, "pages"])
            yield pages_method(operation, operation.pages, names, colour)


def _method(way: _Way, colour: Colour) -> MethodView:
    operation, made = way.operation, way.answers
    given = arguments(operation.parameters, operation.body)
    result = annotation(made.type, "models.")
    call = f"{colour.wait}self._client.call({way.constant}, {values(given)}, options)"
    if made.stream == "ByteStream":
        result = Code(f"{colour.prefix}ByteStream")
        call = f"{result}({call})"
    elif made.stream:
        name = f"{colour.prefix}{made.stream}"
        call, result = f"{name}({call}, lambda: {result})", Code(f"{name}[{result}]")
    return MethodView(
        define=colour.define,
        name=Identifier(f"{operation.name}{made.suffix}"),
        signature=signature(given, result),
        doc=_method_doc(operation, given, colour),
        result=Code(call),
    )


def _method_doc(operation: OperationPlan, given: list[Argument], colour: Colour) -> Code:
    """Everything that is known for the sync method; the summary for its async twin."""
    summary = operation.summary or f"{operation.method} {operation.path}"
    parts = [summary]
    if colour is SYNC:
        description = operation.description.strip()
        parts += [description] * (bool(description) and description != summary)
        lines = list(described(given))
        parts += ["\n".join(["Args:", *lines])] * bool(lines)
    parts += ["Deprecated."] * operation.deprecated
    return docstring("\n\n".join(parts), 8)


# --- clients --------------------------------------------------------------------------------------------------


def _client(plan: OperationsPlan, colour: Colour, split: bool) -> ClientView:
    name = Identifier(f"{colour.prefix}{plan.class_name}")
    text = f"{plan.title} {plan.version}"
    text += f", at {plan.server.url} unless told otherwise." if plan.server.url else "."
    given = [f"{s.argument}: {_secret(s, colour)} | None = None" for s in plan.schemes]
    given.append("host: str | None = None")
    given.append(f"http_client: http.{colour.prefix}Client | None = None")
    return ClientView(
        name=name,
        parent=colour.named("Client"),
        doc=docstring(text, 4),
        signature=Code(f"(self, *, {', '.join(given)}, **options: Unpack[Options]) -> None"),
        given=Code("".join(f", {scheme.argument}" for scheme in plan.schemes)),
        groups=tuple(_group(group, colour, split) for group in plan.groups),
    )


def _secret(scheme: SchemePlan, colour: Colour) -> str:
    secret = f"{colour.prefix}Secret"
    return (
        f"{secret} | tuple[str, str]" if scheme.kind in ("basic", "clientCredentials") else secret
    )


def _group(group: GroupPlan, colour: Colour, split: bool) -> GroupView:
    return GroupView(
        name=group.name,
        class_name=Identifier(f"{colour.prefix}{group.class_name}"),
        doc=docstring(group.description, 8) if split else Code(""),
        module=Code(f"_{group.name}" if split else ""),
    )


# --- modules --------------------------------------------------------------------------------------------------

_BUILTINS = frozenset(("list", "dict", "tuple", "str", "int", "float", "bool", "bytes", "object"))
_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![\w.])[A-Za-z_]\w*\b(?!: )')


def _seen(method: MethodView, hidden: frozenset[str]) -> MethodView:
    """In a class that has a method `list`, an annotation has to say `builtins.list`."""
    if not hidden:
        return method

    def spelt(found: re.Match[str]) -> str:
        return f"builtins.{found[0]}" if found[0] in hidden else found[0]

    return replace(method, signature=Code(_WORDS.sub(spelt, method.signature)))


def _printed(
    plan: OperationsPlan,
    groups: tuple[GroupPlan, ...],
    clients: tuple[ClientView, ...],
    where: _Where,
) -> str:
    """One module: what it imports is seen from what is printed below the imports."""
    made = _Body(groups, plan.security)
    if clients:
        about = (
            f"Client for {plan.title} {plan.version}: `{clients[0].name}` and `{clients[1].name}`."
        )
    else:
        about = f"Operations of {groups[0].tag or 'no tag'}."
    below = BodyView(
        forms=tuple(made.forms),
        constants=tuple(made.constants),
        classes=tuple(made.classes),
        clients=clients,
        api=api_constant(plan) if clients else Code(""),
    )
    body = render("client_body.py.jinja", below)
    lazy = {str(g.class_name): str(g.module) for c in clients for g in c.groups if g.module}
    imports, typing = client_imports(body, where.types, lazy, where.root, where.options)
    view = ModuleView(docstring(about, 0), imports, typing, Code(body))
    return layout.tidy(render("client.py.jinja", view))
