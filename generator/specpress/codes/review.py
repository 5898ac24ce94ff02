"""Diagnostic codes SP640-SP649: the file of acceptances, and what a review is asked for."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP640": Code(
        "error",
        "an acceptance that cannot be read",
        "Every [[accept]] entry has `id`, `reason`, `old` and `new`, and may have `owner` and `expires` (a date).\n"
        "`specpress accept ID --reason ...` writes them.",
        '[[accept]]\nid = "type-1a2b3c4d"',
    ),
    "SP641": Code(
        "error",
        "an acceptance that is used up",
        "The finding that it accepts is not there any more: the change was merged, or taken back. An entry that stays\n"
        "would accept the same change when somebody makes it again. Delete it.",
        '[[accept]]\nid = "type-1a2b3c4d"\nreason = "merged long ago"\nold = "..."\nnew = "..."',
    ),
    "SP642": Code(
        "error",
        "an acceptance that is stale",
        "The finding is there, but one of the documents says something else at its place than when it was accepted.\n"
        "Delete the entry, look again, and accept the finding as it is now.",
        '[[accept]]\nid = "type-1a2b3c4d"\nreason = "..."\nold = "what it said before"\nnew = "..."',
    ),
    "SP643": Code(
        "error",
        "an acceptance that has expired",
        "Its `expires` lies in the past. Delete it, or accept the finding again with another date.",
        '[[accept]]\nid = "type-1a2b3c4d"\nreason = "until the summer"\nexpires = 2020-06-01\nold = "..."\nnew = "..."',
    ),
    "SP644": Code(
        "error",
        "git cannot give the base of a review",
        "`specpress review --base REF` compares the working tree with the commit where it left REF. The commit has to be\n"
        "there: a shallow clone has no history (`fetch-depth: 0` in a GitHub workflow).",
        "specpress review --base origin/main",
    ),
}
