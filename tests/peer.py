"""A server on loopback that does what a test says, byte by byte: stalls, resets, truncates, answers."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Seen:
    """One request as it arrived. `number` counts from 1 over all connections."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    number: int

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)


class Reset(Exception):
    """Raised by a script: cut the connection with a TCP reset."""


Script = Callable[[Seen], bytes | Iterator[bytes]]


def answer(
    body: Any = b"",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media: str = "application/json",
) -> bytes:
    """A whole HTTP answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = {"content-type": media, "content-length": str(len(content)), **(headers or {})}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in head.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


@dataclass
class Peer:
    """Where it listens, what it has seen, and how many connections are open."""

    url: str
    seen: list[Seen] = field(default_factory=list)
    open: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def peer(script: Script) -> Iterator[Peer]:
    """Serve until the block ends; every connection has a thread."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    made = Peer(f"http://127.0.0.1:{listener.getsockname()[1]}")

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_serve, args=(connection, script, made), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield made
    finally:
        listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        listener.close()


def _serve(connection: socket.socket, script: Script, made: Peer) -> None:
    with made.lock:
        made.open += 1
    stream = connection.makefile("rb")
    try:
        while seen := _read(stream, made):
            said = script(seen)
            for piece in [said] if isinstance(said, bytes) else said:
                connection.sendall(piece)
            if not isinstance(said, bytes):
                return
    except Reset:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    finally:
        stream.close()
        connection.close()
        with made.lock:
            made.open -= 1


def _read(stream: Any, made: Peer) -> Seen | None:
    line = stream.readline().decode("latin-1").split()
    if len(line) < 2:
        return None
    headers: dict[str, str] = {}
    while (raw := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = raw.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(stream.readline(), 16):
            body += stream.read(size)
            stream.readline()
        stream.readline()
    else:
        body = stream.read(int(headers.get("content-length", "0")))
    with made.lock:
        seen = Seen(line[0], line[1], headers, body, len(made.seen) + 1)
        made.seen.append(seen)
    return seen
