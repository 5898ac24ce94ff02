"""The part of a spec that a copy was made from, as one document: pruned to a selection, other files brought in.

Takes loaded documents and the `Api` selected from them, gives a JSON value. Operations and components keep their
names and order; what came from elsewhere becomes a component, named after where it stood.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from specpress.api import Api, Json
from specpress.diagnostics import Report, Span, escape
from specpress.plan.forms import SENT
from specpress.resolve import Resolver
from specpress.source.documents import Documents
from specpress.source.node import Node
from specpress.vendoring.grammar import GRAMMAR, METHODS

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def slice_document(documents: Documents, api: Api, report: Report) -> dict[str, Json]:
    """The slice. References that lead nowhere are in the report, as when reading."""
    root = documents.root
    assert root is not None
    slicer = _Slicer(Resolver(documents, report), root.root, api)
    return slicer.document()


@dataclass(slots=True)
class _Slicer:
    resolver: Resolver
    root: Node
    api: Api
    names: dict[Span, tuple[str, str]] = field(default_factory=dict)
    made: dict[tuple[str, str], Json] = field(default_factory=dict)
    todo: list[tuple[str, str, Node]] = field(default_factory=list)

    def document(self) -> dict[str, Json]:
        root = self.root.value
        assert isinstance(root, dict)
        tags = {tag.name for tag in self.api.tags}
        kept = {(one.method.lower(), one.path) for one in self.api.operations}
        hooked = {
            (one.method.lower(), hook.name) for hook in self.api.webhooks for one in hook.operations
        }
        whole: dict[str, Json] = {}
        for key, node in self.root.items():
            if key == "paths":
                whole[key] = self._paths(node, kept)
            elif key == "webhooks":
                whole[key] = self._paths(node, hooked)
            elif key == "tags" and isinstance(node.value, list):
                whole[key] = [
                    t for t in node.value if isinstance(t, dict) and t.get("name") in tags
                ]
            else:
                whole[key] = node.value if key != "components" else None
        for name in self.api.components:
            self._ask("schemas", name)
        for name in self.api.security_schemes:
            self._ask("securitySchemes", name)
        while self.todo:
            kind, name, node = self.todo.pop()
            self.made[kind, name] = self.copy(node, kind)
        whole["components"] = self._components()
        whole[SENT] = self._sent()
        return {key: value for key, value in whole.items() if value or key in ("info", "paths")}

    def _sent(self) -> Json:
        """In which directions schemas travel in the whole document, by their names here."""
        noted = self.api.extensions.get(SENT)
        if not isinstance(noted, dict):
            return None
        names = {id: name for name, id in self.api.components.items()}
        for id, schema in self.api.schemas.items():
            if schema.span in self.names:
                names[id] = self.names[schema.span][1]
        sent: dict[str, Json] = {}
        for way, ids in noted.items():
            every = [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
            named = {names.get(one, one) for one in every}
            here = sorted(name for name in named if ("schemas", name) in self.made)
            if here:
                sent[way] = [*here]
        return sent or None

    def _paths(self, paths: Node, kept: set[tuple[str, str]]) -> Json:
        found: dict[str, Json] = {}
        for path, item in paths.items():
            if path.startswith("x-"):
                found[path] = item.value
                continue
            target = self.resolver.resolve(item, "pathItems") or item
            wanted = {method for method, where in kept if where == path}
            if not wanted or not isinstance(target.value, dict):
                continue
            copied = self.copy(_only(target, wanted), "pathItems")
            if isinstance(copied, dict):
                found[path] = copied
        return found

    def copy(self, node: Node, kind: str) -> Json:
        """The value of a node with every reference in it leading to a component of the slice."""
        if not isinstance(node.value, dict):
            return node.value
        if kind == "callbacks" and "$ref" not in node.value:
            return {key: self.copy(item, "pathItems") for key, item in node.items()}
        grammar = GRAMMAR[kind]
        made: dict[str, Json] = {}
        for key, child in node.items():
            if key == "$ref":
                made[key] = self._reference(node, kind)
            elif key == "discriminator" and kind == "schemas":
                made[key] = self._discriminator(child)
            elif key in grammar:
                shape, below = grammar[key]
                made[key] = self._below(child, shape, below)
            else:
                made[key] = child.value
        return made

    def _below(self, node: Node, shape: str, kind: str) -> Json:
        if shape == "list" or isinstance(node.value, list):
            return [self.copy(one, kind) for one in node.elements()]
        if shape == "map":
            return {key: self.copy(one, kind) for key, one in node.items()}
        return self.copy(node, kind)

    def _reference(self, node: Node, kind: str) -> Json:
        found = self.resolver.step(node, kind)
        if found is None:
            return node.value["$ref"] if isinstance(node.value, dict) else None
        parts = found.span.pointer.split("/")
        if found.span.file == self.root.span.file and parts[1:2] == ["components"] and parts[3:]:
            self._ask(parts[2], _unescaped(parts[3]))
            return f"#{found.span.pointer}"
        kind, name = self._hoisted(found, kind)
        return f"#/components/{kind}/{escape(name)}"

    def _hoisted(self, found: Node, kind: str) -> tuple[str, str]:
        """The component that something from another place becomes."""
        if found.span not in self.names:
            stem = posixpath.splitext(posixpath.basename(found.span.file))[0]
            last = _unescaped(found.span.pointer.rpartition("/")[2]) or stem
            plain = _PLAIN.sub("_", last).strip("_") or "Part"
            taken = {name for other, name in self.names.values() if other == kind}
            taken |= set(self._declared(kind))
            name = next(n for n in _numbered(plain) if n not in taken)
            self.names[found.span] = (kind, name)
            self.todo.append((kind, name, found))
        return self.names[found.span]

    def _ask(self, kind: str, name: str) -> None:
        """A component of the root document, copied once."""
        node = self._declared(kind).get(name)
        if node is not None and (kind, name) not in self.made:
            self.made[kind, name] = None
            self.todo.append((kind, name, node))

    def _declared(self, kind: str) -> dict[str, Node]:
        components = self.root.get("components")
        section = components.get(kind) if components else None
        return dict(section.items()) if section else {}

    def _discriminator(self, node: Node) -> Json:
        if not isinstance(node.value, dict):
            return node.value
        made: dict[str, Json] = dict(node.value)
        mapping = node.value.get("mapping")
        if isinstance(mapping, dict):
            made["mapping"] = {value: self._mapped(node, ref) for value, ref in mapping.items()}
        if "defaultMapping" in made:
            made["defaultMapping"] = self._mapped(node, made["defaultMapping"])
        return made

    def _mapped(self, node: Node, ref: Json) -> Json:
        """A value of a mapping is the name of a schema or a reference to one."""
        if not isinstance(ref, str):
            return ref
        if ref in self._declared("schemas"):
            self._ask("schemas", ref)
            return ref
        return self._reference(Node({"$ref": ref}, node.span), "schemas")

    def _components(self) -> Json:
        """In the document's order, what was brought in after it, by name."""
        node = self.root.get("components")
        order = [kind for kind, _ in node.items()] if node else []
        kinds = [*order, *sorted({kind for kind, _ in self.made}.difference(order))]
        whole: dict[str, Json] = {}
        for kind in kinds:
            names = {name for made, name in self.made if made == kind}
            declared = [name for name in self._declared(kind) if name in names]
            whole[kind] = {
                name: self.made[kind, name]
                for name in (*declared, *sorted(names.difference(declared)))
            }
        return {kind: made for kind, made in whole.items() if made}


def _only(item: Node, methods: set[str]) -> Node:
    """A path item with only some of its operations."""
    assert isinstance(item.value, dict)
    value = {k: v for k, v in item.value.items() if k not in METHODS or k in methods}
    more = value.get("additionalOperations")
    if isinstance(more, dict):
        value["additionalOperations"] = {k: v for k, v in more.items() if k.lower() in methods}
    return Node(value, item.span)


def _numbered(name: str) -> list[str]:
    return [name, *(f"{name}{number}" for number in range(2, 10_000))]


def _unescaped(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")
