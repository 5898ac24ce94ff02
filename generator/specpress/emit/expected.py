"""What has to be in the files, counted from what was read and what was planned.

Takes the API, the plans and the documents, gives what `gate` compares the files with. A schema or an operation that
the plans have forgotten is found here, before anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterable

from specpress.api import Api
from specpress.emit.gate import Expected, Stopped
from specpress.plan.model_views import AliasView, ModelsPlan, ModelView
from specpress.plan.operation_views import OperationsPlan


def expected(
    api: Api, models: ModelsPlan, operations: OperationsPlan | None, texts: Iterable[object]
) -> Expected:
    for name in api.components:
        if name not in models.components:
            raise Stopped(f"the schema {name!r:.80} has no class")
    methods: tuple[str, ...] = ()
    if operations is not None:
        planned = {(each.method.lower(), each.path) for each in operations.operations}
        for operation in api.operations:
            if (operation.method.lower(), operation.path) not in planned:
                raise Stopped(f"the operation {operation.method} {operation.path!r:.80} is missing")
        methods = tuple(each.name for each in operations.operations)
    classes: dict[str, tuple[str, ...]] = {
        item.name: (
            tuple(f.wire for f in item.fields if f.wire != f.name)
            if isinstance(item, ModelView)
            else ()
        )
        for item in models.items
    }
    quoted = (i.annotation for i in models.items if isinstance(i, AliasView) and i.recursive)
    return Expected(classes, methods, tuple(texts), frozenset(quoted))
