"""All-or-nothing writes: what is to come is staged beside the old, synced, and put in its place.

A kill at any moment leaves the old state or the new one where the system can exchange two folders in one step and
there is one to write. Several folders, systems that cannot, and a folder that we stand in go through a journal
(`journal.py`): a kill while it is carried out is made good by the next run. What a killed run leaves behind
(`.NAME.specpress-…` beside the folder) the next run removes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from specpress.output.journal import carry_out, swapped_at_once
from specpress.output.stage import Changes, Step, staged, staged_file, sync_folder


def write_all(
    journal: Path, folders: Sequence[tuple[Path, Changes]], files: Mapping[Path, str]
) -> None:
    """Bring folders, and single files elsewhere, from their state to the next. Call it within `exclusive`, with no
    journal there. Raises `OSError`."""
    steps: list[Step] = []
    try:
        for out, changes in folders:
            steps.append(staged(out, changes))
        for path, text in files.items():
            steps.append(staged_file(path, text))
        if len(steps) == 1 and swapped_at_once(steps[0]):
            sync_folder(steps[0].out.parent)
        elif steps:
            carry_out(journal, steps)
    finally:
        if not os.path.lexists(journal):
            for step in steps:
                shutil.rmtree(step.stage, ignore_errors=True)
