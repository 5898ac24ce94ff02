"""URLs of documents: which references are one, which are asked for at all, and which of them a prefix covers."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

_REMOTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_URL = re.compile(r"[!-\[\]_a-z~]+")
_PORTS = {"http": 80, "https": 443}


def is_remote(name: str) -> bool:
    """Whether a reference, or the name of a document, is more than a path of a file."""
    return _REMOTE.match(name) is not None


def joined(base: str, reference: str) -> str:
    """The name of what a document refers to, where one of the two is a URL."""
    return urljoin(base, reference) if is_remote(base) else reference


def url_error(url: str) -> str:
    """Why a URL is none that we ask for; empty for one that is."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError:
        return f"{url} is not a URL"
    if parts.scheme not in _PORTS:
        return f"{url}: only http and https are followed"
    if parts.username is not None or parts.password is not None:
        return "a URL with a user name or password in it is not followed"
    if not parts.hostname or not port_is_fine or not _URL.fullmatch(url.lower()):
        return f"{url} is not a URL"
    if {".", ".."} & {part.replace("%2e", ".") for part in parts.path.lower().split("/")}:
        return f"{url}: write it without . and .. in its path"
    return ""


def prefix_error(prefix: str) -> str:
    """Why a value of `allow_remote` is not understood; empty if it is."""
    parts = urlsplit(prefix) if not url_error(prefix) else None
    if parts is None or parts.query or parts.fragment:
        return f'"{prefix}" is not the beginning of a URL such as "https://example.com/schemas/"'
    return ""


def covers(prefix: str, url: str) -> bool:
    """Whether a URL is on the host of a prefix, and at or below its path."""
    if prefix_error(prefix):
        return False
    allowed, asked = urlsplit(prefix), urlsplit(url)
    if _origin(allowed) != _origin(asked):
        return False
    folder = allowed.path if allowed.path.endswith("/") else f"{allowed.path}/"
    return asked.path == allowed.path or (asked.path or "/").startswith(folder)


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
