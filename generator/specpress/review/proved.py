"""Changes with their witnesses: every break gets a payload where one can be found, and what a payload proves is used.

Takes a finished comparison, gives its changes again. What could not be told from the schemas (`unknown`) is a break if a
payload flips.
"""

from __future__ import annotations

from dataclasses import replace

from specpress.review.change import Change, Level, Verdicts, Witness
from specpress.review.compare import Reviewed
from specpress.review.reach import Showing
from specpress.review.witness import Proof, Prover

MOST_SHOWINGS = 3


def proved(reviewed: Reviewed) -> tuple[tuple[Change, Proof | None], ...]:
    """Each change with its proof; a finding without one has none."""
    prover = Prover(reviewed.pairs, reviewed.apis)
    found = []
    for change, cause, leading in zip(
        reviewed.changes, reviewed.causes, reviewed.leading, strict=True
    ):
        proof = None
        if _asks(change):
            for showing in leading[:MOST_SHOWINGS]:
                proof = proof or prover(cause, showing)
        if proof is not None:
            change = _with(change, proof, leading)
        found.append((change, proof))
    return tuple(found)


def _asks(change: Change) -> bool:
    return change.verdicts["caller"].wire != "safe" or change.verdicts["caller"].runtime != "safe"


def _with(change: Change, proof: Proof, leading: tuple[Showing, ...]) -> Change:
    caller = change.verdicts["caller"]
    unsure = all(showing.occurrence.effect == "unknown" for showing in leading)
    success = not any(showing.occurrence.error for showing in leading)
    wire: Level = "break" if unsure and success else caller.wire
    judged = {**change.verdicts, "caller": Verdicts(wire, caller.runtime, caller.source)}
    witness = Witness(proof.payload, proof.valid_under, proof.error)
    return replace(change, verdicts=judged, witness=witness)
