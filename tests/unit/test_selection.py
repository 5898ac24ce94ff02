"""Part of an API: the closure, and nothing else."""

from __future__ import annotations

from specpress.api import Api
from specpress.config import EVERYTHING, Selection
from specpress.diagnostics import Report
from specpress.read import read
from specpress.selection import select, why
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

SPEC = b"""
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: pets}, {name: shops}]
paths:
  /pets:
    get:
      operationId: list_pets
      tags: [pets]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /shops:
    get:
      operationId: list_shops
      tags: [shops]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Person'}}}
    Person: {type: object, properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    Shop: {type: object, properties: {keeper: {$ref: '#/components/schemas/Person'}, goods: {$ref: '#/components/schemas/Good'}}}
    Good: {oneOf: [{$ref: '#/components/schemas/Food'}], discriminator: {propertyName: kind, mapping: {toy: '#/components/schemas/Toy'}}}
    Food: {type: object}
    Toy: {type: object}
    Orphan: {type: object}
"""


def api() -> Api:
    report = Report()
    found = read(load(MemoryFiles({"s.yaml": SPEC}), "s.yaml", report), report)
    assert found is not None, report.findings
    return found


def names(
    include: Selection = EVERYTHING, exclude: Selection = EVERYTHING
) -> tuple[list[str], list[str]]:
    report = Report()
    found = select(api(), include, exclude, report)
    assert {t for t in found.components.values()} == set(found.schemas)
    return sorted(found.components), [finding.code for finding in report.findings]


def test_everything_is_the_same_api() -> None:
    whole = api()
    assert select(whole, EVERYTHING, EVERYTHING, Report()) is whole


def test_closure_of_what_is_included() -> None:
    assert names(Selection(tags=("pets",))) == (["Person", "Pet"], [])
    assert names(Selection(operations=("GET /pets",))) == (["Person", "Pet"], [])
    assert names(Selection(paths=("/p*",))) == (["Person", "Pet"], [])
    assert names(Selection(schemas=("Good",))) == (["Food", "Good", "Toy"], [])


def test_what_only_excluded_operations_use_goes_with_them() -> None:
    assert names(exclude=Selection(tags=("shops",))) == (["Orphan", "Person", "Pet"], [])
    assert names(exclude=Selection(schemas=("Orphan",)))[0] == [
        "Food",
        "Good",
        "Person",
        "Pet",
        "Shop",
        "Toy",
    ]


def test_an_excluded_schema_that_is_needed_stays_and_says_so() -> None:
    assert names(Selection(tags=("pets",)), Selection(schemas=("Person",))) == (
        ["Person", "Pet"],
        ["SP608"],
    )


def test_a_name_that_fits_nothing_is_an_error() -> None:
    report = Report()
    select(api(), Selection(tags=("pest",)), EVERYTHING, report)
    assert [(finding.code, finding.help) for finding in report.findings] == [
        ("SP607", "did you mean `pets`?")
    ]


def test_tags_follow_the_operations() -> None:
    found = select(api(), Selection(tags=("pets",)), EVERYTHING, Report())
    assert [tag.name for tag in found.tags] == ["pets"]


def test_why() -> None:
    assert why(api(), "Toy") == ("GET /shops", "Shop", "Good", "Toy")
    assert why(api(), "Orphan") == ()
