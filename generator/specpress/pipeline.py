"""The whole story on one screen: a spec goes through the passes, and files come out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from specpress.api import Api
from specpress.codes import CODES
from specpress.config import DEFAULTS, Options
from specpress.declare import declare
from specpress.diagnostics import Diagnostic, Report, Span
from specpress.digest import digest
from specpress.read import read
from specpress.selection import select
from specpress.source.documents import Documents, load
from specpress.source.files import DiskFiles, Files
from specpress.source.remote import NOTHING, Remote, copy_path
from specpress.urls import is_remote
from specpress.validity import meaning, validity

if TYPE_CHECKING:
    from specpress.plan.model_views import ModelsPlan
    from specpress.plan.operation_views import OperationsPlan
    from specpress.review.change import Change


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a spec. `files` are relative to the package; none when there is an error.

    `sources` maps every document that was read to its digest: "" is the spec itself, the others are named
    relative to its folder.
    """

    files: Mapping[PurePosixPath, str]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def ok(self) -> bool:
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Plans:
    """Every decision about a package; operations are planned where something is made from them."""

    api: Api
    models: ModelsPlan
    operations: OperationsPlan | None


def build(spec: Path, options: Options = DEFAULTS, remote: Remote | None = None) -> Build:
    """Make a package from a spec; writes nothing.

    Documents on other hosts are fetched only where `options.allow_remote` names them. `remote` knows which they were
    before; without it they are taken as they are.
    """
    root = spec.parent / options.root
    remote = Remote(options.allow_remote) if remote is None else remote
    return build_from(DiskFiles(root), relpath(spec, root), options, remote)


def build_from(
    files: Files, entry: str, options: Options = DEFAULTS, remote: Remote = NOTHING
) -> Build:
    """The same from any source of documents."""
    report = Report()
    documents = load(files, entry, report, remote)
    made: Mapping[PurePosixPath, str] = {}
    try:
        api = understand(documents, report)
        if api is not None and not report.failed:
            api = chosen(api, options, report)
        if api is not None and not report.failed:
            if options.engine == "datamodel-code-generator":
                made = flavoured(api, options, report)
            else:
                plans = plan(api, options, report)
                if not report.failed:
                    made = emit(plans, options)
                    _look_through(made, plans, documents, options)
        if made:
            made = {**made, **dict(_copies(documents))}
    except RecursionError:
        told = "schemas are nested or refer to each other too deeply"
        report.add("SP105", Span(entry, ""), told)
    sources = {
        "" if name == documents.entry else name: digest(document.text) if document else ""
        for name, document in documents.loaded.items()
    }
    found = report.diagnostics({**documents, **options.extensions.located()})
    return Build({} if report.failed else made, found, sources)


def _copies(documents: Documents) -> Iterator[tuple[PurePosixPath, str]]:
    """Documents from other hosts stay with what was made from them, so that a later run needs no network."""
    for name, document in documents.items():
        if name != documents.entry and is_remote(name):
            yield copy_path(name), document.text


def relpath(path: Path, folder: Path) -> str:
    """The path as a name below the folder, `/` between its parts; one that is not below it begins with `..`."""
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def understand(documents: Documents, report: Report) -> Api | None:
    """What the documents mean, once they are known to be valid."""
    if not validity(documents, report):
        return None
    api = read(documents, report)
    if api is not None:
        meaning(api, report)
    return api


def chosen(api: Api, options: Options, report: Report) -> Api:
    """With what the options declare, the part of it that they ask for."""
    api = declare(api, options.extensions, report)
    if options.include or options.exclude:
        from specpress.plan.forms import with_sent

        api = with_sent(api)
    return select(api, options.include, options.exclude, report)


def plan(api: Api, options: Options, report: Report) -> Plans:
    """Decide names, types and files."""
    from specpress.plan.forms import forms
    from specpress.plan.models import plan_models
    from specpress.plan.operations import plan_operations

    api = forms(api, report)
    models = plan_models(api, options, report)
    if options.emit == ("models",):
        return Plans(api, models, None)
    operations = plan_operations(api, models, options, report)
    if "router" in options.emit:
        from specpress.plan.router_losses import check_served
        from specpress.plan.routes import check_routes

        check_routes(operations, report)
        check_served(api, operations, report)
    return Plans(api, models, operations)


