"""Everything that a call can raise, one tree under `ApiError`. All of it pickles, and none of it holds a credential."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NamedTuple


class ApiError(Exception):
    """Whatever went wrong with a call; `operation` is what was called: "GET /pets/{id}"."""

    operation: str = ""


class CredentialsError(ApiError):
    """A credential is missing, or no header could carry it."""


class TransportError(ApiError):
    """No whole answer came: no connection, a reset, a truncated or oversized body."""


class DeadlineError(TransportError):
    """The answer was not there in time."""


class DecodeProblem(NamedTuple):
    """One mismatch: where in the body, which rule, and a short form of the value that was found."""

    field: str
    rule: str
    value: str


class DecodeError(ApiError):
    """The body of an answer is not what the specification declares at `pointer`."""

    status: int = 0
    request_id: str | None = None
    pointer: str = ""
    problems: tuple[DecodeProblem, ...] = ()
    excerpt: str = ""


class StatusError(ApiError):
    """An answer that is not a success. `body` is parsed as the specification declares it, as far as it can be."""

    status: int = 0
    request_id: str | None = None
    body: Any = None
    excerpt: str = ""
    retry_after: float | None = None


class UnexpectedStatusError(StatusError):
    """A status below 400 that the specification does not declare."""


class ClientError(StatusError):
    """Any 4xx."""


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
    """422: the server understood the request and refuses its content."""


class RateLimitedError(ClientError):
    """429: `retry_after` is the number of seconds that the server asked for, if it did."""


class ServerError(StatusError):
    """Any 5xx."""


_BY_CODE: dict[int, type[StatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableError,
    429: RateLimitedError,
}
_PHRASES = {known.value: known.phrase for known in HTTPStatus}
_BY_CLASS: dict[int, type[StatusError]] = {4: ClientError, 5: ServerError}


def status_error(
    operation: str, status: int, request_id: str | None, excerpt: str
) -> StatusError:
    """The error for a status, by its code, else by its class."""
    kind = _BY_CODE.get(status) or _BY_CLASS.get(status // 100, UnexpectedStatusError)
    phrase = _PHRASES.get(status, "")
    known = f" (request {request_id})" if request_id else ""
    text = f"{operation}: {status} {phrase}".rstrip()
    error = kind(f"{text}{known}{': ' if excerpt else ''}{excerpt[:200]}")
    error.operation, error.status, error.request_id = operation, status, request_id
    error.excerpt = excerpt
    return error
