"""Diagnostic codes SP210 to SP219: the official schemas of OpenAPI."""

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
    "SP215": Code(
        "error",
        "many more violations",
        "Only the first fifty are shown. Often one mistake, such as a wrong `openapi` version, causes them all.",
    ),
}
