"""Diagnostic codes SP6xx: the configuration, the command line and what is on disk."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP600": Code(
        "error",
        "the command line cannot be understood",
        "An option or an argument is missing, unknown, or does not go together with another one; `--help` of the\n"
        "command tells what there is.",
        "specpress generate --spec openapi.yaml",
    ),
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
    "SP607": Code(
        "error",
        "a selection names nothing",
        "`include` or `exclude` has a name or pattern that fits no schema, operation, tag or path of the document.\n"
        "It is a typing error, or the document has changed; either way less would be made than was asked for.",
        '[[tool.specpress.target]]\nspec = "openapi.yaml"\nout = "src/pets"\ninclude = { tags = ["pest"] }',
    ),
    "SP608": Code(
        "warning",
        "an excluded schema is still needed",
        "Something that is kept refers to this schema, so it is kept too. Exclude what refers to it as well.",
        '[[tool.specpress.target]]\nspec = "openapi.yaml"\nout = "src/pets"\nexclude = { schemas = ["Pet"] }',
    ),
    "SP609": Code(
        "error",
        "an extension is declared for nothing",
        "`operations`, `security_schemes` and `servers` of a target declare what `x-specpress-…` would in the document.\n"
        "Operations are named by operationId or `GET /path`, schemes by their name, servers by their URL. The document\n"
        "has nothing of this name, or the same is declared twice under two names.",
        '[tool.specpress.target.operations.get_jbo]\nwait = { status = "state", success = ["done"] }',
    ),
    "SP610": Code(
        "error",
        "the lock file cannot be used",
        "specpress.lock tells which files are ours and what made them. One that is cut short, has conflict marks or\n"
        "comes from a later version tells nothing, so nothing may be overwritten without --force.",
    ),
    "SP611": Code(
        "error",
        "a file that specpress did not write is in the way",
        "Only files that the lock file lists are overwritten or deleted. Move the file, choose another `out`, or use\n"
        "--force if it may go.",
    ),
    "SP612": Code(
        "error",
        "a symbolic link in the output folder",
        "Writing through a link would change a file somewhere else. Replace the link by a folder or a file.",
    ),
    "SP613": Code(
        "error",
        "the output cannot be written",
        "The system refused: no permission, no space, or a file where a folder should be. The old files are whole.",
    ),
    "SP614": Code(
        "warning",
        "an edit was overwritten",
        "Somebody changed a generated file. Generating again gives what the spec says; the edit is gone from the\n"
        "folder, and version control still has it. `generate --check` tells before, with exit status 1.",
    ),
    "SP615": Code(
        "warning",
        "an edited file was left behind",
        "The spec no longer gives this file, and somebody has edited it since it was written. It is not deleted\n"
        "without --force.",
    ),
    "SP620": Code(
        "error",
        "out of date: the spec has changed",
        "A document that went into this package is not the one that made it. Run `specpress generate` and commit\n"
        "the result together with the spec.",
    ),
    "SP621": Code(
        "error",
        "out of date: the options have changed",
        "The configuration or the command line asks for something else than what made these files.",
    ),
    "SP622": Code(
        "error",
        "out of date: another version of specpress",
        "Another version wrote these files. Use the version that the lock file names, or generate again.",
    ),
    "SP623": Code(
        "error",
        "edited by hand",
        "The file is neither what was written nor what would be written now. Generated code is changed by changing\n"
        "the spec or the configuration; `generate --check --diff` shows the edit.",
    ),
    "SP624": Code(
        "error",
        "missing",
        "A generated file has been deleted, or was never committed (is it in .gitignore?).",
    ),
    "SP625": Code(
        "error",
        "foreign",
        "A file in the folder of a generated package that specpress did not write. It is never touched, and it\n"
        "makes --check fail, because what is imported should be what was generated.",
    ),
    "SP630": Code(
        "loss",
        "not expressed by this flavour",
        "Dataclasses, TypedDicts and Structs say types and check little: bounds, lengths, patterns and the like are\n"
        "neither said nor checked in this flavour. Pydantic models (the default) check them.",
        '# with models.flavour = "typeddict"\ncomponents:\n  schemas:\n    Name: {type: string, minLength: 1}',
    ),
    "SP631": Code(
        "error",
        "datamodel-code-generator cannot make this flavour",
        "It gave other classes than those asked for (it splits some combinations of allOf and anyOf into classes of\n"
        "its own), or code that models do not need. Leave the schema out with `exclude`, or use the pydantic flavour.",
    ),
    "SP699": Code(
        "error",
        "internal error",
        "A bug in specpress, not in your spec; nothing was written. The message names the node it was on, and\n"
        "SPECPRESS_DEBUG=1 shows where in the program. Please report it with the smallest spec that shows it.",
    ),
}
