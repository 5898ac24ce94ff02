"""How an operation is authorized, on the page and in the spec: where the value goes, and what is put before it."""

from __future__ import annotations

from specpress.api import (
    Api,
    ApiKey,
    HttpAuth,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Operation,
    SecurityScheme,
)
from specpress.diagnostics import Span
from specpress.pages.difference import Sides
from specpress.pages.hold import Held
from specpress.records import dataclass

PREFIX = "x-specpress-prefix"


@dataclass(frozen=True, slots=True)
class Carried:
    """A credential as it goes over the wire. `prefix` is None where it is not stated."""

    location: str
    parameter: str
    prefix: str | None
    span: Span
    description: str


def hold_authorization(held: Held, name: str, ours: Operation, theirs: Operation) -> None:
    """Compare what the operation asks for with what the page shows, credential by credential."""
    page = _carried(theirs, held.page.api)
    choices = _carried(ours, held.spec)
    wanted = page[0] if page else ()
    if not wanted:
        needed = choices[0] if choices and all(choices) else ()
        for credential in needed:
            sides = Sides(name, credential.span, theirs.span)
            held.ledger.differ("SP719", sides, "no authorization", _told(credential))
        return
    if not choices:
        sides = Sides(name, ours.span, wanted[0].span)
        held.ledger.differ("SP719", sides, _told(wanted[0]), "no authorization")
        return
    union = tuple(dict.fromkeys(credential for choice in choices for credential in choice))
    best = min([*choices, union], key=lambda choice: _distance(choice, wanted))
    _compare(held, name, best, wanted, ours.span)


def _carried(operation: Operation, api: Api) -> list[tuple[Carried, ...]]:
    """The alternatives, each with all that it sends."""
    made = []
    for requirement in operation.security:
        schemes = [api.security_schemes.get(use.scheme) for use in requirement]
        made.append(tuple(_carry(scheme) for scheme in schemes if scheme is not None))
    return made


def _carry(scheme: SecurityScheme) -> Carried:
    span, told = scheme.span, scheme.description
    match scheme:
        case ApiKey():
            prefix = scheme.extensions.get(PREFIX)
            stated = prefix if isinstance(prefix, str) else None
            return Carried(scheme.location, scheme.parameter, stated, span, told)
        case HttpAuth():
            return Carried("header", "Authorization", f"{scheme.scheme.capitalize()} ", span, told)
        case OAuth2() | OpenIdConnect():
            return Carried("header", "Authorization", "Bearer ", span, told)
        case MutualTls():
            return Carried("connection", "certificate", None, span, told)


def _distance(choice: tuple[Carried, ...], wanted: tuple[Carried, ...]) -> int:
    """How many facts differ, so that the nearest alternative is the one compared."""
    apart = abs(len(choice) - len(wanted)) * 10
    for credential, other in zip(choice, wanted, strict=False):
        apart += (credential.location != other.location) + (credential.parameter != other.parameter)
        apart += other.prefix is not None and credential.prefix != other.prefix
    return apart


def _compare(
    held: Held, name: str, ours: tuple[Carried, ...], theirs: tuple[Carried, ...], operation: Span
) -> None:
    spec = {credential.parameter.lower(): credential for credential in ours}
    unmatched = []
    for credential in theirs:
        found = spec.pop(credential.parameter.lower(), None)
        if found is None:
            unmatched.append(credential)
        else:
            _credential(held, name, found, credential)
    for credential in unmatched:
        if spec:
            other = spec.pop(next(iter(spec)))
            _credential(held, name, other, credential)
        else:
            held.ledger.differ(
                "SP719",
                Sides(name, operation, credential.span),
                _told(credential),
                "no such authorization",
            )
    for extra in spec.values():
        if held.marks.on(extra.span) is None:
            held.ledger.differ(
                "SP719",
                Sides(name, extra.span, theirs[0].span),
                "no such authorization",
                _told(extra),
            )


def _credential(held: Held, name: str, ours: Carried, theirs: Carried) -> None:
    sides = Sides(name, ours.span, theirs.span)
    held.refute(sides, "in", "name", *(["description"] if theirs.description else []))
    if ours.parameter.lower() != theirs.parameter.lower():
        held.ledger.differ("SP719", sides, f"the name {theirs.parameter}", ours.parameter)
    if ours.location != theirs.location and not held.open(theirs.span, "security kind"):
        page = Sides(name, ours.span, theirs.span.child("in"))
        held.ledger.differ(
            "SP719", page, f"{theirs.parameter} in {theirs.location}", f"in {ours.location}"
        )
    if theirs.prefix is not None and (ours.prefix or "") != theirs.prefix:
        page = Sides(name, ours.span, theirs.span.child("description"))
        held.ledger.differ(
            "SP719", page, f"that the value begins with {theirs.prefix!r}", _prefix(ours.prefix)
        )
    elif ours.description:
        at = Sides(name, ours.span.child("description"), theirs.span.child("description"))
        marked = held.marks.on(ours.span, "description") is not None
        held.wording(at, ours.description, theirs.description, marked)


def _prefix(prefix: str | None) -> str:
    return f"with {prefix!r}" if prefix else "with nothing before it"


def _told(credential: Carried) -> str:
    return f"{credential.parameter} in {credential.location}"
