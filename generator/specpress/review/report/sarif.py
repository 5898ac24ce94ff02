"""A review as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

from json import dumps
from urllib.parse import quote

from specpress.review.change import Change
from specpress.review.report.page import Page, listed, overall, verdicts_told
from specpress.review.stories import STORIES
from specpress.version import VERSION

_LEVELS = {"break": "error", "risk": "warning", "safe": "note"}


def sarif(page: Page) -> str:
    rules = sorted({change.rule for change in page.changes})
    driver = {
        "name": "specpress",
        "version": VERSION,
        "rules": [{"id": rule, "shortDescription": {"text": _title(rule)}} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(change) for change in page.changes],
    }
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return dumps(whole, indent=1, ensure_ascii=True) + "\n"


def _title(rule: str) -> str:
    return STORIES[rule].title if rule in STORIES else rule


def _result(change: Change) -> dict[str, object]:
    told = [change.message, *(f"callers: {t}" for t in [verdicts_told(change, "caller")] if t)]
    told += [f"implementers: {t}" for t in [verdicts_told(change, "implementer")] if t]
    told += [f"in {listed(change.operations)}"] if change.operations else []
    told += change.symbols[:12]
    where = change.new or change.old
    result: dict[str, object] = {
        "ruleId": change.rule,
        "level": _LEVELS[overall(change)],
        "message": {"text": "\n".join(told)},
        "partialFingerprints": {"specpress/v1": change.id},
    }
    if where is not None:
        region = {"startLine": where.line, "startColumn": where.column}
        place = {"artifactLocation": {"uri": quote(where.file)}, "region": region}
        logical = [{"fullyQualifiedName": where.pointer}]
        result["locations"] = [{"physicalLocation": place, "logicalLocations": logical}]
    return result
