"""Both sides of a spec for `review --base`: as the working tree has it, and as it was where the branch began.

Takes the path of a spec and the name of a commit, gives the two documents. `merge_base` is the commit that both share, so
that what happened on the other branch meanwhile is nobody's finding.
"""

from __future__ import annotations

import os
from pathlib import Path

from specpress.records import dataclass
from specpress.review.git_files import GitError, GitFiles, git, git_files
from specpress.review.inputs import Input, loaded, opened


@dataclass(frozen=True, slots=True)
class Sides:
    """`old` is None for a spec that is new."""

    old: Input | None
    new: Input


def sides(spec: Path, ref: str, *, exact: bool = False, root: str = "") -> Sides:
    """Raises `GitError` where git cannot say. `exact`: the commit itself, not where the branch left it; `root`: the folder
    whose files a reference may name, relative to that of the spec."""
    folder = spec.resolve().parent
    top = Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    commit = _commit(top, ref)
    if not exact:
        commit = _merge_base(top, commit)
    inside = spec.resolve().relative_to(top.resolve()).as_posix()
    new = opened(str(spec), root=root)
    if not git(top, "ls-tree", "-z", "--full-tree", commit, "--", inside):
        return Sides(None, new)
    files, name = git_files(top, commit, inside, root)
    shown = GitFiles(top, commit[:12], commit, files.folder)
    return Sides(loaded(shown, name, f"{commit[:12]}:{inside}"), new)


def _commit(top: Path, ref: str) -> str:
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    try:
        return git(top, *named).decode("ascii").strip()
    except GitError:
        raise GitError(f"git knows no commit {ref!r}") from None


def _merge_base(top: Path, commit: str) -> str:
    try:
        return git(top, "merge-base", commit, "HEAD").decode("ascii").strip()
    except GitError:
        raise GitError(f"HEAD and {commit[:12]} share no commit here") from None
