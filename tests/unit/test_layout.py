"""Long lines broken without black: black finds nothing to do, and the code means the same."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.emit.layout import fit, imports, tidy
from specpress.printable import WIDTH, literal

names = st.integers(1, 45).map(lambda n: "n" + "ame_" * (n // 4) + "x" * (n % 4))
strings = st.text(' ab"\\,[](){}|:=#\n', max_size=100).map(literal)
scalars = strings | st.sampled_from(["None", "True", "1", "-1.5", "...", "1e16"])


def bracketed(head: str, inner: list[str], close: str) -> str:
    return f"{head}{', '.join(inner)}{close}"


def subscripts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    heads = st.sampled_from(["list[", "dict[", "Annotated[", "tuple["])
    several = st.lists(inner, min_size=1, max_size=4)
    unions = st.lists(inner, min_size=2, max_size=5).map(" | ".join)
    return st.builds(bracketed, heads, several, st.just("]")) | unions


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keyword = st.builds("{}={}".format, names, inner)
    positional, named = st.lists(inner, max_size=3), st.lists(keyword, max_size=4)
    arguments = st.builds(lambda a, b: [*a, *b], positional, named)
    call = st.builds(bracketed, names.map("{}(".format), arguments, st.just(")"))
    pairs = st.builds("{}: {}".format, strings, inner)
    mapping = st.builds(bracketed, st.just("{"), st.lists(pairs, max_size=4), st.just("}"))
    sequence = st.builds(bracketed, st.just("["), st.lists(inner, max_size=4), st.just("]"))
    return call | mapping | sequence


literals = st.lists(strings, min_size=1, max_size=6).map(lambda v: f"Literal[{', '.join(v)}]")
leaves = names | literals | st.builds("{}.{}".format, names, names)
types = st.recursive(leaves, subscripts, max_leaves=8)
values = st.recursive(scalars | names, calls, max_leaves=8)
parameters = st.builds("{}: {}{}".format, names, types, st.just("") | values.map(" = {}".format))
fields = st.builds("{}: {}{}".format, names, types, st.just("") | values.map(" = {}".format))
aliases = st.builds("{} = {}".format, names, types) | st.builds(
    "{}: TypeAlias = {}".format, names, types
)
constants = st.builds("{} = {}".format, names, values)
statements = fields | aliases | constants


def signature(name: str, found: list[str], star: int, result: str, body: str) -> str:
    shown = [p.split(": ")[0] + f"_{i}: " + p.split(": ", 1)[1] for i, p in enumerate(found)]
    shown.insert(min(star, len(shown)), "*")
    inner = ", ".join(["self", *(shown if shown[-1] != "*" else shown[:-1])])
    return f"def {name}({inner}) -> {result}:{body}"


functions = st.builds(
    signature,
    names,
    st.lists(parameters, max_size=4),
    st.just(0),  # keyword-only, so that defaults may stand anywhere
    types,
    st.sampled_from([" ...", "\n    pass"]),
)


SAME = settings(derandomize=True, deadline=None)
"""A run is like the one before: what black does at the very edges is found by hand, with more examples."""


def assert_kept(source: str) -> None:
    laid = tidy(source)
    assert ast.dump(ast.parse(laid)) == ast.dump(ast.parse(source))
    assert black.format_str(laid, mode=black.Mode()) == laid


def within_class(source: str) -> str:
    return "class A:\n" + "".join(f"    {line}\n" for line in source.split("\n"))


@SAME
@given(statements)
def test_black_keeps_an_assignment(source: str) -> None:
    assert_kept(f"{source}\n")
    assert_kept(within_class(source))


@SAME
@given(functions)
def test_black_keeps_a_signature(source: str) -> None:
    assert_kept(f"{source}\n")
    assert_kept(within_class(f"async {source}"))


@SAME
@given(st.lists(names, min_size=1, max_size=5), names)
def test_black_keeps_the_head_of_a_class(bases: list[str], name: str) -> None:
    assert_kept(f"class {name}({', '.join(bases)}):\n    pass\n")


@SAME
@given(calls(values).filter(lambda text: text[0] not in "[{"))
def test_black_keeps_a_call_in_a_statement(call: str) -> None:
    assert_kept(
        f"@{call}\nasync def f(self):\n    {call}\n    await {call}\n    return await self.{call}\n"
    )


@SAME
@given(st.lists(st.tuples(st.sampled_from(["typing", "a.b", ".c"]), names), max_size=9))
def test_black_keeps_imports(pairs: list[tuple[str, str]]) -> None:
    laid = imports(pairs)
    assert black.format_str(f"{laid}\n", mode=black.Mode()).strip() == laid.strip()
    assert laid == imports(reversed(pairs))


def test_short_lines_docstrings_and_comments_stay() -> None:
    long = "x" * 100
    source = f'"""{long}\n\n{long}(a, b)\n"""\n# {long}(a, b)\nx = 1\n\n\nclass A:\n    """{long} (a, b)"""\n'
    assert tidy(source) == source


def test_three_quotes_in_a_literal_open_no_docstring() -> None:
    items = ", ".join(f'"item{n}"' for n in range(20))
    source = f'x = \'"""\'\ny = [{items}]\n'
    assert max(map(len, tidy(source).splitlines())) < WIDTH


@pytest.mark.parametrize(
    ("line", "indent", "wanted"),
    [
        ("x = 1", 4, "    x = 1"),
        (
            f"from a import {'b' * 40}, {'c' * 40}",
            0,
            f"from a import (\n    {'b' * 40},\n    {'c' * 40},\n)",
        ),
        (
            f"value: {'A' * 40} | {'B' * 40} | None = None",
            4,
            f"    value: (\n        {'A' * 40} | {'B' * 40} | None\n    ) = None".replace(
                f"        {'A' * 40} | {'B' * 40} | None",
                f"        {'A' * 40}\n        | {'B' * 40}\n        | None",
            ),
        ),
    ],
)
def test_one_line_is_broken_like_this(line: str, indent: int, wanted: str) -> None:
    assert fit(line, indent) == wanted
