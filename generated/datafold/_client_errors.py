# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Everything that a call can raise. All of it pickles, and none of it holds a credential."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NamedTuple


class ApiError(Exception):
    """Whatever went wrong; `operation` is what was called: "GET /pets/{id}"."""

    operation = ""


class CredentialsError(ApiError):
    """A credential is missing, or no header could carry it."""


class TransportError(ApiError):
    """No whole answer came: no connection, a reset, a truncated or oversized body."""


class DeadlineError(TransportError):
    """The answer was not there in time."""


class DecodeProblem(NamedTuple):
    """One mismatch: where in the body, which rule, and what was found, cut short."""

    field: str
    rule: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}: {self.rule}, found {self.value}"


class DecodeError(ApiError):
    """The body of an answer is not what the specification declares at `pointer`."""

    status = 0
    request_id: str | None = None
    pointer = ""
    problems: tuple[DecodeProblem, ...] = ()
    excerpt = ""


class StatusError(ApiError):
    """An answer that is no success; `body` is parsed as far as it can be."""

    status = 0
    request_id: str | None = None
    body: Any = None
    excerpt = ""
    retry_after: float | None = None
    location = ""


class UnexpectedStatusError(StatusError):
    """A status below 400 that the specification does not declare."""


class ClientError(StatusError):
    """Any 4xx."""


class ServerError(StatusError):
    """Any 5xx."""


class BadRequestError(ClientError):
    """400"""


class UnauthorizedError(ClientError):
    """401: the credential is missing, wrong or expired."""


class ForbiddenError(ClientError):
    """403: the credential is known and does not suffice."""


class NotFoundError(ClientError):
    """404"""


class ConflictError(ClientError):
    """409"""


class UnprocessableError(ClientError):
    """422: the request is understood and refused."""


class RateLimitedError(ClientError):
    """429: `retry_after` says how many seconds the server asked to wait."""


class WaitError(ApiError):
    """Waiting came to nothing; `answer` is the last one."""

    answer: Any = None


class WaitFailedError(WaitError):
    """It ended, and not well."""


class WaitBlockedError(WaitError):
    """It goes on only when a person does something."""


class WaitTimeoutError(WaitError):
    """It has not ended in time."""


_kinds: dict[int, type[StatusError]] = {4: ClientError, 5: ServerError}
_kinds |= {400: BadRequestError, 401: UnauthorizedError, 403: ForbiddenError}
_kinds |= {404: NotFoundError, 409: ConflictError, 422: UnprocessableError}
_kinds[429] = RateLimitedError


def status_error(name: str, status: int, request: str | None, text: str) -> StatusError:
    """The error for a status, by its code, else by its class."""
    kind = _kinds.get(status) or _kinds.get(status // 100, UnexpectedStatusError)
    phrase = {each.value: f" {each.phrase}" for each in HTTPStatus}.get(status, "")
    known = f" (request {request})" if request else ""
    error = kind(f"{name}: {status}{phrase}{known}" + f": {text[:200]}" * bool(text))
    error.operation, error.status, error.request_id = name, status, request
    error.excerpt = text[:500]
    return error
