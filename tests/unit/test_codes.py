"""Every diagnostic code has a story and a case, and nothing reports a code that has none."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path

import specpress.codes
from specpress.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"\bSP[0-9]{3}\b")
QUOTED = re.compile(r'"(SP[0-9]{3})"')
HERE = Path(__file__).name


def test_every_code_has_a_story() -> None:
    for name, code in CODES.items():
        assert CODE.fullmatch(name)
        assert code.title, name
        assert len(code.story) > 20, name


def test_no_code_has_two_owners() -> None:
    counts: Counter[str] = Counter()
    for module in pkgutil.iter_modules(specpress.codes.__path__):
        area = importlib.import_module(f"specpress.codes.{module.name}")
        counts.update(list(getattr(area, "CODES", ())))
    assert {name: count for name, count in counts.items() if count > 1} == {}
    assert set(counts) == set(CODES)


def test_only_known_codes_are_reported() -> None:
    used = {
        code
        for path in (ROOT / "generator").rglob("*.py")
        for code in QUOTED.findall(path.read_text("utf-8"))
    }
    assert used - set(CODES) == set()


def test_every_code_has_a_case() -> None:
    """A golden case that shows it, with its exact place, or a test that names it."""
    goldens = (ROOT / "tests/golden").glob("*/expected/diagnostics.txt")
    tests = (path for path in (ROOT / "tests").rglob("test_*.py") if path.name != HERE)
    shown = {code for path in (*goldens, *tests) for code in CODE.findall(path.read_text("utf-8"))}
    assert sorted(set(CODES) - shown) == []
