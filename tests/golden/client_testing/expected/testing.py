# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""For tests of code that calls Testing: a server that is not there."""

from __future__ import annotations

from typing import Literal

import httpx2 as http
from typing_extensions import Unpack

from . import models
from ._client_call import Options
from ._client_testing import HOST, FakeServer, Route, make
from .client import AsyncTesting, Testing

__all__ = ["FakeTesting", "make"]

Name = Literal["pets.get"]

_ROUTES = {
    "pets.get": Route(
        "GET",
        "/pets/{id}",
        200,
        "application/json",
        lambda: models.GetPetResponse,
        examples=({"name": "Rex"},),
    ),
}


class FakeTesting(FakeServer[Name]):
    """Answers as it is told, else with an example; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(_ROUTES)

    def client(self, **options: Unpack[Options]) -> Testing:
        """A client that talks to this server and to nothing else."""
        http_client = http.Client(transport=self.transport())
        return Testing(host=HOST, http_client=http_client, **options)

    def async_client(self, **options: Unpack[Options]) -> AsyncTesting:
        """A client that talks to this server and to nothing else."""
        http_client = http.AsyncClient(transport=self.transport())
        return AsyncTesting(host=HOST, http_client=http_client, **options)
