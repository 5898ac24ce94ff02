"""Bring a copy up to date: what would change, what stands in the way, and then all of it or nothing.

Takes a copy and its source, gives an `Update` that can be shown before `finish` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from specpress.config import from_json
from specpress.diagnostics import Diagnostic
from specpress.digest import digest
from specpress.output.differences import Difference, differences
from specpress.output.exclusive import exclusive
from specpress.output.explained import cannot, explained, told
from specpress.output.journal import recover
from specpress.output.lock import NAME, TOOL, Lock, LockError
from specpress.output.put import Wanted, clear_up, put_all
from specpress.output.tree import tree
from specpress.records import dataclass
from specpress.source.remote import Remote
from specpress.urls import is_remote
from specpress.vendoring.copy import Copy, files_of, make_copy
from specpress.vendoring.merge import CannotMerge, merge
from specpress.vendoring.settings import JOURNAL, SLICE, Vendor
from specpress.vendoring.sources import SourceError, fetched
from specpress.vendoring.state import CopyState, state_of


@dataclass(frozen=True, slots=True)
class Update:
    """`refused` are errors: nothing may be written. `old` and `new` are slices, for the review; `found` is what
    would be written."""

    vendor: Vendor
    copy: Copy
    files: Mapping[PurePosixPath, str] = field(default_factory=dict)
    refused: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    found: tuple[Difference, ...] = ()
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the user has agreed to: edits carried over, history under a ref rewritten."""

    keep_edits: bool = False
    moved: bool = False


def plan_update(vendor: Vendor, allowed: Allowed) -> Update:
    """Everything up to the write. Raises `OSError` where the disk does."""
    state = state_of(vendor)
    nothing = Copy({}, None, ())
    refused = _not_ours(state)
    if refused:
        return Update(vendor, nothing, refused=refused)
    known = state.lock.origin if state.lock else {}
    try:
        with fetched(vendor, known) as source:
            copy = make_copy(vendor, source, _remote(vendor, known, allowed))
            moved = source.moved
    except SourceError as error:
        return Update(vendor, nothing, refused=(told("SP802", vendor.out, str(error)),))
    if copy.lock is None:
        return Update(vendor, copy, refused=tuple(map(_by_us, copy.diagnostics)))
    if moved and not allowed.moved:
        help = "find out why; --accept-moved takes it as it is now"
        return Update(vendor, copy, refused=(told("SP803", vendor.out / NAME, moved, help),))
    return _with_edits(state, copy, allowed)


def _remote(vendor: Vendor, known: Mapping[str, object], allowed: Allowed) -> Remote:
    """Documents on other hosts have to be those that the copy was made from."""
    documents = known.get("documents")
    before = documents if isinstance(documents, dict) else {}
    locked = {name: str(found) for name, found in before.items() if is_remote(name)}
    return Remote(vendor.options.allow_remote, locked, again=True, accept=allowed.moved)


def _by_us(found: Diagnostic) -> Diagnostic:
    """What is accepted here has another name than in `generate`."""
    help = "look at what changed; --accept-moved takes it as it is now"
    return replace(found, help=help) if found.code == "SP207" else found


def finish(
    updates: Sequence[Update], journal: Path, files: Mapping[Path, str]
) -> tuple[Diagnostic, ...]:
    """Write all of them, and `files` (the configuration) with them, in one step; why not, if that cannot be done.
    Call it within `writing`."""
    wanted = []
    for update in updates:
        assert update.copy.lock is not None
        wanted.append(Wanted(update.vendor.out, update.files, update.copy.lock))
    folders = {one.out.parent.resolve() for one in wanted} - {journal.parent.resolve()}
    try:
        with exclusive(*folders):
            outcomes = put_all(wanted, journal, files)
            clear_up(one.out for one in wanted)
    except (LockError, OSError) as error:
        return (cannot(journal.parent, error),)
    refused: list[Diagnostic] = []
    for update, one, outcome in zip(updates, wanted, outcomes, strict=True):
        refused += in_the_way(update.vendor, outcome.found, one.lock)
    return tuple(refused)


