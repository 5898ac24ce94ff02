"""Documents that are made to exhaust a loader end in an error with a place, soon."""

from __future__ import annotations

import pytest

from specpress.diagnostics import Report
from specpress.pipeline import build_from
from specpress.source.documents import load
from specpress.source.files import MemoryFiles

HEAD = "openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}\n"
BOMB = "\n".join(
    ["x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
)
MERGES = "\n".join(
    ["x-m0: &m0 {a: 1, b: 2}"]
    + [f"x-m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 8)}], k{n}: 1}}" for n in range(1, 9)]
)
SELF = "x-a: &a [*a]"


def codes(name: str, text: str | bytes) -> list[str]:
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    documents = load(MemoryFiles({name: data}), name, report)
    return [d.code for d in report.diagnostics(documents)]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.yaml", HEAD + BOMB, "SP104"),
        ("a.yaml", HEAD + "x-a: " + "[" * 10_000 + "]" * 10_000, "SP105"),
        ("a.json", '{"a": ' + "[" * 10_000 + "]" * 10_000 + "}", "SP105"),
        ("a.json", '{"a": ' + "[" * 300 + "]" * 300 + "}", "SP105"),
        ("a.yaml", HEAD + "x-a: " + "9" * 5_000, "SP106"),
        ("a.json", '{"a": ' + "9" * 5_000 + "}", "SP106"),
        ("a.json", '{"a": NaN}', "SP107"),
        ("a.json", '{"a": 1e999}', "SP107"),
        ("a.yaml", HEAD + "x-a: .inf", "SP107"),
        ("a.yaml", HEAD + "x-a: !!python/name:os.system x", "SP108"),
        ("a.yaml", HEAD + "openapi: 3.0.0", "SP103"),
        ("a.json", '{"a": 1, "a": 2}', "SP103"),
        ("a.yaml", "# nothing\n", "SP109"),
        ("a.yaml", "<html><body>Sign in</body></html>", "SP110"),
        ("a.yaml", b"openapi: \xff\n", "SP101"),
        ("a.json", '{"a": 1,}', "SP102"),
        ("a.yaml", "a: [1", "SP102"),
    ],
)
def test_a_limit_is_an_error_with_a_place(name: str, text: str | bytes, code: str) -> None:
    assert codes(name, text) == [code]


@pytest.mark.parametrize("text", [SELF, MERGES])
def test_aliases_that_lead_to_themselves_or_explode_are_errors(text: str) -> None:
    found = codes("a.yaml", HEAD + text)
    assert found and all(code in ("SP102", "SP103", "SP104", "SP105") for code in found)


def test_a_long_chain_and_a_ring_of_references_end() -> None:
    chain = {f"C{n}": f"{{$ref: '#/components/schemas/C{n + 1}'}}" for n in range(3_000)}
    ring = {
        f"R{n}": f"{{type: object, properties: {{next: {{$ref: '#/components/schemas/R{(n + 1) % 3_000}'}}}}}}"
        for n in range(3_000)
    }
    for schemas in ({**chain, "C3000": "{type: string}"}, ring):
        body = "".join(f"    {name}: {text}\n" for name, text in schemas.items())
        text = f"{HEAD}components:\n  schemas:\n{body}"
        made = build_from(MemoryFiles({"a.yaml": text.encode()}), "a.yaml")
        assert made.ok or made.diagnostics


def test_a_hundred_thousand_enum_members_end() -> None:
    members = "\n".join(f"      - v{n}" for n in range(100_000))
    text = f"{HEAD}components:\n  schemas:\n    E:\n      type: string\n      enum:\n{members}\n"
    assert build_from(MemoryFiles({"a.yaml": text.encode()}), "a.yaml").ok
