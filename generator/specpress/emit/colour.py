"""The two colours of generated code: the words in which sync and async differ."""

from __future__ import annotations

from specpress.printable import Code
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """`prefix` stands before class names, `lower` before functions of the runtime."""

    prefix: str
    lower: str
    define: Code
    wait: str

    def named(self, name: str) -> Code:
        return Code(f"{self.prefix}{name}")


SYNC = Colour("", "", Code("def"), "")
ASYNC = Colour("Async", "async_", Code("async def"), "await ")
COLOURS = (SYNC, ASYNC)
