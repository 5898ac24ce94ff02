"""Diagnostic codes SP7xx: documentation pages, and a spec held to them."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP701": Code(
        "error",
        "not a documentation page that can be read",
        "The file is empty, is HTML, is not UTF-8, or has no method followed by a path. What is wanted is the text of "
        "the page of one operation: open it in a browser, select all, copy, paste into a file.",
        "<!DOCTYPE html>",
    ),
    "SP702": Code(
        "error",
        "the page breaks off",
        "Something was begun and does not end: a list of options after its last comma, a default without a value, a "
        "page without its Response section. What was cut away is not known, so nothing can be said to agree with it.",
        "status\nenum<string>\nAvailable options:\nwaiting,",
    ),
    "SP703": Code(
        "error",
        "a line of the page is not understood",
        "The line is in a section where only fields and what belongs to them is expected. It may state something, so it "
        "is not passed over in silence. Remove it from the copy if it is not part of the page.",
        "Path Parameters\nsee also the guide",
    ),
    "SP704": Code(
        "warning",
        "a line of the page can be read in two ways",
        "Pages mark nothing: a single word may be a field without a type line or a description of one word, and a field may "
        "be named like a type. What follows decides; where it does not, the choice is reported so that you can check it.",
        "id\ninteger\nIdentifier\nname\nstring",
    ),
    "SP705": Code(
        "error",
        "the page has the same thing twice",
        "A field, a status or a header stands on the page a second time, which no page that was printed from one "
        "document does. Two pages may have been copied into one file.",
        "id\ninteger\nid\nstring",
    ),
}
