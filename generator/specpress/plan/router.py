"""Every decision about the router: protocols, their methods, and the rows of the table of operations.

Takes the `Api` and the plan of its operations, gives a `RouterPlan` of finished code that a template lays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specpress.api import Api, MutualTls, Operation, SchemeUse, SecurityScheme
from specpress.plan.names import USED_BUILTINS
from specpress.plan.operation_bodies import SchemaTypes
from specpress.plan.operation_names import free, snake
from specpress.plan.operation_views import (
    FieldPlan,
    GroupPlan,
    OperationPlan,
    OperationsPlan,
    ReceiverPlan,
    SchemePlan,
)
from specpress.plan.router_code import MODULES, Needs, call, listed, mapped
from specpress.plan.router_document import scheme_document, server_document, tag_document
from specpress.plan.router_methods import Methods
from specpress.plan.router_shared import Shared
from specpress.plan.router_table import Row, Rows
from specpress.plan.router_views import (
    ConstantView,
    MethodView,
    ProtocolView,
    ReceiverView,
    RouterPlan,
    RowView,
    TableView,
)
from specpress.plan.types import (
    Builtin,
    ListOf,
    Type,
)
from specpress.printable import Code, Identifier, docstring, literal

_TAKEN = frozenset(name for names in MODULES.values() for name in names).union(
    ("APIRouter", "Annotated", "Any", "AsyncIterable", "Decimal", "FastAPI", "Field", "Iterable")
    + ("Iterator", "Literal", "NotRequired", "Protocol", "Security", "Sequence", "TypedDict")
    + ("UUID", "UploadFile")
)
_ARGUMENTS = frozenset(("app", "models", "router", "security", "path", "self"))
_FEW = 5
"""Operations whose types may have a core schema each: more of them share one."""
_UPLOAD = Builtin(Code("UploadFile"), "fastapi")


def plan_router(api: Api, types: SchemaTypes, operations: OperationsPlan) -> RouterPlan:
    return _Planner(api, types, operations).plan()


@dataclass(slots=True)
class _Names:
    """Classes and functions of the module, each name once."""

    taken: set[str]

    def free(self, name: str) -> Identifier:
        made = free(name, self.taken)
        self.taken.add(made)
        return made


class _Planner:
    def __init__(self, api: Api, types: SchemaTypes, operations: OperationsPlan) -> None:
        self.api = api
        self.operations = operations
        self.needs = Needs()
        self.names = _Names({*_TAKEN, *_ARGUMENTS})
        self.by_span = {each.span: each for each in _all_operations(api)}
        self.schemes = {
            scheme.name: self.names.free(f"_{snake(scheme.name, 'scheme').upper()}")
            for scheme in _used_schemes(api)
        }
        self.callbacks: dict[tuple[str, str], str] = {}
        self.methods = Methods(self.needs)
        self.table = Rows(api, self.schemes, self.needs, types)
        self.rows: dict[Identifier, list[Row]] = {}
        self.shared = Shared(self.names.taken)

    def plan(self) -> RouterPlan:
        operations = self.operations
        receivers = [self._receiver(each) for each in operations.receivers]
        tables = [self._table(group) for group in operations.groups]
        self.shared.of(row for rows in self.rows.values() for row in rows)
        done = [self._printed(table) for table in tables]
        received = [replace(each, table=self._printed(each.table)) for each in receivers]
        security = self._security()
        protocols = [table.protocol for table in tables]
        signature = [f"{p.argument}: {p.class_name}" for p in protocols]
        arguments: list[str] = [p.argument for p in protocols]
        given = [f"{table.function}({table.protocol.argument})" for table in tables]
        if security:
            signature.append(f"security: {security.class_name}")
            arguments.append("security")
            given.append("security=security")
        hooks = [r for r, plan in zip(received, operations.receivers) if plan.kind == "webhook"]
        constants = [self._scheme(scheme) for scheme in _used_schemes(self.api)]
        constants += [self._constant(name, value) for name, value in self.shared.constants]
        return RouterPlan(
            doc=self._doc(),
            forms=tuple(self._forms()),
            imports=self._imports(bool(tables or security), receivers),
            exported=literal(sorted(self._exported(protocols, receivers, security))),
            security=security,
            tables=tuple(done),
            receivers=tuple(received),
            webhooks=tuple(hooks),
            constants=tuple(constants),
            parameters=Code(", ".join(signature)),
            arguments=Code(", ".join(arguments)),
            given=Code(", ".join(given)),
            application=self._application(),
            modules=tuple(sorted({m[1:] for m, _ in self.needs.names if m.startswith("._router")})),
        )

    def _exported(
        self,
        protocols: Iterable[ProtocolView],
        receivers: Iterable[ReceiverView],
        security: ProtocolView | None,
    ) -> Iterator[str]:
        yield from ("Reply", "create_app", "create_router", "request")
        yield from (protocol.class_name for protocol in protocols)
        for receiver in receivers:
            yield from (receiver.table.protocol.class_name, receiver.create)
        if security:
            yield security.class_name

    # --- the module as a whole --------------------------------------------------------------------------------

    def _doc(self) -> Code:
        title = f"{self.operations.title} {self.operations.version}".strip()
        return docstring(
            f"The routes of {title}: implement the protocols below, `create_app` serves them.\n\n"
            "A method may be `async def` or not. What it returns is the answer; one with another\n"
            "status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.",
            0,
        )

    def _imports(
        self, protocols: bool, receivers: Iterable[ReceiverView]
    ) -> tuple[tuple[str, str], ...]:
        self.needs.names |= {("fastapi", "APIRouter"), ("fastapi", "FastAPI")}
        for name in ("Reply", "request"):
            self.needs.runtime(name)
        operations = list(self.operations.operations)
        odd = any(each.path != each.route for each in operations)
        many = len(operations) > _FEW
        home = "._router_paths" if odd else "._router_many" if many else "._router"
        self.needs.names.add((home, "routes"))
        for _ in receivers:
            self.needs.runtime("receiver")
            self.needs.names.add(("typing", "Any"))
        if protocols or receivers:
            self.needs.runtime("Answer")
            self.needs.names.add(("typing", "Protocol"))
        if self.rows:
            self.needs.runtime("Operation")
            self.needs.names.add(("collections.abc", "Iterator"))
        return tuple(sorted(self.needs.names))

    def _application(self) -> Code:
        api = self.api
        servers = [server_document(server) for server in api.servers]
        tags = [tag_document(tag) for tag in api.tags]
        return call(
            "FastAPI",
            title=literal(api.info.title or "API"),
            version=literal(api.info.version or "0"),
            description=literal(api.info.description) if api.info.description else "",
            servers=literal(servers) if servers else "",
            openapi_tags=literal(tags) if tags else "",
        )

    def _forms(self) -> Iterator[Code]:
        """A TypedDict for each multipart body."""
        for operation in self._every():
            for content in operation.body.contents if operation.body else ():
                if content.form_name is not None:
                    self.needs.names.add(("typing", "TypedDict"))
                    fields = ", ".join(self._form_field(each) for each in content.fields)
                    name = content.form_name
                    yield Code(f"{name} = TypedDict({literal(name)}, {{{fields}}})")

    def _form_field(self, field: FieldPlan) -> str:
        type: Type = field.type
        if field.file:
            type = ListOf(_UPLOAD) if field.many else _UPLOAD
        text = self.needs.annotation(type)
        if not field.required:
            self.needs.names.add(("typing", "NotRequired"))
            text = Code(f"NotRequired[{text}]")
        return f"{literal(field.wire)}: {text}"

    def _every(self) -> Iterator[OperationPlan]:
        yield from self.operations.operations
        for receiver in self.operations.receivers:
            yield from receiver.operations

    # --- security ---------------------------------------------------------------------------------------------

    def _security(self) -> ProtocolView | None:
        if not self.schemes:
            return None
        methods = tuple(self._credential(scheme) for scheme in _used_schemes(self.api))
        doc = "Decides who may call: to refuse, a method raises `Reply(401)` or `Reply(403)`."
        return ProtocolView(Identifier("Security"), Identifier("security"), docstring(doc), methods)

    def _credential(self, scheme: SecurityScheme) -> MethodView:
        name, kind = self._method_of(scheme)
        arguments = "username: str, password: str" if kind == "basic" else "credential: str"
        if any(use.scopes for use in _uses(self.api, scheme.name)):
            self.needs.names.add(("collections.abc", "Sequence"))
            arguments += ", scopes: Sequence[str] = ()"
        doc = scheme.description or f"The credential of {scheme.name}."
        signature = Code(f"{name}(self, {arguments}) -> Answer[object]")
        return MethodView(signature, Code("object"), docstring(doc, 8))

    def _method_of(self, scheme: SecurityScheme) -> tuple[Identifier, str]:
        planned = self._planned(scheme.name)
        if planned is None:
            return free(snake(scheme.name, "credential"), ()), ""
        return planned.argument, planned.kind

    def _planned(self, name: str) -> SchemePlan | None:
        return next((plan for plan in self.operations.schemes if plan.name == name), None)

    def _scheme(self, scheme: SecurityScheme) -> ConstantView:
        planned = self._planned(scheme.name)
        method, kind = self._method_of(scheme)
        place = ""
        if planned and (planned.location, planned.parameter) != ("header", "Authorization"):
            at = (literal(planned.location), literal(planned.parameter))
            kind = "Styled" if planned.location == "cookie" else "Parameter"
            place = call(self.needs.runtime(kind), "str", *at)
        value = call(
            self.needs.runtime("Basic" if kind == "basic" else "Scheme"),
            literal(scheme.name),
            literal(method),
            literal(scheme_document(scheme)),
            prefix=literal(planned.prefix) if planned and planned.prefix else "",
            place=place,
        )
        return ConstantView(self.schemes[scheme.name], value)

    # --- operations -------------------------------------------------------------------------------------------

    def _table(self, group: GroupPlan) -> TableView:
        about = (
            f"The operations tagged `{group.tag}`." if group.tag else "Operations without a tag."
        )
        doc = "\n\n".join(filter(None, (about, group.description)))
        argument = self.names.free(group.name)
        return self._protocol(group.class_name, argument, doc, group.operations)

    def _protocol(
        self, class_name: str, argument: Identifier, doc: str, operations: Iterable[OperationPlan]
    ) -> TableView:
        name = self.names.free(class_name)
        hidden = {operation.name for operation in operations} & USED_BUILTINS
        make = self.methods
        methods = tuple(make.open(make.method(each), hidden) for each in operations)
        protocol = ProtocolView(name, argument, docstring(doc), methods)
        function = self.names.free(f"_{argument}")
        self.rows[function] = [self._row(operation) for operation in operations]
        return TableView(function, protocol, ())

    def _constant(self, name: Identifier, value: Code) -> ConstantView:
        """Nobody can tell what an empty list or mapping would hold."""
        if value[0] not in "[{" or not re.search(r"\[\]|\{\}", value):
            return ConstantView(name, value)
        self.needs.names.add(("typing", "Any"))
        return ConstantView(name, value, Code(": Any"))

    def _row(self, plan: OperationPlan) -> Row:
        operation = self.by_span[plan.span]
        known = {
            c.name: self.callbacks[c.name, c.span.pointer]
            for c in operation.callbacks
            if c.operations
        }
        return self.table.row(operation, plan, known)

    def _printed(self, table: TableView) -> TableView:
        """With its rows, now that it is known what they share."""
        rows = self.rows[table.function]
        return replace(table, rows=tuple(self._lines(row, table.protocol) for row in rows))

    def _lines(self, row: Row, protocol: ProtocolView) -> RowView:
        shared = self.shared.code
        arguments = listed(shared(part) for part in row.arguments)
        responses = mapped({status: shared(part) for status, part in row.responses.items()})
        extra = [f"extra={mapped({k: shared(v) for k, v in row.extra.items()})}"]
        given = [arguments, responses] if row.arguments else [f"responses={responses}"]
        handler = f"{protocol.argument}.{row.handler}"
        lines = (handler, row.route, *(given if row.responses else given[:-1]), *row.rest)
        lines += tuple(extra if row.extra else ())
        return RowView(Code(row.kind), tuple(map(Code, lines)))

    def _receiver(self, plan: ReceiverPlan) -> ReceiverView:
        argument = self.names.free(plan.name)
        doc = f"Receives the {plan.kind} `{plan.name}`."
        table = self._protocol(plan.class_name, argument, doc, plan.operations)
        for each in plan.operations:
            owner = each.span.pointer
            for operation in self.api.operations:
                for callback in operation.callbacks:
                    if any(inner.span.pointer == owner for inner in callback.operations):
                        key = callback.name, callback.span.pointer
                        self.callbacks[key] = f"[*{table.function}({table.protocol.class_name})]"
        create = self.names.free(f"create_{argument}_router")
        return ReceiverView(table, create, literal(f"/{plan.name}"))


def _all_operations(api: Api) -> Iterator[Operation]:
    for operation in api.operations:
        yield operation
        for callback in operation.callbacks:
            yield from callback.operations
    for webhook in api.webhooks:
        yield from webhook.operations


def _used_schemes(api: Api) -> tuple[SecurityScheme, ...]:
    """Those that some operation asks for; what FastAPI cannot serve is not among them."""
    used = {u.scheme for op in _all_operations(api) for each in op.security for u in each}
    found = (scheme for name, scheme in api.security_schemes.items() if name in used)
    return tuple(scheme for scheme in found if not isinstance(scheme, MutualTls))


def _uses(api: Api, scheme: str) -> Iterator[SchemeUse]:
    for operation in _all_operations(api):
        for requirement in operation.security:
            yield from (use for use in requirement if use.scheme == scheme)
