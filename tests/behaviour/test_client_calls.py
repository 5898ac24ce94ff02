"""What one call of a generated client sends and makes of the answer, over a real socket, with both HTTP libraries."""

from __future__ import annotations

import asyncio
import io
import json
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.leaks import KEY
from tests.peer import Script, Seen, answer, peer

REX = {"name": "Rex"}


def module(shop: ModuleType, name: str) -> ModuleType:
    return __import__(f"{shop.__package__}.{name}", fromlist=["x"])


def once(shop: ModuleType, script: Script, call: Callable[[Any], Any], **given: Any) -> Any:
    """The same call by the sync and the async client; both have to come to the same."""
    with peer(script) as there:
        with shop.PetShop(**{"key": "sesame", "host": there.url, **given}) as api:
            sync = call(api)
        sent = list(there.seen)

        async def run() -> Any:
            async with shop.AsyncPetShop(**{"key": "sesame", "host": there.url, **given}) as api:
                return await call(api)

        assert asyncio.run(run()) == sync
        again = there.seen[len(sent) :]
        assert [(s.method, s.target) for s in sent] == [(s.method, s.target) for s in again]
        if not any("multipart" in s.headers.get("content-type", "") for s in sent):
            assert [s.body for s in sent] == [s.body for s in again]
    return sync, sent


def failing(shop: ModuleType, script: Script, call: Callable[[Any], Any], **given: Any) -> Any:
    """The error that both clients raise; it survives pickling."""
    with peer(script) as there:
        options = {"key": "sesame", "host": there.url, **given}
        with shop.PetShop(**options) as api, pytest.raises(Exception) as caught:
            call(api)

        async def run() -> None:
            async with shop.AsyncPetShop(**options) as api:
                await call(api)

        with pytest.raises(type(caught.value)) as other:
            asyncio.run(run())
    assert str(other.value) == str(caught.value)
    copied = pickle.loads(pickle.dumps(caught.value))
    assert (type(copied), str(copied), vars(copied).keys()) == (
        type(caught.value),
        str(caught.value),
        vars(caught.value).keys(),
    )
    return caught.value


def test_every_place_a_parameter_can_be_in(shop: ModuleType) -> None:
    def call(api: Any) -> Any:
        return api.pets.list(
            limit=5,
            tags=["a b", "ü"],
            filter={"size": "L&M", "colour": "red"},
            timeout_=3,
            x_trace="t-1",
            session="s/1",
        )

    _, [seen] = once(shop, lambda _: answer({"data": []}), call)
    assert seen.target == (
        "/pets?limit=5&tags=a%20b,%C3%BC&filter%5Bsize%5D=L%26M&filter%5Bcolour%5D=red&timeout=3"
    )
    assert seen.headers["x-trace"] == "t-1"
    assert seen.headers["cookie"] == "session=s%2F1"
    assert seen.headers["x-key"] == "sesame"


def test_a_path_parameter_is_one_segment(shop: ModuleType) -> None:
    _, [seen] = once(shop, lambda _: answer(REX), lambda api: api.pets.get("a/b?c#d é"))
    assert seen.target == "/pets/a%2Fb%3Fc%23d%20%C3%A9"


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_parameter_that_servers_resolve_is_refused(shop: ModuleType, value: str) -> None:
    error = failing(shop, lambda _: answer(REX), lambda api: api.pets.get(value))
    assert isinstance(error, ValueError)


def test_a_body_is_json_without_fields_that_were_never_set(shop: ModuleType) -> None:
    models = module(shop, "models")
    pet, [seen] = once(
        shop,
        lambda s: answer(json.loads(s.body), 201),
        lambda api: api.pets.create(models.Pet(name="Rex")),
    )
    assert (seen.headers["content-type"], json.loads(seen.body)) == ("application/json", REX)
    assert pet == models.Pet(name="Rex")
    _, [seen] = once(
        shop,
        lambda s: answer(json.loads(s.body), 201),
        lambda api: api.pets.create(models.Pet(name="Rex", tag=None)),
    )
    assert json.loads(seen.body) == {"name": "Rex", "tag": None}


