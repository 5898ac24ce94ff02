"""Which names compiled code imports, and which it loads.

Takes a code object, gives names. Only this module knows CPython's instructions (two bytes each, 3.11 to 3.14).
"""

from __future__ import annotations

import dis
from collections.abc import Iterator
from types import CodeType

_EXTENDED = dis.opmap["EXTENDED_ARG"]
_IMPORT = (dis.opmap["IMPORT_NAME"],)
_LOADS = {
    dis.opmap[name]: shift
    for name, shift in (
        ("LOAD_NAME", 0),
        ("LOAD_GLOBAL", 1),  # the lowest bit says whether to push NULL first
        ("LOAD_FROM_DICT_OR_GLOBALS", 0),
    )
    if name in dis.opmap
}


def imported(code: CodeType) -> Iterator[str]:
    for operation in _IMPORT:
        for argument in _arguments(code.co_code, operation):
            yield code.co_names[argument]


def loaded(code: CodeType) -> Iterator[str]:
    """Names that are looked up in the module or in builtins; attributes are not among them."""
    for operation, shift in _LOADS.items():
        for argument in _arguments(code.co_code, operation):
            yield code.co_names[argument >> shift]


def _arguments(raw: bytes, operation: int) -> Iterator[int]:
    operations = raw[::2]
    where = operations.find(operation)
    while where >= 0:
        argument, shift, before = raw[2 * where + 1], 8, where - 1
        while before >= 0 and operations[before] == _EXTENDED:
            argument |= raw[2 * before + 1] << shift
            shift, before = shift + 8, before - 1
        yield argument
        where = operations.find(operation, where + 1)
