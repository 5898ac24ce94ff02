"""The imports of a module of the client, from the names that it uses.

Takes printed source, gives `import` lines: what runs, and what only type checkers need. Every name comes from the
fixed table here, from the types of the plan, or from the generated package itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from specpress.config import Options
from specpress.emit import layout
from specpress.plan.operation_views import OperationPlan, OperationsPlan
from specpress.plan.types import Type
from specpress.plan.types import imports as type_imports
from specpress.printable import Code

_INSTALLED = ("pydantic", "typing_extensions")
_ABC = "collections.abc"
_STANDARD = {
    **dict.fromkeys(("AsyncIterator", "Callable", "Iterable", "Iterator", "Mapping"), _ABC),
    **dict.fromkeys(("Any", "Literal", "TypedDict"), "typing"),
    **dict.fromkeys(("cached_property", "partial"), "functools"),
}
_RUNTIME = {
    "_client": "Api AsyncClient AsyncSecret Awaited Client Resource Secret",
    "_client_call": "Credential Json JsonBody Operation Options Parameter",
    "_client_media": "ByMediaType",
    "_client_security": "Basic InCookie InQuery",
    "_client_styles": "Style Styled",
    "_client_forms": "Bodies File Form Multipart Upload json_body lines_body plain_body stream_body",
    "_client_streams": "AsyncByteStream AsyncEventStream AsyncLineStream ByteStream EventStream LineStream",
    "_client_wait": "Wait Waiting",
    "_client_pages": "Pages all_pages async_all_pages",
    "_client_oauth": "OAuth",
}
_OURS = {name: module for module, names in _RUNTIME.items() for name in names.split()}


def client_imports(
    source: str, types: Mapping[str, str], lazy: Mapping[str, str], root: str, options: Options
) -> tuple[Code, Code]:
    """`root` is "." or "..", where the runtime is; `lazy` says which classes are imported when used.

    `types` is what `types_imported` gives.
    """
    used = _names(source)
    known = {**types, **_STANDARD}
    found = {(known[name], name) for name in used & known.keys()}
    outside = {(module, name) for module, name in found if not module.startswith(".")}
    inside = {(f"{root}{_OURS[name]}", name) for name in used & _OURS.keys()}
    inside |= {(f"{root}{module[1:]}", name) for module, name in found - outside}
    if "NotRequired" in used:
        outside.add(
            ("typing_extensions" if options.target_python == "3.10" else "typing", "NotRequired")
        )
    if "http" in used:
        outside.add((f"{options.http} as http", ""))
    if "builtins" in used:
        outside.add(("builtins", ""))
    typing = [layout.imports((f".{lazy[name]}", name) for name in used & lazy.keys())]
    if "Unpack" in used:
        typing.insert(0, Code("from typing_extensions import Unpack"))
        outside.add(("typing", "TYPE_CHECKING"))
    models = [Code(f"from {root} import models")] if "models" in used else []
    other = {name for name in outside if name[0] in _INSTALLED or " as " in name[0]}
    standard = layout.imports(outside - other)
    ours = "\n".join(filter(None, (*models, layout.imports(inside))))
    parts = ((standard, layout.imports(other), ours), typing)
    first, second = (Code("\n\n".join(filter(None, part))) for part in parts)
    return first, second


def types_imported(plan: OperationsPlan) -> dict[str, str]:
    """What the types of the plan need imported: the module of each name."""
    types = dict.fromkeys(type for type in _types(plan))
    return {name: module for type in types for module, name in type_imports(type)}


_TEXT = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\#[^\n]*""",
    re.DOTALL,
)
"""Docstrings, strings and comments."""
_DOTTED = re.compile(r"(?:def )?[\w.]+(?:=|: )?")
"""A name with its attributes, and what tells that it is given a meaning here."""
_FORM = re.compile(r"^\w+ = TypedDict\(.*", re.MULTILINE)


def _names(source: str) -> set[str]:
    """Every name that is looked up, and those in the quoted types of a form (which is on one line still)."""
    used = set()
    for found in set(_DOTTED.findall(_TEXT.sub(" ", source))):
        name, dot, _ = found.partition(".")
        if dot or not (name.startswith("def ") or name.endswith(("=", ": "))):
            used.add(name)
    for form in _FORM.findall(source):
        used.update(re.findall(r"(?<![\w.])\w+", form))
    return used


def _types(plan: OperationsPlan) -> Iterator[Type]:
    for operation in plan.operations:
        yield from _operation_types(operation)


def _operation_types(operation: OperationPlan) -> Iterator[Type]:
    yield from (parameter.type for parameter in operation.parameters)
    bodies = operation.body.contents if operation.body else ()
    contents = (content for response in operation.responses for content in response.contents)
    for content in (*bodies, *contents):
        yield content.type
        yield from (field.type for field in content.fields)
    if operation.pages:
        yield operation.pages.item
