"""The generated router, served with example answers: a stand-in for a service that is not there yet.

Takes a spec, gives an application. Requests are checked by the generated code as the real service would check
them; answers are drawn from the document. `Prefer: code=404` and `Prefer: example=name` choose others.
"""

from __future__ import annotations

import importlib
import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from specpress.api import Api, MediaType, Operation, Response
from specpress.config import Options
from specpress.diagnostics import Diagnostic, Report
from specpress.generate import permission_for
from specpress.pipeline import Plans, emit, plan, understand
from specpress.plan.operation_bodies import kind_of
from specpress.plan.operation_views import GroupPlan
from specpress.records import dataclass
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.standin.examples import example

if TYPE_CHECKING:
    from fastapi import FastAPI

PAGE = Path(__file__).with_name("page.html")
_NUMBERS = itertools.count(1)
_OPTIONS = Options(emit=("models", "router"))


@dataclass(frozen=True, slots=True)
class Standin:
    """`app` is None where the spec has errors."""

    app: FastAPI | None
    diagnostics: tuple[Diagnostic, ...]
    operations: int = 0


def standin(spec: Path, folder: Path) -> Standin:
    """Generate into `folder`, which has to stay while the application is used."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report, permission_for(spec))
    api = understand(documents, report)
    if api is None or report.failed:
        return Standin(None, report.diagnostics(documents))
    plans = plan(api, _OPTIONS, report)
    if report.failed or plans.operations is None:
        return Standin(None, report.diagnostics(documents))
    package = _package(plans, folder)
    app = _application(package, plans)
    return Standin(app, report.diagnostics(documents), len(api.operations))


def _package(plans: Plans, folder: Path) -> ModuleType:
    """Written and imported under a name that nothing else has."""
    name = f"specpress_standin_{next(_NUMBERS)}"
    for path, text in emit(plans, _OPTIONS).items():
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(f"{name}.router")
    finally:
        sys.path.remove(str(folder))


def _application(router: ModuleType, plans: Plans) -> FastAPI:
    from fastapi.responses import HTMLResponse

    assert plans.operations is not None
    services = [_Service(plans.api, group, router) for group in plans.operations.groups]
    security = [_Everybody()] if hasattr(router, "Security") else []
    app: FastAPI = router.create_app(*services, *security)
    shipped = ("/docs", "/redoc", "/docs/oauth2-redirect")
    app.router.routes[:] = [r for r in app.router.routes if getattr(r, "path", "") not in shipped]
    page = HTMLResponse(PAGE.read_text(encoding="utf-8"))
    page.headers["Content-Security-Policy"] = "default-src 'self' 'unsafe-inline'"

    async def docs() -> HTMLResponse:
        return page

    app.add_api_route("/docs", docs, include_in_schema=False)
    return app


class _Everybody:
    """Accepts every credential; that there is one is checked by the router."""

    def __getattr__(self, name: str) -> Callable[..., str]:
        return lambda *credential, **scopes: "anybody"


class _Service:
    """Has a method for every operation of a group."""

    def __init__(self, api: Api, group: GroupPlan, router: ModuleType) -> None:
        self._api = api
        self._router = router
        by_span = {operation.span: operation for operation in api.operations}
        self._operations = {str(each.name): by_span[each.span] for each in group.operations}

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("_") or name not in self._operations:
            raise AttributeError(name)
        return lambda **arguments: self._answer(self._operations[name])

    def _answer(self, operation: Operation) -> object:
        from fastapi import Response as Answer

        wanted = str(self._router.request.get().headers.get("prefer", ""))
        response = _chosen(operation, _preferred(wanted, "code"))
        if response is None:
            return Answer(status_code=501)
        status = _number(response.status)
        if not response.content or status in (204, 304):
            return Answer(status_code=status)
        media = response.content[0]
        value = example(self._api, media, _preferred(wanted, "example"))
        if value is None and status >= 400:
            value = {"detail": response.description}
        return Answer(_written(media, value), status, media_type=media.name)


def _preferred(header: str, key: str) -> str:
    """One preference of RFC 7240: `code=404, example="none left"`."""
    found = re.search(rf"\b{key}=(?:\"([^\"]*)\"|([^\s,;]+))", header)
    return (found[1] or found[2]) if found else ""


def _chosen(operation: Operation, code: str) -> Response | None:
    """The status asked for, as it is or as its range; else the first success."""
    keys = (code, f"{code[:1]}XX", "default") if code else ()
    asked = [r for key in keys for r in operation.responses if r.status == key]
    good = [r for r in operation.responses if r.status[0] in "23"]
    return next(iter([*asked, *sorted(good, key=lambda r: r.status), *operation.responses]), None)


def _number(status: str) -> int:
    if status.isdigit():
        return int(status)
    return 200 if status == "default" else int(status[0]) * 100


def _written(media: MediaType, value: Any) -> bytes:
    import json

    text = json.dumps(value, ensure_ascii=False)
    match kind_of(media.name):
        case "events":
            return f"data: {text}\n\n".encode()
        case "lines":
            return f"{text}\n".encode()
        case "json":
            return text.encode()
        case _:
            return (value if isinstance(value, str) else text).encode()
