"""The last look at a tree before it is put in place: nothing in it that our templates do not make.

Takes the files and what they were made from, and is silent or raises `Stopped`, which is a mistake of ours. Templates
refuse text of a spec (`emit.render`); this holds even if they did not. Each module is compiled, with its
annotations as code, and what it loads and imports is read from the compiled code: ten times as fast as walking
a syntax tree, and closer to what would run. Runtime modules are compared with the originals instead.
"""

from __future__ import annotations

import builtins
import re
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import CodeType

from specpress.emit.bytecode import compiled, defined, imported, inside, loaded, strings
from specpress.emit.gate_text import Vocabulary

VERBATIM = Path(__file__).with_name("verbatim")


class Stopped(Exception):
    """A file of the tree is not what it should be."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What was planned: classes with the wire names that only an alias can carry, and names of methods.

    `texts` are the documents that were read; a string in the output has its words from them or from us.
    `annotations` are those that are printed as strings, because they name themselves.
    """

    classes: Mapping[str, tuple[str, ...]]
    methods: tuple[str, ...]
    texts: tuple[object, ...]
    annotations: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """Where strings and imports may come from."""

    modules: set[str]
    vocabulary: Vocabulary
    annotations: frozenset[str]


@dataclass(slots=True)
class _Found:
    """What the modules define, whatever file it is in."""

    names: set[str]
    classes: dict[str, set[str]]
    methods: Counter[str]


def gate(files: Mapping[PurePosixPath, str], expected: Expected) -> None:
    """Raise `Stopped` unless every file is safe to put in place."""
    _check_paths(files)
    modules = {step for path in files for step in (*path.parts[:-1], path.stem)} | expected.modules
    known = _Known(modules, Vocabulary(expected.texts), expected.annotations)
    found = _Found(set(), {name: set() for name in expected.classes}, Counter())
    for path, text in files.items():
        if path.suffix == ".py" and not _is_runtime(path, text):
            _check_module(path, text, known, found)
    _check_counts(files, expected, found)


# --- names of files -------------------------------------------------------------------------------------------------

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.py|\.typed|\.md)?|specpress\.lock")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_LONGEST = 200


def _check_paths(files: Mapping[PurePosixPath, str]) -> None:
    """Names that every file system takes as they are, and takes for different ones."""
    seen: dict[str, PurePosixPath] = {}
    for path in files:
        for part in path.parts:
            if not _NAME.fullmatch(part) or part.partition(".")[0].lower() in _DEVICES:
                raise Stopped(f"`{path}` is not a safe name for a file")
        if path.is_absolute() or len(str(path)) > _LONGEST:
            raise Stopped(f"`{path}` is too long or absolute")
        twin = seen.setdefault(str(path).lower(), path)
        if twin != path:
            raise Stopped(f"`{path}` and `{twin}` differ in case only")


def _is_runtime(path: PurePosixPath, text: str) -> bool:
    """Whether it is one of our own modules, below nothing but comments."""
    original = VERBATIM / path.name
    if len(path.parts) != 1 or not original.is_file():
        return False
    ours = original.read_text("utf-8")
    other = ours.replace("import httpx2 as http", "import httpx as http")  # the one line of choice
    if not text.endswith((ours, other)):
        raise Stopped(f"`{path}` is not the runtime module that it should be")
    above = text.removesuffix(ours).removesuffix(other)
    return all(line.startswith("#") for line in above.splitlines())


# --- what is in a module --------------------------------------------------------------------------------------------

_FUTURE = "from __future__ import annotations\n"
_IMPORTS = {
    *("builtins", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "functools"),
    *("ipaddress", "re", "types", "typing", "uuid", "fastapi", "pydantic", "typing_extensions"),
    *("warnings", "contextlib", "msgspec", "os", "base64", "json", "math", "httpx", "httpx2"),
}
_BUILTINS = {
    *("bool", "bytes", "bytearray", "dict", "float", "frozenset", "int", "list", "object", "set"),
    *(
        "str",
        "tuple",
        "type",
        "super",
        "zip",
        "print",
        "len",
        "isinstance",
        "enumerate",
        "property",
    ),
    *("classmethod", "staticmethod", "Exception", "NotImplementedError", "TypeError", "ValueError"),
    *("KeyError", "AttributeError", "DeprecationWarning"),
}
_DUNDERS = {
    *("__all__", "__annotations__", "__build_class__", "__class__", "__classcell__", "__doc__"),
    *("__init__", "__module__", "__name__", "__qualname__", "__pydantic_extra__", "__dir__"),
    "__package__",
    *(
        "__getattr__",
        "__annotate__",
        "__static_attributes__",
        "__firstlineno__",
        "__conditional_annotations__",
    ),
    *(
        "__type_params__",
        "__classdict__",
        "__classdictcell__",
        "__annotate_func__",
        "__annotations_cache__",
    ),
}

