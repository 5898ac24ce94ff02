"""Every decision about the router: protocols, their methods, and the rows of the table of operations.

Takes the `Api` and the plan of its operations, gives a `RouterPlan` of finished code that a template lays out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from specpress.api import Api, MutualTls, Operation, SchemeUse, SecurityScheme
from specpress.plan.names import USED_BUILTINS
from specpress.plan.operation_bodies import SchemaTypes
from specpress.plan.operation_names import free, snake
from specpress.plan.operation_views import (
    ContentPlan,
    FieldPlan,
    GroupPlan,
    OperationPlan,
    OperationsPlan,
    ReceiverPlan,
    ResponsePlan,
    SchemePlan,
)
from specpress.plan.router_document import scheme_document, server_document, tag_document
from specpress.plan.router_table import Needs, Row, call, listed
from specpress.plan.router_views import (
    MethodView,
    ProtocolView,
    ReceiverView,
    RouterPlan,
    RowView,
    SchemeView,
    TableView,
)
from specpress.plan.types import (
    ANY,
    NONE,
    Builtin,
    ListOf,
    Type,
    annotation,
    optional,
    plain,
    union,
)
from specpress.printable import Code, Identifier, docstring, literal

_TAKEN = frozenset(
    ("APIRouter", "Any", "Answer", "Basic", "Binary", "Body", "Declared", "EventStream", "FastAPI")
    + ("FormPart", "Json", "JsonLines", "Literal", "Multipart", "NotRequired", "Operation")
    + ("Parameter", "PlainText", "Problem", "Protocol", "Reply", "Scheme", "Security", "Sequence")
    + ("Styled", "TypedDict", "Annotated", "AsyncIterable", "Iterable", "Upload", "UploadFile")
    + ("UrlEncoded", "Field", "UUID", "Decimal")
)
_ARGUMENTS = frozenset(
    ("add", "app", "models", "request", "router", "security", "sort", "path", "replace", "self")
)
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
        self.types = types
        self.operations = operations
        self.needs = Needs()
        self.names = _Names({*_TAKEN, *_ARGUMENTS})
        self.by_span = {each.span: each for each in _all_operations(api)}
        self.schemes = {
            scheme.name: self.names.free(f"_{snake(scheme.name, 'scheme').upper()}")
            for scheme in _used_schemes(api)
        }
        self.callbacks: dict[tuple[str, str], str] = {}

    def plan(self) -> RouterPlan:
        operations = self.operations
        receivers = [self._receiver(each) for each in operations.receivers]
        tables = [self._table(group) for group in operations.groups]
        security = self._security()
        protocols = [table.protocol for table in tables]
        signature = [f"{p.argument}: {p.class_name}" for p in protocols]
        arguments: list[str] = [p.argument for p in protocols]
        if security:
            signature.append(f"security: {security.class_name}")
            arguments.append("security")
        forms = tuple(self._forms())
        self.needs.runtime("Reply")
        if tables or receivers or security:
            self.needs.runtime("Answer")
            self.needs.names.add(("typing", "Protocol"))
        if tables or receivers:
            self.needs.names.add(("._router_document", "add"))
        schemes = tuple(self._scheme(scheme) for scheme in _used_schemes(self.api))
        exported = [*(p.class_name for p in protocols), "Reply", "create_app", "create_router"]
        exported += [name for r in receivers for name in (r.table.protocol.class_name, r.create)]
        exported += ["Security"] if security else []
        hooks = [r for r, plan in zip(receivers, operations.receivers) if plan.kind == "webhook"]
        return RouterPlan(
            doc=self._doc(),
            imports=self._imports(bool(receivers)),
            exported=literal(sorted([*exported, "request"])),
            forms=forms,
            security=security,
            tables=tuple(tables),
            receivers=tuple(receivers),
            webhooks=tuple(hooks),
            schemes=schemes,
            parameters=Code(", ".join(signature)),
            arguments=Code(", ".join(arguments)),
            application=self._application(),
            modules=tuple(sorted({m[1:] for m, _ in self.needs.names if m.startswith("._router")})),
        )

    # --- the module as a whole --------------------------------------------------------------------------------

    def _doc(self) -> Code:
        title = f"{self.operations.title} {self.operations.version}".strip()
        return docstring(
            f"The routes of {title}: implement the protocols below, `create_app` serves them.\n\n"
            "A method may be `async def` or not. What it returns is the answer; one with another\n"
            "status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.",
            0,
        )

    def _imports(self, receivers: bool) -> tuple[tuple[str, str], ...]:
        self.needs.names |= {
            ("fastapi", "APIRouter"),
            ("fastapi", "FastAPI"),
            ("._router", "request"),
            ("._router_document", "sort"),
        }
        if receivers:
            self.needs.names.add(("dataclasses", "replace"))
        return tuple(sorted(self.needs.names))

    def _application(self) -> Code:
        api = self.api
        servers = [server_document(server) for server in api.servers]
        tags = [tag_document(tag) for tag in api.tags]
        return call(
            "FastAPI",
            title=literal(api.info.title),
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
        text = self.needs.type(type)
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
        doc = (
            "Decides who may call: each method gets a credential and raises `Reply(401)` or "
            "`Reply(403)` to refuse it."
        )
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

    def _scheme(self, scheme: SecurityScheme) -> SchemeView:
        planned = self._planned(scheme.name)
        method, kind = self._method_of(scheme)
        place = ""
        if planned and (planned.location, planned.parameter) != ("header", "Authorization"):
            at = (literal(planned.location), literal(planned.parameter))
            place = call(self.needs.runtime("Parameter"), "str", *at)
        value = call(
            self.needs.runtime("Basic" if kind == "basic" else "Scheme"),
            literal(scheme.name),
            literal(method),
            literal(scheme_document(scheme)),
            prefix=literal(planned.prefix) if planned and planned.prefix else "",
            place=place,
        )
        return SchemeView(self.schemes[scheme.name], value)

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
        methods = tuple(self._open(self._method(each), hidden) for each in operations)
        protocol = ProtocolView(name, argument, docstring(doc), methods)
        rows = tuple(self._row(operation) for operation in operations)
        return TableView(self.names.free(f"_add_{argument}"), protocol, rows)

    def _row(self, plan: OperationPlan) -> RowView:
        operation = self.by_span[plan.span]
        known = {c.name: self.callbacks[c.name, str(c.span.pointer)] for c in operation.callbacks}
        row = Row(self.api, operation, plan, self.schemes, self.needs, self.types, known)
        return RowView(row.expression(), plan.name)

    def _receiver(self, plan: ReceiverPlan) -> ReceiverView:
        argument = self.names.free(plan.name)
        doc = f"Receives the {plan.kind} `{plan.name}`."
        table = self._protocol(plan.class_name, argument, doc, plan.operations)
        operations = self.names.free(f"_{argument}_operations")
        for each in plan.operations:
            owner = each.span.pointer
            for operation in self.api.operations:
                for callback in operation.callbacks:
                    if any(inner.span.pointer == owner for inner in callback.operations):
                        key = callback.name, callback.span.pointer
                        self.callbacks[key] = Code(f"{operations}()")
        path = literal(f"/{plan.name}")
        return ReceiverView(
            table=table,
            create=self.names.free(f"create_{argument}_router"),
            operations=operations,
            path=path,
            handlers=listed(f"{argument}.{row.method}" for row in table.rows),
            rows=listed(row.operation for row in table.rows),
        )

    def _method(self, plan: OperationPlan) -> MethodView:
        required = [f"{p.name}: {p.annotation}" for p in plan.parameters if p.required]
        others = [
            f"{p.name}: {annotation(_given(plain(p.type), p.default is None), 'models.')}"
            for p in plan.parameters
            if not p.required
        ]
        for parameter in plan.parameters:
            self.needs.type(plain(parameter.type))
        if plan.body is not None:
            bodies = [self._incoming(content) for content in plan.body.contents]
            text = " | ".join(dict.fromkeys(bodies))
            if plan.body.required:
                required.append(f"{plan.body.name}: {text}")
            else:
                absent = "" if text.endswith("| None") else " | None"
                others.append(f"{plan.body.name}: {text}{absent}")
        star = ["*"] if others else []
        arguments = ", ".join(["self", *required, *star, *others])
        answer = self._answer(plan)
        signature = Code(f"{plan.name}({arguments}) -> Answer[{answer}]")
        return MethodView(signature, answer, docstring(_doc(plan), 8))

    def _open(self, method: MethodView, hidden: set[Identifier]) -> MethodView:
        """In a class that has a method `list`, an annotation has to say `builtins.list`."""
        head, bracket, rest = method.signature.partition("(")
        if not hidden or not _hides(rest, hidden):
            return method
        self.needs.names.add(("builtins", ""))
        return replace(method, signature=Code(head + bracket + _qualified(rest, hidden)))

    def _incoming(self, content: ContentPlan) -> str:
        match content.kind:
            case "text":
                return "str"
            case "bytes":
                return self.needs.runtime("Upload")
            case "lines" | "events":
                return self.needs.type(ListOf(plain(content.type)))
            case "multipart" if content.form_name is not None:
                return content.form_name
            case _:
                return self.needs.type(plain(content.type))

    def _answer(self, plan: OperationPlan) -> Code:
        """What the method may return: the body of the first success, replies for the others."""
        successes = sorted(plan.successes, key=lambda r: r.status)
        found: list[str] = [self._outgoing(response) for response in successes[:1]] or ["None"]
        for response in successes[1:]:
            status = "int"
            if response.status.isdigit():
                self.needs.names.add(("typing", "Literal"))
                status = f"Literal[{int(response.status)}]"
            found.append(f"Reply[{status}, {self._outgoing(response)}]")
        return Code(" | ".join(found))

    def _outgoing(self, response: ResponsePlan) -> str:
        if not response.contents:
            return "None"
        kinds = {content.kind for content in response.contents}
        types = [plain(c.type) for c in response.contents if c.kind in ("json", "form", "text")]
        found: list[str] = [self.needs.type(union(*types))] if types else []
        if kinds & {"bytes", "multipart"}:
            found += ["bytes", *self._streams("bytes")]
        for content in response.contents:
            if content.kind in ("events", "lines"):
                found += self._streams(self.needs.type(plain(content.type)))
        return " | ".join(dict.fromkeys(found))

    def _streams(self, item: str) -> list[str]:
        names = ("Iterable", "AsyncIterable")
        self.needs.names.update(("collections.abc", name) for name in names)
        return [f"{name}[{item}]" for name in names]


_WORD = re.compile(r"""(?:"(?:[^"\\]|\\.)*")|(?:'(?:[^'\\]|\\.)*')|(?<![\w.])[a-z]+\b(?!:)""")


def _hides(text: str, hidden: Container[str]) -> bool:
    return any(found in hidden for found in _WORD.findall(text))


def _qualified(text: str, hidden: Container[str]) -> str:
    return _WORD.sub(lambda f: f"builtins.{f[0]}" if f[0] in hidden else f[0], text)


def _doc(plan: OperationPlan) -> str:
    others = [r for r in plan.responses if r not in plan.successes[:1]]
    told = ", ".join(f"{r.status}{_body_doc(r)}" for r in others)
    parts = [plan.summary, plan.description, f"`{plan.method} {plan.path}`"]
    return "\n\n".join([*filter(None, parts), *([f"Other answers: {told}."] if told else [])])


def _body_doc(response: ResponsePlan) -> str:
    types = [plain(content.type) for content in response.contents]
    named = [type for type in types if type not in (ANY, NONE)]
    return f" ({annotation(union(*named), 'models.')})" if named else ""


def _given(type: Type, absent: bool) -> Type:
    return optional(type) if absent else type


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
