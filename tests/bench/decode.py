"""How fast generated models decode a large response, beside models written by hand for the same fields."""

from __future__ import annotations

import gc
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict

SPEC = """\
openapi: 3.1.0
info: {title: Items, version: '1'}
paths: {}
components:
  schemas:
    Page:
      type: object
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/Item'}}
        numbers: {type: array, items: {type: integer}}
    Status: {type: string, enum: [open, closed, merged]}
    Owner:
      type: object
      required: [id, login]
      properties:
        id: {type: integer}
        login: {type: string}
        site_admin: {type: boolean}
    Item:
      type: object
      required: [id, name, status, owner, created_at]
      properties:
        id: {type: integer}
        number: {type: integer}
        count: {type: [integer, 'null']}
        name: {type: string}
        note: {type: [string, 'null']}
        status: {$ref: '#/components/schemas/Status'}
        owner: {$ref: '#/components/schemas/Owner'}
        created_at: {type: string, format: date-time}
        updated_at: {type: [string, 'null'], format: date-time}
        score: {type: number}
        tags: {type: array, items: {type: string}}
"""


class Kept(BaseModel):
    model_config = ConfigDict(extra="allow")


class Status(str, Enum):
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class Owner(Kept):
    id: int
    login: str
    site_admin: bool | None = None


class Item(Kept):
    id: int
    number: int | None = None
    count: int | None = None
    name: str
    note: str | None = None
    status: Status
    owner: Owner
    created_at: datetime
    updated_at: datetime | None = None
    score: float | None = None
    tags: list[str] | None = None


class Page(Kept):
    items: list[Item]
    numbers: list[int] | None = None


def decode(rounds: int) -> None:
    """Print the ratio for 5,000 items, and for half a million integers."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "items.yaml")
        spec.write_text(SPEC)
        program = str(Path(sys.executable).with_name("specpress"))
        out = str(Path(folder, "bench_items"))
        asked = ["generate", "--spec", str(spec), "--out", out, "--emit", "models"]
        subprocess.run([program, *asked], check=True, capture_output=True)
        sys.path.insert(0, folder)
        made: type[BaseModel] = importlib.import_module("bench_items.models").Page
        print("decoding JSON, beside models written by hand for the same fields")
        for name, page in (("5,000 items", items()), ("500,000 integers", integers())):
            text = json.dumps(page)
            race(name, lambda t=text: made.model_validate_json(t), lambda t=text: Page.model_validate_json(t), rounds)  # type: ignore[misc]  # fmt: skip


def items() -> dict[str, object]:
    return {"items": [item(number) for number in range(5_000)]}


def item(number: int) -> dict[str, object]:
    return {
        "id": number,
        "number": number * 3,
        "count": None if number % 2 else number,
        "name": f"item {number}",
        "note": None if number % 3 else "a note",
        "status": ("open", "closed", "merged")[number % 3],
        "owner": {"id": number, "login": f"user{number}", "site_admin": False},
        "created_at": "2024-01-02T03:04:05Z",
        "updated_at": "2024-01-02T03:04:05Z" if number % 2 else None,
        "score": number / 7,
        "tags": ["a", "b", "c"],
    }


def integers() -> dict[str, object]:
    return {"items": [], "numbers": list(range(500_000))}


def race(name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> None:
    """Alternately, with the collector off: what it costs depends on what else is alive."""
    ours()
    theirs()
    gc.collect()
    gc.disable()
    seconds = [(cpu(ours), cpu(theirs)) for _ in range(rounds * 7)]
    gc.enable()
    made, hand = (median(column) * 1000 for column in zip(*seconds, strict=True))
    print(f"  {name:46} {made:7.1f} ms, by hand {hand:7.1f} ms   ratio {made / hand:.2f}")


def cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
