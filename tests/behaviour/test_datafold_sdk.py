"""The client that Datafold publishes (`datafold-sdk` 0.4.1) reads from a server built on the generated router."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from tests.serving import served

STATES = ["waiting", "processing", "processing", "done"]


@pytest.fixture
def sdk() -> Iterator[ModuleType]:
    """Its client alone: importing the whole distribution would need the servers that it also has."""
    try:
        folder = distribution("datafold-sdk").locate_file("datafold_mcp")
    except PackageNotFoundError:
        pytest.skip("datafold-sdk is not installed: pip install --no-deps datafold-sdk==0.4.1")
    parent = ModuleType("datafold_mcp")
    parent.__path__ = [str(folder)]
    sys.modules["datafold_mcp"] = parent
    yield importlib.import_module("datafold_mcp.client.api")
    for name in [name for name in sys.modules if name.partition(".")[0] == "datafold_mcp"]:
        del sys.modules[name]


class Server:
    """Implements the protocols of the generated router, half of it async and half of it not."""

    def __init__(self, package: ModuleType) -> None:
        self.models = importlib.import_module(f"{package.__name__}.models")
        self.router = importlib.import_module(f"{package.__name__}.router")
        self.polls: list[Any] = []
        self.states = iter(STATES)

    async def get(self, datadiff_id: int, *, poll: Any) -> Any:
        self.polls.append(poll)
        if datadiff_id == 404:
            raise self.router.Reply(404)
        return self.models.DataDiff(
            data_source1_id=1,
            data_source2_id=2,
            kind=self.models.DataDiffKind.IN_DB,
            pk_columns=["id"],
            status=next(self.states, "done"),
        )

    def api_key(self, credential: str) -> str:
        if credential != "secret":
            raise self.router.Reply(401)
        return credential


@pytest.fixture
def server(generated: Callable[..., ModuleType], root: Path) -> Server:
    spec = root / "spec" / "datafold" / "openapi.yaml"
    return Server(generated(spec, emit=("models", "router")))


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    with served(server.router.create_app(server, server)) as address:
        yield address


def client(sdk: ModuleType, url: str, key: str = "secret") -> Any:
    return sdk.DatafoldClient(url, sdk.DatafoldAuth(key))


def test_it_gets_a_diff(sdk: ModuleType, url: str) -> None:
    found = asyncio.run(client(sdk, url).get_datadiff(42))
    wanted = {"data_source1_id": 1, "data_source2_id": 2, "kind": "in_db", "pk_columns": ["id"]}
    assert found == {**wanted, "status": "waiting"}


def test_it_polls_until_the_diff_is_done(sdk: ModuleType, url: str) -> None:
    async def poll() -> list[str]:
        api, seen = client(sdk, url), [""]
        while seen[-1] != "done":
            seen.append((await api.get_datadiff(42))["status"])
        return seen[1:]

    assert asyncio.run(poll()) == STATES


def test_a_wrong_key_is_401(sdk: ModuleType, url: str) -> None:
    with pytest.raises(sdk.AuthenticationError) as raised:
        asyncio.run(client(sdk, url, "wrong").get_datadiff(42))
    assert raised.value.status_code == 401


def test_an_unknown_diff_is_404(sdk: ModuleType, url: str) -> None:
    with pytest.raises(sdk.DatafoldAPIError) as raised:
        asyncio.run(client(sdk, url).get_datadiff(404))
    assert raised.value.status_code == 404


def test_a_bad_id_is_422(sdk: ModuleType, url: str) -> None:
    with pytest.raises(sdk.DatafoldAPIError) as raised:
        asyncio.run(client(sdk, url).get_datadiff("many"))
    assert raised.value.status_code == 422


@pytest.mark.parametrize("header", [None, "secret", "Bearer secret", "Key"])
def test_a_missing_key_is_401(url: str, header: str | None) -> None:
    headers = {"Authorization": header} if header is not None else {}
    assert httpx.get(f"{url}/api/v1/datadiffs/42", headers=headers).status_code == 401


@pytest.mark.parametrize(("query", "poll"), [("", None), ("?poll", ""), ("?poll=1", "1")])
def test_poll_may_be_bare(url: str, server: Server, query: str, poll: str | None) -> None:
    headers = {"Authorization": "Key secret"}
    answer = httpx.get(f"{url}/api/v1/datadiffs/42{query}", headers=headers)
    assert (answer.status_code, server.polls) == (200, [poll])
