# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ._marks import Extra
from ._models import Model, Omittable, OpenEnum

__all__ = ["Level", "Settings", "SettingsDeep", "SettingsMode"]


class Level(OpenEnum):
    LOW = "low"
    HIGH = "high"


class SettingsMode(OpenEnum):
    FAST = "fast"
    SAFE = "safe"


class SettingsDeep(Model):
    a: Omittable[int] = None


class Settings(Model):
    mode: Annotated[SettingsMode, Extra(default="safe")]
    sent: Annotated[int, Extra(default=10)]
    limit: Annotated[int, Field(ge=1)] = 25
    ratio: float = 1
    name: str = 'it\'s "quoted"'
    active: bool = True
    note: str | None = None
    tags: list[str] = Field(["a", "b"])
    levels: list[Level] = Field([Level.HIGH])
    level: Level = Level.LOW
    labels: dict[str, str] = Field({})
    wrong: Omittable[int] = None
    deep: Omittable[SettingsDeep] = None
    since: Omittable[date] = None
