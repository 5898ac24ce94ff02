"""Bodies that are not JSON: forms, multipart with files, uploads and JSON lines, read as they are sent."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import quote

from ._client import AsyncClient
from ._client_call import Call, Parameter, is_a, json_bytes, plain
from ._client_styles import Styled

File = (
    bytes
    | IO[bytes]
    | tuple[str, bytes | IO[bytes]]
    | tuple[str, bytes | IO[bytes], str]
)
"""Content, (file name, content) or (file name, content, media type)."""
Upload = bytes | IO[bytes] | Iterable[bytes]
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Bodies:
    """A body that is not always JSON: what writes it, by media type.

    With more than one the argument is a pair of the value and the media type.
    """

    writers: Mapping[str, Callable[[Any], tuple[Any, str]]]

    def put(self, value: Any, call: Call[Any]) -> None:
        media = next(iter(self.writers))
        value, media = value if len(self.writers) > 1 else (value, media)
        if value is not None:
            call.sent, exact = self.writers[media](value)
            media = media if "*" not in media else "application/octet-stream"
            call.headers["content-type"] = exact or media


class Chunks:
    """Content read piece by piece, by either client."""

    def __init__(self, pieces: Iterable[Any]) -> None:
        self._pieces = pieces

    def __call__(self, client: Any) -> Any:
        """As the client wants it: an iterator of its colour."""
        return aiter(self) if isinstance(client, AsyncClient) else iter(self)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, bytes):
                yield piece
            elif hasattr(piece, "read"):
                while chunk := piece.read(_CHUNK):
                    yield chunk
            else:
                yield from piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def json_body(value: Any) -> tuple[Any, str]:
    return json_bytes(value), ""


def plain_body(value: str) -> tuple[Any, str]:
    """Text as it is."""
    return value.encode(), ""


def stream_body(value: Any) -> tuple[Any, str]:
    """Bytes as they are; a file or an iterable of bytes without loading it."""
    return (value if isinstance(value, bytes) else Chunks([value])), ""


def lines_body(value: Iterable[Any]) -> tuple[Any, str]:
    """One item of JSON per line, each written when it is its turn."""
    return Chunks(json_bytes(item) + b"\n" for item in value), ""


@dataclass(frozen=True)
class Form:
    """application/x-www-form-urlencoded; `styles` are for fields that are not written plainly."""

    styles: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __call__(self, value: Any) -> tuple[bytes, str]:
        pairs: list[str] = []
        for name, item in plain(value).items():
            if item is not None:
                style = self.styles.get(name)
                field = Styled(name, style=style) if style else Parameter(name)
                pairs += field.written(item)
        return "&".join(pairs).encode(), ""


@dataclass(frozen=True)
class Multipart:
    """multipart/form-data and its kin, with a boundary that nobody can guess."""

    media: str = "multipart/form-data"
    types: Mapping[str, str] = field(default_factory=dict[str, str])

    def __call__(self, value: Any) -> tuple[Any, str]:
        boundary = secrets.token_hex(16)
        fields: Mapping[str, Any] = (
            plain(value) if hasattr(value, "model_dump") else value
        )
        pieces: list[Any] = []
        for name, given in fields.items():
            for item in given if is_a(list, given) else [given]:
                if item is not None:
                    pieces += self._part(f"--{boundary}\r\n", name, item)
        pieces.append(f"--{boundary}--\r\n".encode())
        whole = all(isinstance(piece, bytes) for piece in pieces)
        content = b"".join(pieces) if whole else Chunks(pieces)
        return content, f"{self.media}; boundary={boundary}"

    def _part(self, start: str, name: str, item: Any) -> list[Any]:
        media = self.types.get(name, "").partition(",")[0]
        if is_a(tuple, item):
            file, content = item[0], item[1]
            media = item[2] if len(item) > 2 else media
        elif isinstance(item, bytes) or hasattr(item, "read"):
            file, content = os.path.basename(str(getattr(item, "name", name))), item
        else:
            value = plain(item)
            text = isinstance(value, str) and "json" not in media
            file, content = None, (value if text else json.dumps(value)).encode()
            media = media or ("application/json" if is_a(dict, value) else "")
        head = f'{start}Content-Disposition: form-data; name="{_quoted(name)}"'
        if file is not None:
            head += f'; filename="{_quoted(file)}"'
            media = media if media and "*" not in media else "application/octet-stream"
        if media:
            head += f"\r\nContent-Type: {_quoted(media)}"
        return [f"{head}\r\n\r\n".encode(), content, b"\r\n"]


def _quoted(text: str) -> str:
    """As browsers do: what would end the quotes or the line is percent-encoded."""
    return "".join(
        c if c.isprintable() and c != '"' else quote(c, safe="") for c in text
    )
