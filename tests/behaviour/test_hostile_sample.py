"""A small sample of hostile documents; `make fuzz` takes two thousand."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.hostile_documents import documents
from tests.judge import judge


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(documents())
def test_a_hostile_document_does_no_harm(document: dict[str, Any]) -> None:
    judge(document, formatted=False)
