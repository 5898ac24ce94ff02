"""What a change of the document costs whoever reviews the generated code."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import pytest

from specpress.api import Api
from specpress.config import DEFAULTS
from specpress.diagnostics import Report
from specpress.pipeline import build, understand
from specpress.plan.operations import plan_operations
from specpress.source.documents import load
from specpress.source.files import DiskFiles

SECOND = """
  /api/v1/datadiffs:
    get:
      operationId: list_datadiffs
      tags: [datadiffs]
      summary: List data diffs
      security: [{ApiKey: []}]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200":
          description: All of them
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/DataDiff"}}
components:
"""


def changed(root: Path, folder: Path, old: str, new: str) -> dict[str, int]:
    """Lines added or removed by an edit of the Datafold document, by file."""
    text = (root / "spec/datafold/openapi.yaml").read_text("utf-8")
    assert text.count(old) == 1
    trees = []
    for name, content in (("old.yaml", text), ("new.yaml", text.replace(old, new))):
        (folder / name).write_text(content, "utf-8")
        made = build(folder / name)
        assert made.ok
        trees.append({str(path): source for path, source in made.files.items()})
    before, after = trees
    counts = {}
    for path in sorted(before.keys() | after.keys()):
        lines = (before.get(path, "").splitlines(), after.get(path, "").splitlines())
        diff = list(difflib.unified_diff(*lines, n=0))[2:]
        counts[path] = sum(not line.startswith("@@") for line in diff)
    return {path: count for path, count in counts.items() if count}


def test_a_second_endpoint_adds_less_than_120_lines(root: Path, tmp_path: Path) -> None:
    counts = changed(root, tmp_path, "\ncomponents:\n", SECOND)
    assert counts.keys() == {"client.py", "router.py"}
    assert sum(counts.values()) < 120


def test_an_optional_field_changes_one_file_by_a_few_lines(root: Path, tmp_path: Path) -> None:
    field = "        archived: {type: boolean, default: false}\n"
    counts = changed(root, tmp_path, field, field + "        brand_new: {type: string}\n")
    assert counts.keys() == {"models.py"}
    assert counts["models.py"] <= 6


@pytest.mark.parametrize("name", ["museum.yaml", "petstore-v3.yaml", "notion.json", "qdrant.json"])
def test_no_operation_names_another(shared: Path, name: str) -> None:
    """Leaving out any one operation leaves the names of all others as they are."""
    report = Report()
    documents = load(DiskFiles(shared / "corpus/real"), name, report)
    api = understand(documents, report)
    assert api is not None
    whole = names(api)
    for index in range(len(api.operations)):
        rest = (*api.operations[:index], *api.operations[index + 1 :])
        assert names(replace(api, operations=rest)).items() <= whole.items()


def names(api: Api) -> dict[tuple[str, str], tuple[str, str]]:

    class Nothing:
        def type_at(self, span: object) -> object:
            raise KeyError(span)

    planned = plan_operations(api, Nothing(), DEFAULTS, Report())  # type: ignore[arg-type]
    return {
        (operation.method, operation.path): (group.name, operation.name)
        for group in planned.groups
        for operation in group.operations
    }
