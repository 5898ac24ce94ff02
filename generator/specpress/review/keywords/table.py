"""Which comparators look at a value of which JSON type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from specpress.review.difference import Found
from specpress.review.keywords.any import ANY, NULL
from specpress.review.keywords.arrays import ARRAY
from specpress.review.keywords.numbers import NUMBER
from specpress.review.keywords.objects import OBJECT
from specpress.review.keywords.strings import STRING
from specpress.review.kinds import Kind
from specpress.review.view import View

Comparator = Callable[[View, View], Found]

COMPARATORS: Mapping[Kind, tuple[Comparator, ...]] = {
    "null": NULL,
    "boolean": ANY,
    "number": (*ANY, *NUMBER),
    "string": (*ANY, *STRING),
    "array": (*ANY, *ARRAY),
    "object": (*ANY, *OBJECT),
}
