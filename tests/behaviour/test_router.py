"""What implementers of a generated router rely on: who gets in, what a handler gets, what becomes of its answer."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from tests.conftest import put_files
from tests.serving import served

from specpress.config import Options
from specpress.pipeline import build

SPEC = """
openapi: 3.2.0
info: {title: Zoo, version: "1"}
paths:
  /animals/{name}:
    get:
      operationId: animal
      tags: [zoo]
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - {name: X-Trace-Id, in: header, schema: {type: integer, default: 7}}
        - {name: kind, in: query, schema: {$ref: "#/components/schemas/Kind"}}
        - {name: since, in: query, schema: {type: string, format: date}}
        - {name: days, in: query, schema: {type: array, items: {type: string, format: date-time}}}
      responses:
        "200": {description: One, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
        "203": {description: Another, content: {application/json: {schema: {type: integer}}}}
        "404": {description: None, content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}}
        "422": {description: Bad, content: {application/json: {schema: {$ref: "#/components/schemas/Invalid"}}}}
        5XX: {description: Broken, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /animals/mine:
    get:
      operationId: mine
      tags: [zoo]
      responses: {"200": {description: Mine, content: {application/json: {schema: {type: string}}}}}
  /animals:
    put:
      operationId: keep
      tags: [zoo]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
      responses: {"204": {description: Kept}, "400": {description: Bad}}
  /photos:
    put:
      operationId: upload
      tags: [photos]
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {"200": {description: Size, content: {application/json: {schema: {type: integer}}}}}
    get:
      operationId: download
      tags: [photos]
      responses: {"200": {description: Picture, content: {image/png: {schema: {type: string, format: binary}}}}}
  /news:
    get:
      operationId: news
      tags: [photos]
      responses: {"200": {description: News, content: {text/event-stream: {itemSchema: {$ref: "#/components/schemas/Animal"}}}}}
  /vault:
    get:
      operationId: vault
      tags: [vault]
      security: [{basic: [], key: []}, {token: [read]}]
      responses: {"200": {description: In, content: {application/json: {schema: {}}}}}
  /watch:
    post:
      operationId: watch
      tags: [vault]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
      responses: {"202": {description: Watching}}
      callbacks:
        seen:
          "{$request.query.url}":
            post: {operationId: seen, responses: {"204": {description: Thanks}}}
  /lobby:
    get:
      operationId: lobby
      tags: [vault]
      security: [{key: []}, {}]
      responses: {"200": {description: In, content: {application/json: {schema: {}}}}}
webhooks:
  born:
    post:
      operationId: born
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
      responses: {"204": {description: Heard}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: key}
    token: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://example.com/, scopes: {read: Read}}}}
  schemas:
    Kind: {type: string, enum: [cat, dog]}
    Animal:
      type: object
      required: [name]
      properties: {name: {type: string}, kind: {$ref: "#/components/schemas/Kind"}, age: {type: integer}}
    Problem:
      type: object
      required: [title, status]
      properties: {type: {type: string}, title: {type: string}, status: {type: integer}, detail: {type: string}}
    Invalid:
      type: object
      properties:
        detail:
          type: array
          items:
            type: object
            required: [loc, msg, type]
            properties:
              loc: {type: array, items: {anyOf: [{type: string}, {type: integer}]}}
              msg: {type: string}
              type: {type: string}
"""


class Zoo:
    """Implements all of it; `answer` is what it does next."""

    def __init__(self, package: ModuleType) -> None:
        self.models = importlib.import_module(f"{package.__name__}.models")
        self.router = importlib.import_module(f"{package.__name__}.router")
        self.got: dict[str, Any] = {}
        self.answer: Callable[[], Any] = lambda: None

    def __getattr__(self, name: str) -> Any:
        def handle(**given: Any) -> Any:
            self.got = given
            return self.answer()

        if name.startswith("__"):
            raise AttributeError(name)
        return handle

    def mine(self) -> str:
        return "mine"

    def upload(self, body: Any) -> int:
        return sum(map(len, body))

    def app(self) -> FastAPI:
        made = self.router.create_app(self, self, self, Guard(self.router))
        assert isinstance(made, FastAPI)
        return made


class Guard:
    def __init__(self, router: ModuleType) -> None:
        self.router = router

    async def basic(self, username: str, password: str) -> str:
        if password != "word":
            raise self.router.Reply(403)
        return username

    def key(self, credential: str) -> str:
        return credential

    def token(self, credential: str, scopes: list[str] | None = None) -> object:
        if credential == "expired":
            raise HTTPException(401, "expired")
        return [credential, *(scopes or [])]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Generated once for all tests of this module."""
    folder = tmp_path_factory.mktemp("zoo")
    (folder / "zoo.yaml").write_text(SPEC)
    made = build(folder / "zoo.yaml", Options(emit=("models", "router")))
    assert made.ok, made.diagnostics
    put_files(folder / "generated_zoo", made.files)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield importlib.import_module("generated_zoo")


@pytest.fixture
def zoo(package: ModuleType) -> Zoo:
    return Zoo(package)


@pytest.fixture
def api(zoo: Zoo) -> Iterator[httpx.Client]:
    with served(zoo.app()) as url, httpx.Client(base_url=url) as client:
        yield client


# --- what a handler gets --------------------------------------------------------------------------------------


def test_parameters_are_typed_and_have_their_defaults(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: zoo.models.Animal(name="Rex")
    api.get("/animals/R%C3%A9x%20%26", params={"kind": "dog"})
    rest = {"since": None, "days": None}
    assert zoo.got == {"name": "Réx &", "x_trace_id": 7, "kind": zoo.models.Kind.DOG} | rest
    api.get("/animals/Rex", headers={"X-Trace-Id": "12"})
    assert zoo.got == {"name": "Rex", "x_trace_id": 12, "kind": None} | rest


def test_a_named_path_goes_before_a_parameter(api: httpx.Client) -> None:
    assert api.get("/animals/mine").json() == "mine"


@pytest.mark.parametrize("trace", ["x", "1.5", "", "true", '"1"'])
def test_a_parameter_of_another_type_is_refused_as_declared(api: httpx.Client, trace: str) -> None:
    answer = api.get("/animals/Rex", headers={"X-Trace-Id": trace})
    (error,) = answer.json()["detail"]
    assert (answer.status_code, error["loc"]) == (422, ["header", "X-Trace-Id"])
    assert set(error) == {"loc", "msg", "type"}


def test_a_date_is_written_as_a_date(zoo: Zoo, api: httpx.Client) -> None:
    """pydantic takes a text of digits for one too, as a count of seconds."""
    zoo.answer = lambda: zoo.models.Animal(name="Rex")
    assert api.get("/animals/Rex", params={"since": "2026-11-23"}).status_code == 200
    assert str(zoo.got["since"]) == "2026-11-23"
    days = ["2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"]
    assert api.get("/animals/Rex", params={"days": days}).status_code == 200
    for wrong in (
        {"since": "0"},
        {"since": "1577836800"},
        {"since": "x"},
        {"days": [days[0], "0"]},
    ):
        assert api.get("/animals/Rex", params=wrong).status_code == 422, wrong


def test_requests_are_strict(api: httpx.Client) -> None:
    """A client survives values that the document does not list; a server does not take them."""
    assert api.get("/animals/Rex", params={"kind": "bird"}).status_code == 422
    for body in (
        '{"name": "a", "kind": "bird"}',
        '{"name": 1}',
        '{"name": "a", "age": null}',
        "{",
        "[]",
    ):
        answer = api.put("/animals", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, body
    assert api.put("/animals").status_code == 400
    assert (
        api.put("/animals", content="x", headers={"Content-Type": "text/plain"}).status_code == 400
    )


def test_unknown_fields_arrive(zoo: Zoo, api: httpx.Client) -> None:
    assert api.put("/animals", json={"name": "Rex", "wings": 2}).status_code == 204
    assert zoo.got["body"].model_extra == {"wings": 2}


def test_an_upload_is_a_stream(api: httpx.Client) -> None:
    chunks = (b"x" * 100_000 for _ in range(30))
    answer = api.put(
        "/photos", content=chunks, headers={"Content-Type": "application/octet-stream"}
    )
    assert answer.json() == 3_000_000


# --- what becomes of an answer --------------------------------------------------------------------------------


def test_absent_fields_stay_absent(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: zoo.models.Animal(name="Rex")
    assert api.get("/animals/Rex").json() == {"name": "Rex"}


def test_another_success_is_a_reply(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: zoo.router.Reply(203, 12, {"X-Count": "1"})
    answer = api.get("/animals/Rex")
    assert (answer.status_code, answer.json(), answer.headers["x-count"]) == (203, 12, "1")


def test_an_error_is_raised_with_its_body(zoo: Zoo, api: httpx.Client) -> None:
    def answer() -> None:
        raise zoo.router.Reply(404, zoo.models.Problem(title="Gone", status=404))

    zoo.answer = answer
    found = api.get("/animals/Rex")
    assert found.headers["content-type"] == "application/problem+json"
    assert (found.status_code, found.json()) == (404, {"title": "Gone", "status": 404})


def test_an_error_without_a_body_gets_the_declared_shape(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: zoo.router.Reply(404)
    found = api.get("/animals/Rex").json()
    assert (found["title"], found["status"], found["detail"]) == ("Not Found", 404, "Not Found")


def test_what_nobody_has_written_is_501_in_the_declared_shape(zoo: Zoo, api: httpx.Client) -> None:
    def answer() -> None:
        raise NotImplementedError

    zoo.answer = answer
    found = api.get("/animals/Rex")
    assert (found.status_code, found.json()["title"]) == (501, "Not Implemented")


@pytest.mark.parametrize("wrong", ["status", "body"])
def test_an_answer_that_is_not_declared_never_leaves(
    zoo: Zoo, api: httpx.Client, wrong: str
) -> None:
    bad = {"status": lambda: zoo.router.Reply(418, 1), "body": lambda: {"name": 1}}
    zoo.answer = bad[wrong]
    assert api.get("/animals/Rex").status_code == 500


def test_downloads_are_streams(zoo: Zoo, api: httpx.Client) -> None:
    async def slowly() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"png"

    answers: list[Callable[[], Any]] = [slowly, lambda: iter([b"png"] * 3), lambda: b"png" * 3]
    for answer in answers:
        zoo.answer = answer
        found = api.get("/photos")
        assert (found.content, found.headers["content-type"]) == (b"png" * 3, "image/png")


def test_events_are_written_one_by_one(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: iter([zoo.models.Animal(name="a"), zoo.models.Animal(name="b")])
    assert api.get("/news").text == 'data: {"name":"a"}\n\ndata: {"name":"b"}\n\n'


# --- who gets in ----------------------------------------------------------------------------------------------


def test_schemes_together_and_alternatives(zoo: Zoo, api: httpx.Client) -> None:
    request = zoo.router.request
    zoo.answer = lambda: request.get().state.callers
    both = api.get("/vault", params={"key": "k"}, auth=("user", "word"))
    assert both.json() == {"basic": "user", "key": "k"}
    other = api.get("/vault", headers={"Authorization": "bearer t"})
    assert other.json() == {"token": ["t", "read"]}
    assert api.get("/vault", auth=("user", "word")).status_code == 401
    assert api.get("/vault", params={"key": "k"}, auth=("user", "wrong")).status_code == 403
    assert (
        api.get("/vault", headers={"Authorization": "Basic ?"}, params={"key": "k"}).status_code
        == 401
    )
    expired = api.get("/vault", headers={"Authorization": "Bearer expired"})
    assert (expired.status_code, expired.json()) == (401, {"detail": "expired"})


def test_no_credentials_may_be_one_alternative(zoo: Zoo, api: httpx.Client) -> None:
    zoo.answer = lambda: zoo.router.request.get().state.callers
    assert api.get("/lobby").json() == {}
    assert api.get("/lobby", params={"key": "k"}).json() == {"key": "k"}


def test_nobody_is_asked_before_the_credentials_are_good(zoo: Zoo, api: httpx.Client) -> None:
    zoo.got = {"untouched": True}
    api.get("/vault")
    assert zoo.got == {"untouched": True}


# --- the other direction --------------------------------------------------------------------------------------


def test_a_webhook_is_received_where_one_wants_it(zoo: Zoo) -> None:
    class Receiver:
        async def born(self, body: Any) -> None:
            zoo.got = {"heard": body.name}

    app = FastAPI()
    app.include_router(zoo.router.create_born_router(Receiver(), path="/hooks/births"))
    with served(app) as url:
        assert httpx.post(f"{url}/hooks/births", json={"name": "Rex"}).status_code == 204
        assert zoo.got == {"heard": "Rex"}
        assert httpx.post(f"{url}/hooks/births", json={}).status_code == 422
    assert list(zoo.app().openapi()["webhooks"]) == ["born"]


def test_an_operation_that_calls_back_is_served(zoo: Zoo, api: httpx.Client) -> None:
    assert api.post("/watch", json={"name": "Rex"}).status_code == 202
    (operation,) = zoo.app().openapi()["paths"]["/watch"].values()
    assert list(operation["callbacks"]) == ["seen"] and "security" not in operation


def test_the_protocols_are_what_a_type_checker_reads(zoo: Zoo) -> None:
    text = Path(zoo.router.__file__ or "").read_text()
    assert "Answer[models.Animal | Reply[Literal[203], int]]" in text
    assert "def token(self, credential: str, scopes: Sequence[str] = ())" in text
