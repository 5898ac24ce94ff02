"""Credentials that travel otherwise than as a header's text: basic, in the query, in a cookie."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2 as http

from ._client_call import Credential


@dataclass(frozen=True)
class Basic(Credential):
    """User and password, as a pair or as `user:password`."""

    def put(self, secret: Any, request: http.Request) -> set[str]:
        text = secret if isinstance(secret, str) else ":".join(secret)
        coded = base64.b64encode(text.encode()).decode()
        request.headers["authorization"] = f"Basic {coded}"
        return {text, coded, text.partition(":")[2]}


@dataclass(frozen=True)
class InQuery(Credential):
    def put(self, secret: Any, request: http.Request) -> set[str]:
        coded = quote(self.checked(secret), safe="")
        url = str(request.url)
        url += f"{'&' if '?' in url else '?'}{quote(self.name)}={coded}"
        request.url = _Url(url)
        return {secret, coded}


@dataclass(frozen=True)
class InCookie(Credential):
    def put(self, secret: Any, request: http.Request) -> set[str]:
        before = request.headers.get("cookie")
        pair = f"{self.name}={self.checked(secret)}"
        request.headers["cookie"] = f"{before}; {pair}" if before else pair
        return {secret}


class _Url(http.URL):
    """Its text, which the HTTP library logs, leaves the query out: it holds the key."""

    def __str__(self) -> str:
        return super().__str__().partition("?")[0]

    __repr__ = __str__
