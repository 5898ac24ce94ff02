"""Operations that no router can tell apart: only a fragment or a query in their paths differs.

Takes the plan of the operations, reports every one that is behind another. It alone knows which of them is reached:
the one whose path is as it is sent, else the first.
"""

from __future__ import annotations

import re

from specpress.diagnostics import Report
from specpress.plan.operation_views import OperationPlan, OperationsPlan


def check_routes(operations: OperationsPlan, report: Report) -> None:
    for plan, first in behind(operations):
        message = (
            f"the router cannot tell {plan.method} {plan.path} from {first.path}: it serves that"
        )
        report.add("SP516", plan.span, message, "the client calls both")


def behind(operations: OperationsPlan) -> list[tuple[OperationPlan, OperationPlan]]:
    """Operations that are never reached, each with the one that is."""
    every = [each for group in operations.groups for each in group.operations]
    every.sort(key=lambda each: each.path != each.route)
    reached: dict[tuple[str, str], OperationPlan] = {}
    found = []
    for each in every:
        first = reached.setdefault((each.method, re.sub(r"\{[^{}]*\}", "{}", each.route)), each)
        if first is not each and each.path != each.route:  # of whole paths SP219 tells
            found.append((each, first))
    return found
