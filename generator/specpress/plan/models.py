"""The models of an API: every schema becomes a class, an enum or an alias; those of operations get names.

Takes an `Api`, gives a `ModelsPlan`. Names are given before anything is converted: first those of the document,
then those of schemas that stand somewhere inside, so that adding a schema renames no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from specpress.api import Api, Schema, SchemaId
from specpress.config import DEFAULTS, Options
from specpress.diagnostics import Report, Span
from specpress.plan.flatten import Flattener
from specpress.plan.forms import document_id
from specpress.plan.inherited import agree_on_fields
from specpress.plan.kinds import Kinds
from specpress.plan.model_views import AliasView, EnumView, Item, ModelsPlan, ModelView
from specpress.plan.names import Scope, class_name, pascal
from specpress.plan.order import cyclic, ordered, variants
from specpress.plan.shapes import Shapes
from specpress.plan.sites import sites
from specpress.plan.symbols import UNSHADOWED, Symbols
from specpress.plan.types import Type, imports
from specpress.printable import Code, Identifier, literal

_WORD = re.compile(r"[A-Za-z_]\w*")
_RING = 12
"""How many models the limit of Python's recursion takes, should they form a ring."""
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


def plan_models(api: Api, options: Options = DEFAULTS, report: Report | None = None) -> ModelsPlan:
    """Decide every class, enum and alias, and the type of every schema that an operation uses."""
    report = report or Report()
    scope = Scope(set(UNSHADOWED))
    names = schema_names(api, scope, report)
    kinds = Kinds(api.schemas)
    module, _, base = options.base_class.partition(":")
    symbols = Symbols(frozenset(names.values()), homes={base: module} if base else {})
    shapes = Shapes(
        api=api,
        options=options,
        report=report,
        symbols=symbols,
        scope=scope,
        names=names,
        kinds=kinds,
        flattener=Flattener(kinds, report),
        spans={schema.span: id for id, schema in api.schemas.items() if isinstance(schema, Schema)},
    )
    for enum in (True, False):  # defaults of fields name members of enums
        for id in api.schemas:
            if shapes.names_enum(id) == enum:
                shapes.define(id)
    types = {
        schema.span: shapes.type_of(schema, hint) for schema, hint in sites(api, shapes.flattener)
    }
    return _finished(shapes, types)


def _finished(shapes: Shapes, types: Mapping[Span, Type]) -> ModelsPlan:
    """The items in their order, and what they import; operations may need more of the runtime."""
    _refuse_rings(shapes)
    agree_on_fields(shapes.items, shapes.symbols)
    items = ordered(tuple(shapes.items.values()), shapes.aliases, shapes.links)
    items = tuple(_symbolic(item, shapes.symbols) for item in items)
    base = _base(items)
    known = {
        (base if name.split(" ")[0] == "Model" else home, name)
        for home, name in shapes.symbols.used
    }
    imported = _needed(known | _annotation_imports(items), items)
    everywhere = imported.union(*(imports(type) for type in types.values()))
    used = {module.removeprefix(".") for module, _ in everywhere if module.startswith(".")}
    return ModelsPlan(
        title=literal(shapes.api.info.title),
        items=items,
        links=shapes.links,
        imports=tuple(sorted(imported)),
        types=types,
        components={
            name: shapes.names[id]
            for name, id in shapes.api.components.items()
            if id in shapes.names
        },
        runtime=with_needs(used | {"_models"}),
    )


def _refuse_rings(shapes: Shapes) -> None:
    """A union that is one of its own variants describes nothing."""
    direct = {str(name): set(variants(type)) for name, type in shapes.aliases.items()}
    looping = cyclic(direct)
    for id, name in shapes.names.items():
        if name in looping:
            told = f"{name} is one of its own alternatives, with no object or list in between"
            shapes.report.add(
                "SP412", shapes.api.schemas[id].span, told, "take it out of its union"
            )


