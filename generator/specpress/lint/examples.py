"""Examples held to their schemas, with the validator that the outside world uses.

Takes the documents as they were read: an example is checked against the text of its schema, not against what we
made of it. 3.0 is respelt on the way (`nullable`, flags for exclusive bounds). Only schemas of the root document.
"""

from __future__ import annotations

from collections.abc import Iterator

from jsonschema_rs import Draft202012Validator, ReferencingError, Registry, ValidationError

from specpress.api import Api, Example, Json, MediaType, Parameter, Subschema, Value
from specpress.diagnostics import Finding, Span
from specpress.source.documents import Documents
from specpress.walk import contents, every_operation, every_schema

_ROOT = "urn:specpress:document"
_LONGEST = 100


def wrong_examples(api: Api, documents: Documents) -> Iterator[Finding]:
    pairs = list(_examples(api))
    root = documents.root
    if not pairs or root is None:
        return
    text = _respelt(root.value) if api.version.startswith("3.0") else root.value
    checker = _Checker(text, documents.entry)
    for span, schema, value in pairs:
        if problem := checker.problem(schema.span, value.json):
            message = f"the example is not valid: {problem}"
            yield Finding("SP243", span, message, "change the example, or the schema")


def _examples(api: Api) -> Iterator[tuple[Span, Subschema, Value]]:
    owners: dict[Span, Parameter | MediaType] = {}
    for operation in every_operation(api):
        owners.update((parameter.span, parameter) for parameter in operation.parameters)
        owners.update((media.span, media) for media in contents(operation))
    for owner in owners.values():
        if owner.schema is not None and (isinstance(owner, Parameter) or "json" in owner.name):
            yield from _of(owner.examples, owner.schema)
    for schema in every_schema(api):
        for value in schema.annotations.examples:
            yield schema.span, schema, value


def _of(
    examples: tuple[Example, ...], schema: Subschema
) -> Iterator[tuple[Span, Subschema, Value]]:
    for example in examples:
        if example.value is not None:
            yield example.span, schema, example.value


class _Checker:
    """One validator for each schema that has examples, made when first asked for."""

    def __init__(self, text: Json, entry: str) -> None:
        self._entry = entry
        self._registry: Registry | None = None
        self._text = text
        self._made: dict[str, Draft202012Validator | None] = {}

    def problem(self, schema: Span, value: Json) -> str:
        if schema.file != self._entry:
            return ""
        if schema.pointer not in self._made:
            self._made[schema.pointer] = self._make(schema.pointer)
        rules = self._made[schema.pointer]
        if rules is None:
            return ""
        error = next(iter(rules.iter_errors(value)), None)
        return _told(error) if error is not None else ""

    def _make(self, pointer: str) -> Draft202012Validator | None:
        try:
            if self._registry is None and isinstance(self._text, dict):
                self._registry = Registry([(_ROOT, {**self._text, "$id": _ROOT})])
            quoted = pointer.replace("%", "%25").replace(" ", "%20")
            reference: dict[str, Json] = {"$ref": f"{_ROOT}#{quoted}"}
            return Draft202012Validator(reference, registry=self._registry)
        except (ValidationError, ReferencingError, ValueError):
            return None  # another file, or a pattern of another dialect: not for this rule to say


def _told(error: ValidationError) -> str:
    where = "/".join(str(step) for step in error.instance_path)
    message = error.message
    if len(message) > _LONGEST:
        message = f"...{message[-_LONGEST:]}"
    return f"{message} (at {where})" if where else message


def _respelt(value: Json) -> Json:
    """OpenAPI 3.0 in the words of 2020-12."""
    if isinstance(value, list):
        return [_respelt(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _respelt(item) for key, item in value.items()}
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(flag := made.get(exclusive), bool):
            del made[exclusive]
            if flag and bound in made:
                made[exclusive] = made.pop(bound)
    if made.get("nullable") is True:
        if isinstance(kind := made.get("type"), str):
            made["type"] = [kind, "null"]
        elif "type" not in made:
            return {"anyOf": [made, {"type": "null"}]}
    return made
