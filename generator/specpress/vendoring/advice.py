"""What else a repository may want to set for a folder of copied code: shown once, when a copy is added."""

from __future__ import annotations

from pathlib import Path


def advice(out: Path, *, verify: bool) -> str:
    """Lines for .gitattributes, ruff and mypy, and the check for continuous integration."""
    path = out.as_posix()
    module = path.removeprefix("src/").replace("/", ".")
    check = f"python {path}/verify.py      (needs nothing installed)"
    return f"""
You may want to add:

  .gitattributes     {path}/** linguist-generated=true text eol=lf
  ruff               [tool.ruff] extend-exclude = ["{path}"]
  mypy               [[tool.mypy.overrides]] module = "{module}.*" and follow_imports = "silent"
  CI                 {check if verify else "specpress vendor check"}
"""
