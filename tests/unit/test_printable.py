"""Text that enters generated code: it means what it meant, and black has nothing to add."""

from __future__ import annotations

import ast
import textwrap
import unicodedata
import warnings

import black
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specpress.printable import WIDTH, Code, comment, docstring, indented, literal

HOSTILE = [
    '"',
    "'",
    "\\",
    '"""',
    "'''",
    "\n",
    "\r\n",
    "\t",
    "\\N{DIGIT ONE}",
    "{",
    "}",
    "\0",
    "\x85",
    "\u2028",
]
HOSTILE += [
    "\u202e",
    "\ud800",
    "\xa0",
    "\ufeff",
    "\U0001f600",
    "e\u0301",
    "#",
    "import os",
    "%s",
    "\\x41",
    "\\u0041",
]
texts = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6)).map("".join) | st.text(
    st.characters(codec=None)
)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
NORMAL = black.Mode()
LONG = black.Mode(line_length=1_000_000)


def assert_black_is_content(source: str, mode: black.Mode = NORMAL) -> None:
    assert black.format_str(source, mode=mode) == source


@given(json_values)
@example("''\"")
@example(-0.0)
def test_a_literal_gives_its_value_back_and_black_leaves_it(value: object) -> None:
    code = literal(value)
    assert code.isascii() and code.isprintable()
    assert repr(ast.literal_eval(code)) == repr(value)
    assert_black_is_content(f"x = {code}\n", LONG)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_in_json_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a JSON number"):
        literal([value])


@pytest.mark.parametrize("value", [b"x", object(), {1: 2}, {"a"}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not a"):
        literal(value)


def test_a_literal_is_code() -> None:
    assert isinstance(literal("x"), Code) and isinstance(docstring("x"), Code)


@given(st.lists(texts | st.text("ab c-*\"'|`\\", max_size=200), max_size=6).map("\n".join))
@example('ends with "')
@example('"starts')
@example("ends with \\")
@example("a\n  b\n    c")
@example("x" * 79 + '"')
def test_a_docstring_is_a_docstring_wherever_it_stands(text: str) -> None:
    inside, outside = docstring(text, 4), docstring(text, 0)
    if not inside:
        return
    source = (
        f"{outside}\n\n\nclass A:\n    {inside}\n\n    x: int\n    {inside}\n\n    y: int = 1\n\n"
    )
    source += f"    def f(self) -> None:\n        {docstring(text, 8)}\n        return None\n"
    assert_black_is_content(source)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tree = compile(source, "x", "exec", ast.PyCF_ONLY_AST)
    shown = ast.get_docstring(tree, clean=False) or ""
    assert not [c for c in shown if unicodedata.category(c)[0] == "C" and c != "\n"]
    assert len(tree.body) == 2 and len(tree.body[1].body) == 5


def test_prose_is_wrapped_and_code_is_not() -> None:
    text = f"{'word ' * 40}\n\n- {'item ' * 40}\n\n```\n{'code ' * 40}\n```\n| {'cell ' * 40}|"
    lines = docstring(text, 4).splitlines()
    long = [line for line in lines if len(line) + 4 * (line is lines[0]) > WIDTH]
    assert [line.split()[0] for line in long] == ["code", "|"]
    assert any(
        line.startswith("      item") for line in lines
    ), "an item is indented under its text"
    assert " ".join(docstring("word " * 40).strip('"').split()) == ("word " * 40).strip()


def test_a_short_docstring_stands_on_one_line() -> None:
    assert docstring("The pet.\n") == '"""The pet."""'
    assert docstring('Say "hi"') == '"""Say "hi" """'
    assert docstring(" \u200b\n") == ""


def test_a_comment_is_ours_alone() -> None:
    assert comment("Made by specpress.") == "# Made by specpress."
    for text in ("a\nb", "a\x85b", "a\u2028b", "\u202e", "\0"):
        with pytest.raises(ValueError, match="printable ASCII"):
            comment(text)


def test_only_code_is_indented() -> None:
    assert indented(Code("a\n\nb"), 4) == textwrap.indent("a\n\nb", "    ")
    with pytest.raises(TypeError):
        indented("a", 4)  # type: ignore[arg-type]
