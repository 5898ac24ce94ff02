"""The whole review on one screen: compare, prove, name the symbols, say where.

Takes two documents that were read, gives `Change`s with everything that a report prints.
"""

from __future__ import annotations

from datetime import date

from specpress.config import DEFAULTS, Options
from specpress.review.change import Change
from specpress.review.compare import compare, order
from specpress.review.inputs import Input, located
from specpress.review.named import named
from specpress.review.proved import proved


def review(
    old: Input, new: Input, options: Options = DEFAULTS, today: date | None = None
) -> tuple[Change, ...]:
    """Worst first. `today` is the day on which sunsets are judged; without it none has passed."""
    if old.api is None or new.api is None:
        return ()
    reviewed = compare(old.api, new.api, options, today)
    changes = named(reviewed, proved(reviewed, options), options)
    return tuple(sorted(located(changes, old, new), key=order))
