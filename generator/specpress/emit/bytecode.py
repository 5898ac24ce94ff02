"""Source to code objects, and what is in them: names that they import, names that they load, strings.

Only this module knows CPython's instructions (two bytes each, 3.11 to 3.14). Nothing is run.
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
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


_PART = 50_000


def compiled(text: str, name: str) -> list[CodeType]:
    """A module as code, without docstrings, which are not code; a long one in parts.

    The compiler takes longer over one long text than over its parts. A part ends where a statement of the module
    seems to; if each of them is whole statements then so are they together, and if one is not, nothing is cut.
    """
    with suppress(SyntaxError):
        return [_compile(part, name) for part in _parts(text)]
    return [_compile(text, name)]


def _compile(text: str, name: str) -> CodeType:
    return compile(text, name, "exec", dont_inherit=True, optimize=2)


def _parts(text: str) -> Iterator[str]:
    begin = 0
    while (end := text.find("\n\n\nclass ", begin + _PART)) > 0:
        yield text[begin : end + 3]
        begin = end + 3
    yield text[begin:]


def inside(codes: Iterable[CodeType]) -> list[CodeType]:
    """The code of classes, functions and lambdas, however deep."""
    found: list[CodeType] = []
    level = list(codes)
    while level:
        constants = chain.from_iterable([code.co_consts for code in level])
        level = [constant for constant in constants if isinstance(constant, CodeType)]
        found += level
    return found


def defined(codes: Iterable[CodeType]) -> set[str]:
    """Names that modules give a meaning of their own: their classes and functions."""
    constants = chain.from_iterable([code.co_consts for code in codes])
    return {constant.co_name for constant in constants if isinstance(constant, CodeType)}


def strings(codes: Iterable[CodeType]) -> set[str]:
    """The strings in code, those in tuples too."""
    found: set[str] = set()
    level: list[object] = list(chain.from_iterable([code.co_consts for code in codes]))
    while level:
        found.update([constant for constant in level if isinstance(constant, str)])
        several = [constant for constant in level if isinstance(constant, (tuple, frozenset))]
        level = list(chain.from_iterable(several))
    return found


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
