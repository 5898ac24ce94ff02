"""Loading YAML 1.2 and JSON: what scalars mean, what is refused, and where each node stands."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.api import Json, json_equal
from specpress.source.document import Document, document
from specpress.source.fault import Fault


def loaded(text: str | bytes, name: str = "spec.yaml") -> Document:
    data = text.encode("utf-8") if isinstance(text, str) else text
    return document(name, name, data)


def value(text: str) -> Json:
    return loaded(f"a: {text}\n").value["a"]  # type: ignore[index,call-overload]


SCALARS: list[tuple[str, Json]] = [
    ("no", "no"),
    ("on", "on"),
    ("Yes", "Yes"),
    ("y", "y"),
    ("true", True),
    ("FALSE", False),
    ("tRUE", "tRUE"),
    ("null", None),
    ("~", None),
    ("", None),
    ("nULL", "nULL"),
    ("2024-01-02", "2024-01-02"),
    ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
    ("12:30:45", "12:30:45"),
    ("010", 10),
    ("0o10", 8),
    ("0x1F", 31),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("+7", 7),
    ("-0", 0),
    ("1.0", 1.0),
    (".5", 0.5),
    ("5.", 5.0),
    ("1e3", 1000.0),
    ("1.2.3", "1.2.3"),
    ("'1'", "1"),
    ('"null"', "null"),
    ('"\\u00e9"', "é"),
    ("!!str 12", "12"),
    ("!!int '12'", 12),
    ("!!float 1", 1),
    ("=", "="),
    ("-", None),
]


@pytest.mark.parametrize(("text", "meant"), SCALARS[:-1])
def test_scalars_are_those_of_yaml_1_2(text: str, meant: Json) -> None:
    found = value(text)
    assert json_equal(found, meant) and type(found) in (type(meant), int)


def test_versions_in_quotes_stay_text_and_without_become_numbers() -> None:
    assert value("'3.0'") == "3.0"
    assert value("3.0") == 3.0 and isinstance(value("3.0"), float)


def test_keys_are_text_as_it_was_written() -> None:
    assert loaded("200: a\n0x1: b\nno: c\nnull: d\n").value == {
        "200": "a",
        "0x1": "b",
        "no": "c",
        "null": "d",
    }


REFUSED = [
    ("a: 1\na: 2\n", "SP103", 2, 1),
    ("a: {b: 1, 'b': 2}\n", "SP103", 1, 11),
    ("200: 1\n'200': 2\n", "SP103", 2, 1),
    ("a: .inf\n", "SP107", 1, 4),
    ("a: -.INF\n", "SP107", 1, 4),
    ("a: .nan\n", "SP107", 1, 4),
    ("a: 1e999\n", "SP107", 1, 4),
    ("a: !!python/name:os.system x\n", "SP108", 1, 4),
    ("a: !local {b: 1}\n", "SP108", 1, 4),
    ("a: !!binary aGk=\n", "SP108", 1, 4),
    ("a: &a [*a]\n", "SP104", 1, 4),
    ("a: &a {b: {c: *a}}\n", "SP104", 1, 4),
    ("? [1]\n: a\n", "SP102", 1, 3),
    ("a: !!int x\n", "SP102", 1, 4),
    ("<<: 1\n", "SP102", 1, 5),
    ("\ta: 1\n", "SP102", 1, 1),
    ("a: 1\n---\nb: 2\n", "SP102", 2, 1),
    ("# only\n", "SP109", 1, 1),
    ("", "SP109", 1, 1),
    ("a: 1" + "0" * 1000 + "\n", "SP106", 1, 4),
    ("<!DOCTYPE html>\n", "SP110", 1, 1),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_what_no_reader_would_agree_on_is_refused_at_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    with pytest.raises(Fault) as caught:
        loaded(text)
    place = caught.value.place
    assert (caught.value.code, place.line, place.column) == (code, line, column)


JSON_REFUSED = [
    ('{"a": 1, "a": 2}', "SP103", 1, 10),
    ('{\n "a": NaN}', "SP107", 2, 7),
    ('{"a": "NaN", "b": -Infinity}', "SP107", 1, 19),
    ('{"a" 1}', "SP102", 1, 6),
    ('{"a": 1' + "0" * 1000 + "}", "SP106", 1, 7),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), JSON_REFUSED)
def test_json_is_as_strict(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(Fault) as caught:
        loaded(text, "spec.json")
    place = caught.value.place
    assert (caught.value.code, place.line, place.column) == (code, line, column)


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(Fault) as caught:
        loaded("\n".join(lines))
    assert caught.value.code == "SP104"
    assert caught.value.place.line > 1


@pytest.mark.parametrize("name", ["spec.yaml", "spec.json"])
def test_depth_has_a_limit(name: str) -> None:
    assert loaded("[" * 150 + "]" * 150, name).value
    with pytest.raises(Fault) as caught:
        loaded("[" * 250 + "]" * 250, name)
    assert caught.value.code == "SP105"


def test_what_merge_keys_bring_has_the_place_it_came_from() -> None:
    text = (
        "base: &base {x: 1, y: 2}\nother: &other {y: 3, z: 4}\nm:\n  <<: [*base, *other]\n  x: 9\n"
    )
    found = loaded(text)
    assert found.value["m"] == {"x": 9, "y": 2, "z": 4}  # type: ignore[index,call-overload]
    places = found.locate(["/m/x", "/m/y", "/m/z"])
    assert [(places[p].line, places[p].column) for p in places] == [(5, 6), (1, 23), (2, 25)]


SAME = {"a": {"b": [1, {"c": "x"}]}, "d/e": {"~": None}}
SPELT = {
    "spec.yaml": 'a:\n  b:\n    - 1\n    - c: x\n"d/e":\n  "~": null\n',
    "spec.json": '{"a":\n  {"b":\n  [ 1,\n   {"c": "x"}]},\n "d/e":\n  {"~": null}}',
}


@pytest.mark.parametrize("name", SPELT)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_count_from_one(name: str, end: str, mark: str) -> None:
    found = loaded((mark + SPELT[name].replace("\n", end)).encode(), name)
    assert found.value == SAME
    places = found.locate(["/a/b", "/a/b/1/c", "/d~1e", "/d~1e/~0"])
    told = {pointer: (place.line, place.column) for pointer, place in places.items()}
    yaml = {"/a/b": (2, 3), "/a/b/1/c": (4, 10), "/d~1e": (5, 1), "/d~1e/~0": (6, 8)}
    json_places = {"/a/b": (2, 4), "/a/b/1/c": (4, 10), "/d~1e": (5, 2), "/d~1e/~0": (6, 9)}
    assert told == (yaml if name == "spec.yaml" else json_places)
    assert all("\r" not in place.source for place in places.values())


def test_columns_count_characters_not_bytes() -> None:
    places = loaded("é😀: {ü: {a: 1}}\n").locate(["/é😀/ü"])
    assert places["/é😀/ü"].column == 6
    places = loaded('{"é😀": {"a": {}}}', "spec.json").locate(["/é😀/a"])
    assert places["/é😀/a"].column == 9


def test_a_pointer_that_leads_nowhere_has_the_place_of_what_is_there() -> None:
    for name, text in SPELT.items():
        found = loaded(text, name)
        assert found.locate(["/a/b/7/x"])["/a/b/7/x"].line == found.locate(["/a/b"])["/a/b"].line


def test_escaped_pairs_in_json_are_one_character() -> None:
    assert loaded('{"a": "\\ud83d\\ude00"}', "spec.json").value == {"a": "\U0001f600"}


def test_bytes_that_are_not_utf_8_are_told_with_their_place() -> None:
    with pytest.raises(Fault) as caught:
        loaded(b"a: 1\nb: \xff\n")
    fault = caught.value
    assert (fault.code, fault.place.line, fault.place.column) == ("SP101", 2, 4)


_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text("ab/~ é", max_size=3), inner, max_size=4),
    ),
    max_leaves=20,
)


@given(_JSON)
def test_every_json_document_means_the_same_in_both_readers(whole: Json) -> None:
    """JSON is YAML 1.2: both give the value, and both find every node."""
    text = json.dumps({"root": whole}, indent=1, ensure_ascii=False)
    as_json, as_yaml = loaded(text, "spec.json"), loaded("# yaml\n" + text)
    assert json_equal(as_json.value, {"root": whole})
    assert json_equal(as_yaml.value, as_json.value)
    pointers = list(_pointers({"root": whole}, ""))
    by_json, by_yaml = as_json.locate(pointers), as_yaml.locate(pointers)
    assert {p: by_json[p].line + 1 for p in pointers if p} == {
        p: by_yaml[p].line for p in pointers if p
    }


def _pointers(node: Json, at: str) -> list[str]:
    found = [at]
    members = node.items() if isinstance(node, dict) else []
    elements = enumerate(node) if isinstance(node, list) else []
    for key, child in (*members, *elements):
        found += _pointers(child, f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


def test_numbers_are_finite() -> None:
    assert math.isfinite(float(value("1e308")))  # type: ignore[arg-type]
