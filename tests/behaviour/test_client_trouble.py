"""What a generated client does when the network or the server misbehaves, and what it never lets out."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import logging
import pickle
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import formatdate
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from tests.leaks import KEY, everything
from tests.peer import Reset, Seen, answer, peer

REX = {"name": "Rex"}
SECRET = "sk-very/secret+4711"


def module(shop: ModuleType, name: str) -> ModuleType:
    return __import__(f"{shop.__package__}.{name}", fromlist=["x"])


def reset(_: Seen) -> bytes:
    raise Reset


def truncated(_: Seen) -> Iterator[bytes]:
    yield b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"na'


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have slept."""
    made: list[float] = []
    monkeypatch.setattr(time, "sleep", made.append)
    return made


@pytest.mark.parametrize("fault", [reset, truncated, lambda _: answer(b"", 503)])
def test_a_call_that_may_be_repeated_is(
    shop: ModuleType, pauses: list[float], fault: Callable[[Seen], Any]
) -> None:
    def script(seen: Seen) -> Any:
        return fault(seen) if seen.number < 3 else answer(REX)

    with peer(script) as there, shop.PetShop(key=KEY, host=there.url) as api:
        whole = api.raw(api.pets.get)("1")
    assert (whole.parsed.name, whole.attempts, len(there.seen)) == ("Rex", 3, 3)
    assert len(pauses) == 2
    assert 0.25 <= pauses[0] <= 0.5 and 0.5 <= pauses[1] <= 1.0


@pytest.mark.parametrize("fault", [reset, truncated, lambda _: answer(b"", 503)])
def test_a_post_is_not_repeated_without_a_key(
    shop: ModuleType, pauses: list[float], fault: Callable[[Seen], Any]
) -> None:
    models, errors = module(shop, "models"), module(shop, "_client_errors")

    def script(seen: Seen) -> Any:
        return fault(seen) if seen.number < 2 else answer(REX, 201)

    with peer(script) as there, shop.PetShop(key=KEY, host=there.url) as api:
        with pytest.raises((errors.TransportError, errors.ServerError)):
            api.pets.create(models.Pet(name="Rex"))
        assert len(there.seen) == 1
    with peer(script) as there, shop.PetShop(key=KEY, host=there.url) as api:
        made = api.pets.create(models.Pet(name="Rex"), idempotency_key="abc")
    assert made.name == "Rex"
    assert [seen.headers["idempotency-key"] for seen in there.seen] == ["abc", "abc"]


def test_a_post_that_was_never_sent_is_repeated(shop: ModuleType, pauses: list[float]) -> None:
    models, errors = module(shop, "models"), module(shop, "_client_errors")
    with peer(reset) as there:
        pass
    with shop.PetShop(key=KEY, host=there.url) as api, pytest.raises(errors.TransportError):
        api.pets.create(models.Pet(name="Rex"))
    assert len(pauses) == 2


@pytest.mark.parametrize(
    ("headers", "low", "high"),
    [
        ({"retry-after": "7"}, 7.0, 7.0),
        ({"retry-after": "0.5"}, 0.5, 0.5),
        ({"retry-after": "9000"}, 60.0, 60.0),
        ({"retry-after": formatdate(time.time() + 3600, usegmt=True)}, 60.0, 60.0),
        ({"retry-after": formatdate(time.time() - 3600, usegmt=True)}, 0.0, 0.0),
        ({"retry-after-ms": "1500"}, 1.5, 1.5),
        ({"retry-after": "-5"}, 0.25, 0.5),
        ({"retry-after": "soon"}, 0.25, 0.5),
        ({"retry-after": "nan"}, 0.25, 0.5),
        ({"retry-after": "9" * 400}, 0.25, 0.5),
        ({"retry-after-ms": "nan"}, 0.0, 0.5),
    ],
)
def test_the_server_may_say_how_long_to_wait(
    shop: ModuleType, pauses: list[float], headers: dict[str, str], low: float, high: float
) -> None:
    def script(seen: Seen) -> bytes:
        return answer(b"", 429, headers) if seen.number == 1 else answer(REX)

    with peer(script) as there, shop.PetShop(key=KEY, host=there.url, timeout=100) as api:
        api.pets.get("1")
    [pause] = pauses
    assert low <= pause <= high


def test_no_retry_that_would_be_too_late(shop: ModuleType, pauses: list[float]) -> None:
    errors = module(shop, "_client_errors")
    late = answer(b"", 429, {"retry-after": "20"})
    with (
        peer(lambda _: late) as there,
        shop.PetShop(key=KEY, host=there.url) as api,
        pytest.raises(errors.RateLimitedError) as caught,
    ):
        api.pets.get("1", timeout=10)
    assert (caught.value.retry_after, len(there.seen), pauses) == (20.0, 1, [])


