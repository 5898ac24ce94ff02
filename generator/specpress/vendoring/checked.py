"""One copy checked: its state as diagnostics, as JSON and in one line; and what an edit changed, as a diff."""

from __future__ import annotations

from specpress.diagnostics import Diagnostic
from specpress.digest import digest
from specpress.output.differences import Difference
from specpress.output.explained import explained, shown, told
from specpress.output.lock import NAME, TOOL, Lock
from specpress.records import dataclass
from specpress.vendoring.settings import SLICE, Vendor, described
from specpress.vendoring.state import CopyState, state_of

_COMMAND = "specpress vendor update"


@dataclass(frozen=True, slots=True)
class Checked:
    state: CopyState
    diagnostics: tuple[Diagnostic, ...]
    diff: str = ""

    def as_json(self) -> dict[str, object]:
        """Every file with its state, those that are right too."""
        state = self.state
        files = {path: "ok" for path in (state.lock.files if state.lock else {})}
        files |= {d.path.as_posix(): d.reasons[0] for d in state.files}
        return {
            "name": state.vendor.name,
            "out": shown(state.vendor.out),
            "source": described(state.vendor.source),
            "ok": not any(d.severity == "error" for d in self.diagnostics),
            "stale": list(state.stale),
            "files": dict(sorted(files.items())),
        }

    def summary(self) -> str:
        state = self.state
        where = f"{state.vendor.name}: {shown(state.vendor.out)}"
        if state.lock is None:
            return f"{where}: no copy"
        wrong = ", ".join(f"{d.path} {d.reasons[0]}" for d in state.files[:3])
        more = f" and {len(state.files) - 3} more" if len(state.files) > 3 else ""
        stale = f"; stale: {', '.join(state.stale)} changed" if state.stale else ""
        return f"{where}: {wrong or f'{len(state.lock.files)} files, as written'}{more}{stale}"


def checked(vendor: Vendor, *, deep: bool, diff: bool) -> Checked:
    """Look at the folder; the generator is imported only for `deep`, or to show what was edited."""
    state = state_of(vendor)
    if state.trouble:
        return Checked(state, (told("SP610", vendor.out / NAME, f"not usable: {state.trouble}"),))
    if state.lock is None:
        return Checked(state, (told("SP808", vendor.out, "no copy here yet", f"run `{_COMMAND}`"),))
    stale = tuple(Difference(NAME, (reason,), "write") for reason in state.stale)
    new = _with_options(state.lock, vendor)
    problems = explained(vendor.out, (*state.files, *stale), new, command=_COMMAND)
    if deep:
        problems += _deep(vendor, state.lock)
    return Checked(state, problems, _edits(state, state.lock) if diff else "")


def _with_options(lock: Lock, vendor: Vendor) -> Lock:
    from dataclasses import replace

    from specpress.output.lock import locked_options

    return replace(lock, options=locked_options(vendor.options))


def _deep(vendor: Vendor, lock: Lock) -> tuple[Diagnostic, ...]:
    from specpress.vendoring.restore import unlike_slice

    if lock.tool != TOOL:
        message = (
            f"made by {lock.tool}, this is {TOOL}: the files cannot be compared with the slice"
        )
        return (told("SP810", vendor.out / NAME, message),)
    text = _slice(vendor, lock)
    if text is None:
        return ()
    return tuple(
        told("SP809", vendor.out / path, "not what the stored slice gives", f"run `{_COMMAND}`")
        for path in unlike_slice(lock, text)
    )


def _edits(state: CopyState, lock: Lock) -> str:
    """What was edited, against the files made again from the slice; nothing where that cannot be had."""
    edited = tuple(d for d in state.files if "edited" in d.reasons and d.path not in (NAME, SLICE))
    text = _slice(state.vendor, lock) if edited and lock.tool == TOOL else None
    if text is None:
        return ""
    from specpress.output.unified import unified
    from specpress.vendoring.restore import restore

    made = restore(lock, text)
    same = tuple(
        d
        for d in edited
        if d.path in made and lock.files.get(d.path.as_posix()) == digest(made[d.path])
    )
    return unified(state.vendor.out, made, same, reverse=True)


def _slice(vendor: Vendor, lock: Lock) -> str | None:
    """The stored slice, if it is the one that the lock names (an edit of it is told already)."""
    try:
        data = (vendor.out / SLICE).read_bytes()
    except OSError:
        return None
    return data.decode("utf-8", "replace") if digest(data) == lock.spec else None
