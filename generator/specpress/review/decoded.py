"""What a text holds by `contentEncoding` and `contentMediaType`, as a receiver decodes it that keeps to the letter.

Takes a text and the two names, gives what is in it or the reason why nothing is. JSON Schema calls these keywords
annotations, so no validator looks; this module does, with what the standard library knows. What it does not know is let
through.
"""

from __future__ import annotations

import base64
import binascii
import json
import quopri
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from specpress.api import Json, Subschema
from specpress.records import dataclass
from specpress.review.view import View

_QUOTED = re.compile(r"(?:[\t\n\r !-<>-~]|=[0-9A-F]{2}|=\r?\n)*")
_ESCAPED = re.compile(r"[^ !-<>-~]")


class Impossible(Exception):
    """No value comes to mind."""


class Undecodable(Exception):
    """The text is not what the keywords say."""


@dataclass(frozen=True, slots=True)
class Coding:
    read: Callable[[str], bytes]
    write: Callable[[str], str]


def _quoted_printable(text: str) -> bytes:
    if not _QUOTED.fullmatch(text):
        raise Undecodable("is not quoted-printable")
    return quopri.decodestring(text.encode("ascii"))


def _quote(text: str) -> str:
    return _ESCAPED.sub(lambda found: "".join(f"={b:02X}" for b in found[0].encode()), text)


def _base(name: str, read: Callable[[bytes], bytes], write: Callable[[bytes], bytes]) -> Coding:
    def decoded(text: str) -> bytes:
        try:
            return read(text.encode("ascii"))
        except (binascii.Error, ValueError):
            raise Undecodable(f"is not {name}") from None

    return Coding(decoded, lambda text: write(text.encode()).decode("ascii"))


def _strict(text: bytes) -> bytes:
    return base64.b64decode(text, validate=True)


def _url_safe(text: bytes) -> bytes:
    """With or without padding, as JSON Web Tokens have it."""
    return base64.b64decode(text + b"=" * (-len(text) % 4), b"-_", validate=True)


_CODINGS: Mapping[str, Coding] = {
    "base64": _base("base64", _strict, base64.b64encode),
    "base64url": _base("base64url", _url_safe, base64.urlsafe_b64encode),
    "base32": _base("base32", base64.b32decode, base64.b32encode),
    "base16": _base("base16", base64.b16decode, base64.b16encode),
    "quoted-printable": Coding(_quoted_printable, _quote),
}


def decoded(text: str, encoding: str | None, media_type: str | None) -> Json:
    """The JSON value in a text, where it is of a JSON media type, else None. Raises `Undecodable`."""
    coding = _CODINGS.get((encoding or "").lower())
    if coding is None and encoding is not None:
        return None
    held = text.encode("utf-8", "surrogatepass") if coding is None else coding.read(text)
    if not is_json(media_type):
        return None
    try:
        value: Json = json.loads(held)
    except ValueError:
        raise Undecodable(f"holds no {media_type}") from None
    return value


def encoded(text: str, encoding: str | None) -> str | None:
    """The text in that encoding; None where it is not known."""
    coding = _CODINGS.get((encoding or "").lower())
    return coding.write(text) if coding else None if encoding else text


def is_json(media_type: str | None) -> bool:
    bare = (media_type or "").split(";")[0].strip().lower()
    return bare == "application/json" or bare.endswith("+json")


def holding(view: View, make: Callable[[Subschema], Json]) -> Iterator[str]:
    """Texts that hold what the keywords of a schema say, and some that hold something else in the same encoding."""
    for part in view.parts:
        rules = part.string
        held: list[str] = []
        if rules.content_schema is not None:
            with suppress(Impossible):
                held.append(json.dumps(make(rules.content_schema)))
        if rules.content_encoding or is_json(rules.content_media_type):
            held += ["{}", "1", "null"] if is_json(rules.content_media_type) else []
            held += ["a", "{}", "a=b"]
        found = (encoded(text, rules.content_encoding) for text in held)
        yield from (text for text in found if text is not None)
