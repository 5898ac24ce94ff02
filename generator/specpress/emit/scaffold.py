"""A service to begin with: a class for each protocol of the router, every method answered with 501 until it is written.

Takes a spec and the import path of the package made from it, gives one module. It is written once and then belongs
to its user, so unlike everything else it is not compared with anything later.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from specpress.config import Options
from specpress.diagnostics import Report
from specpress.emit.layout import tidy
from specpress.emit.render import render
from specpress.emit.router import import_blocks
from specpress.pipeline import chosen, plan, relpath, understand
from specpress.plan.router import plan_router
from specpress.plan.router_views import MethodView, ProtocolView, RouterPlan
from specpress.printable import Code, Identifier, docstring
from specpress.records import dataclass
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.source.remote import NOTHING, Remote


@dataclass(frozen=True, slots=True)
class _ScaffoldView:
    doc: Code
    imports: Code
    protocols: tuple[ProtocolView, ...]
    security: ProtocolView | None
    arguments: Code


class NotAPackage(ValueError):
    """The import path is not made of names."""


def scaffold(spec: Path, options: Options, package: str, remote: Remote = NOTHING) -> str:
    """The text of the module; nothing if the spec has errors, which `build` tells."""
    if not all(part.isidentifier() for part in package.split(".")):
        raise NotAPackage(f"{package!r} is not the import path of a package")
    report = Report()
    root = spec.parent / options.root
    documents = load(DiskFiles(root), relpath(spec, root), report, remote)
    api = understand(documents, report)
    if api is not None:
        api = chosen(api, options, report)
    if api is None or report.failed:
        return ""
    plans = plan(api, replace(options, emit=("models", "router")), report)
    assert plans.operations is not None
    return _printed(plan_router(plans.api, plans.models, plans.operations), package)


def _printed(plan: RouterPlan, package: str) -> str:
    protocols = tuple(_service(table.protocol) for table in plan.tables)
    security = _service(plan.security) if plan.security else None
    classes = [protocol.class_name for protocol in (*protocols, *([security] if security else []))]
    title = "The service behind the routes: written once, yours to change."
    arguments = Code(", ".join(f"{name}()" for name in classes))
    view = _ScaffoldView(docstring(title, 0), Code(""), protocols, security, arguments)
    names = {*plan.imports, (".router", "create_app")}
    used = _used(render("scaffold.py.jinja", view), names)
    return tidy(render("scaffold.py.jinja", replace(view, imports=_imports(used, package))))


def _service(protocol: ProtocolView) -> ProtocolView:
    name = Identifier(f"{protocol.class_name}Service")
    return replace(protocol, class_name=name, methods=tuple(map(_method, protocol.methods)))


def _method(method: MethodView) -> MethodView:
    """What a coroutine gives is the answer itself."""
    head, _, answer = method.signature.rpartition(" -> Answer[")
    return replace(method, signature=Code(f"{head} -> {answer[:-1]}"))


def _used(text: str, names: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    found = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    return {(module, name) for module, name in names if (name or module) in found}


def _imports(names: set[tuple[str, str]], package: str) -> Code:
    """What the router has of its own is taken from it; the rest from where it comes from."""
    ours = {name for module, name in names if module.startswith(".") and module != "."}
    models = [(package, "models")] if (".", "models") in names else []
    outside = {pair for pair in names if not pair[0].startswith(".")}
    own = [*models, *((f"{package}.router", name) for name in ours)]
    return import_blocks(outside, own)
