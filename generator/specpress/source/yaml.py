"""YAML text to plain values, and the places of nodes in it.

libyaml (through PyYAML) composes the tree of nodes, which knows lines and columns; scalars are read by the core
schema of YAML 1.2, so `no`, dates and octals without `0o` stay strings. Merge keys are honoured, because
people use them; every other tag is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from specpress.api import Json
from specpress.diagnostics import Place
from specpress.source.fault import LARGEST_DEPTH, LARGEST_TREE, LONGEST_INTEGER, Fault

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_STR = "tag:yaml.org,2002:str"
_PLAIN = "?"
_CORE = {"null", "bool", "int", "float"}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class _Composer(_Loader):  # type: ignore[misc, valid-type]
    """Tells plain scalars apart; the values are ours to make."""

    def resolve(self, kind: type, value: object, implicit: object) -> str:
        if kind is yaml.ScalarNode:
            return _PLAIN if isinstance(implicit, tuple) and implicit[0] else _STR
        return f"tag:yaml.org,2002:{'seq' if kind is yaml.SequenceNode else 'map'}"


@dataclass(slots=True)
class _Builder:
    """Values from nodes; `sizes` counts each shared node once and answers for its expanded size."""

    lines: list[str]
    values: dict[int, Json] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)

    def fault(self, code: str, message: str, node: yaml.Node, help: str = "") -> Fault:
        return Fault(code, message, _place(node, self.lines), help)

    def build(self, node: yaml.Node, depth: int) -> tuple[Json, int]:
        known = id(node)
        if known in self.values:
            return self.values[known], self.sizes[known]
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node), 1
        if known in self.open:
            raise self.fault("SP104", "an alias that contains itself", node)
        if depth > LARGEST_DEPTH:
            raise self.fault("SP105", "nested deeper than 200 levels", node)
        self.open.add(known)
        if isinstance(node, yaml.SequenceNode):
            value, size = self.sequence(node, depth)
        else:
            assert isinstance(node, yaml.MappingNode)
            value, size = self.mapping(node, depth)
        self.open.discard(known)
        if size > LARGEST_TREE:
            raise self.fault("SP104", "more than a million nodes once aliases are expanded", node)
        self.values[known], self.sizes[known] = value, size
        return value, size

    def sequence(self, node: yaml.SequenceNode, depth: int) -> tuple[Json, int]:
        self.untagged(node, "seq")
        made: list[Json] = []
        size = 1
        for child in node.value:
            value, more = self.build(child, depth + 1)
            made.append(value)
            size += more
        return made, size

    def mapping(self, node: yaml.MappingNode, depth: int) -> tuple[Json, int]:
        self.untagged(node, "map")
        made: dict[str, Json] = {}
        merged: dict[str, Json] = {}
        size = 1
        for key_node, value_node in node.value:
            value, more = self.build(value_node, depth + 1)
            size += more
            if _is_merge(key_node):
                for part in value if isinstance(value, list) else [value]:
                    if not isinstance(part, dict):
                        raise self.fault("SP102", "a merge key (<<) takes a mapping", value_node)
                    merged = {**part, **merged}
                continue
            key = self.key(key_node)
            if key in made:
                raise self.fault("SP103", f"the key {key!r} is here twice", key_node)
            made[key] = value
        return (
            {**made, **{k: v for k, v in merged.items() if k not in made}} if merged else made
        ), size

    def key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault("SP102", "a key must be a string", node)
        self.scalar(node)
        return str(node.value)

    def untagged(self, node: yaml.Node, kind: str) -> None:
        if node.tag != f"tag:yaml.org,2002:{kind}":
            raise self.fault(
                "SP108", f"the tag {node.tag!r} is not allowed", node, "remove the tag"
            )

    def scalar(self, node: yaml.ScalarNode) -> Json:
        text = str(node.value)
        if node.tag == _STR:
            return text
        if node.tag == _PLAIN:
            return self.plain(text, node)
        kind = str(node.tag).removeprefix("tag:yaml.org,2002:")
        if kind not in _CORE:
            raise self.fault(
                "SP108", f"the tag {node.tag!r} is not allowed", node, "remove the tag"
            )
        value = self.plain(text, node)
        if isinstance(value, str):
            raise self.fault("SP102", f"{text!r} is not a YAML {kind}", node)
        return value

    def plain(self, text: str, node: yaml.ScalarNode) -> Json:
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in "+-.0123456789":
            return text
        if _INT.fullmatch(text):
            return self.integer(text, 10, node)
        if _OCTAL.fullmatch(text):
            return self.integer(text[2:], 8, node)
        if _HEX.fullmatch(text):
            return self.integer(text[2:], 16, node)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if number in (float("inf"), float("-inf")):
                raise self.fault("SP107", f"the number {text[:40]} is too large", node)
            return number
        if _NOT_FINITE.fullmatch(text):
            raise self.fault(
                "SP107", f"{text} is not a JSON number", node, "quote it if it is text"
            )
        return text

    def integer(self, text: str, radix: int, node: yaml.ScalarNode) -> int:
        if len(text) > LONGEST_INTEGER:
            raise self.fault("SP106", "an integer of more than 1,000 digits", node)
        return int(text, radix)


@dataclass(frozen=True, slots=True)
class YamlTree:
    """The composed nodes, kept to answer where a pointer stands."""

    root: yaml.Node
    lines: list[str]

    def locate(self, pointers: Iterable[str]) -> Mapping[str, Place]:
        return {pointer: self._place(pointer) for pointer in pointers}

    def _place(self, pointer: str) -> Place:
        node, key = self.root, None
        for token in pointer.split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            found = _step(node, token)
            if found is None:
                break
            key, node = found
        return _place(node if key is None or isinstance(node, yaml.ScalarNode) else key, self.lines)


def parse_yaml(text: str) -> tuple[Json, YamlTree]:
    """The value of a YAML text with one document, and its tree. Raises `Fault`."""
    lines = text.split("\n")
    try:
        loader = _Composer(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, lines) from None
    except yaml.YAMLError as error:
        raise Fault(
            "SP102", f"not valid YAML: {error}".splitlines()[0], Place(1, 1, lines[0][:400])
        ) from None
    except RecursionError:
        raise Fault("SP105", "nested deeper than 200 levels", Place(1, 1, lines[0][:400])) from None
    if root is None:
        raise Fault("SP109", "the document is empty", Place(1, 1, lines[0][:400]))
    value, _ = _Builder(lines).build(root, 0)
    return value, YamlTree(root, lines)


def _syntax(error: yaml.MarkedYAMLError, lines: list[str]) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    told = " ".join(part for part in (error.context, error.problem) if part)
    if "depth" in told.lower() or "nesting" in told.lower():
        return Fault(
            "SP105", "nested deeper than 200 levels", Place(line + 1, column + 1, lines[line][:400])
        )
    return Fault("SP102", f"not valid YAML: {told}", Place(line + 1, column + 1, lines[line][:400]))


def _place(node: yaml.Node, lines: list[str]) -> Place:
    mark = node.start_mark
    line = min(mark.line, len(lines) - 1)
    return Place(mark.line + 1, mark.column + 1, lines[line][:400].rstrip("\r"))


def _is_merge(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "<<" and node.tag == _PLAIN


def _step(node: yaml.Node, token: str) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode):
        if token.isdigit() and int(token) < len(node.value):
            return node.value[int(token)], node.value[int(token)]
        return None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == token and not _is_merge(key):
                return key, value
        for part in _merged(node):
            if found := _step(part, token):
                return found
    return None


def _merged(node: yaml.MappingNode) -> Iterator[yaml.Node]:
    for key, value in node.value:
        if _is_merge(key):
            yield from value.value if isinstance(value, yaml.SequenceNode) else (value,)
