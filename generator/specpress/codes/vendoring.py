"""Diagnostic codes SP8xx: copies of generated code in other repositories."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP801": Code(
        "error",
        "a copy outside the repository",
        "The folder of a copy lies below that of the configuration file, so that what is recorded there can be\n"
        "checked in every checkout, and nothing else on the machine is written.",
        '[[tool.specpress.vendor]]\nspec = "../api/openapi.yaml"\nout = "../elsewhere/api"',
    ),
    "SP802": Code(
        "error",
        "the source of a copy cannot be had",
        "No such file, package, repository, tag or branch; or git could not reach it. The copy stays as it is:\n"
        "`vendor check` needs no source.",
        '[[tool.specpress.vendor]]\ngit = "https://example.org/api.git"\nref = "v99"\npath = "openapi.yaml"\n'
        'out = "src/app/api"',
    ),
    "SP803": Code(
        "error",
        "history under the ref was rewritten",
        "The lock names the commit that the copy was made from. A tag that names another one now, or a branch\n"
        "without it in its history, is an accident or an attack; either way somebody should look before the new\n"
        "state is taken with --accept-moved.",
    ),
    "SP804": Code(
        "error",
        "the folder is not empty and not ours",
        "A copy is made in a new or empty folder, or in one that has the lock file of a copy. Files that are there\n"
        "are never overwritten.",
    ),
    "SP805": Code(
        "error",
        "a copy was edited by hand",
        "An update would lose the edit, so it refuses. --keep-edits carries it over by a three-way merge, with\n"
        "conflict marks where both changed the same lines; better is to change the spec, or to put the code that\n"
        "is yours beside the copy.",
    ),
    "SP806": Code(
        "error",
        "an edit cannot be carried over",
        "A three-way merge needs the text as it was written, which is made again from the stored slice by the same\n"
        "version of specpress, and a place to put the edit. One of them is missing.",
    ),
    "SP807": Code(
        "warning",
        "an edit and an update conflict",
        "Both changed the same lines: the file has conflict marks and does not run until somebody decides.",
    ),
    "SP808": Code(
        "error",
        "no copy here yet",
        "The configuration names a copy that was never made. Run `specpress vendor update`.",
    ),
    "SP809": Code(
        "error",
        "a copy is not what its slice gives",
        "`vendor check --deep` made the files again from the stored slice with the same version of specpress, and\n"
        "they came out otherwise: the lock file was changed together with the code.",
    ),
    "SP810": Code(
        "note",
        "made by another version",
        "The lock file names another version of specpress than this one. The files are as that one wrote them;\n"
        "whether it would write them again cannot be told with this one.",
    ),
    "SP811": Code(
        "error",
        "an update was killed while it wrote",
        "Several copies and the configuration are written in one step: a journal beside the configuration says what\n"
        "is to be done, and the next `vendor update` (or `add`) finishes it first. Until then some copies may be\n"
        "old and others new.",
    ),
}
