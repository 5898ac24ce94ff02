"""Changes with their witnesses: every break gets a payload where one can be found, and what it proves is used.

Takes a finished comparison, gives its changes again. What could not be told from the schemas (`unknown`) is a break if a
payload flips; whether models of the old spec fail at run time is what they do when they are given the payload.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from specpress.config import DEFAULTS, Options
from specpress.review.change import Change, Level, Verdicts, Witness
from specpress.review.compare import Reviewed
from specpress.review.models_run import NoModels, Outcome, Task, models_run
from specpress.review.reach import Showing
from specpress.review.rules import unsettled
from specpress.review.witness import Proof, Prover

MOST_SHOWINGS = 3
MOST_RUN = 300

Which = Literal["old", "new"]


def proved(reviewed: Reviewed, options: Options = DEFAULTS) -> tuple[Change, ...]:
    """Each change with its witness; a finding without one has none.

    None is looked for where no value becomes valid or invalid: what is no longer declared is not sent.
    """
    proofs = _proofs(reviewed)
    outcomes = _outcomes(reviewed, proofs, options)
    return tuple(
        change if proof is None else _with(change, proof, leading, outcome)
        for change, leading, proof, outcome in zip(
            reviewed.changes, reviewed.leading, proofs, outcomes, strict=True
        )
    )


def _proofs(reviewed: Reviewed) -> list[Proof | None]:
    prover = Prover(reviewed.pairs, reviewed.apis)
    found: list[Proof | None] = []
    for change, cause, leading in zip(
        reviewed.changes, reviewed.causes, reviewed.leading, strict=True
    ):
        proof = None
        refusing = [one for one in leading if one.occurrence.effect != "annotation"]
        for showing in refusing[:MOST_SHOWINGS] if _asks(change) else ():
            proof = proof or prover(cause, showing)
        found.append(proof)
    return found


def _asks(change: Change) -> bool:
    caller = change.verdicts["caller"]
    return caller.wire != "safe" or caller.runtime != "safe"


def _outcomes(
    reviewed: Reviewed, proofs: Sequence[Proof | None], options: Options
) -> list[Outcome | None]:
    """What the models of the side that refuses a payload say to it."""
    found: list[Outcome | None] = [None] * len(proofs)
    sides: tuple[Which, Which] = ("old", "new")
    for which, api in zip(sides, reviewed.apis, strict=True):
        tasks = {i: task for i, proof in enumerate(proofs) if (task := _task(proof, which))}
        chosen = dict(list(tasks.items())[:MOST_RUN])
        if not chosen:
            continue
        with suppress(NoModels):
            outcomes = models_run(api, [*chosen.values()], options)
            found = [
                dict(zip(chosen, outcomes, strict=True)).get(i, one) for i, one in enumerate(found)
            ]
    return found


def _task(proof: Proof | None, which: Which) -> Task | None:
    if proof is None or proof.root is None or proof.valid_under == which:
        return None
    conj = proof.root.old if which == "old" else proof.root.new
    return Task(proof.root.place.operation, conj[0], proof.payload) if conj else None


def _with(
    change: Change, proof: Proof, leading: tuple[Showing, ...], outcome: Outcome | None
) -> Change:
    caller = change.verdicts["caller"]
    unsure = all(unsettled(showing.occurrence) for showing in leading)
    success = not any(showing.occurrence.error for showing in leading)
    wire: Level = "break" if unsure and success else caller.wire
    runtime = caller.runtime
    if outcome is not None and proof.valid_under == "new" and success:
        runtime = "break" if outcome.lenient else "safe"
    judged = {**change.verdicts, "caller": Verdicts(wire, runtime, caller.source)}
    witness = Witness(proof.payload, proof.valid_under, _told(proof, outcome))
    return replace(change, verdicts=judged, witness=witness)


def _told(proof: Proof, outcome: Outcome | None) -> str:
    """The model's own words where it refuses the payload, else the validator's."""
    if outcome is None:
        return proof.error
    if outcome.lenient:
        return f"{outcome.model}: {outcome.lenient}"
    if outcome.strict:
        return f"{outcome.model}, strict: {outcome.strict}"
    return f"{proof.error} (the generated {outcome.model} takes it)"
