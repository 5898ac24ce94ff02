"""What there is to say of a copy in a list: where it comes from, why a schema is in it, whether its source moved on."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from specpress.diagnostics import Report
from specpress.output.explained import shown
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from specpress.vendoring.settings import SLICE, Git, Vendor, described
from specpress.vendoring.state import state_of

_NUMBERS = re.compile(r"\d+")


def listed(vendor: Vendor) -> dict[str, object]:
    state = state_of(vendor)
    word = "no copy" if state.lock is None else "as written" if not state.files else "edited"
    return {
        "name": vendor.name,
        "out": shown(vendor.out),
        "source": described(vendor.source),
        "commit": str(state.lock.origin.get("commit", "")) if state.lock else "",
        "tool": state.lock.tool if state.lock else "",
        "emit": list(vendor.options.emit),
        "state": f"{word}, stale" if state.stale else word,
    }


def reasons(vendor: Vendor, schema: str) -> tuple[str, ...]:
    """The way from an operation of the slice, or from what was selected by name, to a schema."""
    from specpress.read import read
    from specpress.selection import why

    report = Report()
    api = read(load(DiskFiles(vendor.out), SLICE.as_posix(), report), report)
    if api is None:
        return ()
    patterns = vendor.options.include.schemas
    chosen = [n for n in api.components if any(fnmatchcase(n, pattern) for pattern in patterns)]
    whole = ("a schema of the document", schema) if schema in api.components else ()
    return why(api, schema, chosen) or whole


def newer(vendor: Vendor) -> dict[str, object]:
    """Ask the source: for git, whether the ref names another commit and which tags are newer.

    `latest` is what `vendor update --to` takes, `latest_commit` the commit behind it.
    """
    state = state_of(vendor)
    row: dict[str, object] = {"name": vendor.name, "out": shown(vendor.out), "error": ""}
    row |= {"source": described(vendor.source), "ref": "", "commit": "", "latest_commit": ""}
    if not isinstance(vendor.source, Git):
        stale = bool(state.stale) or state.lock is None
        return {**row, "outdated": stale, "latest": described(vendor.source) if stale else ""}
    from specpress.vendoring import git

    known = str(state.lock.origin.get("commit", "")) if state.lock else ""
    try:
        refs = git.remote_refs(vendor.source.place)
    except OSError as error:
        return {**row, "error": str(error), "outdated": False, "latest": ""}
    source = vendor.source
    now = refs.get(f"refs/tags/{source.ref}") or refs.get(f"refs/heads/{source.ref}") or source.ref
    tags = [name.removeprefix("refs/tags/") for name in refs if name.startswith("refs/tags/")]
    newest = max((tag for tag in tags if _numbers(tag)), key=_numbers, default="")
    later = newest if source.ref in tags and _numbers(newest) > _numbers(source.ref) else ""
    latest = later or (source.ref if now != known else "")
    row |= {"ref": source.ref, "commit": known, "latest": latest, "outdated": bool(latest)}
    return {**row, "latest_commit": refs.get(f"refs/tags/{later}", now) if latest else ""}


def _numbers(tag: str) -> tuple[int, ...]:
    """`v1.10.0` as (1, 10, 0); tags with letters after the numbers (`-rc1`) are not taken as releases."""
    plain = tag.removeprefix("v")
    found = tuple(map(int, _NUMBERS.findall(plain)))
    return found if plain and not re.search(r"[^0-9.]", plain) else ()