@contextmanager
def writing(config: Path) -> Iterator[Path]:
    """One command at a time changes a configuration and its copies; what a killed one began is finished first.
    Gives the journal for `finish`. Raises `OSError`."""
    journal = config.parent / JOURNAL
    with exclusive(config.parent):
        recover(journal)
        clear_up([config])
        yield journal


def _not_ours(state: CopyState) -> tuple[Diagnostic, ...]:
    out = state.vendor.out
    if state.trouble:
        help = "restore it from version control, or remove the folder and update again"
        return (told("SP610", out / NAME, f"the lock file is not usable: {state.trouble}", help),)
    if state.lock is None and (tree(out).files or tree(out).others):
        message = "the folder is not empty and has no lock file: it is not a copy of ours"
        return (told("SP804", out, message, "choose another `out`, or remove the files"),)
    return ()


def _with_edits(state: CopyState, copy: Copy, allowed: Allowed) -> Update:
    vendor, lock = state.vendor, copy.lock
    assert lock is not None
    edited = [d for d in state.files if "edited" in d.reasons and d.path != NAME]
    old = _read(vendor.out / SLICE)
    if not state.lock or digest(old) != state.lock.spec:
        old = ""  # none, or not the one that the copy was made from
    update = Update(vendor, copy, copy.files, old=old, new=copy.files[SLICE])
    if edited and not allowed.keep_edits:
        help = "--keep-edits carries it over; or undo it with version control"
        refused = tuple(
            told("SP805", vendor.out / d.path, "edited by hand, an update would lose that", help)
            for d in edited
        )
        return replace(update, refused=refused)
    if edited:
        update = _merged(update, state, [d.path for d in edited])
    found = differences(lock, state.lock, tree(vendor.out))
    return replace(update, found=found, refused=(*update.refused, *in_the_way(vendor, found, lock)))


def in_the_way(vendor: Vendor, found: tuple[Difference, ...], lock: Lock) -> tuple[Diagnostic, ...]:
    """Files of others, and links, where files of ours have to be."""
    refused = tuple(d for d in found if d.action == "refuse")
    told = explained(vendor.out, refused, lock, writing=True)
    return tuple(replace(d, help="move it") if d.code == "SP611" else d for d in told)


def _merged(update: Update, state: CopyState, edited: list[PurePosixPath]) -> Update:
    """The files with local edits carried over; one whose old text cannot be had again is refused."""
    assert state.lock is not None
    before = _written(state.lock, update.old)
    files = dict(update.files)
    refused, remarks = [], []
    for path in edited:
        place = update.vendor.out / path
        if path not in files:
            refused.append(told("SP806", place, "edited by hand, and no longer generated"))
        elif path not in before:
            refused.append(told("SP806", place, *_lost(update, state.lock)))
        else:
            try:
                merged = merge(_read(place), before[path], files[path])
            except CannotMerge as error:
                refused.append(told("SP806", place, f"the edit cannot be carried over: {error}"))
                continue
            files[path] = merged.text
            if merged.conflicts:
                remarks.append(
                    told("SP807", place, "the edit and the update conflict: see the marks")
                )
    return replace(update, files=files, refused=tuple(refused), remarks=tuple(remarks))


def _lost(update: Update, lock: Lock) -> tuple[str, str]:
    """Why a text before an edit cannot be had again, and what to do about it."""
    cannot = "the edit cannot be carried over"
    if not update.old:
        slice = update.vendor.out / SLICE
        return f"{cannot}: {slice.name} was edited too", f"restore {slice.name}"
    if lock.tool != TOOL:
        told = f"{cannot}: written by {lock.tool}, this is {TOOL}"
        return told, f"install {lock.tool} for this update"
    return f"{cannot}: {NAME} was changed too", f"restore {NAME}"


def _written(lock: Lock, text: str) -> dict[PurePosixPath, str]:
    """The texts that a lock is of, made again from its slice; only those that come out with the same digest."""
    if digest(text) != lock.spec:
        return {}
    files, _ = files_of(text, from_json(lock.options), verify=True)
    return {p: made for p, made in files.items() if lock.files.get(p.as_posix()) == digest(made)}


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
