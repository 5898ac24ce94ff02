"""Exchange two folders in one atomic step, on systems that can."""

from __future__ import annotations

import sys
from pathlib import Path

_EXCHANGE = 2
_HERE = -100


def exchange(one: Path, other: Path) -> bool:
    """Linux has renameat2(RENAME_EXCHANGE); False where it, or the file system, cannot."""
    if sys.platform != "linux":
        return False
    import ctypes
    import os

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
