"""Templates lay out and decide nothing, and no text of a spec gets through any of their slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import pytest
from jinja2 import UndefinedError, nodes

from specpress.emit import render as rendering
from specpress.emit.render import Refused, environment, render
from specpress.printable import Code, literal

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Include,
    nodes.Name,
)
ALLOWED += (nodes.Getattr, nodes.Filter, nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Tuple)
TEMPLATES = sorted(
    str(p.relative_to(rendering.TEMPLATES)) for p in rendering.TEMPLATES.rglob("*.jinja")
)


def parsed(name: str) -> nodes.Template:
    return environment().parse((rendering.TEMPLATES / name).read_text("utf-8"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_for_if_include_and_filters_only(name: str) -> None:
    found = {type(node) for node in parsed(name).find_all(nodes.Node)}
    assert found <= set(ALLOWED)
    assert not [
        f.name for f in parsed(name).find_all(nodes.Filter) if f.name not in environment().filters
    ]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_puts_quotes_around_an_expression(name: str) -> None:
    text = (rendering.TEMPLATES / name).read_text("utf-8")
    assert not [line for line in text.splitlines() if '"{{' in line or "'{{" in line]


class Slot(Code):
    """Stands for anything a template may look at; knows the path it was reached by."""

    _path: str
    _hostile: str
    _truth: bool

    def __new__(cls, path: str, hostile: str, truth: bool) -> Self:
        self = super().__new__(cls, "code")
        self._path, self._hostile, self._truth = path, hostile, truth
        return self

    def __getattr__(self, name: str) -> object:
        return slot(f"{self._path}.{name}", self._hostile, self._truth)

    def __iter__(self) -> Iterator[object]:  # type: ignore[override]
        yield slot(f"{self._path}[]", self._hostile, self._truth)

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return self._truth


def slot(path: str, hostile: str, truth: bool) -> object:
    return "text of a spec" if path == hostile else Slot(path, hostile, truth)


class Everything(dict[str, object]):
    def __init__(self, names: set[str], hostile: str, truth: bool) -> None:
        super().__init__({name: slot(name, hostile, truth) for name in names})


def free_names(name: str) -> set[str]:
    wanted = {node.name for node in parsed(name).find_all(nodes.Name)}
    for include in parsed(name).find_all(nodes.Include):
        assert isinstance(include.template, nodes.Const)
        wanted |= free_names(include.template.value)
    return wanted


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_slot_of_every_template_refuses_text_of_a_spec(
    name: str, truth: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: set[str] = set()

    def remember(value: object) -> object:
        if isinstance(value, Slot):
            printed.add(value._path)
        return rendering.printable(value)

    overlay = environment().overlay(finalize=remember)
    overlay.get_template(name).render(Everything(free_names(name), "", truth))
    for path in sorted(printed):
        with pytest.raises(Refused, match="not code"):
            render(name, Everything(free_names(name), path, truth))


def rendered(source: str, **names: object) -> str:
    return environment().from_string(source).render(**names)


def test_code_and_integers_are_printed() -> None:
    assert rendered("{{ a }} {{ b }}", a=Code("x"), b=3) == "x 3"
    assert rendered("{{ a | literal }}", a='"') == "'\"'"
    assert rendered("{{ a | docstring(0) }}", a="x") == '"""x"""'
    assert rendered("{{ a | indent(4) }}", a=Code("x\ny")) == "    x\n    y"


@pytest.mark.parametrize(
    "value", ["x", b"x", None, True, 1.5, [], Code("a") + "b", literal("a").lower()]
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        rendered("{{ a }}", a=value)
    with pytest.raises(Refused):
        rendered("{{ 'a' }}")


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'a' is undefined"):
        rendered("{{ a }}")
    with pytest.raises(UndefinedError):
        rendered("{{ range }}")
