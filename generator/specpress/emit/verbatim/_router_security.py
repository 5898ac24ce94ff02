"""The credentials of HTTP's basic authentication."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from ._router import Refused, Scheme


@dataclass(frozen=True, eq=False)
class Basic(Scheme):
    """`Security` gets a user name and a password."""

    def split(self, credential: str) -> tuple[str, ...]:
        try:
            text = base64.b64decode(credential, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Refused((401, 403), "credentials are not readable") from None
        user, _, password = text.partition(":")
        return user, password
