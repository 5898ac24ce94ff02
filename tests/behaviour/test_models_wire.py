"""Models that survive the wire: what the document does not know is kept, and strict validation names it."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from tests.conftest import ROOT
from tests.in_memory import built, imported, openapi

from specpress.config import Options
from specpress.pipeline import build

pytestmark = pytest.mark.filterwarnings("error")
REF = "#/components/schemas/"
SCHEMAS: dict[str, Any] = {
    "Status": {"type": "string", "enum": ["waiting", "done"]},
    "Level": {"type": "integer", "enum": [1, 2]},
    "Cat": {
        "type": "object",
        "required": ["kind", "lives"],
        "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
    },
    "Dog": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": "dog"}, "trick": {"type": "string"}},
    },
    "Told": {
        "oneOf": [{"$ref": f"{REF}Cat"}, {"$ref": f"{REF}Dog"}],
        "discriminator": {"propertyName": "kind"},
    },
    "Untold": {"anyOf": [{"$ref": f"{REF}Cat"}, {"$ref": f"{REF}Dog"}]},
    "Closed": {
        "type": "object",
        "properties": {"id": {"type": "integer"}},
        "additionalProperties": False,
    },
    "Order": {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "integer"},
            "status": {"$ref": f"{REF}Status"},
            "level": {"$ref": f"{REF}Level"},
            "note": {"type": ["string", "null"]},
            "plain": {"type": "string"},
            "told": {"$ref": f"{REF}Told"},
            "untold": {"$ref": f"{REF}Untold"},
            "closed": {"$ref": f"{REF}Closed"},
            "@type": {"type": "string"},
            "history": {"type": "array", "items": {"$ref": f"{REF}Status"}},
            "when": {"type": "string", "format": "date-time"},
            "limit": {"type": "integer", "default": 10},
        },
    },
}


@pytest.fixture(scope="module")
def models() -> Iterator[ModuleType]:
    with imported(built(openapi(SCHEMAS)).files) as found:
        yield found


SURVIVORS = [
    '{"id":1}',
    '{"id":1,"status":"queued"}',
    '{"id":1,"history":["done","queued"]}',
    '{"id":1,"level":3}',
    '{"id":1,"further":{"deep":[1,null]},"status":"done"}',
    '{"id":1,"told":{"kind":"fox","tail":true}}',
    '{"id":1,"untold":{"kind":"fox","tail":true}}',
    '{"id":1,"told":{"kind":"cat","lives":9,"colour":"red"}}',
    '{"id":1,"closed":{"id":1,"more":2}}',
    '{"id":1,"@type":"a","when":"2024-01-02T03:04:05Z"}',
    '{"id":1,"note":null}',
    '{"id":1,"limit":10}',
]


@pytest.mark.parametrize("text", SURVIVORS)
def test_what_arrives_is_sent_back_byte_for_byte(models: ModuleType, text: str) -> None:
    order = models.Order.model_validate_json(text)
    sent = order.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(sent) == json.loads(text)
    assert sorted(sent) == sorted(text)


STRICT = [
    ('{"id":1,"status":"queued"}', "status", "queued"),
    ('{"id":1,"history":["done","queued"]}', "history", "queued"),
    ('{"id":1,"level":3}', "level", "3"),
    ('{"id":1,"told":{"kind":"fox"}}', "told", "fox"),
    ('{"id":1,"untold":{"kind":"fox"}}', "untold", "fox"),
    ('{"id":1,"closed":{"id":1,"more":2}}', "closed", "more"),
    ('{"id":"1"}', "id", "1"),
    ('{"id":1,"plain":null}', "plain", "None"),
    ("{}", "id", "Field required"),
]


@pytest.mark.parametrize(("text", "field", "value"), STRICT)
def test_strict_names_field_and_value(
    models: ModuleType, text: str, field: str, value: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        models.Order.model_validate_json(text, strict=True)
    assert caught.value.errors()[0]["loc"][0] == field
    assert value in str(caught.value)


@pytest.mark.parametrize(("text", "field", "value"), STRICT[:5])
def test_the_variable_is_as_strict(models: ModuleType, text: str, field: str, value: str) -> None:
    """For callers of pydantic that cannot ask for strict validation."""
    variable = sys.modules[f"{models.__package__}._models"].STRICT
    token = variable.set(True)
    try:
        with pytest.raises(ValidationError) as caught:
            models.Order.model_validate(json.loads(text))
    finally:
        variable.reset(token)
    assert caught.value.errors()[0]["loc"][0] == field
    assert value in str(caught.value)


def test_absent_and_null_stay_apart(models: ModuleType) -> None:
    absent = models.Order.model_validate_json('{"id":1}')
    null = models.Order.model_validate_json('{"id":1,"note":null}')
    assert absent.note is None and null.note is None
    assert absent.model_fields_set == {"id"}
    assert null.model_fields_set == {"id", "note"}
    assert models.Order(id=1, note=None).model_dump(exclude_unset=True) == {"id": 1, "note": None}


def test_a_default_is_there_for_the_reader_only(models: ModuleType) -> None:
    order = models.Order.model_validate_json('{"id":1}')
    assert order.limit == 10
    assert order.model_dump_json(exclude_unset=True) == '{"id":1}'


def test_an_unknown_value_tells_that_it_is(models: ModuleType) -> None:
    order = models.Order.model_validate_json('{"id":1,"history":["done","queued"]}')
    done, queued = order.history
    assert (done.is_known, queued.is_known) == (True, False)
    assert done is models.Status.DONE
    assert queued == "queued" and f"{queued}" == "queued" and str(queued) == "queued"
    assert queued == models.Status("queued") and hash(queued) == hash(models.Status("queued"))
    assert list(models.Status) == [models.Status.WAITING, models.Status.DONE]


def test_models_are_pickled_and_copied(models: ModuleType) -> None:
    text = '{"id":1,"status":"queued","told":{"kind":"fox","tail":true},"x":[1]}'
    order = models.Order.model_validate_json(text)
    for other in (pickle.loads(pickle.dumps(order)), copy.deepcopy(order), order.model_copy()):
        assert other == order
        assert json.loads(other.model_dump_json(by_alias=True, exclude_unset=True)) == json.loads(
            text
        )
        assert other.status.is_known is False


def test_fields_are_given_by_name_or_alias(models: ModuleType) -> None:
    by_name = models.Order(id=1, type="a")
    by_alias = models.Order.model_validate({"id": 1, "@type": "a"})
    assert by_name == by_alias
    assert by_name.model_dump(by_alias=True, exclude_unset=True) == {"id": 1, "@type": "a"}


def test_variants_are_told_apart(models: ModuleType) -> None:
    told = TypeAdapter(models.Told)
    assert isinstance(told.validate_python({"kind": "cat", "lives": 9}), models.Cat)
    assert isinstance(told.validate_python({"kind": "dog"}), models.Dog)
    with pytest.raises(ValidationError):
        told.validate_python({"kind": "cat", "lives": "many"})


# --- the Datafold spec ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def datafold() -> Iterator[ModuleType]:
    made = build(ROOT / "spec" / "datafold" / "openapi.yaml", Options(emit=("models",)))
    with imported(made.files) as found:
        yield found


ANSWER: dict[str, Any] = {
    "id": 42,
    "status": "queued",
    "kind": "in_db",
    "data_source1_id": 1,
    "data_source2_id": 2,
    "pk_columns": ["id"],
    "novel": {"a": 1},
}
"""`queued` and `novel` are not in the document; `result_revisions` is absent."""


def test_a_newer_datafold_answer_decodes(datafold: ModuleType) -> None:
    diff = datafold.DataDiff.model_validate_json(json.dumps(ANSWER))
    assert diff.status == "queued" and not diff.status.is_known
    assert diff.model_extra == {"novel": {"a": 1}}
    assert diff.model_dump(mode="json", by_alias=True, exclude_unset=True) == ANSWER


def test_a_newer_datafold_answer_is_refused_when_strict(datafold: ModuleType) -> None:
    with pytest.raises(ValidationError) as caught:
        datafold.DataDiff.model_validate_json(json.dumps(ANSWER), strict=True)
    error = next(e for e in caught.value.errors() if e["loc"][:1] == ("status",))
    assert error["input"] == "queued"
    assert "done" in error["msg"] and "waiting" in error["msg"]
