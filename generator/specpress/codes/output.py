"""Diagnostic codes SP6xx: the configuration, the command line and what is on disk."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP601": Code(
        "error",
        "the configuration cannot be read",
        "specpress.toml or pyproject.toml is missing, not UTF-8, or not TOML. Nothing is made until it can be read.",
        '[tool.specpress\ntarget = "no closing bracket above"',
    ),
    "SP602": Code(
        "error",
        "unknown key in the configuration",
        "A key that nobody reads is almost always a typing error, and a setting that silently does nothing is worse\n"
        "than an error. The help names the closest key that exists.",
        '[[tool.specpress.target]]\nspec = "openapi.yaml"\nout = "src/pets"\nemitt = ["models"]',
    ),
    "SP603": Code(
        "error",
        "wrong value in the configuration",
        "The key exists, and its value has the wrong type, is not one of those allowed, or does not go together\n"
        "with another one (a flavour other than pydantic has models only).",
        '[[tool.specpress.target]]\nspec = "openapi.yaml"\nout = "src/pets"\nhttp = "requests"',
    ),
    "SP604": Code(
        "error",
        "missing key in the configuration",
        "Every target needs at least `spec` (the document) and `out` (the folder that becomes the package).",
        '[[tool.specpress.target]]\nspec = "openapi.yaml"',
    ),
    "SP605": Code(
        "error",
        "nothing to make",
        "No configuration was found in this folder or above it, it has no targets, or none has the name given.\n"
        "Either add a `[[tool.specpress.target]]` with `spec` and `out` to pyproject.toml, or give both on the\n"
        "command line: `specpress generate --spec openapi.yaml --out src/pets`.",
    ),
    "SP606": Code(
        "error",
        "two targets in each other's way",
        "Two targets with one name cannot be told apart on the command line, and two whose output folders are the\n"
        "same or inside each other would overwrite each other's files.",
        '[[tool.specpress.target]]\nname = "pets"\nspec = "a.yaml"\nout = "src/pets"\n\n'
        '[[tool.specpress.target]]\nname = "pets"\nspec = "b.yaml"\nout = "src/shops"',
    ),
}
