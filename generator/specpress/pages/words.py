"""What one line of a documentation page may be: a type line, badges, a constraint, a default, the head of something.

Takes the text of a line, gives what it says or None. Only this module knows how either era of the page words a thing.
"""

from __future__ import annotations

import json
import re
from typing import Literal, get_args

from specpress.api import Json
from specpress.records import dataclass

Base = Literal[
    "string", "integer", "number", "boolean", "object", "array", "any", "null", "file", "several"
]
Bound = Literal[
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
]
Section = Literal["authorizations", "header", "path", "query", "cookie", "body", "response"]

_BASES: dict[str, Base] = {base: base for base in get_args(Base)}
_SECTIONS: dict[str, Section] = {
    "authorizations": "authorizations",
    "headers": "header",
    "path parameters": "path",
    "query parameters": "query",
    "cookies": "cookie",
    "cookie parameters": "cookie",
    "body": "body",
    "response": "response",
    "responses": "response",
}
SECTION_ORDER: tuple[Section, ...] = (
    "authorizations",
    "header",
    "path",
    "query",
    "cookie",
    "body",
    "response",
)
METHODS = {
    "GET": "get",
    "PUT": "put",
    "POST": "post",
    "DELETE": "delete",
    "DEL": "delete",
    "OPTIONS": "options",
    "HEAD": "head",
    "PATCH": "patch",
    "TRACE": "trace",
}

_FORMAT = r"[A-Za-z0-9_.:/+-]+"
_ATOM = (
    rf"(?:(?:enum|const)<(?P<of>string|integer|number|boolean|any|null)(?:<{_FORMAT}>)?>"
    rf"|(?P<base>string|integer|number|boolean|object|array|any|null|file)(?:<(?P<format>{_FORMAT})>)?)"
    r"(?P<brackets>(?:\[\])*)"
)
_PLAIN_ATOM = re.sub(r"\?P<\w+>", "?:", _ATOM)
_TYPE = re.compile(rf"(?:(?P<title>\S(?:.*?\S)?) · )?{_ATOM}(?P<null> ?\| ?null)?")
_SEVERAL = re.compile(rf"{_PLAIN_ATOM}(?:(?: ?\| ?| (?:\S[^·]*? · )?|){_PLAIN_ATOM})+")
_LEADING_TYPE = re.compile(rf"{_PLAIN_ATOM}(?: |\|)")
_GLUED = re.compile(
    rf"(?P<name>[^\s`<>|]+?)(?P<type>{_PLAIN_ATOM}(?: ?\| ?null)?)"
    r"(?P<badges>(?: ?(?:header|query|cookie|required|deprecated|read-only|write-only))*)"
    r"(?P<rest>(?:default:|Available options:| ?[A-Z`]).*)?"
)
_PLACES = ("header", "query", "cookie")
LATER_BADGES = ("header", "deprecated", "read-only", "write-only")
FLAGS = ("required", "deprecated", "read-only", "write-only")
_BADGE = re.compile(rf"(?:{'|'.join((*_PLACES, *FLAGS))})")
_BADGES = re.compile(rf"(?:{_BADGE.pattern}\s*)+")
_STATUS = re.compile(r"[1-5][0-9]{2}|[1-5]XX|default")
_MEDIA = re.compile(r"[a-z]+/[A-Za-z0-9!#$&^_.+*-]+(?:; ?[^\s]+)?|\*/\*")
_STATUS_MEDIA = re.compile(rf"({_STATUS.pattern}) - ({_MEDIA.pattern})")
_TABS = re.compile(rf"(?:{_STATUS.pattern}){{2,}}")
_OF_TYPE = re.compile(r"The (?:body|response) is of type `?(.+?)`?\.?")
_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_LENGTH = re.compile(
    r"(Minimum|Maximum|Required) (?:(string|array) )?length: ?([0-9]+)(?: ?- ?([0-9]+))?"
    r"(?: (?:elements?|characters?|items?))?"
)
_RANGE = re.compile(
    rf"Required range: ?(?:({_NUMBER}) ?(<=|<|≤) ?)?x(?: ?(<=|<|≤|>=|>|≥|=) ?({_NUMBER}))?"
)
_MULTIPLE = re.compile(rf"(?:Must be a|Required|)\s*[Mm]ultiple(?: of)?:? ?({_NUMBER})")
_PATTERN = re.compile(r"Pattern: ?(.+)")
_CHILDREN = re.compile(r"(?:Show|Hide) ?child attributes")
OPTIONS, ALLOWED = "Available options:", "Allowed value:"
_DEFAULT = re.compile(r"default:(.*)", re.DOTALL)
_EXAMPLE = re.compile(r"(Examples?):(.*)")


@dataclass(frozen=True, slots=True)
class TypeLine:
    """`enum<string>[] | null` is base string, enum, one pair of brackets, nullable.

    The base "several" is what the page prints, where it prints anything, for a union of several types.
    """

    base: Base
    enum: bool = False
    format: str | None = None
    depth: int = 0
    nullable: bool = False
    title: str = ""