_DANGEROUS = frozenset(dir(builtins)) - _BUILTINS - _DUNDERS


def _check_module(path: PurePosixPath, text: str, known: _Known, found: _Found) -> None:
    parts = _compiled(path, text)
    names = set[str]().union(*(part.co_names for part in parts))
    quoted = known.annotations & strings(parts)
    inner = [*inside(parts), *(code for text in quoted for code in _annotation(path, text))]
    codes = [*parts, *inner]
    _check_names(path, parts, codes)
    _check_imports(path, codes, known)
    found.names |= names
    found.methods.update([code.co_name for code in inner])
    for code in inner:
        if code.co_name in found.classes:
            found.classes[code.co_name] |= strings([code])
    texts = strings(codes) - quoted
    if path.name == "__init__.py":  # the index of a package lists names in one text
        texts = {word for text in texts for word in text.split()}
    ours = (names, known.modules, found.classes, found.methods)
    if strange := known.vocabulary.strange(texts, ours):
        raise Stopped(f"`{path}` has text that is not from the spec: {strange!r:.120}")


def _check_names(path: PurePosixPath, parts: list[CodeType], codes: list[CodeType]) -> None:
    """No builtin that is not known, unless the module gives its name a meaning of its own."""
    used = set[str]().union(*(code.co_names for code in codes))
    for name in used - _DUNDERS:
        if name.startswith("__") and name.endswith("__"):
            raise Stopped(f"`{path}` uses `{name}`")
    unusual = used & _DANGEROUS
    if unusual and (unusual := unusual - defined(parts)):
        for code in codes:
            if called := unusual.intersection(loaded(code)):
                raise Stopped(f"`{path}` uses `{min(called)}`, in {code.co_qualname}")


def _check_imports(path: PurePosixPath, codes: list[CodeType], known: _Known) -> None:
    for code in codes:
        for name in imported(code) if code.co_names else ():
            if name not in _IMPORTS and not known.modules.issuperset(filter(None, name.split("."))):
                raise Stopped(f"`{path}` imports `{name}`")


def _compiled(path: PurePosixPath, text: str) -> list[CodeType]:
    """With annotations as code, so that what is in them is seen. A warning of the compiler is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return compiled(text.replace(_FUTURE, "\n", 1), str(path))
        except (SyntaxError, ValueError, Warning, RecursionError, MemoryError) as error:
            raise Stopped(f"`{path}` does not compile: {error}") from error


def _annotation(path: PurePosixPath, text: str) -> list[CodeType]:
    """What an annotation in quotes runs."""
    made = _compiled(path, f"({text})")
    return [*made, *inside(made)]


# --- nothing is lost ------------------------------------------------------------------------------------------------


def _check_counts(files: Mapping[PurePosixPath, str], expected: Expected, found: _Found) -> None:
    """Schemas in, classes out; wire names in, aliases out; operations in, methods out."""
    for name, wires in expected.classes.items():
        if name not in found.names:
            raise Stopped(f"the model `{name}` is missing")
        for wire in wires:
            if wire not in found.classes.get(name, ()):
                raise Stopped(f"the model `{name}` has no alias for {wire!r:.80}")
    parts = sum(
        any(path.parts[0].startswith(part) for path in files) for part in ("client", "router")
    )
    wanted: dict[str, int] = {}
    for name in expected.methods:
        wanted[name] = wanted.get(name, 0) + parts
    for name, count in wanted.items():
        if found.methods[name] < count:
            raise Stopped(f"a method `{name}` is missing")
