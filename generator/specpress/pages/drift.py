"""Recorded answers replayed against the spec: what the live API sends that the spec does not have.

Takes recordings, gives one `Cause` for each thing to change, and reports each once, with how often it was seen. The
strict models of the spec judge every answer too: what they refuse and nothing here explains is reported as theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from specpress.api import Api, Json, MediaType, Response, Subschema
from specpress.config import DEFAULTS
from specpress.diagnostics import Report, Span
from specpress.pages.draft_yaml import flow
from specpress.pages.infer import REDACTED, infer, kind_of
from specpress.pages.observe import Observation, Observer
from specpress.pages.recordings import Recording
from specpress.review.models_run import Task, models_run
from specpress.review.operations import label

_REFUSING = {"SP732", "SP733", "SP734", "SP736"}


@dataclass(slots=True)
class Cause:
    """One thing that the spec lacks. `values` are those seen there, `files` the recordings that show it."""

    code: str
    span: Span
    at: str
    what: str
    values: list[Json] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)


def drift(api: Api, recorded: Sequence[Recording], report: Report) -> tuple[Cause, ...]:
    """Replay all answers; report and return what they show."""
    causes: dict[tuple[str, Span, str], Cause] = {}
    replayed: list[tuple[Recording, Subschema, list[Observation]]] = []
    for recording in recorded:
        found, schema = _replay(api, recording)
        for one in found:
            key = (one.code, one.span, "" if one.code == "SP733" else one.what)
            cause = causes.setdefault(key, Cause(one.code, one.span, one.at, one.what))
            cause.values.append(one.value)
            cause.files.setdefault(recording.file)
        if schema is not None:
            replayed.append((recording, schema, found))
    for cause in causes.values():
        told = f"{cause.at}: {_told(cause, api)} ({_seen(cause, len(recorded))})"
        report.add(cause.code, cause.span, told, _HELP.get(cause.code, ""))
    _ask_models(api, replayed, report)
    return tuple(causes.values())


def _replay(api: Api, recording: Recording) -> tuple[list[Observation], Subschema | None]:
    """What one answer shows, and the schema that it was held to."""
    operation = recording.operation
    root = f"{label(operation)} {recording.status}".rstrip()
    response = _response(operation.responses, recording.status)
    if response is None:
        span = operation.span.child("responses")
        return [Observation("SP735", span, root, recording.status, recording.body)], None
    media = _json(response.content)
    if media is None or media.schema is None:
        return [], None
    root = f"{label(operation)} {response.status}"
    return Observer(api, root).observe(media.schema, recording.body), media.schema


def _response(responses: tuple[Response, ...], status: str) -> Response | None:
    """The answer declared for a status: itself, its class, the default; without a status, the successful one."""
    known = {response.status: response for response in responses}
    if not status:
        return next((r for s, r in known.items() if s.startswith("2")), known.get("default"))
    return known.get(status) or known.get(f"{status[:1]}XX") or known.get("default")


def _json(content: tuple[MediaType, ...]) -> MediaType | None:
    for media in content:
        name = media.name.partition(";")[0].strip().lower()
        if name == "application/json" or name.endswith("+json") or name in ("*/*", "application/*"):
            return media
    return None


def _ask_models(
    api: Api, replayed: list[tuple[Recording, Subschema, list[Observation]]], report: Report
) -> None:
    """What the strict models refuse for a reason that was not found above; redacted answers are not theirs to judge."""
    asked = [
        (recording, schema)
        for recording, schema, found in replayed
        if not _redacted(recording.body) and not any(one.code in _REFUSING for one in found)
    ]
    tasks = [Task(label(r.operation), schema, r.body) for r, schema in asked]
    refused: dict[tuple[Span, str, str], list[str]] = {}
    outcomes = models_run(api, tasks, DEFAULTS) if tasks else ()
    for (recording, schema), outcome in zip(asked, outcomes, strict=True):
        if outcome is not None and outcome.strict is not None:
            key = schema.span, label(recording.operation), outcome.strict
            refused.setdefault(key, []).append(recording.file)
    for (span, at, why), files in refused.items():
        told = (
            f"{at}: the strict models refuse {len(files)} of the answers, first {files[0]}: {why}"
        )
        report.add("SP736", span, told)


def _redacted(value: Json) -> bool:
    todo: list[Json] = [value]
    while todo:
        one = todo.pop()
        if one == REDACTED:
            return True
        todo += (
            list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        )
    return False


def _told(cause: Cause, api: Api) -> str:
    match cause.code:
        case "SP731":
            inferred = infer(cause.values)
            return f"answers have this field, and the spec does not; by what was seen: {flow(inferred)}"
        case "SP732":
            return f"answers have {flow(cause.values[0])}, which the enum does not list"
        case "SP733":
            kinds = " and ".join(sorted({kind_of(value) for value in cause.values}))
            return f"answers have {kinds} here, which the spec does not allow"
        case "SP734":
            return "the spec requires this field, and answers lack it"
        case "SP735":
            return f"the API answered {cause.what}, which the spec does not list"
        case _:
            return f"answers have {_short(cause.values[0])}, against {cause.what}"


def _short(value: Json) -> str:
    text = flow(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _seen(cause: Cause, total: int) -> str:
    first = next(iter(cause.files))
    return f"in {len(cause.files)} of {total} answers, first in {first}"


_HELP = {
    "SP731": "the patch adds it to the spec",
    "SP732": "the patch adds it to the spec; models keep values that they do not know, so it may as well wait for the page",
}
