"""The methods that `x-specpress-wait` and `x-specpress-pages` declare, and the rules they follow.

Takes an operation and the name of its description, gives constants and methods.
"""

from __future__ import annotations

from specpress.emit.client_requests import Argument, arguments, signature, values
from specpress.emit.client_views import MethodView
from specpress.emit.colour import SYNC, Colour
from specpress.plan.operation_views import OperationPlan, PagesPlan, WaitPlan
from specpress.printable import Code, Identifier, docstring, literal


def wait_rule(plan: WaitPlan) -> Code:
    """`Wait(("status",), ("done",), ...)`."""
    paths = (plan.status, plan.success, plan.failure, plan.blocked, plan.completed, plan.total)
    return Code(f"Wait({', '.join(map(_tuple, paths))})")


def pages_rule(plan: PagesPlan, given: list[Argument]) -> Code:
    """`Pages("cursor", ("data",), 1, ("next",))`: the number is the place of the parameter among the values."""
    names = [argument.name for argument in given]
    place = names.index(plan.parameter) if plan.parameter in names else -1
    parts = [
        literal(plan.kind),
        _tuple(plan.items),
        str(place),
        _tuple(plan.next),
        _tuple(plan.more),
    ]
    return Code(f"Pages({', '.join(parts)}, {plan.start})")


def _tuple(texts: tuple[str, ...]) -> str:
    inner = ", ".join(map(literal, texts))
    return f"({inner},)" if len(texts) == 1 else f"({inner})"


def wait_method(
    operation: OperationPlan, plan: WaitPlan, rule: Identifier, result: Code
) -> MethodView:
    needed = [a for a in arguments(operation.parameters, operation.body) if a.required]
    passed = [a.name if a.positional else f"{a.name}={a.name}" for a in needed]
    once = f"self.{operation.name}"
    once = f"partial({', '.join([once, *passed])})" if passed else once
    text = (
        f"Repeat `{operation.name}` until {'.'.join(plan.status)} is {' or '.join(plan.success)}."
    )
    other = [("WaitFailedError", plan.failure), ("WaitBlockedError", plan.blocked)]
    raised = [f"{name} for {' or '.join(values)}" for name, values in other if values]
    text += f" Raises {', '.join([*raised, 'WaitTimeoutError after `timeout` seconds'])}."
    work = f"{rule}.run(self._client, {once}, waiting)"
    return MethodView(
        define=SYNC.define,
        name=plan.name,
        signature=signature(needed, result, f"waiting: Unpack[Waiting[{result}]]"),
        doc=docstring(text, 8),
        result=Code(f"self._client.run({work})"),
    )


def pages_method(
    operation: OperationPlan, plan: PagesPlan, names: tuple[Code, Identifier], colour: Colour
) -> MethodView:
    """`names` are those of the operation's description and of the rule."""
    given = arguments(operation.parameters, operation.body)
    constant, rule = names
    call = f"{colour.lower}all_pages(self._client, {constant}, {values(given)}, options, {rule})"
    return MethodView(
        define=Code("def"),
        name=plan.name,
        signature=signature(given, Code(f"{colour.prefix}Iterator[{plan.annotation}]")),
        doc=docstring(f"Every item of `{operation.name}`, page after page.", 8),
        result=Code(call),
    )
