"""What a method of the client gives back: a value, or a stream of bytes, events or lines.

Takes the answers of an operation, gives annotations and the table that the runtime decodes by.
"""

from __future__ import annotations

from typing import Literal

from specpress.plan.operation_views import ContentPlan, Kind, OperationPlan, ResponsePlan
from specpress.plan.types import ANY, NONE, STR, Builtin, Type, annotation, plain, union
from specpress.printable import Code, literal
from specpress.records import dataclass

Stream = Literal["", "ByteStream", "EventStream", "LineStream"]
_BUFFERED: tuple[Kind, ...] = ("json", "text", "form", "multipart")


@dataclass(frozen=True, slots=True)
class Answers:
    """One way to call an operation. `suffix` tells the second one apart; `type` is that of an item of a stream."""

    suffix: str
    stream: Stream
    type: Type
    table: Code


def answers(operation: OperationPlan) -> tuple[Answers, ...]:
    """A value where the operation has one, a stream where that is all it has; events beside values as well."""
    contents = [content for response in operation.successes for content in response.contents]
    kinds = {content.kind for content in contents}
    ways: list[Answers] = []
    if not contents or kinds & set(_BUFFERED):
        ways.append(_value(operation))
    if "events" in kinds:
        ways.append(_stream(operation, contents, "events", "EventStream", bool(ways)))
    if "lines" in kinds:
        ways.append(_stream(operation, contents, "lines", "LineStream", bool(ways)))
    return tuple(ways) or (_stream(operation, contents, "bytes", "ByteStream", False),)


def type_of(content: ContentPlan) -> Type:
    """Of a whole body in memory."""
    match content.kind:
        case "json":
            return plain(content.type)
        case "text":
            return STR
        case _:
            return Builtin(Code("bytes"))


def _value(operation: OperationPlan) -> Answers:
    types: list[Type] = []
    for response in operation.successes:
        whole = [c for c in response.contents if c.kind not in ("events", "lines")]
        types += [type_of(content) for content in whole]
        types += [NONE] * (not response.contents or operation.method == "HEAD")
    type = NONE if operation.method == "HEAD" or not types else union(*types)
    return Answers("", "", type, _table(operation, None))


def _stream(
    operation: OperationPlan, contents: list[ContentPlan], kind: Kind, stream: Stream, second: bool
) -> Answers:
    types = [plain(content.type) for content in contents if content.kind == kind]
    suffix = f"_{kind}" if second else ""
    return Answers(suffix, stream, union(*types), _table(operation, kind))


def _table(operation: OperationPlan, only: Kind | None) -> Code:
    """`{"200": Json(lambda: models.Pet)}`; of streams only the media types count."""
    rows = []
    successes = operation.successes
    for response in operation.responses:
        success = response in successes
        wanted = [c for c in response.contents if _wanted(c, success, only)]
        if wanted or success or response.status == "default" or _shadows(response, operation):
            head = operation.method == "HEAD"
            rows.append(f"{literal(response.status)}: {_reader([] if head else wanted)}")
    return Code(f"{{{', '.join(rows)}}}")


def _reader(contents: list[ContentPlan]) -> str:
    """`Json(lambda: models.Pet)`, or `ByMediaType({...})` where it is not always JSON of that type."""
    if not contents:
        return "None"
    first = contents[0]
    if len(contents) == 1 and first.kind == "json" and "*" not in first.media_type:
        parts = [_type(first), literal(first.media_type)]
        if parts[1] == literal("application/json"):
            return f"Json({parts[0]})" if parts[0] != "None" else "Json()"
        return f"Json({', '.join(parts)})"
    cells = (f"{literal(c.media_type)}: {_type(c)}" for c in contents)
    return f"ByMediaType({{{', '.join(cells)}}})"


def _shadows(response: ResponsePlan, operation: OperationPlan) -> bool:
    """Whether leaving out an untyped error would give its status the type of a wider one."""
    wider = (f"{response.status[0]}XX", "default")
    return any(other.status in wider and other is not response for other in operation.responses)


def _wanted(content: ContentPlan, success: bool, only: Kind | None) -> bool:
    if not success:  # an untyped error is parsed without being told
        return content.kind == "json" and content.type != ANY
    return content.kind == only if only else content.kind not in ("events", "lines")


def _type(content: ContentPlan) -> str:
    made = annotation(plain(content.type), "models.")
    typed = content.kind == "json" and content.type != ANY
    return f"lambda: {made}" if typed else "None"
