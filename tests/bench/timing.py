"""Whole processes, measured by the kernel: CPU of a process and all its children, peak memory of the largest.

Runs alternate (A B C A B C ...), so that a change in the machine's load meets all of them; medians are given.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds and megabytes; `status` is the exit status."""

    cpu: float
    wall: float
    memory: float
    status: int

    @property
    def ok(self) -> bool:
        return self.status == 0


def alternate(commands: Sequence[Sequence[str]], rounds: int, slow: float) -> list[Timing]:
    """The medians of `rounds` runs of each command; what takes longer than `slow` runs once."""
    runs: list[list[Timing]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, made in zip(commands, runs, strict=True):
            if not made or made[0].wall < slow:
                made.append(once(command))
    return [middle(made) for made in runs]


def middle(runs: Sequence[Timing]) -> Timing:
    return Timing(
        median(run.cpu for run in runs),
        median(run.wall for run in runs),
        max(run.memory for run in runs),
        max(run.status for run in runs),
    )


def once(command: Sequence[str]) -> Timing:
    """One run in an empty folder, with what it says thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        process = os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", 'cd "$0" && exec "$@" >/dev/null 2>&1', folder, *command],
            os.environ,
        )
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - begin
    cpu = used.ru_utime + used.ru_stime
    return Timing(cpu, wall, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
