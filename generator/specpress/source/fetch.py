"""One document over HTTP: a GET with limits on time, size and where it may lead.

Takes a URL that `source.remote` has allowed, gives bytes. Only this module opens a connection. The address is looked
at before it is connected to, so that a name cannot lead to this machine or its network; no proxy is asked, no
redirect followed, no credential sent.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from specpress.source.files import LARGEST_FILE, TooLarge, Unreachable
from specpress.version import VERSION

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 60.0
_CHUNK = 1 << 16
_HEADERS = {
    "Accept": "application/yaml, application/json, */*",
    "Accept-Encoding": "identity",
    "User-Agent": f"specpress/{VERSION}",
}


def fetch(url: str) -> bytes:
    """The body of the answer. Raises `Unreachable`, or `TooLarge`."""
    parts = urlsplit(url)
    try:
        connection = _connected(parts)
    except OSError as error:
        raise Unreachable(_why(error)) from None
    cut = threading.Event()
    late = threading.Timer(WHOLE_SECONDS, _cut, (connection.sock, cut))
    late.daemon = True
    late.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=_HEADERS)
        body = _body(connection.getresponse(), url)
    except (OSError, http.client.HTTPException) as error:
        if cut.is_set():
            raise Unreachable(_too_slow()) from None
        if isinstance(error, Unreachable | TooLarge):
            raise
        raise Unreachable(_why(error)) from None
    else:
        if cut.is_set():  # the end of the answer was ours
            raise Unreachable(_too_slow())
        return body
    finally:
        late.cancel()
        connection.close()


def _body(answer: http.client.HTTPResponse, url: str) -> bytes:
    if 300 <= answer.status < 400:
        to = answer.headers.get("Location", "elsewhere")
        raise Unreachable(f"it redirects to {to}; redirects are not followed")
    if answer.status != 200:
        raise Unreachable(f"the server answers {answer.status} {answer.reason}".rstrip())
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding != "identity":
        raise Unreachable(f"the answer has Content-Encoding {coding}, which was not asked for")
    data = bytearray()
    wanted = answer.length
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > LARGEST_FILE:
            raise TooLarge(f"{url} is larger than 50 MiB")
    if wanted is not None and len(data) < wanted:
        raise Unreachable(f"the answer ends after {len(data)} of {wanted} bytes")
    return bytes(data)


def _connected(parts: SplitResult) -> http.client.HTTPConnection:
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(host, port, timeout=CONNECT_SECONDS)
    raw = _socket(host, port, anywhere=secure or is_local(host))
    if secure:
        try:
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        except BaseException:
            raw.close()
            raise
    connection.sock = raw
    return connection


def _socket(host: str, port: int, *, anywhere: bool) -> socket.socket:
    """A connection to the first address that takes one. Over https a certificate proves who answers, and a host that
    is written as an address was meant; otherwise the address must be a public one."""
    refused: OSError = Unreachable("its name has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        if not anywhere and not _is_public(str(address[0])):
            raise Unreachable(
                f"{host} is {address[0]}, which is not a public address; name the address itself in "
                "allow_remote if that is meant"
            )
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(CONNECT_SECONDS)
            made.connect(address)
        except OSError as error:
            made.close()
            refused = error
        else:
            return made
    raise refused


def is_local(host: str) -> bool:
    """Whether a host is written in a way that leaves no doubt: as an address, or as localhost."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    inner = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    seen = inner or found
    return seen.is_global and not seen.is_multicast


def _cut(connected: socket.socket, cut: threading.Event) -> None:
    cut.set()  # before the other side of the program sees an end, and takes it for that of the answer
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def _too_slow() -> str:
    return f"no whole answer within {WHOLE_SECONDS:g} seconds"


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {CONNECT_SECONDS:g} seconds"
    if isinstance(error, http.client.HTTPException):
        return f"not an HTTP answer ({type(error).__name__})"
    return (error.strerror if isinstance(error, OSError) else "") or str(error)
