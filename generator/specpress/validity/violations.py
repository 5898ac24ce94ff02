"""What the official schema has against a document, with the noise taken out.

Takes the errors of the validator, gives the ones that tell the cause: of a choice between several forms, those of
the form that was meant; of keys that nobody evaluated, those that are really unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jsonschema_rs import ValidationError, ValidationErrorKind

from specpress.api import Json
from specpress.records import dataclass
from specpress.validity.official import by_id

Kind = ValidationErrorKind
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """`known` are the keys that the object may have; `owner` is what the specification calls the object."""

    error: ValidationError
    path: Path
    version: str
    owner: str
    known: tuple[str, ...] = ()
    unexpected: str = ""
    alternatives: tuple[str, ...] = ()


def violations(errors: Iterable[ValidationError], version: str) -> Iterator[Violation]:
    leaves = [leaf for error in errors for leaf in _leaves(error, version)]
    touched = {leaf.path[:length] for leaf in leaves for length in range(len(leaf.path) + 1)}
    seen: set[tuple[Path, str, str]] = set()
    for leaf in leaves:
        key = (leaf.path, leaf.error.kind.name, leaf.unexpected or leaf.error.message)
        if key in seen or _is_consequence(leaf, leaves, touched):
            continue
        seen.add(key)
        yield leaf


def _is_consequence(leaf: Violation, leaves: list[Violation], touched: set[Path]) -> bool:
    """A key that is known, left unevaluated because something else about its object is wrong."""
    if leaf.unexpected not in leaf.known or not leaf.unexpected:
        return False
    if leaf.path in touched and any(
        other.path[: len(leaf.path)] == leaf.path and other is not leaf and not other.unexpected
        for other in leaves
    ):
        return True
    parent = leaf.path[:-1]
    return any(
        other.path[: len(parent)] == parent and other.unexpected not in other.known
        for other in leaves
    )


def _leaves(error: ValidationError, version: str) -> Iterator[Violation]:
    kind = error.kind
    path: Path = tuple(error.instance_path)
    rule, owner = _rule(error)
    match kind:
        case Kind.AnyOf() | Kind.OneOfNotValid():
            yield from _choice(error, version)
        case Kind.AdditionalProperties() | Kind.UnevaluatedProperties():
            known = tuple(dict.fromkeys(_known(rule, error))) if rule else ()
            for key in kind.unexpected:
                yield Violation(error, (*path, key), version, owner, known, key)
        case Kind.PropertyNames() if isinstance(kind.error.instance, str):
            yield Violation(kind.error, (*path, kind.error.instance), version, owner)
        case Kind.Required():
            known = tuple(dict.fromkeys(_known(rule, error))) if rule else ()
            yield Violation(error, path, version, owner, known)
        case _:
            yield Violation(error, path, version, owner)


def _choice(error: ValidationError, version: str) -> Iterator[Violation]:
    """The errors of the form that was meant: the one that fits best at its top."""
    path: Path = tuple(error.instance_path)
    assert isinstance(error.kind, (Kind.AnyOf, Kind.OneOfNotValid))
    forms = [list(form) for form in error.kind.context]
    if names := _one_of_several(forms, path):
        yield Violation(error, path, version, _rule(error)[1], alternatives=names)
        return
    tag, options = _tag(forms)
    if tag:
        where = tuple(tag.instance_path)
        yield Violation(tag, where, version, _rule(error)[1], alternatives=options)
        return
    best = min(forms, key=lambda form: _distance(form, path), default=[])
    for inner in best[:3]:
        yield from _leaves(inner, version)


def _one_of_several(forms: list[list[ValidationError]], path: Path) -> tuple[str, ...]:
    """Where every form only wants another field of the object to be there: those fields."""
    names: list[str] = []
    for form in forms:
        for error in form:
            if not isinstance(error.kind, Kind.Required) or tuple(error.instance_path) != path:
                return ()
            names.append(error.kind.property)
    return tuple(names)


def _tag(forms: list[list[ValidationError]]) -> tuple[ValidationError | None, tuple[str, ...]]:
    """Where every form wants another value at the same place: one of the errors, and all the values."""
    places: dict[Path, ValidationError] = {}
    options: list[str] = []
    for form in forms:
        wanted = next((e for e in form if isinstance(e.kind, (Kind.Enum, Kind.Constant))), None)
        if wanted is None:
            return None, ()
        places.setdefault(tuple(wanted.instance_path), wanted)
        if isinstance(wanted.kind, Kind.Enum):
            options.extend(map(str, wanted.kind.options))
        elif isinstance(wanted.kind, Kind.Constant):
            options.append(str(wanted.kind.expected_value))
    if len(places) != 1:
        return None, ()
    return next(iter(places.values())), tuple(dict.fromkeys(options))


def _distance(form: list[ValidationError], path: Path) -> tuple[int, int, int]:
    """How far a form is from what was written: wrong kind or tag first, then the number of errors."""
    other = sum(
        isinstance(e.kind, Kind.Type)
        and tuple(e.instance_path) == path
        or isinstance(e.kind, (Kind.Enum, Kind.Constant))
        and e.instance_path[len(path) :] in (["in"], ["type"])
        for e in form
    )
    return other, len(form), -max((len(e.instance_path) for e in form), default=0)


# --- the rule behind an error -----------------------------------------------------------------------------------


def _rule(error: ValidationError) -> tuple[dict[str, Json] | None, str]:
    """The schema object that holds the keyword, and the name of the definition it stands in."""
    location = error.absolute_keyword_location or ""
    identifier, _, pointer = location.partition("#")
    node: Json = by_id(identifier)
    owner = "document"
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for previous, step in zip(["", *steps], steps, strict=False):
        if previous in ("$defs", "definitions") and owner == "document":
            owner = step
    for step in steps[:-1]:
        node = _step(node, step)
    return (node if isinstance(node, dict) else None), owner


def _step(node: Json, step: str) -> Json:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and step.isdigit() and int(step) < len(node):
        return node[int(step)]
    return None


def _known(rule: dict[str, Json], error: ValidationError, depth: int = 0) -> Iterator[str]:
    """Every key that the rule and what it applies in place say something about."""
    properties = rule.get("properties")
    if isinstance(properties, dict):
        yield from properties
    if depth > 6:
        return
    for key in ("allOf", "anyOf", "oneOf"):
        for part in _list(rule.get(key)):
            yield from _known(part, error, depth + 1)
    for part in _list([rule.get(key) for key in ("if", "then", "else")]):
        yield from _known(part, error, depth + 1)
    if isinstance(dependent := rule.get("dependentSchemas"), dict):
        for part in _list(list(dependent.values())):
            yield from _known(part, error, depth + 1)
    if isinstance(target := rule.get("$ref"), str) and target.startswith("#/"):
        found: Json = by_id((error.absolute_keyword_location or "").partition("#")[0])
        for step in target.split("/")[1:]:
            found = _step(found, step)
        if isinstance(found, dict):
            yield from _known(found, error, depth + 1)


def _list(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
