"""Which alternative of a union became which: best fit, so that one finding lands in the right branch.

Takes the alternatives of both sides, gives pairs of indices; those left over were removed or added.
"""

from __future__ import annotations

from specpress.review.side import Alternative, Side, values_of

MOST_COMPARED = 4096


def matched(
    old: tuple[Side, tuple[Alternative, ...]], new: tuple[Side, tuple[Alternative, ...]]
) -> list[tuple[int, int]]:
    """Pairs in the order of the old side; each index at most once."""
    before, after = old[1], new[1]
    if len(before) * len(after) > MOST_COMPARED:
        return _by_name(before, after)
    marks = [_marks(old[0], a) for a in before], [_marks(new[0], a) for a in after]
    scored = sorted(
        (-_fit(marks[0][i], marks[1][j], i == j), i, j)
        for i in range(len(before))
        for j in range(len(after))
    )
    left, right, pairs = set[int](), set[int](), []
    for score, i, j in scored:
        if i not in left and j not in right and score <= 0:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


class _Marks:
    """What an alternative is known by."""

    __slots__ = ("name", "pointer", "properties", "tags", "values")

    def __init__(self, side: Side, alternative: Alternative) -> None:
        self.name = alternative.case.name
        self.pointer = alternative.span.pointer
        self.properties = {n for part in alternative.parts for n in part.object.properties}
        self.tags = dict(tags(side, alternative))
        self.values = values_of(alternative)


def _marks(side: Side, alternative: Alternative) -> _Marks:
    return _Marks(side, alternative)


def tags(side: Side, alternative: Alternative) -> list[tuple[str, frozenset[str]]]:
    """Properties whose value is one of a list: what tells alternatives apart on the wire."""
    found = []
    for part in alternative.parts:
        for name, schema in part.object.properties.items():
            kinds = side.alternatives((schema,))
            texts = [values_of(one) for one in kinds.get("string", ())]
            if texts and all(values is not None for values in texts):
                found.append((name, frozenset(str(v) for values in texts for v in values or ())))
    return found


def _fit(old: _Marks, new: _Marks, same_place: bool) -> float:
    score = 0.1 if same_place else 0.0
    if old.name and old.name == new.name:
        score += 10
    if old.pointer == new.pointer:
        score += 3
    if old.properties or new.properties:
        score += 5 * len(old.properties & new.properties) / len(old.properties | new.properties)
    for name, values in old.tags.items():
        other = new.tags.get(name)
        if other is not None:
            score += 4 if values & other else -20
    if old.values is not None and new.values is not None and old.values == new.values:
        score += 4
    return score


def _by_name(
    before: tuple[Alternative, ...], after: tuple[Alternative, ...]
) -> list[tuple[int, int]]:
    places = {alternative.case.name: j for j, alternative in enumerate(after)}
    found = {
        i: places.pop(alternative.case.name)
        for i, alternative in enumerate(before)
        if alternative.case.name in places
    }
    return sorted(found.items())
