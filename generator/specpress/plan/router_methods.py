"""The methods of the router's protocols: what a handler is given, and what it may answer.

Takes the plan of an operation, gives its signature and its docstring as finished code.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from specpress.plan.operation_views import ContentPlan, OperationPlan, ResponsePlan
from specpress.plan.router_code import Needs
from specpress.plan.router_views import MethodView
from specpress.plan.types import ANY, NONE, ListOf, Type, annotation, optional, plain, union
from specpress.printable import Code, Identifier, docstring
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Methods:
    """Makes the methods; `needs` notes what their types have to have imported."""

    needs: Needs

    def method(self, plan: OperationPlan) -> MethodView:
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

    def open(self, method: MethodView, hidden: set[Identifier]) -> MethodView:
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
    """A description that follows a summary stands in the table below, whole, and in the client."""
    others = [r for r in plan.responses if r not in plan.successes[:1]]
    told = ", ".join(f"{r.status}{_body_doc(r)}" for r in others)
    parts = [plan.summary or plan.description, f"`{plan.method} {plan.path}`"]
    return "\n\n".join([*filter(None, parts), *([f"Other answers: {told}."] if told else [])])


def _body_doc(response: ResponsePlan) -> str:
    types = [plain(content.type) for content in response.contents]
    named = [type for type in types if type not in (ANY, NONE)]
    return f" ({annotation(union(*named), 'models.')})" if named else ""


def _given(type: Type, absent: bool) -> Type:
    return optional(type) if absent else type
