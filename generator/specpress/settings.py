"""One table of a configuration file, read key by key: what nobody asked for is reported when it is finished.

Takes a parsed TOML file and a pointer to a table, gives typed values. A wrong type, a wrong value and an unknown
key are findings at their own place, so a reader needs no check of its own; it gets the default and goes on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from specpress.diagnostics import Report, Span
from specpress.toml import Toml

Choice = TypeVar("Choice", bound=str)
Kept = TypeVar("Kept")
_VERSION = re.compile(r"[0-9]+\.[0-9]+(\.[0-9]+)?")
_CLASS = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")


class Settings:
    def __init__(
        self, values: object, span: Span, report: Report, toml: Toml | None = None
    ) -> None:
        self.span = span
        self.toml = toml
        self._report = report
        self._asked: dict[str, None] = {}
        self._values: dict[str, object] = {}
        if isinstance(values, dict):
            self._values = values
        elif values is not None:
            self._wrong(span, "a table", values, None)

    @classmethod
    def at(cls, parsed: Toml, shown: str, pointer: str, report: Report) -> Settings:
        """The table at a pointer without array indices; an absent one is empty."""
        values: object = parsed.table
        for key in pointer.split("/")[1:]:
            values = values.get(key) if isinstance(values, dict) else None
        return cls(values, Span(shown, pointer), report, parsed)

    def text(self, key: str, default: str = "") -> str:
        value = self._get(key)
        if value is None:
            return default
        return (
            value
            if isinstance(value, str)
            else self._wrong(self.span.child(key), "a string", value, default)
        )

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value and not (key in self._values and not isinstance(self._values[key], str)):
            self._report.add("SP604", self.span, f"`{key}` is missing here")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._get(key)
        if value is None:
            return default
        return (
            value
            if isinstance(value, bool)
            else self._wrong(self.span.child(key), "true or false", value, default)
        )

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(text for text, _ in self._texts(key))

    def choice(self, key: str, allowed: Sequence[Choice], default: Choice) -> Choice:
        value = self.text(key)
        return self._allowed(value, allowed, self.span.child(key)) or default if value else default

    def choices(
        self, key: str, allowed: Sequence[Choice], default: tuple[Choice, ...]
    ) -> tuple[Choice, ...]:
        if self._get(key) is None:
            return default
        found = (self._allowed(text, allowed, span) for text, span in self._texts(key))
        return tuple(choice for choice in found if choice is not None)

    def version(self, key: str, default: str) -> str:
        return self._matching(key, _VERSION, 'a version such as "2.7"', default)

    def class_path(self, key: str) -> str:
        return self._matching(key, _CLASS, 'a class written as "package.module:Class"', "")

    def prefixes(self, key: str) -> tuple[str, ...]:
        """Beginnings of URLs."""
        texts = self._texts(key)
        if texts:
            from specpress.urls import prefix_error

            wrong = [(span, error) for text, span in texts if (error := prefix_error(text))]
            for span, error in wrong:
                self._report.add("SP603", span, error)
        return tuple(text for text, _ in texts)

    def table(self, key: str) -> Settings:
        return Settings(self._get(key), self.span.child(key), self._report, self.toml)

    def entries(self) -> Iterable[tuple[str, Settings]]:
        """The tables of a table whose keys are names that only the user knows."""
        return [(key, self.table(key)) for key in self._values]

    def json(self, key: str) -> str:
        """Any value that JSON has too, as its text; empty where there is none."""
        value = self._get(key)
        if value is None:
            return ""
        try:
            return json.dumps(value, sort_keys=True, allow_nan=False)
        except (TypeError, ValueError):
            told = "this should have no dates, times, infinities or NaN in it"
            self._report.add("SP603", self.span.child(key), told)
            return ""

    def tables(self, key: str) -> Iterable[Settings]:
        value = self._get(key)
        span = self.span.child(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(span, "an array of tables (two brackets: `[[...]]`)", value, None)
            return ()
        return [
            Settings(item, span.child(n), self._report, self.toml) for n, item in enumerate(value)
        ]

    def skip(self, key: str) -> None:
        """A key that another reader takes."""
        self._asked[key] = None

    def finish(self) -> None:
        """Report every key that was not asked for."""
        for key in self._values:
            if key not in self._asked:
                self._report.add(
                    "SP602",
                    self.span.child(key),
                    f"unknown key `{key}`",
                    _closest(key, self._asked),
                )

    def _get(self, key: str) -> object:
        self._asked[key] = None
        return self._values.get(key)

    def _texts(self, key: str) -> list[tuple[str, Span]]:
        value, span = self._get(key), self.span.child(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(span, "an array of strings", value, None)
            return []
        texts = []
        for number, item in enumerate(value):
            if isinstance(item, str):
                texts.append((item, span.child(number)))
            else:
                self._wrong(span.child(number), "a string", item, None)
        return texts

    def _allowed(self, value: str, allowed: Sequence[Choice], span: Span) -> Choice | None:
        if value in allowed:
            return cast(Choice, value)
        message = f'"{value}" is not one of {", ".join(allowed)}'
        self._report.add("SP603", span, message, _closest(value, allowed))
        return None

    def _matching(self, key: str, pattern: re.Pattern[str], wanted: str, default: str) -> str:
        value = self.text(key)
        if value and not pattern.fullmatch(value):
            self._report.add(
                "SP603", self.span.child(key), f'`{key}` should be {wanted}, not "{value}"'
            )
            return default
        return value or default

    def _wrong(self, span: Span, wanted: str, value: object, default: Kept) -> Kept:
        kind = _KINDS.get(type(value), type(value).__name__)
        self._report.add("SP603", span, f"this should be {wanted}, not {kind}")
        return default


_KINDS = {
    str: "a string",
    bool: "true or false",
    int: "an integer",
    float: "a number",
    list: "an array",
    dict: "a table",
}


def _closest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(known)
    found = get_close_matches(name.replace("-", "_"), known, 1, 0.6)
    return f"did you mean `{found[0]}`?" if found else f"known here: {', '.join(sorted(known))}"
