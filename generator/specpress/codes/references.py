"""Diagnostic codes SP201 to SP209: references."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP201": Code(
        "error",
        "a $ref is not a reference",
        "The value of $ref is a string: a file, a # and a JSON pointer, of which either part may be missing "
        "but not both.",
        "$ref: {name: Pet}",
    ),
    "SP202": Code(
        "error",
        "a reference leads nowhere",
        "Nothing stands where the pointer leads. Check the spelling; in a pointer a / within a name is "
        "written ~1 and a ~ is written ~0.",
        "$ref: '#/components/schemas/Pte'",
    ),
    "SP203": Code(
        "error",
        "a reference leads to the wrong kind of thing",
        "A schema is wanted where a parameter was referred to, or the other way round.",
        "schema:\n  $ref: '#/components/parameters/Limit'",
    ),
    "SP204": Code(
        "error",
        "a remote reference",
        "Generating touches no network unless it is told to. Save the document beside the spec and refer to the file, "
        "or name the beginning of its URL in the target's `allow_remote`: then it is fetched, a copy is kept with the "
        "package, and its digest is locked.",
        "$ref: https://example.com/pets.yaml#/Pet",
    ),
    "SP205": Code(
        "error",
        "a reference that leads back to itself",
        "Following the chain of references ends where it began, so nothing is ever described. A schema may "
        "well contain itself in a property; it may not be itself.",
        "Pet:\n  $ref: '#/components/schemas/Pet'",
    ),
    "SP206": Code(
        "error",
        "a remote document cannot be fetched",
        "Its URL is allowed, and no document came: no connection, no whole answer in time, another status than 200, a "
        "redirect (refer to where it leads), or a plain http host whose name leads into a private network. Once a "
        "document was fetched, the copy in `_remote` of the package is enough, and no network is needed.",
        "$ref: https://example.com/moved.yaml#/Pet",
    ),
    "SP207": Code(
        "error",
        "a remote document has changed",
        "The document at a URL is not the one whose digest is in specpress.lock. Nothing is made from a text that "
        "nobody has looked at: compare it with the copy in `_remote` of the package, then run "
        "`specpress generate --accept-remote`, which locks what is there now.",
        "$ref: https://example.com/pets.yaml#/Pet",
    ),
}
