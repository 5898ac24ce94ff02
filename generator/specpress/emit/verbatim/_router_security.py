"""Credentials that are more than one text, and schemes of which some are enough."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Self

from fastapi import HTTPException, Request

from ._router import Object, Operation, Refused, Reply, Schemas, Scheme


@dataclass(frozen=True, eq=False)
class Basic(Scheme):
    """HTTP's basic authentication: `Security` gets a user name and a password."""

    def credential(self, request: Request) -> Sequence[str]:
        (credential,) = super().credential(request)
        try:
            text = base64.b64decode(credential, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Refused((401, 403), "credentials are not readable") from None
        user, _, password = text.partition(":")
        return user, password


class Either(tuple[Scheme, ...]):
    """All schemes of some alternatives, each of schemes that all have to let the caller in."""

    alternatives: Sequence[Mapping[Scheme, Sequence[str]]]

    def __new__(cls, *alternatives: Mapping[Scheme, Sequence[str]]) -> Self:
        made = super().__new__(cls, dict.fromkeys(chain.from_iterable(alternatives)))
        made.alternatives = alternatives
        return made


@dataclass(frozen=True, eq=False)
class Guarded(Operation):
    """An operation that several schemes guard, or scopes."""

    security: Either = field(default_factory=Either)

    async def callers(self, incoming: Request) -> Object:
        """Those of the first alternative that lets the caller in; nobody where none is wanted."""
        if not self.security.alternatives:
            return {}
        refusals: list[Exception] = []
        for schemes in sorted(self.security.alternatives, key=len, reverse=True):
            try:
                return await self._all(schemes, incoming)
            except (Reply, HTTPException, Refused) as error:
                refusals.append(error)
        told = [each for each in refusals if not isinstance(each, Refused)]
        raise [*told, *refusals][0]

    async def _all(
        self, schemes: Mapping[Scheme, Sequence[str]], incoming: Request
    ) -> Object:
        made: Object = {}
        for scheme, scopes in schemes.items():
            wanted: Object = {"scopes": scopes} if scopes else {}
            made[scheme.scheme_name] = await scheme.caller(
                self.guard, incoming, **wanted
            )
        return made

    def document(self, schema: Schemas) -> Object:
        """A tuple, because FastAPI adds lists together."""
        made = super().document(schema)
        if self.security.alternatives:
            made["security"] = tuple(
                {scheme.scheme_name: list(scopes) for scheme, scopes in schemes.items()}
                for schemes in self.security.alternatives
            )
        return made
