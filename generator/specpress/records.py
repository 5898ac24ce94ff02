"""`dataclass` for what is made by the hundred thousand: frozen to the type checker, plain when it runs.

The standard library freezes by sending each field of each new instance through `object.__setattr__`, which makes it
three times as slow to make: an eighth of a build. What is frozen here is frozen all the same: mypy holds that nobody
assigns to a field. It compares and hashes as if it were, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from functools import partial

    def dataclass(*, frozen, slots):
        return partial(dataclasses.dataclass, slots=slots, unsafe_hash=frozen)
