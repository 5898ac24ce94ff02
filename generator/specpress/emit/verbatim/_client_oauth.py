"""OAuth2 client credentials: fetches a token when there is none that will last, and shares it among calls."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx2 as http

from ._client import AsyncClient
from ._client_call import Credential
from ._client_errors import TransportError, UnauthorizedError

_EARLY = 60.0  # seconds before its end at which a token is not used any more


@dataclass(frozen=True)
class OAuth(Credential):
    """A token, what gives one, or id and secret to fetch one with."""

    url: str = ""
    scopes: str = ""

    def held(self, given: Any, client: Any) -> Any:
        given = super().held(given, client)
        if given is None or isinstance(given, str) or callable(given):
            return given
        url = str(http.URL(f"{client._host}/").join(self.url))
        return ClientCredentials(given, url, self.scopes, client)


class ClientCredentials:
    """What a client holds in place of a token."""

    def __init__(
        self, pair: tuple[str, str], url: str, scopes: str, client: Any
    ) -> None:
        self._id, self._secret = pair
        self._url, self._scopes, self._client = url, scopes, client
        self._token, self._end = "", 0.0
        self._lock, self._async_lock = threading.Lock(), asyncio.Lock()

    def __call__(self) -> Any:
        """The token, or for an async client what can be awaited for it."""
        its = isinstance(self._client, AsyncClient)
        http_client: Any = self._client._http
        return self.async_token(http_client) if its else self.token(http_client)

    def token(self, client: http.Client) -> str:
        with self._lock:
            if time.monotonic() >= self._end:
                try:
                    answer = client.send(
                        self._request(), auth=None, follow_redirects=False
                    )
                except http.HTTPError as error:
                    failure = type(error).__name__
                else:
                    return self._taken(answer)
                raise TransportError(f"no token from {self._url}: {failure}")
            return self._token

    async def async_token(self, client: http.AsyncClient) -> str:
        async with self._async_lock:
            if time.monotonic() >= self._end:
                try:
                    answer = await client.send(
                        self._request(), auth=None, follow_redirects=False
                    )
                except http.HTTPError as error:
                    failure = type(error).__name__
                else:
                    return self._taken(answer)
                raise TransportError(f"no token from {self._url}: {failure}")
            return self._token

    def renew(self) -> None:
        """The server refused the token: fetch another one for the next call."""
        self._end = 0.0

    def __repr__(self) -> str:
        return f"ClientCredentials({self._url!r})"

    def _request(self) -> http.Request:
        pair = f"{quote(self._id, safe='')}:{quote(self._secret, safe='')}"  # RFC 6749, 2.3.1
        form = {"grant_type": "client_credentials"}
        if self._scopes:
            form["scope"] = self._scopes
        headers = {
            "accept": "application/json",
            "authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
            "content-type": "application/x-www-form-urlencoded",
        }
        extensions = {"timeout": http.Timeout(30.0).as_dict()}
        return http.Request(
            "POST",
            self._url,
            headers=headers,
            content=urlencode(form),
            extensions=extensions,
        )

    def _taken(self, answer: http.Response) -> str:
        if answer.status_code >= 500:
            raise TransportError(f"no token from {self._url}: {answer.status_code}")
        try:
            found: Any = answer.json()
            token, seconds = found["access_token"], float(found.get("expires_in", 3600))
        except (ValueError, KeyError, TypeError, AttributeError):
            token, seconds = None, 0.0
        if not answer.is_success or not isinstance(token, str):
            error = UnauthorizedError(
                f"no token from {self._url}: {answer.status_code}"
            )
            error.status = answer.status_code
            raise error
        self._token, self._end = token, time.monotonic() + max(
            seconds - _EARLY, seconds / 2
        )
        return token
