"""Diagnostic codes SP3xx: reading OpenAPI and JSON Schema."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP301": Code(
        "error",
        "a value of the wrong kind",
        "The specification wants something else here: a string, a number, a list, an object.",
        "minLength: 'three'",
    ),
    "SP302": Code(
        "loss",
        "a key that is not understood",
        "No part of specpress knows this key at this place, so nothing in the output expresses or enforces "
        "it. It may be misspelt, stand one level too deep, or belong to another version of OpenAPI.",
        "type: string\nminimumLength: 3",
    ),
    "SP303": Code(
        "note",
        "a key that only documents",
        "Contact, licence, external documentation, xml names and comments say nothing about what goes over "
        "the wire as JSON. They are not carried over. Said once for each key.",
        "info:\n  contact: {name: API team}",
    ),
    "SP304": Code(
        "warning",
        "a key beside $ref has no effect",
        "OpenAPI 3.0 ignores everything that stands beside a $ref. Put the reference into allOf, or move the "
        "document to OpenAPI 3.1, where both hold.",
        "$ref: '#/components/schemas/Pet'\nminProperties: 1",
    ),
    "SP305": Code(
        "warning",
        "nullable in OpenAPI 3.1 or later",
        "The keyword went away with 3.1; it is honoured all the same, because its meaning is plain. Write a "
        "type array with 'null'.",
        "type: string\nnullable: true",
    ),
    "SP306": Code(
        "loss",
        "a keyword that is not supported",
        "Dynamic references, embedded $id and vocabularies change what other schemas mean. The schema is "
        "read as if the keyword were not there, which may accept more or less than it says. A $dynamicRef whose "
        "anchor is the only one of its name is a plain $ref, and a $id with no reference below it only a name: "
        "those are read as that.",
        "$dynamicRef: '#node'",
    ),
    "SP307": Code(
        "error",
        "a security scheme that is not declared",
        "The requirement names a scheme that components/securitySchemes does not have. Generating without it "
        "would drop the authentication.",
        "security:\n  - api_key: []",
    ),
    "SP308": Code(
        "error",
        "a path that does not begin with a slash",
        "A path is appended to the server's URL; without the slash it would change the host or the last segment.",
        "paths:\n  pets: {}",
    ),
    "SP309": Code(
        "error",
        "a parameter is there twice",
        "Name and place together identify a parameter; two with the same ones contradict each other.",
    ),
    "SP310": Code(
        "error",
        "not a status",
        "Responses are keyed by a status code of three digits, a class such as 4XX, or `default`.",
        "responses:\n  ok: {description: fine}",
    ),
    "SP311": Code(
        "error",
        "not an OpenAPI document",
        "The document begins with `openapi: 3.x.y` at its top level.",
    ),
    "SP312": Code(
        "error",
        "a version of OpenAPI that is not read",
        "OpenAPI 3.0, 3.1 and 3.2 are read. Swagger 2.0 documents can be converted without loss.",
        "swagger: '2.0'",
    ),
}
