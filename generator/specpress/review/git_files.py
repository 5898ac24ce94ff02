"""The files of a spec as a git commit has them: read by plumbing commands, without a shell and without a checkout."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Sequence
from pathlib import Path

from specpress.records import dataclass
from specpress.source.files import LARGEST_FILE, Outside, TooLarge


class GitError(OSError):
    """What git says when it cannot."""


@dataclass(frozen=True, slots=True)
class GitFiles:
    """The folder of a spec in a commit. `ref` is how the user calls the commit, `commit` its full name. A `bare`
    repository is meant whatever GIT_DIR says."""

    repository: Path
    ref: str
    commit: str
    folder: str
    bare: bool = False

    def read(self, name: str) -> bytes:
        path = posixpath.normpath(posixpath.join(self.folder, name))
        if not _inside(path, self.folder):
            raise Outside(f"{name} is outside {self.ref}:{self.folder or '.'}")
        listed = self._git("ls-tree", "-z", "-l", "--full-tree", self.commit, "--", path)
        if not listed:
            raise FileNotFoundError(f"{self.display(name)}: no such file in {self.ref}")
        mode, kind, blob, size = listed.split(b"\t", 1)[0].decode("ascii").split()
        if mode == "120000":
            raise Outside(f"{self.display(name)} is a symbolic link")
        if kind != "blob":
            raise IsADirectoryError(f"{self.display(name)} is not a file")
        if int(size) > LARGEST_FILE:
            raise TooLarge(f"{self.display(name)} is larger than 50 MiB")
        return self._git("cat-file", "blob", blob)

    def _git(self, *arguments: str) -> bytes:
        return git(self.repository, *(("--git-dir=.",) if self.bare else ()), *arguments)

    def display(self, name: str) -> str:
        return f"{self.ref}:{posixpath.normpath(posixpath.join(self.folder, name))}"


def git_files(here: Path, ref: str, path: str, root: str = "") -> tuple[GitFiles, str]:
    """The files beside `path` in a commit, and the name of that file among them.

    A path is relative to the top of the repository, as git has it; one that is not there is tried from `here`.
    `root` is the folder whose files may be read, relative to that of the spec; by default, that of the spec.
    """
    top = Path(os.fsdecode(git(here, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    try:
        commit = git(here, *named).decode("ascii").strip()
    except GitError:
        raise GitError(f"git knows no commit {ref!r}") from None
    prefix = os.fsdecode(git(here, "rev-parse", "--show-prefix").rstrip(b"\n"))
    whole = posixpath.normpath(path)
    nearer = posixpath.normpath(posixpath.join(prefix, path))
    if path.startswith(("./", "../")) or not _exists(top, commit, whole):
        whole = nearer
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(whole), root))
    if folder.split("/")[0] == "..":
        raise GitError(f"{root} leads out of the repository")
    folder = "" if folder == "." else folder
    return GitFiles(top, ref, commit, folder), posixpath.relpath(whole, folder or ".")


def below_top(here: Path) -> str:
    """Where a folder is in its repository, as git has it: `api/`; "" at the top and where there is no repository."""
    try:
        return os.fsdecode(git(here, "rev-parse", "--show-prefix").rstrip(b"\n"))
    except GitError:
        return ""


def git(folder: Path, *arguments: str) -> bytes:
    """The output of a git command that only reads. Raises `GitError` with git's own words."""
    command = ["git", "-C", os.fspath(folder), *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise GitError(told or f"git {arguments[0]} failed")
    return done.stdout


def _exists(top: Path, commit: str, path: str) -> bool:
    return bool(git(top, "ls-tree", "-z", "--full-tree", commit, "--", path))


def _inside(path: str, folder: str) -> bool:
    parts: Sequence[str] = path.split("/")
    return (
        parts[0] != ".."
        and not path.startswith("/")
        and (not folder or path.startswith(folder + "/"))
    )
