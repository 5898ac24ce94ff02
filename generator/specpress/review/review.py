"""The whole review on one screen: compare, prove, name the symbols, say where.

Takes two documents that were read, gives `Change`s with everything that a report prints.
"""

from __future__ import annotations

from datetime import date

from specpress.config import DEFAULTS, Options
from specpress.records import dataclass
from specpress.review.change import Change
from specpress.review.compare import compare, order
from specpress.review.inputs import Input, located
from specpress.review.named import Unnamed, named
from specpress.review.proved import proved


@dataclass(frozen=True, slots=True)
class Review:
    """`remarks` say what could not be worked out."""

    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


def review(
    old: Input, new: Input, options: Options = DEFAULTS, today: date | None = None
) -> tuple[Change, ...]:
    """Worst first. `today` is the day on which sunsets are judged; without it none has passed."""
    return remarked(old, new, options, today).changes


def remarked(
    old: Input, new: Input, options: Options = DEFAULTS, today: date | None = None
) -> Review:
    """The same, with what could not be worked out."""
    if old.api is None or new.api is None:
        return Review(())
    reviewed = compare(old.api, new.api, options, today)
    changes, remarks = proved(reviewed, options), tuple[str, ...]()
    try:
        changes = named(reviewed, changes, options)
    except Unnamed as error:
        remarks = (f"Python symbols are not known: {error}",)
    return Review(tuple(sorted(located(changes, old, new), key=order)), remarks)
