"""The golden cases: a folder with a `spec.yaml` (or `spec.json`) is one, and `expected/` holds what it gives.

`options.toml` may hold the keys of a target other than `spec` and `out`. `expected/diagnostics.txt` is what the
command prints, exactly; a case with an error has nothing else. Files that are the same for every spec (those of
`emit/verbatim`) are named in `expected/runtime.txt` and not stored again.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specpress.config import Options, read_options
from specpress.diagnostics import Report
from specpress.pipeline import Build, build
from specpress.printers import print_diagnostics
from specpress.settings import Settings
from specpress.toml import toml

HERE = Path(__file__).resolve().parent
VERBATIM = HERE.parents[1] / "generator" / "specpress" / "emit" / "verbatim"
NOTES = ("diagnostics.txt", "runtime.txt")


@dataclass(frozen=True)
class Case:
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def spec(self) -> str:
        return next(name for name in ("spec.yaml", "spec.json") if (self.folder / name).exists())

    def options(self) -> Options:
        path = self.folder / "options.toml"
        if not path.exists():
            return Options()
        report = Report()
        parsed = toml(path.read_text("utf-8"), path.name)
        table = Settings.at(parsed, path.name, "", report)
        options = read_options(table)
        table.finish()
        assert not report.findings, report.findings
        return options

    def build(self) -> Build:
        """Build as if called in the case's folder, so that diagnostics name files as a user there would."""
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            return build(Path(self.spec), self.options())
        finally:
            os.chdir(before)


def cases() -> list[Case]:
    found = sorted({path.parent for path in HERE.glob("*/spec.*")})
    return [Case(folder) for folder in found]


def given(made: Build) -> dict[PurePosixPath, str]:
    """What a build gives, as `expected/` stores it."""
    runtime = sorted(path.as_posix() for path, text in made.files.items() if is_runtime(path, text))
    files = {p: text for p, text in made.files.items() if p.as_posix() not in runtime}
    if made.diagnostics:
        files[PurePosixPath("diagnostics.txt")] = print_diagnostics(made.diagnostics, "text")
    if runtime:
        files[PurePosixPath("runtime.txt")] = "".join(f"{name}\n" for name in runtime)
    return files


def is_runtime(path: PurePosixPath, text: str) -> bool:
    source = VERBATIM / path
    return not text or (source.is_file() and text.endswith(source.read_text("utf-8")))


def stored(case: Case) -> dict[PurePosixPath, str]:
    folder = case.folder / "expected"
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes().decode("utf-8")
        for path in found
    }


def rewrite(names: Collection[str] = ()) -> None:
    """`make golden`: store what every case (or each named one) gives now. Under CI it refuses: there, only people's eyes approve."""
    if os.environ.get("CI"):
        raise SystemExit("make golden refuses under CI: goldens are rewritten and reviewed by hand")
    for case in cases():
        if names and case.name not in names:
            continue
        files = given(case.build())
        if files == stored(case):
            continue
        folder = case.folder / "expected"
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
        print(f"rewrote {case.name}")


if __name__ == "__main__":
    rewrite(sys.argv[1:])
