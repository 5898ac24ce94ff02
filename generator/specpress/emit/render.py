"""Prints a view through a template, and refuses whatever is not printable.

Takes the name of a template and a frozen dataclass (its fields are the names the template sees), gives text. Only
this module knows jinja2. The environment has no globals, no tests and four filters, so a template can lay out and
nothing else; each expression has to end as a `printable.Code` or as an integer of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from specpress.printable import Code, comment, docstring, indented, literal

TEMPLATES = Path(__file__).with_name("templates")


class Refused(TypeError):
    """A template wanted to print something that is not code: a bug of ours that stopped before it did harm."""


def render(template: str, view: object) -> str:
    return environment().get_template(template).render(names(view))


def names(view: object) -> dict[str, object]:
    """What a template sees of a view: the fields of a dataclass, the items of a mapping."""
    if isinstance(view, Mapping):
        return dict(view)
    if is_dataclass(view) and not isinstance(view, type):
        return {field.name: getattr(view, field.name) for field in fields(view)}
    raise TypeError(f"not a view: {type(view).__name__}")


def printable(value: object) -> object:
    """What jinja2 calls on every expression before it prints it."""
    if isinstance(value, Code) or type(value) is int:
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, and names what is undefined
    raise Refused(f"a template printed a {type(value).__name__}, not code: {value!r:.80}")


@cache
def environment() -> Environment:
    """Made once in a process and never changed: templates are files of ours, compiled when first used."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=printable,
        autoescape=False,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {}
    made.tests = {}
    made.filters = {
        "literal": literal,
        "docstring": docstring,
        "comment": comment,
        "indent": indented,
    }
    return made
