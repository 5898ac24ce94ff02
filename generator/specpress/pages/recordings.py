"""Recorded answers on disk: JSON files, each told apart by its content or by its name.

Takes a folder, gives `Recording`s. A file is either an envelope (`{"method", "path", "status", "body"}`) or a bare body; a
bare one is named after its operation and status (`get_pet.200.json`, `get_pet/404-deleted.json`). Where the spec has
one operation, any name will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from specpress.api import Api, Json, Operation
from specpress.diagnostics import Place, Report, Span
from specpress.records import dataclass
from specpress.source.document import document
from specpress.source.fault import Fault
from specpress.source.files import LARGEST_FILE

_STATUS = re.compile(r"(?<![0-9])([1-5][0-9]{2})(?![0-9])")
_ENVELOPE = {"status", "body"}
_HELP = "name it after the operation and status, or write {method, path, status, body}"


@dataclass(frozen=True, slots=True)
class Recording:
    """`status` is "" where neither the file nor its name says it: any successful one is meant."""

    file: str
    operation: Operation
    status: str
    body: Json


def recordings(folder: Path, api: Api, report: Report) -> tuple[Recording, ...]:
    """Every JSON file of a folder, in the order of their names; what cannot be used is reported."""
    files = sorted(path for path in folder.rglob("*.json") if path.is_file())
    if not files:
        told = (
            f"{folder.as_posix()} has no recorded answers: it is no folder, or holds no .json files"
        )
        report.add("SP730", Span(folder.as_posix(), ""), told, _HELP, place=Place(1, 1, ""))
    made = []
    for path in files:
        found = _recording(path, path.relative_to(folder).as_posix(), api, report)
        if found is not None:
            made.append(found)
    return tuple(made)


def _recording(path: Path, name: str, api: Api, report: Report) -> Recording | None:
    shown = path.as_posix()
    span = Span(shown, "")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OSError("it is larger than 50 MiB")
        value = document(shown, shown, path.read_bytes()).value
    except OSError as error:
        report.add("SP730", span, f"cannot read {shown}: {error}", place=Place(1, 1, ""))
        return None
    except Fault as fault:
        report.add("SP730", span, fault.message, fault.help, place=fault.place)
        return None
    operation, status, body = _meant(value, name, api)
    if operation is None:
        told = "it is not clear which operation gave this answer"
        report.add("SP730", span, told, _HELP, place=Place(1, 1, ""))
        return None
    return Recording(shown, operation, status, body)


def _meant(value: Json, name: str, api: Api) -> tuple[Operation | None, str, Json]:
    if (
        isinstance(value, dict)
        and value.keys() >= _ENVELOPE
        and value.keys()
        <= _ENVELOPE
        | {
            "method",
            "path",
            "operationId",
        }
    ):
        found = _by_request(value, api) or _by_name(str(value.get("operationId", name)), api)
        return found, str(value["status"]), value["body"]
    status = _STATUS.search(name.rpartition("/")[2])
    return _by_name(name, api), status[1] if status else "", value


def _by_name(name: str, api: Api) -> Operation | None:
    """The operation whose id is a folder of the path, or what the file's name begins with."""
    pieces = name.removesuffix(".json").split("/")
    for operation in api.operations:
        id = operation.operation_id
        if id and (
            id in pieces[:-1] or re.fullmatch(rf"{re.escape(id)}(?:[^A-Za-z0-9].*)?", pieces[-1])
        ):
            return operation
    return api.operations[0] if len(api.operations) == 1 else None


def _by_request(envelope: dict[str, Json], api: Api) -> Operation | None:
    """The operation of a method and a path; where several templates fit, the one with most fixed text."""
    method, path = envelope.get("method"), envelope.get("path")
    if not isinstance(method, str) or not isinstance(path, str):
        return None
    path = re.sub(r"^https?://[^/]+", "", path).partition("?")[0]
    fitting = [o for o in api.operations if o.method == method.lower() and _fits(o.path, path)]
    return max(fitting, key=lambda o: len(re.sub(r"\{[^}]*\}", "", o.path)), default=None)


def _fits(template: str, path: str) -> bool:
    parts, given = list(_segments(template)), list(_segments(path))
    return len(parts) == len(given) and all(
        "{" in part or part == segment for part, segment in zip(parts, given, strict=True)
    )


def _segments(path: str) -> Iterator[str]:
    yield from path.strip("/").split("/")
