"""Changes to the configuration file itself: a new entry at its end, another ref in its place. The rest stays as it is."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path

from specpress.toml import Toml


def entry(prefix: str, values: Mapping[str, object]) -> str:
    """A table of the array `vendor`, as text."""
    name = ".".join([*prefix.strip("/").split("/"), "vendor"]).strip(".")
    lines = [f"{key} = {_value(value)}" for key, value in values.items() if value or value is False]
    return "\n".join([f"[[{name}]]", *lines]) + "\n"


def with_ref(toml: Toml, pointer: str, ref: str) -> str:
    """The text with another value for the key `ref` of a table."""
    start = toml.offsets[f"{pointer}/ref"]
    begin = toml.text.index("=", start) + 1
    end = toml.text.find("\n", begin)
    end = len(toml.text) if end < 0 else end
    old = str(_at(toml, pointer)["ref"])
    for quoted in (f'"{old}"', f"'{old}'"):
        at = toml.text.find(quoted, begin, end)
        if at >= 0:
            return f"{toml.text[:at]}{_value(ref)}{toml.text[at + len(quoted) :]}"
    raise ValueError(
        f"cannot find the value of `ref` after line {toml.text.count(chr(10), 0, begin) + 1}"
    )


def like(path: Path, text: str) -> str:
    """A text with the line ends, and the byte order mark, that the file has now."""
    data = path.read_bytes() if path.exists() else b""
    ends = text.replace("\n", "\r\n") if b"\r\n" in data else text
    return f"\ufeff{ends}" if data.startswith(codecs.BOM_UTF8) else ends


def _at(toml: Toml, pointer: str) -> dict[str, object]:
    value: object = toml.table
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else _table(value)[key]
    return _table(value)


def _table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items() if v) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    escaped = "".join(
        f"\\u{ord(char):04X}" if ord(char) < 32 or char in '"\\\x7f' else char
        for char in str(value)
    )
    return f'"{escaped}"'
