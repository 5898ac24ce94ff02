"""The few git commands that fetching needs: without a shell, without prompts, with a time limit, safe protocols only."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Literal

from specpress.records import dataclass

SECONDS = 120
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_OF_A_REPOSITORY = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
    + ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE")
    + ("GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_QUARANTINE_PATH", "GIT_IMPLICIT_WORK_TREE")
)
"""A git hook sets these for the repository it runs in, which is none of ours."""


class GitError(OSError):
    """What git says when it cannot."""


@dataclass(frozen=True, slots=True)
class Found:
    """The commit behind a ref, and what the ref is."""

    commit: str
    kind: Literal["tag", "branch", "commit"]


def fetch(folder: Path, url: str, ref: str) -> Found:
    """Bring the commit that a tag, a branch or a full commit id names into a new bare repository."""
    kind, full = resolve(url, ref)
    run("init", "--quiet", "--bare", os.fspath(folder))
    # A branch comes with its history, which tells whether it was rewritten; a tag needs none.
    depth = () if kind == "branch" else ("--depth=1",)
    run("-C", os.fspath(folder), "fetch", "--quiet", "--no-tags", *depth, "--", url, full)
    commit = run("-C", os.fspath(folder), "rev-parse", "--verify", "FETCH_HEAD^{commit}").strip()
    return Found(commit, kind)


def resolve(url: str, ref: str) -> tuple[Literal["tag", "branch", "commit"], str]:
    """What a ref is in a repository, and its full name. A tag wins over a branch of the same name."""
    listed = remote_refs(url)
    if f"refs/tags/{ref}" in listed:
        return "tag", f"refs/tags/{ref}"
    if f"refs/heads/{ref}" in listed:
        return "branch", f"refs/heads/{ref}"
    if _COMMIT.fullmatch(ref):
        return "commit", ref
    raise GitError(f"there is no tag or branch {ref!r}, and it is not a full commit id")


def remote_refs(url: str) -> dict[str, str]:
    """Every branch and tag with its commit; annotated tags are followed to the commit they name."""
    listed: dict[str, str] = {}
    for line in run("ls-remote", "--heads", "--tags", "--", url).splitlines():
        commit, _, name = line.partition("\t")
        listed[name.removesuffix("^{}")] = commit
    return listed


def is_ancestor(folder: Path, old: str, new: str) -> bool:
    """Whether a commit is in the history of another; one that is not there is not."""
    if not _COMMIT.fullmatch(old):
        return False
    try:
        run("-C", os.fspath(folder), "merge-base", "--is-ancestor", old, new)
    except GitError:
        return False
    return True


def run(*arguments: str) -> str:
    """Run git. Raises `GitError` with its own words."""
    inherited = {k: v for k, v in os.environ.items() if k not in _OF_A_REPOSITORY}
    environment = {
        **inherited,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    }
    try:
        done = subprocess.run(
            ["git", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {SECONDS} seconds") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(told[-1].removeprefix("fatal: ") if told else f"git {arguments[0]} failed")
    return done.stdout.decode("utf-8", "replace")
