"""Follow `$ref`: within a document, into other documents, through chains.

Takes a node that holds a `$ref`, gives the node it leads to, or None after saying why at the reference.
Only this module knows URIs, JSON pointers in fragments, and `$anchor`.
"""

from __future__ import annotations

import difflib
import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from specpress.api import Json, SchemaId
from specpress.diagnostics import Report, Span, escape
from specpress.source.documents import Documents
from specpress.source.node import Node
from specpress.urls import is_remote, joined


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves references of one run. `anchors` is filled per document when the first one is looked up.

    `ends` remembers where every reference of a chain ends (None: nowhere, or in a circle), so that a chain of
    thousands is walked once; `steps` where a text leads to, since most references say what another one says.
    """

    documents: Documents
    report: Report
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    ends: dict[tuple[Span, str], Node | None] = field(default_factory=dict)
    circles: set[tuple[Span, str]] = field(default_factory=set)
    steps: dict[tuple[str, str, str], Node] = field(default_factory=dict)

    def schema_id(self, span: Span) -> SchemaId:
        """The canonical id of a schema that stands at `span`."""
        return f"{'' if span.file == self.documents.entry else span.file}#{span.pointer}"

    def resolve(self, node: Node, section: str) -> Node | None:
        """The node at the end of the chain of references that starts at `node` (itself if it is none).

        `section` is the kind that is wanted, as components spells it: "schemas", "parameters", ...
        """
        seen: dict[tuple[Span, str], None] = {}
        at: Node | None = node
        while at is not None and isinstance(at.value, dict) and "$ref" in at.value:
            key = (at.span, section)
            if key in seen:
                self.circles.update(seen)
                at = None
            elif key in self.ends:
                if key in self.circles:
                    self.circles.update(seen)
                seen[key] = None
                at = self.ends[key]
                break
            else:
                seen[key] = None
                at = self.step(at, section)
        self.ends.update(dict.fromkeys(seen, at))
        if at is None and (node.span, section) in self.circles:
            self.report.add("SP205", _ref_span(node), "this reference leads back to itself")
        return at

    def step(self, node: Node, section: str) -> Node | None:
        """Follow one `$ref`."""
        ref = node.value["$ref"] if isinstance(node.value, dict) else None
        span = _ref_span(node)
        if not isinstance(ref, str):
            self.report.add("SP201", span, "a $ref must be a string")
            return None
        if not ref:
            self.report.add("SP201", span, "this $ref is empty")
            return None
        key = (ref, node.span.file, section)
        if key in self.steps:
            return self.steps[key]
        file, _, fragment = ref.partition("#")
        name = self._name(file, node.span.file)
        document = self.documents.fetch(name, self.report, span)
        if document is None:
            return None
        found = self._walk(document.root, unquote(fragment), span)
        if found is None or not self._right_kind(found, section, span):
            return None
        self.steps[key] = found
        return found

    def _name(self, file: str, base: str) -> str:
        if not file:
            return base
        if is_remote(file) or is_remote(base):
            return joined(base, file)
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(file)))

    def _walk(self, root: Node, fragment: str, span: Span) -> Node | None:
        if fragment and not fragment.startswith("/"):
            pointer = self._anchors(root).get(fragment)
            if pointer is None:
                self.report.add("SP202", span, f"nothing has the anchor {fragment!r}")
                return None
            fragment = pointer
        value: Json = root.value
        tokens = [t.replace("~1", "/").replace("~0", "~") for t in fragment.split("/")[1:]]
        for index, token in enumerate(tokens):
            if isinstance(value, dict) and token in value:
                value = value[token]
            elif isinstance(value, list) and token.isdigit() and int(token) < len(value):
                value = value[int(token)]
            else:
                self.report.add("SP202", span, *_dangling(fragment, tokens[:index], token, value))
                return None
        pointer = "".join(f"/{escape(token)}" for token in tokens)
        return Node(value, Span(root.span.file, pointer))

    def _right_kind(self, found: Node, section: str, span: Span) -> bool:
        parts = found.span.pointer.split("/")
        actual = parts[2] if len(parts) == 4 and parts[1] == "components" else section
        if actual != section:
            self.report.add(
                "SP203",
                span,
                f"this refers to one of components/{actual}; {section} are wanted here",
            )
            return False
        if not isinstance(found.value, dict | bool):
            self.report.add("SP203", span, "this refers to something that is not an object")
            return False
        return True

    def _anchors(self, root: Node) -> dict[str, str]:
        file = root.span.file
        if file not in self.anchors:
            found: dict[str, str] = {}
            todo = [root]
            while todo:
                node = todo.pop()
                anchor = node.value.get("$anchor") if isinstance(node.value, dict) else None
                if isinstance(anchor, str):
                    found.setdefault(anchor, node.span.pointer)
                todo += [child for _, child in node.items()]
                todo += node.elements()
            self.anchors[file] = found
        return self.anchors[file]


def _ref_span(node: Node) -> Span:
    return node.span.child("$ref")


def _dangling(fragment: str, walked: list[str], token: str, value: Json) -> tuple[str, str]:
    where = "/".join(walked) or "the document"
    names = list(value) if isinstance(value, dict) else []
    close = difflib.get_close_matches(token, names[:5000], n=1)
    return (
        f"#{fragment} does not exist: {where} has no {token!r}",
        f"did you mean {close[0]!r}?" if close else "",
    )