def stalling(_: Seen) -> Iterator[bytes]:
    time.sleep(3)
    yield b""


def dripping(_: Seen) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"
    for _number in range(40):
        time.sleep(0.05)
        yield b" "


@pytest.mark.parametrize("fault", [stalling, dripping])
def test_a_call_ends_at_its_deadline(shop: ModuleType, fault: Callable[[Seen], Any]) -> None:
    errors = module(shop, "_client_errors")
    with peer(fault) as there:
        with (
            shop.PetShop(key=KEY, host=there.url) as api,
            pytest.raises(errors.DeadlineError),
        ):
            api.pets.get("1", timeout=0.3)

        async def run() -> None:
            async with shop.AsyncPetShop(key=KEY, host=there.url, timeout=0.3) as api:
                with pytest.raises(errors.DeadlineError):
                    await api.pets.get("1")

        asyncio.run(run())


def test_an_answer_has_a_bounded_size_after_decompression(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")
    bomb = gzip.compress(b" " * 3_000_000)
    assert len(bomb) < 10_000
    packed = answer(bomb, headers={"content-encoding": "gzip"})
    with (
        peer(lambda _: packed) as there,
        shop.PetShop(key=KEY, host=there.url) as api,
        pytest.raises(errors.TransportError, match="longer than 1000000 bytes"),
    ):
        api.pets.get("1", max_bytes=1_000_000)


def test_redirects_are_not_followed(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")
    with peer(lambda _: answer(REX)) as elsewhere:
        moved = answer(b"", 302, {"location": f"{elsewhere.url}/steal"})
        with (
            peer(lambda _: moved) as there,
            shop.PetShop(key=SECRET, host=there.url) as api,
            pytest.raises(errors.UnexpectedStatusError),
        ):
            api.pets.get("1")
    assert elsewhere.seen == []


def test_where_a_redirect_points_is_told_without_the_credential(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")

    def script(seen: Seen) -> bytes:
        return answer(b"", 302, {"location": f"/elsewhere{seen.target}"})

    with (
        peer(script) as there,
        shop.PetShop(q=SECRET, host=there.url) as api,
        pytest.raises(errors.UnexpectedStatusError) as caught,
    ):
        api.default.events()
    assert caught.value.location == "/elsewhere/events?api_key=***"


@pytest.mark.parametrize("bad", ["k\r\nX-Evil: 1", "k\n", " k", "ключ", ""])
def test_a_credential_that_no_header_carries_is_refused_unseen(shop: ModuleType, bad: str) -> None:
    errors = module(shop, "_client_errors")
    with (
        peer(lambda _: answer(REX)) as there,
        shop.PetShop(key=bad, host=there.url) as api,
        pytest.raises(errors.CredentialsError) as caught,
    ):
        api.pets.get("1")
    assert there.seen == []
    assert "Evil" not in str(caught.value)


def test_a_header_parameter_cannot_bring_another_header(shop: ModuleType) -> None:
    with (
        peer(lambda _: answer({"data": []})) as there,
        shop.PetShop(key=KEY, host=there.url) as api,
    ):
        with pytest.raises(ValueError, match="control character"):
            api.pets.list(x_trace="a\r\nX-Evil: 1")
        api.pets.list(session="a\r\nX-Evil: 1")
    [seen] = there.seen
    assert seen.headers["cookie"] == "session=a%0D%0AX-Evil%3A%201"
    assert "x-evil" not in seen.headers


@pytest.mark.parametrize("given", [{"key": SECRET}, {"q": SECRET}, {"basic": ("me", SECRET)}])
def test_no_credential_gets_out(
    shop: ModuleType, caplog: pytest.LogCaptureFixture, given: dict[str, Any]
) -> None:
    """Faults of every kind, and a server that echoes what it was sent, in body and headers."""
    caplog.set_level(logging.DEBUG)
    encoded = [quote(SECRET, safe=""), base64.b64encode(f"me:{SECRET}".encode()).decode()]

    def echo(status: int, media: str) -> Callable[[Seen], Any]:
        def script(seen: Seen) -> bytes:
            body = {"name": 3, "title": seen.target, "headers": seen.headers}
            return answer(body, status, {"x-echo": "1"}, media)

        return script

    faults: list[Callable[[Seen], Any]] = [reset, truncated, stalling]
    faults += [echo(s, "application/json") for s in (200, 299, 302, 401, 404, 500)]
    faults += [echo(200, "text/html"), lambda _: b"garbage\r\n\r\n"]

    def calls(api: Any) -> Iterator[Callable[[], Any]]:
        yield lambda: api.default.events() if "q" in given else api.pets.get("1")
        yield lambda: api.pets.delete("1")
        yield lambda: api.request("GET", "/x")

    told = []
    for fault in faults:
        with peer(fault) as there:
            with shop.PetShop(host=there.url, timeout=0.3, retries=1, **given) as api:
                told += [repr(api), str(api)]
                for call in calls(api):
                    try:
                        result = call()
                        if hasattr(result, "__iter__"):
                            told += list(map(repr, result))
                    except Exception as error:  # noqa: BLE001 - all of them are looked through
                        told.append(everything(error))
            with shop.PetShop(host=there.url, **given) as api, pytest.raises(TypeError):
                pickle.dumps(api)
    said = "\n".join([*told, *(record.getMessage() for record in caplog.records)])
    assert "HTTP Request" in said
    assert SECRET not in said
    assert not any(form in said for form in encoded)


def test_200_calls_at_once_all_come_to_an_end(shop: ModuleType) -> None:
    """None is lost or answered twice, all end within their deadline, no connection stays open."""
    errors = module(shop, "_client_errors")

    def script(seen: Seen) -> Any:
        number = int(seen.path.rsplit("/", 1)[1])
        kind, first = number % 6, tries[number] == 0
        tries[number] += 1
        if kind == 0:
            return stalling(seen)
        if first and kind == 1:
            return reset(seen)
        if first and kind == 2:
            return truncated(seen)
        if first and kind in (3, 4):
            return answer(b"", 429 if kind == 3 else 503, {"retry-after-ms": "50"})
        return answer({"name": str(number)})

    tries: Counter[int] = Counter()
    took: dict[int, float] = {}  # beyond its deadline

    async def one(api: Any, number: int) -> str:
        deadline, begin = 60 if number % 6 else 0.5, time.monotonic()
        try:
            pet = await api.pets.get(str(number), timeout=deadline)
            return str(pet.name)
        except errors.DeadlineError:
            return "late"
        finally:
            took[number] = time.monotonic() - begin - deadline

    async def run(url: str) -> list[str]:
        async with shop.AsyncPetShop(key=KEY, host=url) as api:
            return await asyncio.gather(*(one(api, number) for number in range(200)))

    with peer(script) as there:
        results = asyncio.run(run(there.url))
        assert results == [str(n) if n % 6 else "late" for n in range(200)]
        assert len(took) == 200 and max(took.values()) < 2.4  # a stall takes 3, the machine is busy
        assert {n: tries[n] for n in range(200) if n % 6} == {
            n: 1 if n % 6 == 5 else 2 for n in range(200) if n % 6
        }
        for _ in range(100):
            if there.open == 0:
                break
            time.sleep(0.05)
        assert there.open == 0


def test_connections_are_given_back_after_errors(shop: ModuleType) -> None:
    def script(seen: Seen) -> bytes:
        return answer(b"x" * 1000, 500 if seen.number % 2 else 404)

    with peer(script) as there, shop.PetShop(key=KEY, host=there.url, retries=0) as api:
        for _ in range(150):  # more than a pool has
            with pytest.raises(Exception, match="404|500"):
                api.pets.get("1", timeout=5)
        assert there.open == 1


def test_a_decode_error_of_an_event_stream_closes_it(shop: ModuleType) -> None:
    errors = module(shop, "_client_errors")
    text = b'data: {"name": 1}\n\n' + b"data: {}\n\n" * 1000
    with (
        peer(lambda _: answer(text, media="text/event-stream")) as there,
        shop.PetShop(q=KEY, host=there.url) as api,
        api.default.events() as stream,
        pytest.raises(errors.DecodeError) as caught,
    ):
        next(iter(stream))
    assert caught.value.problems[0].field == "name"
    assert json.loads(caught.value.excerpt) == {"name": 1}


def test_an_unattended_call_ends_too(shop: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any timeout given there is one, for the whole call and for each wait in it."""
    errors, now = module(shop, "_client_errors"), time.monotonic
    with peer(dripping) as there, shop.PetShop(key=KEY, host=there.url, retries=0) as api:
        started = now()
        monkeypatch.setattr(time, "monotonic", lambda: started + (now() - started) * 1000)
        with pytest.raises(errors.DeadlineError):
            api.pets.get("1")
    assert now() - started < 2


def test_an_error_of_the_caller_closes_all_connections(shop: ModuleType) -> None:
    async def run(url: str) -> None:
        async with shop.AsyncPetShop(key=KEY, host=url) as api:
            await api.pets.get("1")
            raise KeyError("mine")

    with peer(lambda _: answer(REX)) as there:
        with pytest.raises(KeyError), shop.PetShop(key=KEY, host=there.url) as api:
            api.pets.get("1")
            assert there.open == 1
            raise KeyError("mine")
        with pytest.raises(KeyError):
            asyncio.run(run(there.url))
        for _ in range(100):
            if there.open == 0:
                break
            time.sleep(0.05)
        assert there.open == 0
        assert len(there.seen) == 2
