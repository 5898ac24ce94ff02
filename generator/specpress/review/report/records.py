"""Changes as the JSON records that the outside relies on, and their summary."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.review.change import AUDIENCES, KINDS, LEVELS, Change, Verdicts, Where, Witness


def records(changes: Sequence[Change]) -> list[dict[str, object]]:
    return [record(change) for change in changes]


def record(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "rule": change.rule,
        "message": change.message,
        "wire": change.wire,
        "runtime": change.runtime,
        "source": change.source,
        "audience": list(change.audience),
        "verdicts": {a: _verdicts(change.verdicts[a]) for a in AUDIENCES},
        "direction": change.direction,
        "operations": list(change.operations),
        "symbols": list(change.symbols),
        "old": _where(change.old),
        "new": _where(change.new),
        "witness": _witness(change.witness),
        "notes": list(change.notes),
        "digests": {"old": change.digests[0], "new": change.digests[1]},
    }


def summary(changes: Sequence[Change]) -> dict[str, object]:
    """How many changes have which verdict, for each audience."""
    counts: dict[str, object] = {
        audience: {
            kind: {
                level: sum(c.verdicts[audience].of(kind) == level for c in changes)
                for level in LEVELS
            }
            for kind in KINDS
        }
        for audience in AUDIENCES
    }
    return {"changes": len(changes), **counts}


def _verdicts(verdicts: Verdicts) -> dict[str, object]:
    return {kind: verdicts.of(kind) for kind in KINDS}


def _where(where: Where | None) -> dict[str, object] | None:
    if where is None:
        return None
    return {
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "pointer": where.pointer,
    }


def _witness(witness: Witness | None) -> dict[str, object] | None:
    if witness is None:
        return None
    return {
        "payload": witness.payload,
        "valid_under": witness.valid_under,
        "error": witness.error,
    }
