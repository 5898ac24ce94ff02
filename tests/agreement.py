"""Generated models against an independent judge: what strict validation says, and what survives a round trip."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import HealthCheck, reject
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from specpress.api import json_equal
from tests.in_memory import built, imported, openapi

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def check(schemas: Mapping[str, Any], values: Sequence[Any]) -> None:
    """Every value: strict validation says what the judge says, and a valid one decodes to be sent back as it came."""
    if _walks_in_circles(schemas):
        reject()
    judged = {name: list(_judged(schemas, name, values)) for name in schemas}
    lists = {f"{name}List": {"type": "array", "items": _reference(name)} for name in schemas}
    made = built(openapi({**schemas, **lists}))
    codes = {d.code for d in made.diagnostics if d.severity in ("error", "loss")}
    assert codes <= {"SP408"}, made.diagnostics
    if codes:
        reject()
    with imported(made.files) as models:
        for name, pairs in judged.items():
            adapter = TypeAdapter(getattr(models, f"{name}List"))
            for value, valid in pairs:
                text = json.dumps(
                    [value]
                )  # a list, because the name of a class that may be null is not
                told = f"{name} {json.dumps(schemas)} {text}: the judge says {valid}"
                assert accepts(adapter, text) == valid, told
                if valid:
                    back = adapter.dump_json(
                        adapter.validate_json(text), by_alias=True, exclude_unset=True
                    )
                    assert json_equal(json.loads(back), [value]), f"{told}; came back as {back!r}"


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def check_served(schemas: Mapping[str, Any], values: Sequence[Any]) -> None:
    """Every value: the JSON schema that the models are served as says what the document says."""
    if _walks_in_circles(schemas):
        reject()
    made = built(openapi(schemas))
    if any(d.severity in ("error", "loss") for d in made.diagnostics):
        reject()
    with imported(made.files) as models:
        for name in schemas:
            served = TypeAdapter(list[getattr(models, name)]).json_schema()  # type: ignore[misc]
            judge = Draft202012Validator(served)
            for value, valid in _judged(schemas, name, values):
                if value is not None:  # the name of a class that may be null does not say so
                    told = f"{name} {json.dumps(schemas)} {json.dumps(value)}: {json.dumps(served)}"
                    assert judge.is_valid([value]) == valid, told


def accepts(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


def _judged(
    schemas: Mapping[str, Any], name: str, values: Sequence[Any]
) -> Iterator[tuple[Any, bool]]:
    whole = {**_reference(name), "components": {"schemas": schemas}}
    judge = Draft202012Validator(whole)
    for value in values:
        yield value, judge.is_valid(value)


def _walks_in_circles(schemas: Mapping[str, Any]) -> bool:
    """Whether a schema is asked about the same value again before it has answered, which means nothing."""
    links = {name: set(_same_place(schema)) for name, schema in schemas.items()}
    for start in schemas:
        reached, waiting = set[str](), list(links[start])
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += links[name]
        if start in reached:
            return True
    return False


def _same_place(schema: Any) -> Iterator[str]:
    """The components that a schema asks about the value it is asked about itself."""
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, ()):
            yield from _same_place(part)
    for key in ("not", "if", "then", "else"):
        yield from _same_place(schema.get(key))
    for part in schema.get("dependentSchemas", {}).values():
        yield from _same_place(part)
