"""Every key of a configuration is taken or reported, at its own line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import (
    Config,
    Flavour,
    Options,
    Selection,
    config,
    emit_parts,
    find_config,
)
from specpress.diagnostics import Report
from specpress.vendoring.settings import Git, Package, vendors

TARGET = '[[tool.specpress.target]]\nspec = "openapi.yaml"\nout = "src/pets"\n'


def read(
    tmp_path: Path, text: str, name: str = "pyproject.toml"
) -> tuple[Config | None, list[str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    report = Report()
    found = config(tmp_path / name, name, report)
    if found is not None:
        vendors(found, report)
    told = report.diagnostics({name: found.toml} if found else {})
    return found, [f"{d.code} {d.line}:{d.column} {d.message} | {d.help}" for d in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.specpress\n", "SP601 1:16 not valid TOML"),
        ('a = "\n', "SP601 1:6 not valid TOML"),
        (TARGET + "emitt = []\n", "SP602 4:1 unknown key `emitt` | did you mean `emit`?"),
        (
            TARGET + "target-python = '3.12'\n",
            "SP602 4:1 unknown key `target-python` | did you mean `target_python`?",
        ),
        (TARGET + "models = { extra = 'alow' }\n", 'SP603 4:12 "alow" is not one of'),
        (TARGET + "models.extra = 1\n", "SP603 4:8 this should be a string, not an integer"),
        (
            TARGET + "[tool.specpress.target.models]\nenums = 'shut'\n",
            'SP603 5:1 "shut" is not one of',
        ),
        (TARGET + "emit = ['models', 'clent']\n", 'SP603 4:19 "clent" is not one of'),
        (TARGET + "emit = 'models'\n", "SP603 4:1 this should be an array of strings"),
        (
            TARGET + "include = { tag = ['x'] }\n",
            "SP602 4:13 unknown key `tag` | did you mean `tags`?",
        ),
        (TARGET + "pydantic = 'two'\n", "SP603 4:1 `pydantic` should be a version"),
        (TARGET + "models.base_class = 'a b:C'\n", "SP603 4:8 `base_class` should be a class"),
        (
            TARGET + "models.flavour = 'msgspec'\n",
            "SP603 1:18 datamodel-code-generator makes models only",
        ),
        ("[[tool.specpress.target]]\nspec = 'a.yaml'\n", "SP604 1:18 `out` is missing here"),
        (TARGET + TARGET, 'SP606 4:18 two targets are named "pets"'),
        (TARGET + TARGET.replace("pets", "pets/inner"), "SP606 6:1 the output folders"),
        ("[tool.specpress]\ntarget = 1\n", "SP603 2:1 this should be an array of tables"),
        (
            "[tool.specpress]\ntargets = []\n",
            "SP602 2:1 unknown key `targets` | did you mean `target`?",
        ),
        ("[[tool.specpress.vendor]]\nout = 'a'\n", "SP604 1:18 a copy comes from exactly one"),
        (
            "[[tool.specpress.vendor]]\ngit = 'u'\npath = 'p'\nout = 'a'\n",
            "SP604 1:18 `ref` is missing",
        ),
        (
            "[[tool.specpress.vendor]]\nspec = 's'\nout = '../a'\n",
            "SP801 3:1 the copy would be outside",
        ),
    ],
)
def test_findings(tmp_path: Path, text: str, expected: str) -> None:
    _, told = read(tmp_path, text)
    assert any(line.startswith(expected) or expected in line for line in told), told


def test_targets(tmp_path: Path) -> None:
    found, told = read(
        tmp_path,
        TARGET + "emit = ['client']\nhttp = 'httpx'\ninclude = { tags = ['pets'] }\nroot = '.'\n",
    )
    assert found is not None
    assert told == []
    (target,) = found.targets
    assert (target.name, target.spec, target.out) == (
        "pets",
        tmp_path / "openapi.yaml",
        tmp_path / "src/pets",
    )
    assert target.options == Options(
        emit=("models", "client"), http="httpx", include=Selection(tags=("pets",)), root="."
    )


def test_vendors(tmp_path: Path) -> None:
    text = "[[vendor]]\ngit = 'u'\nref = 'v1'\npath = 'a.yaml'\nout = 'x/a'\n[[vendor]]\npackage = 'p'\npath = 'b'\nout = 'b'\n"
    found, told = read(tmp_path, text, "specpress.toml")
    assert found is not None
    assert told == []
    made = vendors(found, Report())
    assert [one.source for one in made] == [Git("u", "v1", "a.yaml", "u"), Package("p", "b")]
    assert [one.name for one in made] == ["a", "b"]


@pytest.mark.parametrize("prefix", ["", "tool.specpress."])
def test_specpress_toml_goes_with_and_without_prefix(tmp_path: Path, prefix: str) -> None:
    found, told = read(tmp_path, TARGET.replace("tool.specpress.", prefix), "specpress.toml")
    assert found is not None
    assert (len(found.targets), told) == (1, [])


def test_the_closest_configuration_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a/b"
    inner.mkdir(parents=True)
    assert find_config(inner) is None or find_config(inner).parent not in inner.parents[:2]  # type: ignore[union-attr]
    (tmp_path / "pyproject.toml").write_text(TARGET)
    (tmp_path / "a/pyproject.toml").write_text("[project]\nname = 'other'\n")
    assert find_config(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "a/specpress.toml").write_text("")
    assert find_config(inner) == tmp_path / "a/specpress.toml"


@pytest.mark.parametrize("flavour", ["dataclass", "typeddict", "msgspec"])
def test_a_flavour_brings_its_engine(tmp_path: Path, flavour: Flavour) -> None:
    found, told = read(tmp_path, TARGET + f"emit = ['models']\nmodels.flavour = '{flavour}'\n")
    assert found is not None
    assert (found.targets[0].options.engine, told) == ("datamodel-code-generator", [])


def test_parts_have_one_order_and_need_the_models() -> None:
    assert emit_parts(["router", "client"]) == ("models", "client", "router")


def test_not_text(tmp_path: Path) -> None:
    (tmp_path / "specpress.toml").write_bytes(b"a = '\xff'")
    report = Report()
    assert config(tmp_path / "specpress.toml", "specpress.toml", report) is None
    assert [finding.code for finding in report.findings] == ["SP601"]
