"""The first lines of every generated file: what made it, how to remake it, and the licence if one is given."""

from __future__ import annotations

from specpress.printable import Code, comment
from specpress.version import VERSION


def header(licence: str = "") -> Code:
    """Comments, each line ending in a newline; nothing in them comes from a spec, no date, no path."""
    lines = [
        comment(f"Made by specpress {VERSION} from an OpenAPI document. Do not edit:"),
        comment("change the document and run `specpress generate`."),
        *(comment(line) if line.strip() else "#" for line in licence.strip().splitlines()),
    ]
    return Code("".join(f"{line}\n" for line in lines))
