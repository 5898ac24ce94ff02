"""Follow `$ref`: within a document, into other documents, through chains.

Takes a node that holds a `$ref`, gives the node it leads to, or None after saying why at the reference.
Only this module knows URIs, JSON pointers in fragments, `$anchor`, `$dynamicAnchor` and `$id`.
"""

from __future__ import annotations

import difflib
import posixpath
from dataclasses import field
from urllib.parse import unquote

from specpress.api import Json, SchemaId
from specpress.diagnostics import Report, Span, escape
from specpress.records import dataclass
from specpress.source.documents import Documents
from specpress.source.node import Node
from specpress.urls import is_remote, joined


@dataclass(frozen=True, slots=True)
class Names:
    """Where one document has its anchors and its `$id`s, and the names of the dynamic anchors, each as often as it is there."""

    anchors: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    dynamic: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves references of one run. `names` is filled per document when the first anchor is looked up.

    `ends` remembers where every reference of a chain ends (None: nowhere, or in a circle), so that a chain of
    thousands is walked once; `steps` where a text leads to, since most references say what another one says.
    """

    documents: Documents
    report: Report
    names: dict[str, Names] = field(default_factory=dict)
    ends: dict[tuple[Span, str], Node | None] = field(default_factory=dict)
    circles: set[tuple[Span, str]] = field(default_factory=set)
    steps: dict[tuple[str, str, str], Node] = field(default_factory=dict)
    dynamic: dict[Span, str] = field(default_factory=dict)
    identified: dict[str, bool] = field(default_factory=dict)

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

    def step(self, node: Node, section: str, keyword: str = "$ref") -> Node | None:
        """Follow one `$ref`."""
        ref = node.value[keyword] if isinstance(node.value, dict) else None
        span = node.span.child(keyword)
        if not isinstance(ref, str):
            self.report.add("SP201", span, f"a {keyword} must be a string")
            return None
        if not ref:
            self.report.add("SP201", span, f"this {keyword} is empty")
            return None
        around = self._resource(node.span) if ref[0] == "#" else ""
        key = (ref, f"{node.span.file}{around}", section)
        if key in self.steps:
            return self.steps[key]
        file, _, fragment = ref.partition("#")
        name = self._name(file, node.span.file)
        root = self._within(name, around, unquote(fragment)) if around else self._embedded(name)
        if root is None:
            document = self.documents.fetch(name, self.report, span)
            if document is None:
                return None
            root = document.root
        found = self._walk(root, unquote(fragment), span)
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
            pointer = self._names(root.span.file).anchors.get(fragment)
            if pointer is None:
                self.report.add("SP202", span, f"nothing has the anchor {fragment!r}")
                return None
            fragment, root = pointer, self.documents[root.span.file].root
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
        return Node(value, Span(root.span.file, f"{root.span.pointer}{pointer}"))

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

    def as_reference(self, node: Node) -> Node | None:
        """A schema whose `$dynamicRef` means what a `$ref` would mean, with that; None where it may mean more.

        It does where what it leads to is no dynamic anchor, or the only one of its name. `elsewhere` tells in the
        end whether a document that was read later has another one.
        """
        assert isinstance(node.value, dict)
        ref = node.value.get("$dynamicRef")
        if not isinstance(ref, str) or ref[:1] != "#":
            return None
        names, name = self._names(node.span.file), unquote(ref[1:])
        if name and not name.startswith("/"):
            if name not in names.anchors or names.dynamic.count(name) > 1:
                return None
            if name in names.dynamic:
                self.dynamic[node.span] = name
        rest = {key: value for key, value in node.value.items() if key != "$dynamicRef"}
        target = self.step(node, "schemas", "$dynamicRef")
        leads_on = target is None or (
            isinstance(target.value, dict) and not {"$ref", "$dynamicRef"}.isdisjoint(target.value)
        )  # and maybe back to here
        return None if leads_on else Node({"$ref": ref, **rest}, node.span)

    def elsewhere(self) -> list[Span]:
        """The dynamic references that were taken for plain ones, and have an anchor in another document too."""
        every = {file: self._names(file).dynamic for file in self.documents} if self.dynamic else {}
        return [
            span
            for span, name in self.dynamic.items()
            if sum(name in found for found in every.values()) > 1
        ]

    def _resource(self, span: Span) -> str:
        """The pointer of the innermost schema with a `$id` around a place: to it, fragments there are relative."""
        if span.file not in self.identified:
            self.identified[span.file] = "$id" in self.documents[span.file].text
        if not self.identified[span.file]:
            return ""
        ids = self._names(span.file).ids.values()
        return max((p for p in ids if f"{span.pointer}/".startswith(f"{p}/")), key=len, default="")

    def _within(self, file: str, resource: str, fragment: str) -> Node | None:
        """The schema at a pointer of a document, if what is referred to stands in it; else it is the document that
        was meant."""
        root = self._walk(self.documents[file].root, resource, Span(file, resource))
        return (
            root if root is not None and fragment[:1] in ("", "/") and has(root, fragment) else None
        )

    def _embedded(self, url: str) -> Node | None:
        """The schema of a loaded document that has a URL for its `$id`."""
        if not is_remote(url) or url in self.documents:
            return None
        for file in self.documents:
            pointer = self._names(file).ids.get(url)
            if pointer:
                return self._walk(self.documents[file].root, pointer, Span(file, pointer))
        return None

    def _names(self, file: str) -> Names:
        if file not in self.names:
            self.names[file] = _names(self.documents[file].root)
        return self.names[file]


def has(root: Node, pointer: str) -> bool:
    """Whether something stands at a pointer, seen from a node."""
    value: Json = root.value
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return False
    return True


def _names(root: Node) -> Names:
    found = Names()
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node.value, dict):
            for key in ("$anchor", "$dynamicAnchor", "$id"):
                name = node.value.get(key)
                if isinstance(name, str):
                    known = found.ids if key == "$id" else found.anchors
                    known.setdefault(name, node.span.pointer)
                    found.dynamic.extend([name] if key == "$dynamicAnchor" else [])
        todo += [child for _, child in node.items()]
        todo += node.elements()
    return found


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
