"""Witnesses run through the generated models: what they really say to a payload.

Takes payloads with the schemas they are meant for, builds the models of just those operations in memory, puts them in a
package of their own in a temporary folder, imports it and validates. Nothing of it stays behind.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from json import dumps
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from specpress.api import Api, Json, Subschema
from specpress.config import Options
from specpress.diagnostics import Report
from specpress.plan.types import Type, annotation, imports, plain
from specpress.records import dataclass
from specpress.review.operations import label
from specpress.review.unchanged import references

if TYPE_CHECKING:
    from specpress.plan.model_views import ModelsPlan


class NoModels(Exception):
    """The models cannot be made: a fault that must not hide what is known of the wire."""


_UNBUILT = (RuntimeError, TypeError, NameError, AttributeError, ValueError, ImportError)
"""What a model raises that cannot be built; too deep a one is a RecursionError, which is a RuntimeError."""

_NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Task:
    """One payload for the model of the schema at a place of an operation."""

    operation: str
    schema: Subschema
    payload: Json


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the model says: as a client decodes (`lenient`), and exactly (`strict`); None where it accepts."""

    model: str
    lenient: str | None
    strict: str | None


class _Ran(Protocol):
    def judge(self, number: int, body: str) -> tuple[str | None, str | None]: ...


def models_run(api: Api, tasks: Sequence[Task], options: Options) -> tuple[Outcome | None, ...]:
    """An outcome for each task; None where there is no model to ask. Raises `NoModels`."""
    from specpress.emit.models import emit_models
    from specpress.plan.forms import forms
    from specpress.plan.models import plan_models

    report, nothing = Report(), (None,) * len(tasks)
    try:
        part = forms(_part(api, {task.operation for task in tasks}), report)
        plan = plan_models(part, options, report)
        if report.failed:
            return nothing
        types = [_type(plan, task.schema) for task in tasks]
        files = {**emit_models(plan), **_runtime(types), PurePosixPath("witness.py"): _judge(types)}
    except Exception as error:
        raise NoModels(f"{type(error).__name__}: {error}") from error
    with _imported(files) as package:
        try:
            module: _Ran = importlib.import_module(f"{package}.witness")
        except _UNBUILT as error:
            raise NoModels(f"{type(error).__name__}: {error}") from error
        return tuple(
            None if one is None else _outcome(module, number, one, task.payload)
            for number, (one, task) in enumerate(zip(types, tasks, strict=True))
        )


def _outcome(module: _Ran, number: int, type: Type, payload: Json) -> Outcome | None:
    """None where the model cannot be built: pydantic says so when it is first used."""
    try:
        lenient, strict = module.judge(number, dumps(payload))
    except _UNBUILT:
        return None
    return Outcome(annotation(plain(type), "models."), lenient, strict)


def _part(api: Api, wanted: set[str]) -> Api:
    """Only the operations that are asked for, and the schemas that they reach."""
    operations = tuple(one for one in api.operations if label(one) in wanted)
    reached, todo = set[str](), list(references(operations))
    while todo:
        name = todo.pop()
        if name not in reached and name in api.schemas:
            reached.add(name)
            todo.extend(references(api.schemas[name]))
    return replace(
        api,
        operations=operations,
        webhooks=(),
        schemas={name: schema for name, schema in api.schemas.items() if name in reached},
        components={name: one for name, one in api.components.items() if one in reached},
    )


def _type(plan: ModelsPlan, schema: Subschema) -> Type | None:
    try:
        return plan.type_at(schema.span)
    except KeyError:
        return None


def _runtime(types: Sequence[Type | None]) -> dict[PurePosixPath, str]:
    """The modules that the types need and the models may not."""
    from specpress.emit.models import VERBATIM
    from specpress.plan.models import with_needs

    used = {module for one in types if one is not None for module, _ in imports(one)}
    names = with_needs({module.removeprefix(".") for module in used if module.startswith("._")})
    return {PurePosixPath(f"{n}.py"): (VERBATIM / f"{n}.py").read_text("utf-8") for n in names}


_JUDGE = """
TYPES = [{types}]


def judge(number, body):
    adapter = TypeAdapter(TYPES[number]())
    return said(adapter, body, None), said(adapter, body, True)


def said(adapter, body, strict):
    try:
        adapter.validate_json(body, strict=strict)
    except ValidationError as error:
        told = [(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()[:3]]
        return "; ".join(f"{{where}}: {{what}}" if where else what for where, what in told)
    return None
"""


def _judge(types: Sequence[Type | None]) -> str:
    """A module of the package that knows the type of every task, made when it is asked for."""
    needed = sorted({pair for one in types if one is not None for pair in imports(one)})
    lines = [f"from {module} import {name}" for module, name in needed]
    lines += ["from pydantic import TypeAdapter, ValidationError", "from . import models"]
    made = [f"lambda: {'None' if one is None else annotation(one, 'models.')}" for one in types]
    return "\n".join(lines) + _JUDGE.format(types=", ".join(made))


@contextmanager
def _imported(files: Mapping[PurePosixPath, str]) -> Iterator[str]:
    """The package, importable under a name that nothing else has; gone afterwards."""
    package = f"_specpress_review_{next(_NUMBERS)}"
    with tempfile.TemporaryDirectory(prefix="specpress-") as folder:
        root = Path(folder) / package
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        (root / "__init__.py").touch()
        sys.path.insert(0, folder)
        try:
            yield package
        finally:
            sys.path.remove(folder)
            for name in [n for n in sys.modules if n.partition(".")[0] == package]:
                del sys.modules[name]