def emit(plans: Plans, options: Options) -> Mapping[PurePosixPath, str]:
    """Print every file that the options ask for."""
    from specpress.emit.header import header
    from specpress.emit.models import emit_models

    top = header(options.header)
    files = emit_models(plans.models)
    if plans.operations and {"client", "testing"} & set(options.emit):
        from specpress.emit.client import emit_client

        files.update(emit_client(plans.operations, options))
    if plans.operations and "testing" in options.emit:
        from specpress.emit.testing import emit_testing

        files.update(emit_testing(plans.api, plans.operations, options))
    if plans.operations and "router" in options.emit:
        from specpress.emit.router import emit_router
        from specpress.plan.router import plan_router

        files.update(emit_router(plan_router(plans.api, plans.models, plans.operations)))
    files.setdefault(PurePosixPath("__init__.py"), '"""Made from an OpenAPI document."""\n')
    files[PurePosixPath("py.typed")] = ""
    return {path: _headed(path, text, top) for path, text in sorted(files.items())}


def flavoured(api: Api, options: Options, report: Report) -> Mapping[PurePosixPath, str]:
    """Models by datamodel-code-generator: our names, its classes. It looks through them itself."""
    from specpress.emit.flavours import FlavourError, emit_flavour
    from specpress.emit.header import header
    from specpress.plan.flavour_document import flavour_document
    from specpress.plan.forms import forms
    from specpress.plan.models import plan_models

    api = forms(api, report)
    planned = Report()
    models = plan_models(api, options, planned)
    report.extend(found for found in planned.findings if CODES[found.code].severity != "loss")
    document = flavour_document(api, models, options.flavour, report)
    try:
        made = emit_flavour(document, options, models.items)
    except FlavourError as error:
        report.add("SP631", api.span, str(error))
        return {}
    for doubt in made.doubts:
        report.add("SP630", api.span, doubt)
    top = header(options.header)
    init = PurePosixPath("__init__.py"), f'{top}"""Made from an OpenAPI document."""\n'
    typed = PurePosixPath("py.typed"), ""
    files = {path: f"{top}{text}" for path, text in made.files.items()}
    return dict(sorted([*files.items(), init, typed]))


def _look_through(
    made: Mapping[PurePosixPath, str], plans: Plans, documents: Documents, options: Options
) -> None:
    """Raises where the files are not what they should be: nothing of them is put in place then."""
    from specpress.emit.expected import expected
    from specpress.emit.gate import gate

    texts = [document.value for document in documents.values()]
    texts.append([options.header, options.base_class])
    texts.append([json.loads(one.json) for one in options.extensions.declared])
    wanted = expected(plans.api, plans.models, plans.operations, texts)
    theirs = frozenset(options.base_class.partition(":")[0].split("."))
    gate(made, replace(wanted, modules=theirs))


def _headed(path: PurePosixPath, text: str, top: str) -> str:
    if path.suffix != ".py" or text.startswith(top.strip()):
        return text
    return f"{top}{text}"


class Unreadable(ValueError):
    """A document that cannot be compared; `diagnostics` say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        first = next((d for d in diagnostics if d.severity == "error"), None)
        told = (
            f"{first.file}:{first.line}:{first.column}: {first.message}" if first else "unreadable"
        )
        super().__init__(told)

    def __reduce__(self) -> tuple[type[Unreadable], tuple[tuple[Diagnostic, ...]]]:
        return Unreadable, (self.diagnostics,)


def compare(old: Path, new: Path, options: Options = DEFAULTS) -> tuple[Change, ...]:
    """What changed between two specs and how bad it is, worst first. Raises `Unreadable`."""
    from specpress.review.inputs import opened
    from specpress.review.review import review

    sides = opened(str(old)), opened(str(new))
    for side in sides:
        if side.api is None:
            raise Unreadable(side.diagnostics)
    return review(*sides, options)
