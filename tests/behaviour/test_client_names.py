"""Names that a document may choose and that generated code has other uses for."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from tests.peer import answer, peer

SPEC = """
openapi: 3.1.0
info: {title: Client, version: "1"}
tags: [{name: request}, {name: Client}, {name: Wait}, {name: close}]
paths:
  /jobs/{self}/{interval}:
    get:
      operationId: list
      tags: [Wait]
      x-specpress-wait: {status: status, success: [done]}
      parameters:
        - {name: self, in: path, required: true, schema: {type: string}}
        - {name: interval, in: path, required: true, schema: {type: string}}
        - {name: on_progress, in: query, required: true, schema: {type: string}}
        - {name: list, in: query, schema: {type: array, items: {type: string}}}
        - {name: str, in: query, schema: {type: string}}
        - {name: waiting, in: query, schema: {type: string}}
        - {name: http, in: query, schema: {type: string}}
        - {name: options, in: query, schema: {type: string}}
        - {name: models, in: query, schema: {type: string}}
        - {name: class, in: query, schema: {type: string}}
        - {name: "2fa", in: query, schema: {type: string}}
        - {name: "", in: query, schema: {type: string}}
        - {name: __init__, in: query, schema: {type: string}}
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: object, properties: {status: {type: string}}}}}
  /a: {get: {operationId: dict, tags: [request], responses: {"204": {description: ok}}}}
  /b: {get: {operationId: import, tags: [Client], responses: {"204": {description: ok}}}}
  /c: {get: {operationId: __init__, tags: [close], responses: {"204": {description: ok}}}}
  /d: {get: {tags: ["!!!"], responses: {"204": {description: ok}}}}
"""


def test_names_in_each_others_way(generated: Callable[..., ModuleType]) -> None:
    package = generated(SPEC, emit=("models", "client", "testing"))
    made = next(name for name in package.__all__ if name.startswith("Client"))
    with (
        peer(lambda _: answer({"status": "done"})) as there,
        getattr(package, made)(host=there.url) as api,
    ):
        given = {
            "on_progress_query": "p",
            "list": ["a", "b"],
            "str": "s",
            "waiting_query": "w",
            "http_": "h",
        }
        given |= {"options_": "o", "models_": "m", "class_": "c", "query_2_fa": "2", "init": "i"}
        api.wait.list("me", "1", **given)
        api.wait.list_wait("me", "1", on_progress_query="p", interval=0.001)
        groups = sorted(name for name in vars(type(api)) if name[0] != "_")
    assert groups == ["client", "close_2", "request_2", "tag", "wait"]
    first, second = there.seen
    assert first.query == [
        ("on_progress", "p"),
        ("list", "a"),
        ("list", "b"),
        ("str", "s"),
        ("waiting", "w"),
        ("http", "h"),
        ("options", "o"),
        ("models", "m"),
        ("class", "c"),
        ("2fa", "2"),
        ("__init__", "i"),
    ]
    assert (first.path, second.target) == ("/jobs/me/1", "/jobs/me/1?on_progress=p")