def type_line(text: str) -> TypeLine | None:
    """The type that a line states; None if it is anything else. No type line is longer than 200 characters."""
    if len(text) > 200:
        return None
    text = " ".join(text.replace("`", "").split())
    found = _TYPE.fullmatch(text)
    if found is None or (found["title"] and _LEADING_TYPE.match(found["title"])):
        nullable = text.endswith("| null")
        return TypeLine("several", nullable=nullable) if _SEVERAL.fullmatch(text) else None
    return TypeLine(
        base=_BASES[found["base"] or found["of"]],
        enum=found["of"] is not None,
        format=found["format"],
        depth=len(found["brackets"]) // 2,
        nullable=found["null"] is not None,
        title=found["title"] or "",
    )


def type_text(line: TypeLine) -> str:
    """The line again, as a page would print it."""
    base = f"enum<{line.base}>" if line.enum else line.base
    base += f"<{line.format}>" if line.format else ""
    title = f"{line.title} · " if line.title else ""
    return title + base + "[]" * line.depth + (" | null" if line.nullable else "")


@dataclass(frozen=True, slots=True)
class Glued:
    """A field whose name, type and badges a copy has run into one line."""

    name: str
    type: str
    badges: str
    rest: str


def glued(text: str) -> Glued | None:
    """A field on one line, or None."""
    found = _GLUED.fullmatch(text) if len(text) < 2000 else None
    if found is None:
        return None
    return Glued(
        found["name"], found["type"], found["badges"].strip(), (found["rest"] or "").strip()
    )


def badges(text: str, places: bool) -> tuple[str, ...]:
    """The badges on a line, none if it is anything else. `places` allows header, query and cookie."""
    if not _BADGES.fullmatch(text):
        return ()
    found = tuple(_BADGE.findall(text))
    return found if places or not set(found) & set(_PLACES) else ()


def section(text: str) -> Section | None:
    return _SECTIONS.get(text.lower()) if text[:1].isupper() else None


def status_line(text: str) -> tuple[str, str] | None:
    """A status, and the media type where the line has it too."""
    if _STATUS.fullmatch(text):
        return text, ""
    found = _STATUS_MEDIA.fullmatch(text)
    return (found[1], found[2]) if found else None


def status_tabs(text: str) -> tuple[str, ...]:
    """`2004XX`: tabs that a copy has run into one line."""
    return tuple(_STATUS.findall(text)) if _TABS.fullmatch(text) else ()


def media_type(text: str) -> str | None:
    return text if _MEDIA.fullmatch(text) else None


def root_type(text: str) -> TypeLine | None:
    """The sentence that stands for the type of a body or response which is not an object."""
    found = _OF_TYPE.fullmatch(text)
    return type_line(found[1]) if found else None


def children_mark(text: str) -> bool:
    return bool(_CHILDREN.fullmatch(text))


def default_text(text: str) -> str | None:
    """What stands after `default:`; empty where the value is on the next line."""
    found = _DEFAULT.fullmatch(text)
    return found[1].strip() if found else None


def example_text(text: str) -> tuple[bool, str] | None:
    """Whether several may follow, and what stands on the line itself."""
    found = _EXAMPLE.fullmatch(text)
    return (found[1] == "Examples", found[2].strip()) if found else None


def number(text: str) -> int | float:
    return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else float(text)


def bounds(text: str, array: bool) -> dict[Bound, int | float]:
    """The limits that a constraint line states; `array` says what a bare "length" is the length of."""
    text = text.replace("`", "")
    if found := _LENGTH.fullmatch(text):
        of_array = array if found[2] is None else found[2] == "array"
        low: Bound = "minItems" if of_array else "minLength"
        high: Bound = "maxItems" if of_array else "maxLength"
        first, second = int(found[3]), int(found[4] or found[3])
        match found[1]:
            case "Minimum":
                return {low: first}
            case "Maximum":
                return {high: first}
        return {low: first, high: second}
    if found := _RANGE.fullmatch(text):
        return _range(*found.groups())
    if found := _MULTIPLE.fullmatch(text):
        return {"multipleOf": number(found[1])}
    return {}


def _range(
    low: str | None, left: str | None, right: str | None, value: str | None
) -> dict[Bound, int | float]:
    made: dict[Bound, int | float] = {}
    if low is not None:
        made["exclusiveMinimum" if left == "<" else "minimum"] = number(low)
    if value is not None:
        match right:
            case "<":
                made["exclusiveMaximum"] = number(value)
            case "<=" | "≤":
                made["maximum"] = number(value)
            case ">":
                made["exclusiveMinimum"] = number(value)
            case ">=" | "≥":
                made["minimum"] = number(value)
            case _:
                made["minimum"] = made["maximum"] = number(value)
    return made


def pattern(text: str) -> str | None:
    found = _PATTERN.fullmatch(text)
    return found[1].strip("`") if found else None


def value(text: str, base: Base) -> tuple[Json, bool]:
    """A printed value as JSON, and whether it is of the type that the page gives."""
    try:
        read: Json = json.loads(text, parse_constant=_refuse)
    except ValueError:
        return text, base in ("string", "any", "several", "file")
    if base in ("string", "file"):
        return (read, True) if isinstance(read, str) else (text, True)
    return read, _fits(read, base)


def _fits(read: Json, base: Base) -> bool:
    match base:
        case "integer":
            return isinstance(read, int) and not isinstance(read, bool)
        case "number":
            return isinstance(read, int | float) and not isinstance(read, bool)
        case "boolean":
            return isinstance(read, bool)
        case "object":
            return isinstance(read, dict)
        case "array":
            return isinstance(read, list)
        case _:
            return True


def _refuse(constant: str) -> Json:
    raise ValueError(constant)
