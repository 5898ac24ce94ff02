"""`specpress generate --watch`: one line for each build, whatever state the documents are in."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from specpress.cli.show import counted, note
from specpress.cli.summary import summary
from specpress.config import Target
from specpress.generate import Made, prepare, write
from specpress.watch import Missing, Read, watch


def watched(targets: tuple[Target, ...], *, force: bool) -> NoReturn:
    """Build the targets, and again on each change of a document they are made from, until Ctrl-C."""
    kept = [_Kept(target, force) for target in targets]

    def build() -> Read:
        for one in kept:
            one.build()
        return {path: read for one in kept for path, read in one.read.items()}

    try:
        watch([target.spec for target in targets], build)
    except Missing:
        told = "--watch needs the package watchfiles: pip install 'specpress[watch]'"
        raise click.UsageError(told) from None
    except KeyboardInterrupt:
        sys.exit(130)


class _Kept:
    """A target, and what came of it last. A failed build adds to what it was made from, and drops nothing."""

    def __init__(self, target: Target, force: bool) -> None:
        self.target = target
        self.force = force
        self.read: Read = {target.spec: ""}
        self.failed = True

    def build(self) -> None:
        before = self.failed
        try:
            prepared = prepare(self.target, fresh=False, texts=True)
            made = write(prepared, force=self.force)
        except Exception as error:  # noqa: BLE001  (a document half written must not end the watch)
            self.failed, self.read = True, self._unsure()
            note(f"{self.target.name}: internal error: {type(error).__name__}: {_line(str(error))}")
            return
        self.failed = made.state == "failed"
        self.read = {**self._unsure(), **prepared.read} if self.failed else prepared.read
        if before or prepared.files is not None:
            note(_failure(made) if self.failed else summary(made))

    def _unsure(self) -> Read:
        """What was read before; whether that failed build has looked at it again, nobody knows."""
        return dict.fromkeys(self.read, "")


def _failure(made: Made) -> str:
    errors = [each for each in made.diagnostics if each.severity == "error"]
    first = errors[0]
    more = f" (and {counted(len(errors) - 1, 'other error')})" if errors[1:] else ""
    where = f"{first.file}:{first.line}:{first.column}: {_line(first.message)}"
    return f"{made.target.name}: not built: {where}{more}"


def _line(text: str) -> str:
    return " ".join(text.split())