def test_the_declared_media_type_decides_how_an_answer_is_read(shop: ModuleType) -> None:
    assert once(shop, lambda _: answer(b"just text", media="text/plain"), _get)[0] == "just text"
    assert once(shop, lambda _: answer(REX, media=""), _get)[0].name == "Rex"
    vendor = answer(REX, media="application/vnd.pets+json; charset=utf-8")
    assert once(shop, lambda _: vendor, _get)[0].name == "Rex"


def test_no_content_and_head(shop: ModuleType) -> None:
    gone = answer(status=204, headers={"content-length": "0"}, media="")
    assert once(shop, lambda _: gone, lambda api: api.pets.delete("1"))[0] is None
    assert once(shop, lambda _: answer(), lambda api: api.pets.has("1"))[0] is None


def test_an_error_has_the_declared_body(shop: ModuleType) -> None:
    models, errors = module(shop, "models"), module(shop, "_client_errors")
    problem = answer({"title": "No such pet"}, 404, {"x-request-id": "r-7"})
    error = failing(shop, lambda _: problem, _get)
    assert isinstance(error, errors.NotFoundError)
    assert (error.status, error.request_id) == (404, "r-7")
    assert error.body == models.Problem(title="No such pet")
    assert error.excerpt == '{"title": "No such pet"}'
    assert "GET /pets/{id}: 404 Not Found (request r-7)" in str(error)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "UnauthorizedError"),
        (403, "ForbiddenError"),
        (409, "ConflictError"),
        (418, "ClientError"),
        (422, "UnprocessableError"),
        (429, "RateLimitedError"),
        (499, "ClientError"),
        (500, "ServerError"),
        (501, "ServerError"),
        (299, "UnexpectedStatusError"),
        (302, "UnexpectedStatusError"),
    ],
)
def test_every_status_raises_its_own_error(shop: ModuleType, status: int, name: str) -> None:
    error = failing(shop, lambda _: answer(b"<html>no</html>", status), _get, retries=0)
    assert (type(error).__name__, error.status) == (name, status)
    assert (error.body, error.excerpt) == (None, "<html>no</html>")


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "application/problem+xml"])
def test_a_text_error_has_its_text_for_a_body(shop: ModuleType, media: str) -> None:
    error = failing(shop, lambda _: answer(b"0", 500, media=media), _get, retries=0)
    assert error.body == "0"


def test_ranges_and_default_of_declared_answers(shop: ModuleType) -> None:
    models = module(shop, "models")
    pet = models.Pet(name="Rex")

    def create(api: Any) -> Any:
        return api.pets.create(pet)

    problem = answer({"title": "x"}, 418, media="application/problem+json")
    assert failing(shop, lambda _: problem, create).body == models.Problem(title="x")
    assert failing(shop, lambda _: answer({"title": "x"}, 500), create).body == models.Problem(
        title="x"
    )


