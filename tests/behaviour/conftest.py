"""The client of petshop.yaml for both HTTP libraries, generated once."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.conftest import put_files

from specpress.config import Options
from specpress.pipeline import build

PETSHOP = Path(__file__).with_name("petshop.yaml")


@pytest.fixture(scope="session", params=["httpx2", "httpx"])
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ModuleType]:
    """The module `client` of a package that was made for one of the libraries."""
    folder = tmp_path_factory.mktemp("shop")
    made = build(PETSHOP, Options(emit=("models", "client"), http=request.param))
    assert made.ok
    put_files(folder / f"petshop_{request.param}", made.files)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(f"petshop_{request.param}.client")
    finally:
        sys.path.remove(str(folder))
