"""What the command line names as OLD and NEW: a path, `GITREF:path`, or `-` for standard input.

Takes the argument, gives the loaded and read document. A finding that keeps a document from being read at all is a
diagnostic; one that does not is left to `lint`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from specpress.api import Api, Json
from specpress.diagnostics import Diagnostic, Place, Report, Span
from specpress.read import read
from specpress.records import dataclass
from specpress.review.change import Change, Where
from specpress.review.git_files import git_files
from specpress.review.kinds import fingerprint
from specpress.source.documents import Documents, load
from specpress.source.files import DiskFiles, Files, MemoryFiles


@dataclass(frozen=True, slots=True)
class Input:
    """A document that was asked for. `api` is None where it could not be read: `diagnostics` say why."""

    shown: str
    documents: Documents
    api: Api | None
    diagnostics: tuple[Diagnostic, ...]

    def places(self, pointers: Mapping[str, set[str]]) -> dict[tuple[str, str], Place]:
        """Positions by file and pointer."""
        found = {}
        for file, wanted in pointers.items():
            if file in self.documents:
                located = self.documents[file].locate(wanted)
                found.update({(file, pointer): place for pointer, place in located.items()})
        return found


def opened(argument: str, stdin: bytes | None = None, root: str = "") -> Input:
    """Read one side. Never raises for what a user can get wrong.

    `root` is the folder whose files a reference may name, relative to that of the spec.
    """
    report = Report()
    try:
        files, entry = _files(argument, stdin, root)
    except OSError as error:
        told = error.strerror or str(error)
        report.add("SP111", Span(argument, ""), f"cannot read {argument}: {told}", place=_NOWHERE)
        nothing = Documents(MemoryFiles(), "")
        return Input(argument, nothing, None, report.diagnostics({}))
    return loaded(files, entry, argument, report)


def loaded(files: Files, entry: str, shown: str, report: Report | None = None) -> Input:
    """Read one side from any source of documents; `shown` is how a report calls it."""
    report = Report() if report is None else report
    documents = load(files, entry, report)
    try:
        api = read(documents, report) if documents.root is not None else None
    except RecursionError:
        report.add("SP105", Span(entry, ""), "the document is nested too deeply", place=_NOWHERE)
        api = None
    return Input(shown, documents, api, report.diagnostics(documents))


_NOWHERE = Place(1, 1, "")


def digest_at(side: Input, where: Where | None, name: str) -> str:
    """A digest of what a document says at a place, whatever its lines; "" where it says nothing."""
    file = side.documents.get(name)
    if where is None or file is None:
        return ""
    value: Json = file.value
    for part in where.pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            break
    return sha256(fingerprint(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _files(argument: str, stdin: bytes | None, root: str) -> tuple[Files, str]:
    if argument == "-":
        return MemoryFiles({"-": stdin or b""}), "-"
    ref, colon, inside = argument.partition(":")
    if colon and ref and inside and not Path(argument).exists():
        return git_files(Path.cwd(), ref, inside, root)
    path = Path(argument)
    if not root:
        return DiskFiles(path.parent), path.name
    folder = path.parent / root
    name = os.path.relpath(path, folder)
    return DiskFiles(folder), Path(name).as_posix()


def located(changes: tuple[Change, ...], old: Input, new: Input) -> tuple[Change, ...]:
    """The changes with their lines and columns, and their files as the user names them."""
    places = [
        side.places(_pointers(where))
        for side, where in ((old, [c.old for c in changes]), (new, [c.new for c in changes]))
    ]
    lines = (_lines(old, (c.old for c in changes)), _lines(new, (c.new for c in changes)))
    return tuple(
        replace(
            change,
            old=_located(change.old, places[0], old, lines[0]),
            new=_located(change.new, places[1], new, lines[1]),
            digests=(_digest(change.old, old), _digest(change.new, new)),
        )
        for change in changes
    )


def _digest(where: Where | None, side: Input) -> str:
    return "" if where is None else digest_at(side, where, where.file)


def _pointers(wheres: Iterable[Where | None]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for where in wheres:
        if where is not None:
            found.setdefault(where.file, set()).update(_around(where.pointer))
    return found


def _located(
    where: Where | None,
    places: Mapping[tuple[str, str], Place],
    side: Input,
    lines: Mapping[str, list[str]],
) -> Where | None:
    """The place of the pointer, or of the nearest node around it."""
    if where is None:
        return None
    shown = side.documents.display(where.file)
    for pointer in _around(where.pointer):
        place = places.get((where.file, pointer))
        if place is not None:
            text = _snippet(lines.get(where.file, []), place.line)
            return Where(shown, place.line, place.column, where.pointer, text)
    return replace(where, file=shown)


def _lines(side: Input, wheres: Iterable[Where | None]) -> dict[str, list[str]]:
    files = {where.file for where in wheres if where is not None}
    return {file: side.documents[file].text.split("\n") for file in files if file in side.documents}


MOST_LINES = 8


def _snippet(document: Sequence[str], line: int) -> str:
    """The lines of a node: those below the first that stand further in, not too many of them."""
    lines = document[line - 1 : line + MOST_LINES]
    if not lines:
        return ""
    inset = len(lines[0]) - len(lines[0].lstrip())
    kept = [lines[0]]
    for text in lines[1:]:
        if text.strip() and len(text) - len(text.lstrip()) <= inset:
            if text.strip()[:1] in "]}":
                kept.append(text)
            break
        kept.append(text)
    more = ["..."] if len(kept) > MOST_LINES else []
    return "\n".join([*(text[inset:][:200] for text in kept[:MOST_LINES]), *more]).rstrip()


def _around(pointer: str) -> list[str]:
    parts = pointer.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
