"""The long run of `tests/behaviour/test_models_agree.py`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement import SLOW, check
from tests.schema_grammar import components, values

EXAMPLES = int(os.environ.get("SPECPRESS_EXAMPLES", "2000"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(components, st.lists(values, min_size=10, max_size=14))
def test_strict_models_agree_with_the_judge(schemas: dict[str, Any], tried: list[Any]) -> None:
    check(schemas, tried)
