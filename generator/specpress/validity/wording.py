"""A violation of the official schema in words for a person, and how bad it is.

Takes one violation, gives a code, a message and a help. An error (SP210 to SP213) leaves the meaning in doubt; a
warning (SP214) does not: text where the specification has none, a spelling of another version of OpenAPI.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches

from jsonschema_rs import ValidationErrorKind

from specpress.records import dataclass
from specpress.validity.violations import Path, Violation

Kind = ValidationErrorKind


@dataclass(frozen=True, slots=True)
class Told:
    code: str
    path: Path
    message: str
    help: str = ""


def wording(violation: Violation) -> Told | None:
    """None for a text where none belongs, and for a key in a schema of 3.0 that no known key resembles: the
    reader reports them as lost."""
    if _is_left_to_the_reader(violation):
        return None
    if tolerated := _tolerated(violation):
        return Told("SP214", violation.path, *tolerated)
    match violation.error.kind:
        case _ if violation.alternatives:
            return _alternatives(violation)
        case Kind.Not(schema={"required": [*names]}):
            message = f"{_listed(tuple(map(str, names)))} exclude each other"
            return Told("SP213", violation.path, message, "keep one of them")
        case Kind.Required(property=name):
            return _missing(violation, name)
        case Kind.AdditionalProperties() | Kind.UnevaluatedProperties():
            return _unknown(violation)
        case _:
            message, help = _value(violation)
            return Told("SP210", violation.path, message, help)


def _is_left_to_the_reader(violation: Violation) -> bool:
    key, known = violation.unexpected, violation.known
    if not key or key in known:
        return False
    return key in _TEXT or (violation.owner == "Schema" and not _near(key, known))


# --- what can be lived with ---------------------------------------------------------------------------------------

_TEXT = {"description", "summary", "title", "termsOfService"}
_ABOUT = {"contact", "license", "externalDocs", "external-documentation", "Contact", "License"}
_ABOUT |= {"ExternalDocumentation", "external-docs", "XML", "xml"}
_OTHER_VERSION = {"exclusiveMinimum", "exclusiveMaximum", "items", "type"}


def _tolerated(violation: Violation) -> tuple[str, str] | None:
    """What the meaning does not hang on, with what becomes of it."""
    kind, path = violation.error.kind, violation.path
    key = path[-1] if path else ""
    instance = violation.error.instance
    if isinstance(kind, (Kind.AdditionalProperties, Kind.UnevaluatedProperties)):
        if violation.owner == "Schema":
            return f"OpenAPI 3.0 has no `{key}` in a schema", _guess(str(key), violation.known)
        if violation.owner in _ABOUT:
            message = f"{_shown(key)} is not a field of {_owner(violation)}; it only documents"
            return message, _guess(str(key), violation.known)
        return None
    if isinstance(kind, Kind.Type) and instance is None and key in _TEXT:
        return f"`{key}` is null, and is taken to be absent", "leave it out"
    if violation.owner in _ABOUT and not isinstance(kind, Kind.FalseSchema):
        return f"{_sentence(violation)}; it only documents", ""
    if key == "required" and isinstance(kind, (Kind.UniqueItems, Kind.MinItems)):
        what = "names a property twice" if isinstance(kind, Kind.UniqueItems) else "is empty"
        return f"`required` {what}", ""
    if isinstance(kind, Kind.Pattern) and isinstance(instance, str) and "a-zA-Z0-9" in kind.pattern:
        return (
            f"the name {_shown(instance)} has characters that the specification does not allow",
            "component names are made of letters, digits, `.`, `-` and `_`",
        )
    return _other_version(violation, key)


def _other_version(violation: Violation, key: str | int) -> tuple[str, str] | None:
    instance = violation.error.instance
    if key == "$recursiveAnchor":
        return "`$recursiveAnchor` is a keyword of 2019-09", "in 2020-12 it is $dynamicAnchor"
    flag = isinstance(instance, bool)
    number = isinstance(instance, (int, float)) and not flag
    fits = {
        "exclusiveMinimum": number if violation.version == "3.0" else flag,
        "exclusiveMaximum": number if violation.version == "3.0" else flag,
        "items": isinstance(instance, list),
        "type": violation.version == "3.0" and _is_list_of_types(instance),
    }
    if not fits.get(str(key)):
        return None
    other = "3.1" if violation.version == "3.0" else "3.0"
    spelt = "of drafts before 2020-12" if key == "items" else f"of OpenAPI {other}"
    return f"`{key}` is in the spelling {spelt}", "it is read as what it means there"


_TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")


def _is_list_of_types(value: object) -> bool:
    return value == "null" or isinstance(value, list) and all(item in _TYPES for item in value)


# --- errors -------------------------------------------------------------------------------------------------------


def _missing(violation: Violation, name: str) -> Told:
    instance = violation.error.instance
    present = (
        [key for key in instance if isinstance(key, str)] if isinstance(instance, dict) else []
    )
    near = get_close_matches(name, [key for key in present if key not in violation.known], 1)
    owner = _owner(violation)
    help = f"it has `{near[0]}`: is that `{name}`, misspelt?" if near else f"add `{name}`"
    return Told("SP211", violation.path, f"`{name}` is missing from {owner}", help)


def _unknown(violation: Violation) -> Told:
    key, owner = violation.unexpected, _owner(violation)
    if key in violation.known:
        return Told("SP212", violation.path, f"{_shown(key)} is not allowed in {owner} like this")
    message = f"{_shown(key)} is not a field of {owner}"
    return Told("SP212", violation.path, message, _guess(key, violation.known))


def _guess(key: str, known: tuple[str, ...]) -> str:
    """The key that was meant, or all there are if they are few."""
    if near := _near(key, known):
        return f"did you mean `{near}`?"
    if 0 < len(known) <= 12:
        return f"it may have {_listed(known)}; fields of your own begin with `x-`"
    return "fields of your own begin with `x-`"


def _near(key: str, known: tuple[str, ...]) -> str:
    same = [name for name in known if name.lower() == key.lower()]
    return next(iter(same or get_close_matches(key, known, 1, 0.75)), "")


def _alternatives(violation: Violation) -> Told:
    names = violation.alternatives
    if isinstance(violation.error.kind, (Kind.Enum, Kind.Constant)):
        found = violation.error.instance
        help = _close(found, names)
        return Told(
            "SP210",
            violation.path,
            f"{_key(violation.path)}is {_shown(found)}, not {_listed(names, 'or')}",
            help,
        )
    return Told("SP211", violation.path, f"{_owner(violation)} needs {_listed(names, 'or')}")


def _value(violation: Violation) -> tuple[str, str]:
    """Message and help for a value that is not what the specification wants."""
    kind, instance = violation.error.kind, violation.error.instance
    key = _key(violation.path)
    match kind:
        case Kind.Enum(options=options):
            names = tuple(o if isinstance(o, str) else json.dumps(o) for o in options)
            return f"{key}is {_shown(instance)}, not {_listed(names, 'or')}", _close(
                instance, names
            )
        case Kind.Constant(expected_value=wanted):
            return f"{key}is {_shown(instance)}, not {_shown(wanted)}", ""
        case Kind.OneOfMultipleValid() if violation.owner.lower() in ("parameter", "header"):
            return "`schema` and `content` exclude each other", "keep one of them"
        case Kind.OneOfMultipleValid():
            return f"{_owner(violation)} is two things at once", "keep one of the forms"
        case Kind.Pattern(pattern=pattern) if "`|~" in pattern:
            return (
                f"{_shown(instance)} cannot be the name of a header",
                "use letters, digits and `-`",
            )
        case Kind.Not(schema={"enum": [*_]}):
            return f"{key}has a field of its own here", f"write it as `{str(instance).lower()}`"
        case Kind.Contains():
            return "there are two `querystring` parameters", "there can be one query string only"
        case Kind.Not() if violation.owner == "parameters":
            return "`query` and `querystring` parameters exclude each other", "keep one kind"
        case Kind.Type(types=["string"]) if isinstance(instance, (bool, int, float)):
            return _sentence(violation), "put it in quotes"
        case _:
            return _sentence(violation), ""


def _sentence(violation: Violation) -> str:
    kind, instance = violation.error.kind, violation.error.instance
    key = _key(violation.path)
    match kind:
        case Kind.Type(types=types):
            return (
                f"{key}is {_kind_of(instance)}, not {_listed(tuple(map(_kind, types)), 'or', '')}"
            )
        case Kind.FalseSchema():
            return f"{key}is not allowed here"
        case Kind.Pattern():
            return (
                f"{key}is {_shown(instance)}, which is not of the form that the specification wants"
            )
        case Kind.UniqueItems():
            return f"{key}has the same element twice"
        case Kind.MinItems() | Kind.MinProperties() | Kind.MinLength():
            return f"{key}is empty"
        case Kind.Minimum(limit=limit) | Kind.ExclusiveMinimum(limit=limit):
            return f"{key}is {_shown(instance)}, too small (the limit is {limit})"
        case Kind.Required(property=name):
            return f"`{name}` is missing from {_owner(violation)}"
        case Kind.UnevaluatedItems() | Kind.MaxItems():
            return f"{key}has too many elements"
        case _:
            return f"{key}is not what the specification wants: {violation.error.message:.200}"


_NAMES = {"string": "text", "object": "an object", "array": "a list", "null": "null"}
_NAMES |= {"number": "a number", "integer": "an integer", "boolean": "true or false"}


def _kind(name: object) -> str:
    return _NAMES.get(str(name), str(name))


def _kind_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f"the text {_shown(value)}"
        case int() | float():
            return f"the number {_shown(value)}"
        case list():
            return "a list"
        case _:
            return "an object"


_TYPES_OF_OTHERS = {
    "any": "leave `type` out: every value is allowed then",
    "file": "write `type: string` with `format: binary`",
    "date": "write `type: string` with `format: date`",
    "datetime": "write `type: string` with `format: date-time`",
}


def _close(found: object, names: tuple[str, ...]) -> str:
    if "object" in names and str(found) in _TYPES_OF_OTHERS:
        return _TYPES_OF_OTHERS[str(found)]
    near = get_close_matches(str(found), names, 1, 0.5)
    return f"did you mean `{near[0]}`?" if near else ""


def _key(path: Path) -> str:
    """What the sentence is about; the position says the rest."""
    if not path:
        return "the document "
    if isinstance(path[-1], int):
        return f"element {path[-1] + 1} "
    return f"{_shown(path[-1])} "


_PARTS = {
    "ParameterLocation": "Parameter",
    "SchemaXORContent": "Parameter",
    "ExampleXORExamples": "Parameter",
}
"""Definitions of the 3.0 schema that are parts of another one."""


def _owner(violation: Violation) -> str:
    """`media-type-or-reference` or `MediaType`: "a media type"."""
    owner = _PARTS.get(violation.owner, violation.owner)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", owner).lower()
    name = name.removesuffix("-or-reference").replace("-", " ")
    if name == "document":
        return "the document"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} object"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60])
    return f"`{text}`" if len(text) < 60 else f"`{text}...`"


def _listed(names: tuple[str, ...], last: str = "and", quote: str = "`") -> str:
    shown = [f"{quote}{name}{quote}" for name in dict.fromkeys(names)]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
