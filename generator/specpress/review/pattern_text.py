"""A text that a regular expression matches: the shortest one, made from its parse tree."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import cast


def pattern_text(pattern: str, length: int = 0) -> str | None:
    """A match, repeated parts stretched towards `length`; None where the pattern is beyond this."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
            for stretch in (0, 1, length, 2, 3, 8):
                made = "".join(_made(tree, stretch))
                if len(made) >= length and re.search(pattern, made):
                    return made
    except (re.error, OverflowError, RecursionError, NotImplementedError):
        return None
    return None


def _made(tree: Iterable[tuple[object, object]], stretch: int) -> list[str]:
    return [_part(str(kind), value, stretch) for kind, value in tree]


def _part(kind: str, value: object, stretch: int) -> str:
    match kind, value:
        case "LITERAL", int(code):
            return chr(code)
        case "NOT_LITERAL", int(code):
            return "b" if chr(code) == "a" else "a"
        case "ANY", _:
            return "a"
        case "AT" | "ASSERT_NOT", _:
            return ""
        case "IN", list(choices):
            return _choice(choices)
        case "BRANCH", (_, [first, *_]):
            return "".join(_made(_tree(first), stretch))
        case "SUBPATTERN", (*_, inside):
            return "".join(_made(_tree(inside), stretch))
        case "ATOMIC_GROUP", inside:
            return "".join(_made(_tree(inside), stretch))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (int(least), int(most), inside):
            return "".join(_made(_tree(inside), stretch)) * max(least, min(stretch, most))
        case _:
            raise NotImplementedError(kind)


def _tree(value: object) -> Iterable[tuple[object, object]]:
    if not isinstance(value, re._parser.SubPattern):  # type: ignore[attr-defined]
        raise NotImplementedError
    return cast("Iterable[tuple[object, object]]", value)


_CATEGORIES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_WORD": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_WORD": "-",
    "CATEGORY_NOT_SPACE": "a",
}


def _choice(choices: list[tuple[object, object]]) -> str:
    kinds = [(str(kind), value) for kind, value in choices]
    if kinds and kinds[0][0] == "NEGATE":
        refused = re.compile("[" + "".join(_class(kind, value) for kind, value in kinds[1:]) + "]")
        return next(c for c in "aA0 -_.~\u00e9" if not refused.fullmatch(c))
    for kind, value in kinds:
        match kind, value:
            case "LITERAL", int(code):
                return chr(code)
            case "RANGE", (int(low), int(high)):
                return "a" if low <= ord("a") <= high else chr(low)
            case "CATEGORY", _:
                return _CATEGORIES[str(value)]
    raise NotImplementedError


def _class(kind: str, value: object) -> str:
    match kind, value:
        case "LITERAL", int(code):
            return re.escape(chr(code))
        case "RANGE", (int(low), int(high)):
            return f"{re.escape(chr(low))}-{re.escape(chr(high))}"
        case "CATEGORY", _:
            return {"CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w", "CATEGORY_SPACE": r"\s"}[
                str(value)
            ]
    raise NotImplementedError
