"""Diagnostic codes SP1xx: the text of a document."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP101": Code(
        "error",
        "the file is not UTF-8",
        "OpenAPI documents are UTF-8 (a byte order mark is fine). The position is that of the first byte "
        "that is not. Save the file as UTF-8.",
    ),
    "SP102": Code(
        "error",
        "the file is not valid YAML or JSON",
        "The parser stopped here. The cause is often a line or two above: an unclosed quote or bracket, "
        "a tab, a wrong indent, or a trailing comma in JSON.",
        "info: {title: Pets, version: '1'",
    ),
    "SP103": Code(
        "error",
        "a key is there twice",
        "Of two equal keys in one mapping, parsers keep one or the other, so two readers of the same file "
        "would see two documents. Delete one of them.",
        "type: object\ntype: string",
    ),
    "SP104": Code(
        "error",
        "the document is too large",
        "A file may have 50 MiB, a document a million nodes once its aliases are expanded. An alias that "
        "contains itself has no end at all.",
        "a: &a [*a]",
    ),
    "SP105": Code(
        "error",
        "the document is nested too deeply",
        "More than 200 levels. Move inner schemas to components and refer to them.",
    ),
    "SP106": Code(
        "error",
        "an integer is too long",
        "More than 1,000 digits. If it is an identifier, quote it.",
    ),
    "SP107": Code(
        "error",
        "a number that JSON does not have",
        "NaN and the infinities cannot be sent as JSON. Quote it if it is text.",
        "maximum: .inf",
    ),
    "SP108": Code(
        "error",
        "a YAML tag is not allowed",
        "A tag can make a parser build objects of any kind, so none but those of the core schema "
        "(str, int, float, bool, null, seq, map) is accepted.",
        "default: !!python/name:os.system",
    ),
    "SP109": Code(
        "error",
        "the document is empty",
        "The file has nothing but space and comments.",
    ),
    "SP110": Code(
        "error",
        "the file is something else",
        "It begins like an HTML page or a Git LFS pointer. A download may have returned a login page.",
    ),
    "SP111": Code(
        "error",
        "a file cannot be read",
        "It does not exist, is a folder, or may not be read. References are relative to the file they "
        "stand in.",
        "$ref: common/pets.yaml#/Pet",
    ),
    "SP112": Code(
        "error",
        "a reference leads outside the spec's folder",
        "A spec may only refer to files in the folder of its root document or below, symlinks resolved: "
        "generating from a spec must not read the rest of the disk.",
        "$ref: ../../etc/passwd",
    ),
}
