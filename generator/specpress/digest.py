"""The digest of a text, the same however its lines end: what lock files and the drift check compare."""

from __future__ import annotations

from hashlib import sha256


def digest(text: str | bytes) -> str:
    """SHA-256 in hex, with CRLF read as LF, so that a checkout on Windows is not an edit."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return sha256(data.replace(b"\r\n", b"\n") if b"\r" in data else data).hexdigest()
