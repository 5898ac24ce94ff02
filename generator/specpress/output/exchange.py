"""Exchange two folders in one atomic step, on systems that can."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_EXCHANGE = 2
_HERE = -100


def exchange(one: Path, other: Path) -> bool:
    """Linux has renameat2(RENAME_EXCHANGE), macOS renamex_np(RENAME_SWAP); False where the system, or the file
    system, cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    done: int
    paths = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = system.renamex_np(*paths, _EXCHANGE)
        else:
            done = system.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE)
    except (OSError, AttributeError):
        return False
    return done == 0