def _base(items: tuple[Item, ...]) -> str:
    """The runtime module whose `Model` does what these classes need, and no more."""
    models = [item for item in items if isinstance(item, ModelView)]
    marked = any("marks=" in text for model in models for text in model.arguments)
    if marked or len(models) > _RING:
        return "._marks"
    return "._models"


def _needed(imported: set[tuple[str, str]], items: tuple[Item, ...]) -> set[tuple[str, str]]:
    """What the printed models use: types of operations may have asked for more."""
    words = words_of(items)
    return {(home, name) for home, name in imported if name.rpartition(" ")[2] in words}


def words_of(items: Iterable[Item]) -> set[str]:
    """The names in the code of some items; what stands in a string is none. Most code is there many times."""
    codes = set[str]().union(*(item.codes for item in items))
    return {word for code in codes for word in _WORD.findall(_STRING.sub("", code))}


def with_needs(modules: set[str]) -> tuple[str, ...]:
    """Runtime modules, and those that they import."""
    needs = {"_lazy": {"_docs", "_marks"}, "_rules": {"_marks"}}
    return tuple(sorted(modules.union(*(needs.get(module, set()) for module in modules))))


def schema_names(api: Api, scope: Scope, report: Report) -> dict[SchemaId, Identifier]:
    """A class name for every schema that something refers to; those that need no change choose first."""
    names: dict[SchemaId, Identifier] = {}
    by_id = {id: name for name, id in api.components.items()}
    wanted = {id: by_id.get(id) or _inner_name(id) for id in api.schemas}
    as_it_is = [id for id in by_id if id in api.schemas and class_name(wanted[id]) == wanted[id]]
    others = [id for id in api.schemas if id not in set(as_it_is)]
    others.sort(key=lambda id: (document_id(id) != id, id not in by_id))
    for id in (*as_it_is, *others):
        plain = class_name(wanted[id])
        if document_id(id) != id:
            plain = _request_name(names[document_id(id)], scope)
        names[id] = scope.claim(plain)
        if names[id] != plain:
            told = f"{wanted[id]!r} would be called {plain}, like another schema; it is called {names[id]}"
            report.add("SP407", api.schemas[id].span, told, "rename one of the two")
    return {id: names[id] for id in api.schemas}


def _request_name(name: str, scope: Scope) -> Identifier:
    """The form that `Pet` has in requests is `PetRequest`, or `PetInput` where the document has one of that name."""
    taken = name.endswith("Request") or scope.has(f"{name}Request")
    return class_name(f"{name}Input" if taken else f"{name}Request")


def _inner_name(id: SchemaId) -> str:
    """`#/components/schemas/Pet/properties/owner` is `PetOwner`; `common.yaml#/Error` is `Error`."""
    file, _, pointer = id.partition("#")
    tokens = [t.replace("~1", "/").replace("~0", "~") for t in pointer.split("/")[1:]]
    if tokens[:2] == ["components", "schemas"]:
        tokens = tokens[2:]
    kept = [
        t for t in tokens if t not in ("properties", "schema", "$defs", "definitions", "schemas")
    ]
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return "".join(pascal(token) for token in kept[-4:]) or pascal(stem) or "Root"


def _symbolic(item: Item, symbols: Symbols) -> Item:
    match item:
        case AliasView():
            kind = symbols.name("TypeAliasType" if item.recursive else "TypeAlias")
            return replace(item, kind=kind)
        case ModelView() | EnumView():
            return item


def _annotation_imports(items: tuple[Item, ...]) -> set[tuple[str, str]]:
    """`Annotated` and `Literal` are printed by their own names wherever they are."""
    texts: list[Code] = []
    for item in items:
        match item:
            case AliasView():
                texts.append(item.annotation)
            case ModelView():
                texts += [field.annotation for field in item.fields]
                texts.append(item.extra)
            case EnumView():
                pass
    return {("typing", name) for name in UNSHADOWED if any(f"{name}[" in text for text in texts)}
