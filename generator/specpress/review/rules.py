"""How bad a change is: derived from what it does to the valid values, the way they travel, and a few guards.

Takes an effect with its surroundings, gives verdicts for callers and implementers. The names of rules appear here only
where a convention outweighs the derivation: each such set says why.
"""

from __future__ import annotations

from collections.abc import Mapping

from specpress.config import DEFAULTS, Options
from specpress.records import dataclass
from specpress.review.change import Audience, Level, Verdicts
from specpress.review.difference import Direction
from specpress.review.effects import Effect, may_narrow, may_widen


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One way in which a difference shows: seen through `not` already, on success or in an error answer."""

    rule: str
    effect: Effect
    direction: Direction
    error: bool = False


GROWTH = frozenset({"enum-value-added", "property-added-to-closed"})
"""APIs grow this way; a reader that keeps to the rules of the trade survives it. A risk, not a break."""

POSSIBLE = frozenset({"one-of-overlap"})
"""Whether any value is concerned cannot be told from the schemas: a risk, until a payload shows that there is one."""

UNDECODED = frozenset({"content-encoding", "content-media-type", "content-schema"})
"""What a text holds: generated models hand the text on as it is."""

LOSSES = frozenset(
    {
        "property-removed",
        "parameter-removed",
        "body-removed",
        "header-removed",
        "read-only",
        "write-only",
        "default",
    }
)
"""No message becomes invalid, but something that somebody relied on may be ignored or missing."""

_TO_CALLER: Mapping[str, tuple[Level, Level]] = {
    # rule: (source for callers, source for implementers), before the symbol tables are looked at
    "operation-removed": ("break", "break"),
    "operation-removed-after-sunset": ("break", "break"),
    "operation-added": ("safe", "break"),
    "operation-id": ("break", "break"),
    "parameter-removed": ("break", "break"),
    "parameter-added": ("safe", "break"),
    "required-parameter-added": ("break", "break"),
    "parameter-became-required": ("break", "break"),
    "parameter-became-optional": ("safe", "break"),
    "required-body-added": ("break", "break"),
    "body-added": ("safe", "break"),
    "body-removed": ("break", "break"),
    "body-became-required": ("break", "safe"),
    "body-became-optional": ("safe", "break"),
    "success-status-removed": ("break", "break"),
    "response-media-type-removed": ("break", "break"),
    "request-media-type-removed": ("break", "safe"),
    "property-removed": ("break", "break"),
    "property-removed-from-closed": ("break", "break"),
    "required-property-removed": ("break", "break"),
    "type": ("break", "break"),
    "alternative-removed": ("break", "break"),
    "alternative-added": ("risk", "risk"),
    "enum-value-removed": ("break", "break"),
    "became-enum": ("break", "break"),
    "no-longer-enum": ("break", "break"),
    "format": ("risk", "risk"),
}

_BY_DIRECTION: Mapping[str, Mapping[Direction, tuple[Level, Level]]] = {
    # what becomes optional or nullable has to be looked at by its reader, what becomes required given by its writer
    "became-optional": {"response": ("break", "safe"), "request": ("safe", "break")},
    "became-nullable": {"response": ("break", "safe"), "request": ("safe", "break")},
    "became-required": {"request": ("break", "safe"), "response": ("safe", "break")},
    "no-longer-nullable": {"request": ("break", "safe"), "response": ("safe", "break")},
    "required-property-added": {"request": ("break", "safe"), "response": ("safe", "break")},
}


def verdicts(seen: Occurrence, options: Options = DEFAULTS) -> Mapping[Audience, Verdicts]:
    """What one occurrence means for each audience."""
    source = _BY_DIRECTION.get(seen.rule, {}).get(seen.direction) or _TO_CALLER.get(seen.rule)
    for_caller, for_implementer = source or ("safe", "safe")
    return {
        "caller": Verdicts(_wire_for_caller(seen), _runtime_for_caller(seen, options), for_caller),
        "implementer": Verdicts(
            _wire_for_implementer(seen), _runtime_for_implementer(seen, options), for_implementer
        ),
    }


def unsettled(seen: Occurrence) -> bool:
    """Whether a payload that flips says more than the schemas do."""
    return seen.effect == "unknown" or seen.rule in POSSIBLE


def _wire_for_caller(seen: Occurrence) -> Level:
    """A caller fails where less is accepted of what it sends, and where it receives more than was said."""
    if seen.rule in LOSSES:
        return "risk"
    if seen.effect == "unknown":
        return "risk"
    fails = may_narrow if seen.direction == "request" else may_widen
    if not fails(seen.effect):
        return "safe"
    grown = seen.rule in GROWTH and seen.direction == "response"
    return "risk" if grown or seen.error or seen.rule in POSSIBLE else "break"


def _wire_for_implementer(seen: Occurrence) -> Level:
    """Who changes the spec implements the change: there is something to do, not something broken."""
    if seen.effect == "unknown":
        return "risk"
    fails = may_widen if seen.direction == "request" else may_narrow
    return "risk" if fails(seen.effect) else "safe"


def _runtime_for_caller(seen: Occurrence, options: Options) -> Level:
    if seen.direction == "request":
        return "safe"
    return _models_fail(seen, options)


def _runtime_for_implementer(seen: Occurrence, options: Options) -> Level:
    if seen.direction == "response":
        return "safe"
    return _models_fail(seen, options)


def _models_fail(seen: Occurrence, options: Options) -> Level:
    """Whether models of the old spec fail on what the new one lets through."""
    if not may_widen(seen.effect):
        return "safe"
    if seen.rule in UNDECODED:
        return "safe"
    if seen.rule == "enum-value-added" and options.enums == "open":
        return "safe"
    if seen.rule == "property-added-to-closed" and options.extra != "forbid":
        return "safe"
    if seen.effect == "unknown" or seen.error or seen.rule in POSSIBLE:
        return "risk"
    return "break"
