"""Diagnostic codes SP220 to SP249: the rules of `specpress lint`."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP220": Code(
        "warning",
        "an operation without operationId",
        "The method of the client and of the router is named after the operationId. Without "
        "one it is named after method and path, which is longer, and changes when the path "
        "does.",
        "get: {responses: {}}   # no operationId",
    ),
    "SP221": Code(
        "warning",
        "an operation without a successful answer",
        "Nothing says what the answer looks like when all went well, so the method returns "
        "nothing that is typed.",
        "responses: {404: {description: none}}",
    ),
    "SP222": Code(
        "note",
        "an operation without a declared error",
        "Errors of a declared status carry a typed body in the client and can be raised by "
        "name in the router. Undeclared ones are raised as well, with the body as it came.",
        "responses: {200: {description: ok}}",
    ),
    "SP223": Code(
        "warning",
        "a request body where none is read",
        "RFC 9110 gives a body no meaning in GET, HEAD and DELETE: servers, proxies and "
        "caches may drop or refuse it.",
        "get:\n  requestBody: {content: {application/json: {}}}",
    ),
    "SP224": Code(
        "warning",
        "content in an answer that has no body",
        "Answers of status 204, 205 and 304 have no body, so what is declared can never come.",
        "204: {content: {application/json: {}}}",
    ),
    "SP225": Code(
        "note",
        "JSON without a schema",
        "The body is typed as Any and nothing of it is checked.",
        "application/json: {}",
    ),
    "SP226": Code(
        "note",
        "a tag that is not declared",
        "The document lists its tags, and this one is not among them: it may be misspelt, and "
        "then the operation lands in a class of its own.",
        "tags: [pet]   # the list has `pets`",
    ),
    "SP227": Code(
        "note",
        "a deprecated parameter that is required",
        "Callers are told to stop sending it and cannot.",
        "{name: q, in: query, required: true, deprecated: true}",
    ),
    "SP230": Code(
        "warning",
        "a required name that is no property",
        "Mostly the property was renamed or misspelt. As it stands every value needs a field "
        "of which nothing is known.",
        "required: [id, nmae]\nproperties: {id: {}, name: {}}",
    ),
    "SP231": Code(
        "warning",
        "an enum value that is listed twice",
        "The second one says nothing; perhaps another value was meant.",
        "enum: [a, b, a]",
    ),
    "SP232": Code(
        "warning",
        "an enum value of another type",
        "The value does not have the type that the schema wants, so it can never be sent. "
        "Often a quote is missing or too many: YAML reads `1.10` as a number.",
        "type: string\nenum: [1.0, 1.10]",
    ),
    "SP233": Code(
        "warning",
        "bounds that contradict each other",
        "The lower bound is above the upper one, so no value is valid.",
        "{minimum: 10, maximum: 1}",
    ),
    "SP234": Code(
        "note",
        "a union that cannot be told apart",
        "A value of one of the schemas is a value of another one as well, so which class it "
        "becomes is a matter of order, and `oneOf`, which wants exactly one, refuses it.",
        "oneOf:\n- {type: object, properties: {a: {}}}\n- {type: object, properties: {b: {}}}",
    ),
    "SP235": Code(
        "note",
        "an object that is written out several times",
        "The same object stands in several places. Each becomes a class of its own, and a "
        "function that takes one does not take the other.",
        "properties:\n  from: {type: object, properties: {x: {}, y: {}, z: {}}}\n  to: {type: object, properties: {x: {}, y: {}, z: {}}}",
    ),
    "SP236": Code(
        "note",
        "an array of anything",
        "Without `items` the elements are typed as Any and not checked.",
        "type: array",
    ),
    "SP237": Code(
        "warning",
        "null is allowed by the type and not by the enum",
        "An enum lists every value, null too. Without it null is refused although the type "
        "has it; in OpenAPI 3.0 `nullable: true` does not add it to the enum.",
        "{type: [string, 'null'], enum: [a, b]}",
    ),
    "SP238": Code(
        "warning",
        "a discriminator that may be absent",
        "The property that says which schema a value belongs to is not required there, so a "
        "value without it cannot be read.",
        "discriminator: {propertyName: kind}   # kind is not in `required`",
    ),
    "SP239": Code(
        "warning",
        "readOnly and writeOnly at once",
        "Such a property is sent by nobody.",
        "{readOnly: true, writeOnly: true}",
    ),
    "SP240": Code(
        "note",
        "a format that is almost a registered one",
        "Unknown formats are allowed and mean nothing, so a misspelt one silently turns a "
        "date into text.",
        "format: datetime",
    ),
    "SP241": Code(
        "note",
        "a schema that nothing uses",
        "No operation leads to it. It is generated all the same, because code may import it.",
        "components: {schemas: {Old: {type: object}}}",
    ),
    "SP242": Code(
        "note",
        "a security scheme that nothing uses",
        "No operation asks for it, so the client never sends it and the router never checks " "it.",
        "components: {securitySchemes: {Key: {type: http, scheme: bearer}}}",
    ),
    "SP243": Code(
        "warning",
        "an example that is not valid",
        "The example does not fit its schema: one of the two is wrong, and readers believe "
        "the example.",
        "{type: integer, example: one}",
    ),
    "SP248": Code(
        "warning",
        "a suppression that cannot be read",
        "`x-specpress-ignore` holds codes: one, a list of them, or a mapping of codes to "
        "reasons.",
        "x-specpress-ignore: SP999",
    ),
    "SP249": Code(
        "warning",
        "a suppression that matches nothing",
        "What it silenced is gone, or stands elsewhere. Left in place it would silence the "
        "next one unseen.",
        "x-specpress-ignore: [SP236]   # nothing here is SP236",
    ),
}