def test_a_body_that_is_not_what_is_declared(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")
    error = failing(shop, lambda _: answer({"name": 3}, headers={"x-request-id": "r"}), _get)
    assert isinstance(error, errors.DecodeError)
    assert (error.status, error.request_id) == (200, "r")
    assert error.pointer == (
        "#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema"
    )
    [problem] = error.problems
    assert (problem.field, problem.value) == ("name", "3")
    assert "name: Input should be a valid string, found 3" in str(error)
    page = failing(shop, lambda _: answer(b"<html>login</html>", media="text/html"), _get)
    assert isinstance(page, errors.DecodeError)
    assert "text/html" in str(page)
    assert page.excerpt == "<html>login</html>"


def test_a_deep_mismatch_is_named_by_its_path(shop: ModuleType) -> None:
    body = {"data": [REX, {"name": None}]}
    error = failing(shop, lambda _: answer(body), lambda api: api.pets.list())
    assert error.problems[0].field == "data[1].name"


def test_bytes_come_as_a_stream(shop: ModuleType) -> None:
    def script(_: Seen) -> bytes:
        return answer(b"\x89PNG" * 1000, media="image/png")

    with peer(script) as there:
        with (
            shop.PetShop(key="sesame", host=there.url) as api,
            api.pets.photo("1") as stream,
        ):
            assert b"".join(stream) == b"\x89PNG" * 1000

        async def run() -> Any:
            async with (
                shop.AsyncPetShop(key="sesame", host=there.url) as api,
                await api.pets.photo("1") as stream,
            ):
                return await stream.read()

        assert asyncio.run(run()) == b"\x89PNG" * 1000


def test_a_stream_that_breaks_off_is_a_transport_error(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")

    def script(_: Seen) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 100\r\n\r\nabc"

    with peer(script) as there, shop.PetShop(key=KEY, host=there.url) as api:
        stream = api.pets.photo("1")
        with pytest.raises(errors.TransportError):
            stream.read()


def test_an_upload_is_not_loaded(shop: ModuleType) -> None:
    gone = answer(status=204, media="")

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            yield b"%d" % number * 10

    for given in (io.BytesIO(b"0" * 10 + b"1" * 10 + b"2" * 10), pieces()):
        with peer(lambda _: gone) as there, shop.PetShop(key=KEY, host=there.url) as api:
            api.pets.set_photo("1", body=given)
        [seen] = there.seen
        assert seen.body == b"000000000011111111112222222222"
        assert seen.headers["content-type"] == "application/octet-stream"

    async def run(url: str) -> None:
        async with shop.AsyncPetShop(key=KEY, host=url) as api:
            await api.pets.set_photo("1", body=io.BytesIO(b"abc"))

    with peer(lambda _: gone) as there:
        asyncio.run(run(there.url))
    assert there.seen[0].body == b"abc"


def test_multipart_has_a_random_boundary_and_the_declared_media_types(shop: ModuleType) -> None:
    models = module(shop, "models")

    def call(api: Any) -> Any:
        return api.pets.upload(
            "1",
            {
                "file": ('ph"o\r\nto.png', b"\x89PNG"),
                "more": [b"one", ("two.txt", b"two", "text/plain")],
                "note": "grüße",
                "meta": models.Pet(name="Rex"),
            },
        )

    _, [seen] = once(shop, lambda _: answer({}), call)
    media, _, boundary = seen.headers["content-type"].partition("; boundary=")
    assert media == "multipart/form-data"
    parts = seen.body.split(b"--" + boundary.encode())
    assert parts[0] == b"" and parts[-1] == b"--\r\n"
    assert parts[1] == (
        b'\r\nContent-Disposition: form-data; name="file"; filename="ph%22o%0D%0Ato.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n"
    )
    assert b'name="more"; filename="more"\r\nContent-Type: application/octet-stream' in parts[2]
    assert b'filename="two.txt"\r\nContent-Type: text/plain\r\n\r\ntwo' in parts[3]
    assert parts[4].endswith('name="note"\r\n\r\ngrüße\r\n'.encode())
    assert parts[5].endswith(b'Content-Type: application/json\r\n\r\n{"name": "Rex"}\r\n')
    _, [other] = once(shop, lambda _: answer({}), call)
    assert other.headers["content-type"] != seen.headers["content-type"]


def test_one_of_several_media_types_is_chosen(shop: ModuleType) -> None:
    media = "application/x-www-form-urlencoded"

    def call(api: Any) -> Any:
        return api.pets.upload("1", {"note": "a b&c", "tags": ["x", "y"]}, media_type=media)

    _, [seen] = once(shop, lambda _: answer({}), call)
    assert seen.headers["content-type"] == media
    assert seen.body == b"note=a%20b%26c&tags=x&tags=y"


def test_events_and_lines_are_iterated_typed(shop: ModuleType) -> None:
    models = module(shop, "models")
    text = (
        b'\xef\xbb\xbf: hello\r\ndata: {"name":\r\ndata: "A"}\r\n\r\nevent: x\nid: 7\n'
        b'data: {"name": "B"}\n\ndata: [DONE]\n\ndata: never'
    )
    with peer(lambda _: answer(text, media="text/event-stream")) as there:
        with shop.PetShop(q=KEY, host=there.url) as api:
            assert list(api.default.events()) == [models.Pet(name="A"), models.Pet(name="B")]
            events = list(api.default.events().events())
            assert [(e.event, e.id) for e in events] == [
                ("message", ""),
                ("x", "7"),
                ("message", "7"),
            ]

        async def run() -> list[Any]:
            async with shop.AsyncPetShop(q=KEY, host=there.url) as api:
                return [pet async for pet in await api.default.events()]

        assert asyncio.run(run()) == [models.Pet(name="A"), models.Pet(name="B")]
    lines = b'{"name": "A"}\n\n{"name": "B"}'
    with (
        peer(lambda _: answer(lines, media="application/jsonl")) as there,
        shop.PetShop(host=there.url) as api,
    ):
        assert [pet.name for pet in api.default.lines()] == ["A", "B"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_events_do_not_depend_on_how_the_bytes_are_cut(shop: ModuleType, size: int) -> None:
    text = b'data: {"name": "A"}\r\n\r\ndata: {"name": "B"}\r\rdata: {"name": "\xc3\xbc"}\n\n'
    streams = module(shop, "_client_streams")
    lines, events = streams.Lines(), streams.Events()
    found = [
        event.data
        for start in range(0, len(text), size)
        for line in lines.feed(text[start : start + size])
        for event in events.feed(line)
    ]
    assert found == ['{"name": "A"}', '{"name": "B"}', '{"name": "ü"}']


def test_pages_are_walked_to_their_end(shop: ModuleType) -> None:
    def cursor(seen: Seen) -> bytes:
        after = dict(seen.query).get("after")
        following = {None: "b", "b": "c", "c": None}[after]
        return answer({"data": [{"name": f"{after}"}], "meta": {"next": following}})

    def offset(seen: Seen) -> bytes:
        start = int(dict(seen.query)["offset"])
        return answer([{"name": str(n)} for n in range(start, min(start + 2, 5))])

    def linked(seen: Seen) -> bytes:
        page = int(dict(seen.query).get("page", 1))
        more = {"link": f'<https://evil.example/linked?page={page + 1}>; rel="next"'}
        return answer([{"name": str(page)}], headers=more if page < 3 else {})

    def names(script: Script, call: Callable[[Any], Any]) -> list[str]:
        with peer(script) as there:
            with shop.PetShop(key=KEY, host=there.url) as api:
                sync = [pet.name for pet in call(api)]

            async def run() -> list[str]:
                async with shop.AsyncPetShop(key=KEY, host=there.url) as api:
                    return [pet.name async for pet in call(api)]

            assert asyncio.run(run()) == sync
        return sync

    assert names(cursor, lambda api: api.pets.all()) == ["None", "b", "c"]
    assert names(offset, lambda api: api.default.offset_all()) == ["0", "1", "2", "3", "4"]
    assert names(linked, lambda api: api.default.linked_all()) == ["1", "2", "3"]


def test_raw_answers_undeclared_calls_and_hooks(shop: ModuleType) -> None:
    script = lambda seen: answer(REX, headers={"x-request-id": "r", "x-left": "9"})
    raw, _ = once(shop, script, lambda api: api.raw(api.pets.get)("1"))
    assert (raw.parsed.name, raw.status, raw.request_id, raw.attempts) == ("Rex", 200, "r", 1)
    assert (raw.headers["x-left"], json.loads(raw.content)) == ("9", REX)
    made, [seen] = once(
        shop,
        script,
        lambda api: api.request(
            "patch", "/pets/1", {"a": 1}, extra_headers={"x-a": "1"}, extra_query={"b": "2 3"}
        ),
    )
    assert (made.parsed, seen.method, seen.target) == (REX, "PATCH", "/pets/1?b=2%203")
    assert (seen.headers["x-a"], seen.headers["x-key"], seen.body) == ("1", "sesame", b'{"a":1}')
    told: list[Any] = []

    def before(request: Any) -> None:
        assert "x-key" not in request.headers
        request.headers["x-hook"] = "yes"

    _, [seen] = once(
        shop,
        script,
        _get,
        on_request=before,
        on_answer=lambda response: told.append(response.status_code),
    )
    assert (seen.headers["x-hook"], told) == ("yes", [200, 200])
    with (
        peer(script) as there,
        shop.PetShop(key=KEY, host=there.url) as api,
        module(shop, "_client_streams").stream(api, "GET", "/pets/1") as stream,
    ):
        assert json.loads(stream.read()) == REX


def test_options_by_client_by_copy_and_by_call(shop: ModuleType) -> None:
    def flaky(seen: Seen) -> bytes:
        return answer(b"", 503, {"retry-after": "0"})

    with peer(flaky) as there, shop.PetShop(key=KEY, host=there.url, retries=1) as api:
        calls: list[tuple[Callable[[], Any], int]] = [
            (lambda: api.pets.get("1"), 2),
            (lambda: api.with_options(retries=3).pets.get("1"), 4),
            (lambda: api.with_options(retries=3).pets.get("1", retries=0), 1),
        ]
        for call, attempts in calls:
            there.seen.clear()
            with pytest.raises(Exception, match="503"):
                call()
            assert len(there.seen) == attempts


def test_strict_refuses_what_lenient_takes(
    generated: Callable[..., ModuleType], root: Path
) -> None:
    package = generated(root / "spec/datafold/openapi.yaml", emit=("models", "client"))
    client = __import__(f"{package.__name__}.client", fromlist=["x"])
    errors = __import__(f"{package.__name__}._client_errors", fromlist=["x"])
    body = {
        "data_source1_id": 1,
        "data_source2_id": 2,
        "kind": "in_db",
        "pk_columns": ["id"],
        "status": "queued",
        "brand_new": {"a": 1},
    }
    with (
        peer(lambda _: answer(body)) as there,
        client.Datafold(api_key=KEY, host=there.url) as api,
    ):
        diff = api.datadiffs.get(42)
        assert (str(diff.status), diff.status.is_known) == ("queued", False)
        with pytest.raises(errors.DecodeError) as caught:
            api.with_options(strict=True).datadiffs.get(42)
    assert [(p.field.split(".")[0], p.value) for p in caught.value.problems] == [
        ("status", "'queued'")
    ]


def _get(api: Any) -> Any:
    return api.pets.get("1")


def test_an_injected_http_client_is_used_and_left_open(shop: ModuleType) -> None:
    http = module(shop, "_client").http
    transport = http.MockTransport(lambda request: http.Response(200, json=REX))
    mine = http.Client(transport=transport)
    with shop.PetShop(key=KEY, host="https://pets.example", http_client=mine) as api:
        assert api.pets.get("1").name == "Rex"
    assert not mine.is_closed
    mine.close()


def test_an_operation_may_have_a_server_of_its_own(generated: Callable[..., ModuleType]) -> None:
    with peer(lambda _: answer(1)) as usual, peer(lambda _: answer(2)) as own:
        spec = f"""
openapi: 3.1.0
info: {{title: Two, version: "1"}}
servers: [{{url: "{usual.url}"}}]
paths:
  /a: {{get: {{operationId: a, responses: {{"200": {{description: ok}}}}}}}}
  /b: {{get: {{operationId: b, servers: [{{url: "{own.url}/v2/"}}], responses: {{"200": {{description: ok}}}}}}}}
"""
        package = generated(spec, emit=("models", "client"))
        with package.Two() as api:
            api.default.a()
            api.default.b()
        assert ([s.path for s in usual.seen], [s.path for s in own.seen]) == (["/a"], ["/v2/b"])
        with package.Two(host=f"{usual.url}/all") as api:
            api.default.b()
        assert usual.seen[-1].path == "/all/b"


def test_credentials_by_alternative(shop: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = answer(status=204, media="")

    def sent(**given: Any) -> dict[str, str]:
        with peer(lambda _: gone) as there, shop.PetShop(host=there.url, **given) as api:
            api.pets.delete("1")
        return there.seen[0].headers

    assert sent(basic=("me", "pass"))["authorization"] == "Basic bWU6cGFzcw=="
    both = sent(key=lambda: "k1", cook="c1")
    assert (both["x-key"], both["cookie"]) == ("k1", "sid=c1")
    assert not {"x-key", "cookie", "authorization"} & sent(key="alone").keys()
    monkeypatch.setenv("PETS_KEY", "from-env")
    with peer(lambda _: answer(REX)) as there, shop.PetShop(host=there.url) as api:
        api.pets.get("1")
    assert there.seen[0].headers["x-key"] == "from-env"


def test_a_sync_client_works_within_a_loop_and_says_what_it_cannot_await(shop: ModuleType) -> None:
    async def slow() -> str:
        await asyncio.sleep(0.01)
        return "k"

    async def run(url: str) -> None:
        with shop.PetShop(key="k", host=url) as api:
            assert api.pets.get("1").name == "Rex"
        with (
            shop.PetShop(key=slow, host=url) as api,
            pytest.raises(TypeError, match="async client"),
        ):
            api.pets.get("1")
        async with shop.AsyncPetShop(key=slow, host=url) as api:
            assert (await api.pets.get("1")).name == "Rex"

    with peer(lambda _: answer(REX)) as there:
        asyncio.run(run(there.url))


def test_a_missing_credential_names_both_ways(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")
    error = failing(shop, lambda _: answer(REX), _get, key=None)
    assert isinstance(error, errors.CredentialsError)
    assert "pass key= or set PETS_KEY" in str(error)


@pytest.mark.parametrize("host", ["", "pets.example", "ftp://x", "https://me:pw@x", "https://x?a"])
def test_a_host_has_to_be_a_plain_url(shop: ModuleType, host: str) -> None:
    if not host:
        assert "https://pets.example" in repr(shop.PetShop(key=KEY))
        return
    with pytest.raises(ValueError, match="pass host="):
        shop.PetShop(key=KEY, host=host)


def test_client_credentials_are_fetched_shared_and_renewed(shop: ModuleType) -> None:
    tokens = iter(["t1", "t2", "t3", "t4"])

    def script(seen: Seen) -> bytes:
        if seen.path == "/token":
            assert seen.headers["authorization"] == "Basic aWQ6c2Vj"
            assert seen.body == b"grant_type=client_credentials&scope=read"
            return answer({"access_token": next(tokens), "expires_in": 3600})
        stale = seen.headers["authorization"] == "Bearer t1" and seen.number > 3
        return answer(b"", 401) if stale else answer(REX)

    with peer(script) as there:
        with shop.PetShop(host=there.url, oauth=("id", "sec")) as api:
            options = {"idempotency_key": "1"}
            assert [api.default.chat(**options).name for _ in range(3)] == ["Rex"] * 3
        paths = [(s.path, s.headers["authorization"][-2:]) for s in there.seen]
    assert paths == [
        ("/token", "Vj"),
        ("/chat", "t1"),
        ("/chat", "t1"),
        ("/chat", "t1"),
        ("/token", "Vj"),
        ("/chat", "t2"),
    ]


def test_a_relative_token_url_is_on_the_host(shop: ModuleType) -> None:
    credential = module(shop, "_client_oauth").OAuth("oauth", url="token")
    with shop.PetShop(host="https://pets.example/v1") as api:
        made = credential.held(("id", "secret"), api)
        assert repr(made) == "ClientCredentials('https://pets.example/v1/token')"
        assert credential.held("given", api) == "given"
