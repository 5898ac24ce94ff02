"""Says which files beside this one are not as specpress wrote them. Needs only Python."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator

HERE = os.path.dirname(os.path.abspath(__file__))
LOCK = "specpress.lock"
CACHES = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def digest(data: bytes) -> str:
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def found(folder: str, at: str = "") -> Iterator[tuple[str, str]]:
    """The digest of every file below a folder; a link has none."""
    for entry in os.scandir(folder):
        if entry.name in CACHES or entry.name.endswith(".pyc"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from found(entry.path, at + entry.name + "/")
        elif entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb") as file:
                yield at + entry.name, digest(file.read())
        else:
            yield at + entry.name, "no file"


def wanted(folder: str) -> dict[str, str]:
    """The digests that the lock lists, and its own: sealing it again changes nothing."""
    with open(os.path.join(folder, LOCK), encoding="utf-8") as file:
        lock = json.load(file)
    lock.pop("seal")
    lock["seal"] = digest((json.dumps(lock, indent=2, sort_keys=True) + "\n").encode())
    sealed = json.dumps(lock, indent=2, sort_keys=True) + "\n"
    return {**lock["files"], LOCK: digest(sealed.encode())}


def main(folder: str = HERE) -> int:
    there = dict(found(folder))
    try:
        should = wanted(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{LOCK}: unusable ({type(error).__name__})")
        return 1
    paths = sorted({*should, *there})
    wrong = [path for path in paths if should.get(path) != there.get(path)]
    for path in wrong:
        gone = "missing" if path not in there else "edited"
        print(f"{path}: {gone if path in should else 'foreign'}")
    print(f"{len(should)} files, {len(wrong) or 'none'} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
