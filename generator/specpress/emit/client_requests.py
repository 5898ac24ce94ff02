"""How the arguments of a method are given and written: its signature, and the description of its request.

Takes parameters and body of an operation, gives the pieces of a `def` and of an `Operation(...)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from specpress.plan.operation_views import BodyPlan, ContentPlan, FieldPlan, ParameterPlan
from specpress.plan.types import annotation, plain
from specpress.printable import Code, Identifier, literal
from specpress.records import dataclass

_RESERVED = ":/?@!$'()*,;[]"
_DEFAULTS = {"path": ("simple", False), "header": ("simple", False), "query": ("form", True)}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method; `description` is the one of the document. `choice`: that of the media type."""

    name: Identifier
    annotation: Code
    required: bool
    positional: bool
    default: Code
    description: str
    choice: bool = False


def arguments(parameters: tuple[ParameterPlan, ...], body: BodyPlan | None) -> list[Argument]:
    """In the order in which the values travel: parameters, body, media type."""
    given = [
        Argument(
            p.name,
            _optional(p.annotation, p.required),
            p.required,
            p.location == "path",
            Code("None"),
            p.description,
        )
        for p in parameters
    ]
    if body is None:
        return given
    types = Code(" | ".join(dict.fromkeys(body_annotation(c) for c in body.contents)))
    types = Code("Any") if "Any" in types.split(" | ") else types
    shown = _optional(types, body.required)
    given.append(Argument(body.name, shown, body.required, True, Code("None"), body.description))
    if len(body.contents) > 1:
        medias = [literal(content.media_type) for content in body.contents]
        choice = Code(f"Literal[{', '.join(medias)}]")
        given.append(Argument(Identifier("media_type"), choice, False, False, medias[0], "", True))
    return given


def _optional(type: Code, required: bool) -> Code:
    if required or type == "Any" or type.endswith("| None"):
        return type
    return Code(f"{type} | None")


def signature(given: list[Argument], result: Code, rest: str = "options: Unpack[Options]") -> Code:
    """`(self, id: int, *, limit: int | None = None, **options: Unpack[Options]) -> models.Pet`."""
    parts = ["self"]
    parts += [_shown(a) for a in given if a.positional and a.required]
    keyword = [a for a in given if not (a.positional and a.required)]
    if keyword:
        parts.append("*")
    parts += [_shown(a) for a in sorted(keyword, key=lambda a: not a.required)]
    parts += [f"**{rest}"] * bool(rest)
    return Code(f"({', '.join(parts)}) -> {result}")


def _shown(argument: Argument) -> str:
    shown = f"{argument.name}: {argument.annotation}"
    return shown if argument.required else f"{shown} = {argument.default}"


_NAME = re.compile(r"[!-z|~]+")


def described_parameters(plans: tuple[ParameterPlan, ...]) -> Iterator[Code]:
    """`"{owner} {repo} state"` for those that are simply named, as they come, and `Styled(...)` for others."""
    for simple, group in groupby(plans, key=_simple):
        if simple:
            names = (f"{{{p.wire}}}" if p.location == "path" else p.wire for p in group)
            yield literal(" ".join(names))
        else:
            yield from map(_described, group)


def _simple(plan: ParameterPlan) -> bool:
    """A text in the path, or a value in the query, under a name without spaces and braces."""
    placed = plan.location in ("path", "query") and not plan.flag
    return placed and _is_plain(plan) and _NAME.fullmatch(plan.wire) is not None


def _is_plain(plan: ParameterPlan) -> bool:
    """Whether the runtime's own `Parameter` writes it."""
    return plan.location != "cookie" and not _style(plan) and not _keeps_reserved(plan)


def _keeps_reserved(plan: ParameterPlan) -> bool:
    return plan.allow_reserved and plan.location == "query"


def _described(plan: ParameterPlan) -> Code:
    """`Parameter("tags")`, or `Styled("tags", style=Style("form"))` where the plain writer does not do."""
    parts: list[str] = [literal(plan.wire)]
    if plan.location != "query":
        parts.append(literal(plan.location))
    if plan.flag:
        parts.append("flag=True")
    if _is_plain(plan):
        return Code(f"Parameter({', '.join(parts)})")
    if style := _style(plan):
        parts.append(f"style={style}")
    if _keeps_reserved(plan):
        parts.append(f"safe={literal(_RESERVED)}")
    return Code(f"Styled({', '.join(parts)})")


