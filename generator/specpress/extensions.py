"""The `x-specpress-` extensions that a configuration declares beside a spec, for who cannot change that.

Takes the tables `operations`, `security_schemes` and `servers` of a target, gives a frozen list that knows where each
entry stands. What the values mean is decided where those of the document are read, by the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, get_args

from specpress.diagnostics import Located, Span
from specpress.records import dataclass
from specpress.settings import Settings
from specpress.toml import Toml

Kind = Literal["operations", "security_schemes", "servers"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_KEYS: Mapping[Kind, tuple[str, ...]] = {
    "operations": ("name", "wait", "pages"),
    "security_schemes": ("name", "env", "prefix"),
    "servers": ("env",),
}


@dataclass(frozen=True, slots=True)
class Extension:
    """`key` without `x-specpress-` for one thing of the document, which has the name `of`; `json` is the value."""

    kind: Kind
    of: str
    key: str
    json: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Extensions:
    """All that a target declares; `toml` is the file they stand in, to tell their places."""

    declared: tuple[Extension, ...] = ()
    toml: Toml | None = field(default=None, compare=False, repr=False)

    def located(self) -> dict[str, Located]:
        return {self.toml.display: self.toml} if self.toml else {}


NO_EXTENSIONS = Extensions()


def extensions(table: Settings) -> Extensions:
    """Those of a target, or of a copy."""
    found = tuple(one for kind in KINDS for one in _of_kind(table, kind))
    return Extensions(found, table.toml) if found else NO_EXTENSIONS


def _of_kind(table: Settings, kind: Kind) -> Iterator[Extension]:
    for name, entry in table.table(kind).entries():
        for key in _KEYS[kind]:
            value = entry.json(key)
            if value:
                yield Extension(kind, name, key, value, entry.span.child(key))
        entry.finish()
