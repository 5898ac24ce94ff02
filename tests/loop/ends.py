"""The two ends of the closed loop: a generated client, and a generated router with a recorder for a service behind it.

Takes a document, gives a `Loop` that knows every operation of it: what the client's method is called, what the row of
the router's table is.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from specpress.api import Api, Operation
from specpress.config import Options
from specpress.diagnostics import Report
from specpress.pipeline import Plans, emit, plan
from specpress.plan.operation_views import OperationPlan
from specpress.plan.routes import behind
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from tests.conftest import put_files
from tests.leaks import KEY
from tests.meaning import Side

EMIT = Options(emit=("models", "client", "router"))


@dataclass(slots=True)
class Recorder:
    """A service whose every method notes what it got and gives the answer that was set; every other one is async."""

    got: dict[str, Any] = field(default_factory=dict)
    answer: Any = None
    calls: int = 0
    called: bool = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        async def handle(**kwargs: Any) -> Any:
            self.got = {key: await _whole(value) for key, value in kwargs.items()}
            return self._answered()

        def handle_sync(**kwargs: Any) -> Any:
            self.got = {key: _whole_sync(value) for key, value in kwargs.items()}
            return self._answered()

        self.calls += 1
        return handle if self.calls % 2 else handle_sync

    def _answered(self) -> Any:
        self.called = True
        if isinstance(self.answer, Exception) and self.answer.status >= 400:  # type: ignore[attr-defined]
            raise self.answer
        return self.answer


async def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: await _whole(each) for key, each in value.items()}
    if isinstance(value, list) and value and hasattr(value[0], "read"):
        return [await each.read() for each in value]
    return await value.read() if hasattr(value, "read") else value


def _whole_sync(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole_sync(each) for key, each in value.items()}
    if isinstance(value, list) and value and hasattr(value[0], "file"):
        return [each.file.read() for each in value]
    if hasattr(value, "file"):
        return value.file.read()
    return b"".join(value) if type(value).__name__ == "Upload" else value


class Credentials:
    """Lets everybody in."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *credential, **scopes: credential


@dataclass(frozen=True, slots=True)
class Call:
    """One operation: where its method is, and the row of the router's table."""

    group: str
    plan: OperationPlan
    operation: Operation
    row: Any


@dataclass(slots=True)
class Loop:
    api: Api
    plans: Plans
    package: str
    calls: tuple[Call, ...]
    service: Recorder
    app: Any
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    """One event loop for all calls of the async client."""

    @property
    def side(self) -> Side:
        return Side(self.api)

    def module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.package}.{name}")

    def clients(self, url: str) -> tuple[Any, Any]:
        """A sync and an async client."""
        module, name = self.module("client"), self.plans.operations.class_name
        keys: dict[str, Any] = {  # a token, not what would be traded for one on another host
            scheme.argument: ("user", KEY) if scheme.kind == "basic" else KEY
            for scheme in self.plans.operations.schemes
        }
        made = [getattr(module, n)(host=url, retries=0, **keys) for n in (name, f"Async{name}")]
        return made[0], made[1]


def make_loop(spec: Path, folder: Path, package: str) -> Loop:
    """Generate and import; the rows of the table are caught where the router adds them."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report)
    api = read(documents, report)
    assert api is not None
    plans = plan(api, EMIT, report)
    put_files(folder / package, emit(plans, EMIT))
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    router = importlib.import_module(f"{package}.router")
    rows: dict[tuple[str, ...], Any] = {}
    routes = router.routes

    def note(*tables: Any, **security: Any) -> Any:
        known = [row for table in tables for row in table]
        rows.update({tuple(row.route.split(" ", 1)): row for row in known})
        return routes(known, **security)

    router.routes = note
    service = Recorder()
    count = len(plans.operations.groups)
    secured = [Credentials()] if hasattr(router, "Security") else []
    app = router.create_app(*[service] * count, *secured)
    by_span = {operation.span: operation for operation in api.operations}
    known = {(m, _plain(p)): row for (m, p), row in rows.items()}
    unreached = [plan for plan, _ in behind(plans.operations)]  # a loss, SP516
    calls = tuple(
        Call(group.name, each, by_span[each.span], known[each.method, _plain(each.path)])
        for group in plans.operations.groups
        for each in group.operations
        if each not in unreached
    )
    return Loop(api, plans, package, calls, service, app)


def _plain(path: str) -> str:
    """Names in a path may have been made identifiers."""
    return "".join(c if c.isalnum() or c in "/{}" else "_" for c in path)
