"""The constants of a module of the client: what is known of each operation, and of the API as a whole.

Takes plans, gives one assignment each.
"""

from __future__ import annotations

from specpress.emit.client_answers import Answers
from specpress.emit.client_requests import body, described_parameters
from specpress.plan.operation_views import Alternative, OperationPlan, OperationsPlan, SchemePlan
from specpress.plan.types import annotation
from specpress.printable import Code, Identifier, literal


def operation_constant(
    operation: OperationPlan, made: Answers, name: Identifier, usual: tuple[Alternative, ...]
) -> Code:
    """`_PETS_GET: Operation[models.Pet] = Operation("GET", "/pets/{id}", ...)`; `usual` is the security of the API."""
    type = Code("http.Response") if made.stream else annotation(made.type, "models.")
    parameters = list(described_parameters(operation.parameters))
    if operation.body:
        parameters.append(body(operation.body))
    route = f"{operation.route}?{operation.query}" if operation.query else operation.route
    comma = "," if len(parameters) == 1 else ""
    parts: list[str] = [literal(operation.method), literal(route)]
    parts += [f"({', '.join(parameters)}{comma})", made.table]
    if operation.security != usual:
        parts.append(_alternatives(operation.security))
    if made.stream:
        parts.append("streamed=True")
    if operation.server:
        parts.append(f"server={literal(operation.server)}")
    return Code(f"{name}: Operation[{type}] = Operation({', '.join(parts)})")


def _alternatives(security: tuple[Alternative, ...]) -> str:
    inner = []
    for alternative in security:
        names = ", ".join(literal(use.scheme) for use in alternative)
        inner.append(f"({names},)" if len(alternative) == 1 else f"({names})")
    return f"({', '.join(inner)}{',' if len(inner) == 1 else ''})"


def api_constant(plan: OperationsPlan) -> Code:
    """`_API = Api("https://...", "DATAFOLD_HOST", {"ApiKey": Credential(...)}, (("ApiKey",),))`."""
    parts: list[str] = [literal(plan.server.url)]
    if plan.server.env or plan.schemes:
        parts.append(literal(plan.server.env))
    if plan.schemes:
        parts.append(f"{{{', '.join(map(_credential, plan.schemes))}}}")
    if plan.security:
        parts.append(_alternatives(plan.security))
        parts += ["closed=True"] * plan.closed
    return Code(f"_API = Api({', '.join(parts)})")


def _credential(scheme: SchemePlan) -> Code:
    """`"ApiKey": Credential("api_key", "DATAFOLD_API_KEY", prefix="Key ")`."""
    parts: list[str] = [literal(scheme.argument)]
    parts += [literal(scheme.env)] * bool(scheme.env)
    if scheme.parameter != "Authorization":
        parts.append(f"name={literal(scheme.parameter)}")
    if scheme.prefix and scheme.kind != "basic":
        parts.append(f"prefix={literal(scheme.prefix)}")
    if scheme.kind == "clientCredentials":
        parts.append(f"url={literal(scheme.token_url)}")
        parts += [f"scopes={literal(' '.join(scheme.scopes))}"] * bool(scheme.scopes)
    return Code(f"{literal(scheme.name)}: {_kind(scheme)}({', '.join(parts)})")


def _kind(scheme: SchemePlan) -> str:
    match scheme.kind, scheme.location:
        case ("clientCredentials", _):
            return "OAuth"
        case ("basic", _):
            return "Basic"
        case (_, "header"):
            return "Credential"
        case (_, "query"):
            return "InQuery"
        case _:
            return "InCookie"
