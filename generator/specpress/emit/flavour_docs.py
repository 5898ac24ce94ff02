"""Descriptions put into the classes of datamodel-code-generator: below the head of a class, and below its fields.

They are not given to that program: text of a spec reaches the output only through `printable.docstring`. Takes the
module as it came and the plan of the models, gives it with docstrings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from specpress.plan.model_views import Item, ModelView


def documented(text: str, items: tuple[Item, ...]) -> str:
    """The module with the descriptions of classes and fields; a line is added, never changed."""
    planned = {str(item.name): item for item in items if isinstance(item, ModelView)}
    added: dict[int, list[str]] = {}
    for node in ast.parse(text).body:
        item = planned.get(node.name) if isinstance(node, ast.ClassDef) else None
        if item is not None:
            assert isinstance(node, ast.ClassDef)
            for above, doc in _docs(node, item):
                added.setdefault(above, []).append(f"    {doc}")
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        lines += [line, *added.get(number, ())]
    return "\n".join(lines)


def _docs(node: ast.ClassDef, item: ModelView) -> Iterator[tuple[int, str]]:
    """Docstrings, each with the line it comes after."""
    if item.doc:
        yield node.body[0].lineno - 1, item.doc
    by_name = {str(field.name): field.doc for field in item.fields}
    by_name |= {field.wire: field.doc for field in item.fields}
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            doc = by_name.get(field.target.id)
            if doc:
                yield field.end_lineno or field.lineno, doc