def _style(plan: ParameterPlan) -> Code:
    if plan.media_type is not None:
        pair = plan.location in ("query", "cookie")
        return Code('Style("json")' if pair else 'Style("jsonText")')
    usual = _DEFAULTS.get(plan.location, ("form", True))
    if plan.shape == "scalar" and plan.style == usual[0]:
        return Code("")
    exploded = plan.location in ("query", "cookie") and (plan.style, plan.explode) == usual
    if plan.location == "query" and exploded and (plan.shape == "list" or plan.flag):
        return Code("")
    explode = ", True" if plan.explode else ""
    return Code(f"Style({literal(plan.style)}{explode})")


def body_annotation(content: ContentPlan) -> Code:
    """What the caller gives for a body of this media type."""
    match content.kind:
        case "json" | "form":
            return content.annotation
        case "multipart":
            return content.form_name or Code("Mapping[str, Any]")
        case "text":
            return Code("str")
        case "lines":
            return Code(f"Iterable[{content.annotation}]")
        case "bytes" | "events":
            return Code("Upload")


def body(plan: BodyPlan) -> Code:
    """`JsonBody()`, or `Bodies({"application/json": json_body, "text/plain": plain_body})`."""
    only = plan.contents[0]
    if len(plan.contents) == 1 and only.kind == "json" and "*" not in only.media_type:
        usual = only.media_type == "application/json"
        return Code("JsonBody()" if usual else f"JsonBody({literal(only.media_type)})")
    pairs = (f"{literal(c.media_type)}: {_encoder(c)}" for c in plan.contents)
    return Code(f"Bodies({{{', '.join(pairs)}}})")


def _encoder(content: ContentPlan) -> Code:
    match content.kind:
        case "json":
            return Code("json_body")
        case "form":
            styles = _field_styles(content.fields)
            return Code(f"Form({{{', '.join(styles)}}})" if styles else "Form()")
        case "multipart":
            types = [
                f"{literal(f.wire)}: {literal(f.content_type)}"
                for f in content.fields
                if f.content_type
            ]
            media = content.media_type.partition(";")[0].strip()
            first = literal(media) if media != "multipart/form-data" else Code("")
            table = f"{{{', '.join(types)}}}" if types else ""
            if table and not first:
                return Code(f"Multipart(types={table})")
            return Code(f"Multipart({', '.join(filter(None, (first, table)))})")
        case "lines":
            return Code("lines_body")
        case "text":
            return Code("plain_body")
        case "bytes" | "events":
            return Code("stream_body")


def _field_styles(fields: tuple[FieldPlan, ...]) -> list[str]:
    found = []
    for field in fields:
        if field.content_type is not None and "json" in field.content_type:
            found.append(f'{literal(field.wire)}: Style("json")')
        elif field.style is not None and (field.style, field.explode) != ("form", True):
            explode = ", True" if field.explode else ""
            found.append(f"{literal(field.wire)}: Style({literal(field.style)}{explode})")
    return found


def form_members(content: ContentPlan) -> Code:
    """The members of the TypedDict of a multipart body; types in quotes, for they name models."""
    return Code("{" + ", ".join(_member(field) for field in content.fields) + "}")


def _member(field: FieldPlan) -> str:
    one = "File" if field.file else annotation(plain(field.type), "models.")
    shown = f"list[{one}]" if field.file and field.many else one
    wanted = shown if field.required else f"NotRequired[{shown}]"
    return f"{literal(field.wire)}: {literal(wanted)}"


def values(given: list[Argument]) -> Code:
    """The tuple in which the arguments travel; a body with a choice of media types travels as a pair."""
    names: list[str] = [argument.name for argument in given]
    if given and given[-1].choice:
        names[-2:] = [f"({names[-2]}, {names[-1]})"]
    return Code(f"({', '.join(names)}{',' if len(names) == 1 else ''})")


def described(given: list[Argument]) -> Iterator[str]:
    """The lines of `Args:` for a docstring."""
    for argument in given:
        text = " ".join(argument.description.split())
        if text:
            yield f"    {argument.name}: {text}"
