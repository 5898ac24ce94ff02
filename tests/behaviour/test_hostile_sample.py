"""A small sample of hostile documents; `make fuzz` takes two thousand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.hostile_documents import TWINS, documents
from tests.in_memory import openapi
from tests.judge import judge


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(documents())
def test_a_hostile_document_does_no_harm(document: dict[str, Any]) -> None:
    judge(document, formatted=False)


KINDS: dict[str, dict[str, Any]] = {
    "object": {"type": "object", "properties": {"x": {"type": "string"}}},
    "enum": {"type": "string", "enum": ["a", "b"]},
    "alias": {"type": "string", "minLength": 1},
    "union": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_python_has_already_name_schemas_properties_and_parts_of_a_body(
    kind: str,
) -> None:
    """All the twins at once, each a schema, a property of that type, and a field of a form."""
    pointers = {name: name.replace("~", "~0").replace("/", "~1") for name in TWINS}
    fields = {name: {"$ref": f"#/components/schemas/{at}"} for name, at in pointers.items()}
    holder = {"type": "object", "properties": fields}
    form = {"content": {"multipart/form-data": {"schema": holder}}}
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Holder"}}}}
    post = {"requestBody": form, "responses": {"200": {"description": "", **answer}}}
    schemas = {**dict.fromkeys(TWINS, KINDS[kind]), "Holder": holder}
    document = openapi(schemas)
    judge({**document, "paths": {"/a": {"post": post}}}, formatted=False)
