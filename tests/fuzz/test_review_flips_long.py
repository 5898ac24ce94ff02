"""The long run of `tests/unit/test_review_property.py`, with every keyword of the grammar."""

from __future__ import annotations

import os
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement import SLOW
from tests.flips import check_flips
from tests.schema_edits import declaring, edited_once, without_references
from tests.schema_grammar import schemas, values

EXAMPLES = int(os.environ.get("SPECPRESS_EXAMPLES", "2000"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(
    schemas,
    schemas,
    st.randoms(use_true_random=False),
    st.lists(values, min_size=8, max_size=16),
    st.integers(0, 5),
)
def test_what_is_not_reported_does_not_flip(
    old: Any, other: Any, chance: random.Random, payloads: list[Any], edits: int
) -> None:
    old, other = without_references(old), without_references(other)
    new = other if edits == 0 else old
    for _ in range(edits):
        new = edited_once(new, chance, other)
    if "oneOf" in repr((old, new)):
        old, new = declaring(old), declaring(new)
    check_flips(old, new, payloads)
