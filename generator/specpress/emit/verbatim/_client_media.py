"""Answers that are more than one type of JSON: several media types, text, bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ._client_call import adapter


@dataclass(frozen=True)
class ByMediaType:
    """The declared media types of an answer, and what makes the type of each."""

    types: Mapping[str, Callable[[], Any] | None]

    @property
    def media(self) -> str:
        return ", ".join(self.types)

    def at(self, found: str) -> str:
        """The declared media type that an answer has; the first one when it has none."""
        exact = found.partition(";")[0].lower()
        fitting = (exact, f"{exact.partition('/')[0]}/*", "*/*")
        return next((n for n in fitting if n in self.types), next(iter(self.types)))

    def read(self, found: str, content: bytes, strict: bool | None) -> Any:
        media = self.at(found)
        make, exact = self.types[media], found if "*" in media else media
        if "/" not in exact and make:
            exact = "application/json"
        if re.match(r"text/|[^;]*[/+-](xml|yaml|graphql)\b", exact):
            return content.decode("utf-8", "replace")
        if not re.match(r"[^;]*[/+]json", exact, re.IGNORECASE):
            return content
        return adapter(make).validate_json(content, strict=strict)
