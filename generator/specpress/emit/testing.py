"""Prints testing.py, a fake server with typed names of operations, and api.md, the surface to review.

Takes the `Api` for its examples and the plans for everything else; gives files.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from specpress.api import Api, MediaType
from specpress.config import Options
from specpress.emit import layout
from specpress.emit.client import runtime
from specpress.emit.client_answers import answers
from specpress.emit.client_requests import arguments, signature
from specpress.emit.colour import COLOURS
from specpress.emit.render import render
from specpress.plan.operation_views import ContentPlan, OperationPlan, OperationsPlan
from specpress.plan.types import ANY, annotation, imports, plain
from specpress.printable import Code, docstring, literal


def emit_testing(api: Api, plan: OperationsPlan, options: Options) -> dict[PurePosixPath, str]:
    """Both files, and the runtime of the first."""
    text = _testing(api, plan, options)
    files = {PurePosixPath("testing.py"): text, PurePosixPath("api.md"): _surface(plan)}
    return files | runtime({"_client_testing.py"}, options)


# --- testing.py -----------------------------------------------------------------------------------------------


def _testing(api: Api, plan: OperationsPlan, options: Options) -> str:
    examples = _examples(api)
    routes = [
        Code(f"{literal(f'{group.name}.{operation.name}')}: {_route(operation, examples)}")
        for group in plan.groups
        for operation in group.operations
    ]
    names = [literal(f"{g.name}.{o.name}") for g in plan.groups for o in g.operations]
    fake = Code(f"Fake{plan.class_name}")
    given = ", ".join([*(f"{scheme.argument}=KEY" for scheme in plan.schemes), "host=HOST"])
    clients = [
        {
            "method": Code(f"{colour.lower}client"),
            "name": colour.named(plan.class_name),
            "http": Code(f"http.{colour.prefix}Client"),
            "arguments": Code(given),
        }
        for colour in COLOURS
    ]
    view = {
        "doc": docstring(
            f"For tests of code that calls {plan.title}: a server that is not there.", 0
        ),
        "imports": _imports(plan, "\n".join(routes), options),
        "fake": fake,
        "literals": Code(f"Literal[{', '.join(names)}]" if names else "str"),
        "routes": routes,
        "clients": clients,
    }
    return layout.tidy(render("testing.py.jinja", view))


def _route(operation: OperationPlan, examples: dict[str, tuple[MediaType, ...]]) -> Code:
    """`Route("GET", "/pets/{id}", 200, "application/json", lambda: models.Pet)`."""
    response = next(iter(operation.successes), None)
    status = int(response.status) if response and response.status.isdigit() else 200
    content = _first(response.contents if response else ())
    parts: list[str] = [literal(operation.method), literal(operation.route), str(status)]
    parts.append(literal(content.media_type if content else ""))
    if content and content.kind == "json" and content.type != ANY:
        parts.append(f"lambda: {annotation(plain(content.type), 'models.')}")
    found = examples.get(content.span.pointer, ()) if content else ()
    shown = [literal(e.value.json) for media in found for e in media.examples if e.value]
    if shown:
        comma = "," if len(shown) == 1 else ""
        parts.append(f"examples=({', '.join(shown)}{comma})")
    return Code(f"Route({', '.join(parts)})")


def _first(contents: tuple[ContentPlan, ...]) -> ContentPlan | None:
    """JSON, if there is any."""
    return next((c for c in contents if c.kind == "json"), next(iter(contents), None))


def _examples(api: Api) -> dict[str, tuple[MediaType, ...]]:
    """The media types of answers that have examples, by pointer."""
    found: dict[str, tuple[MediaType, ...]] = {}
    for operation in api.operations:
        for response in operation.responses:
            for media in response.content:
                if media.examples:
                    found[media.span.pointer] = (media,)
    return found


def _imports(plan: OperationsPlan, routes: str, options: Options) -> Code:
    types = {
        name
        for operation in plan.operations
        for response in operation.responses
        for content in response.contents
        for name in imports(content.type)
        if name[1] in routes
    }
    outside = {(m, n) for m, n in types if not m.startswith(".")}
    outside |= {("typing", "Literal")} if any(True for _ in plan.operations) else set()
    clients = (f"Async{plan.class_name}", str(plan.class_name))
    keys = ("KEY",) * bool(plan.schemes)
    inside = {
        *((m, n) for m, n in types if m.startswith(".")),
        *((".client", name) for name in clients),
        ("._client_call", "Options"),
        *(("._client_testing", name) for name in ("HOST", *keys, "FakeServer", "Route", "make")),
    }
    models = ["from . import models"] if "models." in routes else []
    standard = layout.imports({(m, n) for m, n in outside if m != "pydantic"})
    other = {(m, n) for m, n in outside if m == "pydantic"} | {("typing_extensions", "Unpack")}
    other.add((f"{options.http} as http", ""))
    ours = "\n".join([*models, layout.imports(inside)])
    return Code("\n\n".join((standard, layout.imports(other), ours)))


# --- api.md ---------------------------------------------------------------------------------------------------


def _surface(plan: OperationsPlan) -> str:
    """Every method with its signature, as `git diff` should show what a change of the document means for callers."""
    twin = f"those of `Async{plan.class_name}` are the same, to be awaited"
    lines = [f"# {_prose(plan.title)}", "", f"Methods of `{plan.class_name}`; {twin}.", ""]
    for group in plan.groups:
        lines += [f"## `{group.name}`", ""]
        for operation in group.operations:
            lines += _methods(group.name, operation)
        lines.append("")
    return "\n".join(lines)


def _methods(group: str, operation: OperationPlan) -> list[str]:
    given = arguments(operation.parameters, operation.body)
    lines = []
    for way in answers(operation):
        result = annotation(way.type, "models.")
        if way.stream:
            result = Code(way.stream if way.stream == "ByteStream" else f"{way.stream}[{result}]")
        whole = signature(given, result, rest="")
        shown = whole.replace("(self, ", "(", 1).replace("(self)", "()", 1)
        lines.append(f"- `{group}.{operation.name}{way.suffix}{shown}`")
        lines.append(f"  {operation.method} `{operation.path}`")
    for helper in (operation.wait, operation.pages):
        lines += [f"- `{group}.{helper.name}`: see `{operation.name}`"] if helper else []
    return lines


def _prose(text: str) -> str:
    return "".join(c if c.isprintable() and c not in "`<>[]#*_\\" else " " for c in text)
