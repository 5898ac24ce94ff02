"""Diagnostic codes SP210 to SP219: what the OpenAPI specification demands."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP210": Code(
        "error",
        "not what the OpenAPI specification wants here",
        "The value has the wrong kind, or is not one of those that the specification lists. The document is "
        "held to the JSON Schema that the OpenAPI Initiative publishes for its version; what that refuses "
        "other tools will refuse or guess at.",
        "type: strnig",
    ),
    "SP211": Code(
        "error",
        "a field is missing",
        "The specification requires it. Where the field is there under a slightly different name, that name is "
        "shown.",
        "info:\n  title: Pets   # version is missing",
    ),
    "SP212": Code(
        "error",
        "a field that the specification does not have",
        "Objects outside of schemas have a closed list of fields, so this one is a mistake: misspelt, or in the "
        "wrong place. Fields of your own begin with x-.",
        "get:\n  operationID: list_pets   # operationId",
    ),
    "SP213": Code(
        "error",
        "two fields exclude each other",
        "The specification allows one or the other, not both, and does not say which one would win.",
        "example: 1\nexamples: {a: {value: 1}}",
    ),
    "SP214": Code(
        "warning",
        "not valid, and harmless",
        "The official schema refuses this, but there is one thing only that it can mean, or it is text that "
        "nothing depends on. It is read as the message says. Mend it all the same: other tools may stop here.",
        "description: null",
    ),
    "SP216": Code(
        "error",
        "a path parameter that is not in the path",
        "A parameter `in: path` fills the variable of its name. Without one there is no place for it, and every "
        "caller has to give a value that is never sent. Mostly the variable was renamed and the parameter not.",
        "/pets/{pet_id}:\n  get:\n    parameters: [{name: id, in: path, required: true}]",
    ),
    "SP217": Code(
        "warning",
        "a variable of a path without a parameter",
        "Each variable of a path needs a parameter `in: path` of the same name. Without it the braces are sent "
        "as they are. Where a path parameter is left over, one of the two names is misspelt.",
        "/pets/{pet_id}:\n  get: {}",
    ),
    "SP218": Code(
        "warning",
        "two operations share an operationId",
        "The specification wants it unique, because links and tools name operations by it. Here method names are "
        "made from it: the second one gets a number.",
        "operationId: list_pets   # twice",
    ),
    "SP219": Code(
        "warning",
        "two paths are the same",
        "The names of variables do not count when a request is matched with a path, so only one of the two can "
        "ever be reached.",
        "/pets/{id}: {}\n/pets/{name}: {}",
    ),
    "SP215": Code(
        "error",
        "many more violations",
        "Only the first fifty are shown. Often one mistake, such as a wrong `openapi` version, causes them all.",
    ),
}
