"""The whole document: operations, schemas by id, and what describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specpress.api.operations import Operation, Requirement, Server, Webhook
from specpress.api.schemas import Json, SchemaId, Subschema
from specpress.api.security import SecurityScheme
from specpress.diagnostics import Span
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    description: str
    span: Span = field(compare=False)
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Info:
    title: str
    version: str
    description: str = ""
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Api:
    """The whole document. `schemas` holds every schema that something refers to, components first and in the
    order of the document; `components` gives the ids of the named ones. `version` is how it was spelt.
    """

    version: str = field(compare=False)
    info: Info
    servers: tuple[Server, ...] = ()
    tags: tuple[Tag, ...] = ()
    operations: tuple[Operation, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    schemas: Mapping[SchemaId, Subschema] = field(default_factory=dict)
    components: Mapping[str, SchemaId] = field(default_factory=dict)
    security_schemes: Mapping[str, SecurityScheme] = field(default_factory=dict)
    security: tuple[Requirement, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)
    span: Span = field(default=Span("", ""), compare=False)
