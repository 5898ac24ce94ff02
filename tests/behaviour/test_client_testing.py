"""`testing.py`, for the people who test code that uses the client, and `api.md`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SPEC = Path(__file__).with_name("petshop.yaml")


@pytest.fixture(params=["httpx2", "httpx"])
def package(generated: Callable[..., ModuleType], request: pytest.FixtureRequest) -> ModuleType:
    return generated(SPEC, emit=("models", "client", "testing"), http=request.param)


def module(package: ModuleType, name: str) -> ModuleType:
    return __import__(f"{package.__name__}.{name}", fromlist=["x"])


def test_a_fake_server_answers_as_told_and_remembers(package: ModuleType) -> None:
    testing, models = module(package, "testing"), module(package, "models")
    fake = testing.FakePetShop()
    fake.answer("pets.get", models.Pet(name="Rex"))
    fake.answer("pets.get", {"title": "gone"}, 404, x_request_id="r1")
    with fake.client() as api:
        assert api.pets.get("a/b").name == "Rex"
        for _ in range(2):
            with pytest.raises(package.errors.NotFoundError) as caught:
                api.pets.get("2")
            assert (caught.value.body.title, caught.value.request_id) == ("gone", "r1")
        api.pets.create(models.Pet(name="Tom"))
    assert [(call.operation, call.body) for call in fake.calls] == [
        ("pets.get", b""),
        ("pets.get", b""),
        ("pets.get", b""),
        ("pets.create", b'{"name":"Tom"}'),
    ]


def test_a_fake_server_has_examples_and_faults(package: ModuleType) -> None:
    testing, http = module(package, "testing"), module(package, "_client").http

    async def run() -> None:
        fake = testing.FakePetShop()
        fake.answer("pets.delete", http.ConnectError("no route"))
        async with fake.async_client(retries=0) as api:
            assert (await api.pets.get("1")).name == "text"
            assert [pet async for pet in api.pets.all()] == []
            with pytest.raises(package.errors.TransportError, match="no route"):
                await api.pets.delete("1")

    asyncio.run(run())
    with pytest.raises(KeyError, match="pets.get"):
        testing.FakePetShop().answer("pets.gett")


def test_values_are_made_of_any_model(generated: Callable[..., ModuleType], root: Path) -> None:
    package = generated(root / "spec/datafold/openapi.yaml", emit=("models", "client", "testing"))
    testing, models = module(package, "testing"), module(package, "models")
    diff = testing.make(models.DataDiff, status="done")
    assert (diff.kind, diff.status, diff.pk_columns) == ("in_db", "done", [])
    fake = testing.FakeDatafold()
    fake.answer("datadiffs.get", testing.make(models.DataDiff, status="waiting"))
    fake.answer("datadiffs.get", diff)
    with fake.client() as api:
        assert api.datadiffs.wait(42, interval=0.001) == diff
    assert [call.path for call in fake.calls] == ["/api/v1/datadiffs/42"] * 2


def test_api_md_lists_every_method(package: ModuleType) -> None:
    text = Path(package.__path__[0], "api.md").read_text("utf-8")
    assert "- `pets.get(id: str) -> models.Pet | str`\n  GET `/pets/{id}`\n" in text
    assert "- `default.events() -> EventStream[models.Pet]`" in text
    assert "- `pets.all`: see `list`" in text
