"""Diagnostic codes SP4xx: models and names."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP401": Code(
        "error",
        "a schema that is part of itself",
        "Following allOf leads back to the schema, so no value could ever be valid. A property may well refer "
        "to the schema it stands in; allOf may not.",
        "Pet:\n  allOf:\n    - $ref: '#/components/schemas/Pet'",
    ),
    "SP402": Code(
        "loss",
        "a pattern that Python cannot run",
        "The pattern uses something that Python's regular expressions and pydantic's do not have, or is too "
        "large to be safe. Values are accepted without looking at it.",
        "pattern: '\\p{Letter}+'",
    ),
    "SP403": Code(
        "note",
        "two enum values with the same name",
        "The values differ only in what a Python name cannot hold, so the later one is numbered. "
        "`x-enum-varnames` gives names of your choice.",
        "enum: [a-b, a_b]",
    ),
    "SP404": Code(
        "note",
        "a required property with a default",
        "A property that must be sent needs no default: the model has none, so that it is never left out.",
        "required: [limit]\nproperties:\n  limit: {type: integer, default: 10}",
    ),
    "SP405": Code(
        "warning",
        "a default that its schema does not allow",
        "The default is of another type than the property, so the model has none.",
        "type: integer\ndefault: ten",
    ),
    "SP406": Code(
        "loss",
        "a default that is not applied",
        "Only defaults that are one plain value or a list of them become defaults in Python. The field is "
        "simply optional.",
    ),
    "SP407": Code(
        "warning",
        "two schemas with the same Python name",
        "The names of two schemas differ only in what a Python name cannot hold, so one of them is numbered.",
        "schemas:\n  user-name: {}\n  UserName: {}",
    ),
    "SP408": Code(
        "loss",
        "unevaluatedProperties across a ring of schemas",
        "The keyword asks what other schemas have looked at, and following the references leads back to the "
        "schema with the keyword. That would have no end, so values are accepted without it.",
        "unevaluatedProperties: false\nallOf:\n  - $ref: '#/components/schemas/Pet'",
    ),
    "SP409": Code(
        "note",
        "a pattern with look-around",
        "Look-ahead, look-behind and back-references need an engine that tries again and again, which a hostile "
        "value can make slow. So pydantic's engine does not have them, and the pattern is left to Python's, where "
        "validation is strict. A maxLength beside it keeps the time in bounds.",
        "pattern: '^(?!admin)[a-z]+$'",
    ),
    "SP410": Code(
        "note",
        "an inline schema with the name of another one",
        "Inline schemas are named after the place where they stand. The name is taken already, so a number was "
        "added. Moved to components, the schema has a name of its own.",
        "PetOwner: {type: object}\nPet: {properties: {owner: {type: object, properties: {id: {}}}}}",
    ),
    "SP411": Code(
        "loss",
        "defaultMapping is not applied",
        "OpenAPI 3.2 lets a value without a known discriminator be of the default schema. Here such a value is kept "
        "as an unknown variant, and refused where validation is strict.",
        "discriminator: {propertyName: kind, defaultMapping: Other}",
    ),
    "SP412": Code(
        "error",
        "a union that is one of its own alternatives",
        "To know whether a value is valid one would have to know whether it is valid. Take the schema out of "
        "its own oneOf or anyOf, or put an object or a list in between.",
        "Pet:\n  oneOf:\n    - $ref: '#/components/schemas/Pet'",
    ),
    "SP413": Code(
        "note",
        "documentation that is not carried over",
        "Titles, and descriptions of what stands inside a type, have no place in the models, so the document "
        "that the router serves lacks them too. Said once for each kind; descriptions of schemas and of "
        "properties are kept.",
        "type: array\nitems: {type: string, description: one tag}",
    ),
    "SP414": Code(
        "note",
        "a required property that is not sent both ways",
        "What is readOnly is made by the service, so a request need not have it; what is writeOnly is not in an answer. "
        "A class that is used in one direction has that property as an optional one. One that is used in both is made "
        "twice where it has to be: Pet is what answers hold, PetRequest what requests hold. The served document still "
        "says what the spec says.",
        "Pet:\n  type: object\n  required: [id]\n  properties:\n    id: {type: integer, readOnly: true}",
    ),
}
