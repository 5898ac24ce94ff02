"""Who is timed, and how each is called: with its fastest settings that give comparable output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contender:
    """`arguments` may name {spec}; the program runs in an empty folder."""

    name: str
    environment: str
    program: str
    arguments: str

    def command(self, programs: Mapping[str, Path], spec: Path) -> list[str]:
        program = str(programs[self.environment] / self.program)
        return [program, *(word.format(spec=spec) for word in self.arguments.split())]


_MODELS = (
    "--input {spec} --input-file-type openapi --output-model-type pydantic_v2.BaseModel"
    " --target-python-version 3.11 --disable-warnings --output models"
)
CONTENDERS = (
    Contender(
        "specpress: models, client, router",
        "specpress",
        "specpress",
        "generate --spec {spec} --out api --emit models,client,router",
    ),
    Contender(
        "specpress: models alone",
        "specpress",
        "specpress",
        "generate --spec {spec} --out api --emit models",
    ),
    Contender(
        "datamodel-code-generator: models, own formatter",
        "models",
        "datamodel-codegen",
        f"{_MODELS} --formatters builtin",
    ),
    Contender("datamodel-code-generator: models", "models", "datamodel-codegen", _MODELS),
    Contender(
        "openapi-python-client: models, client",
        "client",
        "openapi-python-client",
        "generate --path {spec} --meta none --output-path api",
    ),
    Contender(
        "fastapi-code-generator: models, router",
        "server",
        "fastapi-codegen",
        "--input {spec} --output api",
    ),
)
