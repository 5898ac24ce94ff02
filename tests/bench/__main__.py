"""`make bench`: specpress beside its peers on the same documents, whole processes, CPU seconds, medians.

    python -m tests.bench [--rounds N] [--only decode] [DOCUMENT...]

Nothing is asserted here: a machine that others use too is no place for timed tests.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.contenders import CONTENDERS, Contender
from tests.bench.peers import peers
from tests.bench.timing import Timing, alternate

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("museum.yaml", "qdrant.json", "stripe-2020-08-27.yaml.gz", "openai.yaml", "github.json.gz")  # fmt: skip
SLOW = 60.0
"""Wall seconds; what takes longer runs only once."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.split("\n")[0])
    parser.add_argument("documents", nargs="*", type=Path, help="other documents than the usual")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--only", choices=("generate", "decode"), help="leave the other part out")
    asked = parser.parse_args()
    if asked.only != "decode":
        generate(asked.documents or usual(), asked.rounds)
    if asked.only != "generate":
        # Late, and so is pydantic: the peak of a child counts from the size of its parent.
        from tests.bench.decode import decode

        decode(asked.rounds)


def usual() -> list[Path]:
    shared = Path(os.environ.get("SPECPRESS_SHARED", ROOT.parent / "shared"))
    found = [shared / "corpus" / "real" / name for name in DOCUMENTS]
    if absent := [path for path in found if not path.is_file()]:
        sys.exit(f"{absent[0]} is not there: set SPECPRESS_SHARED, or name documents to use")
    return found


def generate(documents: list[Path], rounds: int) -> None:
    programs = peers(ROOT / "build" / "bench")
    with tempfile.TemporaryDirectory() as folder:
        for document in documents:
            plain = unpacked(document, Path(folder))
            print(f"\n{plain.name}, {plain.stat().st_size / 1e6:.1f} MB")
            commands = [contender.command(programs, plain) for contender in CONTENDERS]
            show(CONTENDERS, alternate(commands, rounds, SLOW))


def unpacked(document: Path, folder: Path) -> Path:
    plain = folder / document.name.removesuffix(".gz")
    data = document.read_bytes()
    plain.write_bytes(gzip.decompress(data) if document.suffix == ".gz" else data)
    return plain


def show(contenders: tuple[Contender, ...], timings: list[Timing]) -> None:
    ours = timings[0].cpu
    for contender, timing in zip(contenders, timings, strict=True):
        ratio = f"{ours / timing.cpu:6.2f}" if timing.ok else f"failed ({timing.status})"
        print(
            f"  {contender.name:46} {timing.cpu:7.2f} s CPU {timing.wall:7.2f} s"
            f" {timing.memory:6.0f} MB   specpress takes {ratio} of it"
        )


if __name__ == "__main__":
    main()
