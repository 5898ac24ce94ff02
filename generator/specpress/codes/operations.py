"""Diagnostic codes SP5xx: what the client and the router cannot do, or do otherwise than one may expect."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP501": Code(
        "warning",
        "two operations want the same method name",
        "A method is named after its operationId without the words of its tag. Where two come to the same name the\n"
        "later one gets a number, so inserting an operation before it could rename it. `x-specpress-name` on the\n"
        "operation settles the name for good.",
        "get: {operationId: pets_get, tags: [pets]}\npost: {operationId: get_pet, tags: [pets]}",
    ),
    "SP502": Code(
        "note",
        "an argument is renamed",
        "Two parameters of an operation have the same Python name, or one has a name that every method uses already\n"
        "(`timeout`, `retries`, ...). The wire name does not change.",
        "parameters: [{name: timeout, in: query, schema: {type: integer}}]",
    ),
    "SP503": Code(
        "error",
        "not a name that HTTP allows",
        "Methods, header and cookie names, and media types are tokens (RFC 9110, 5.6.2). Anything else would be a way\n"
        "to put more into a request than its author meant.",
        'parameters: [{name: "X-A\\r\\nX-B", in: header, schema: {type: string}}]',
    ),
    "SP505": Code(
        "loss",
        "a parameter that cannot be written",
        "The client has no argument for it. What it would send can be given by `extra_query` or `extra_headers`.",
        "parameters: [{name: q, in: querystring, content: {application/json: {}}}]",
    ),
    "SP506": Code(
        "note",
        "a header that OpenAPI ignores",
        "Accept, Content-Type and Authorization are said by media types and security schemes; the OpenAPI\n"
        "specification has parameters of these names ignored, and so does the client.",
        "parameters: [{name: Authorization, in: header, schema: {type: string}}]",
    ),
    "SP507": Code(
        "loss",
        "no type for a schema of an operation",
        "The schema stands where the models have no type for it, so it is typed as Any and not checked.",
    ),
    "SP508": Code(
        "loss",
        "a body that is not parsed",
        "XML, YAML and other text is given and taken as it is, as `str` or `bytes`: the structure that its schema\n"
        "describes is neither written nor checked.",
        "content: {application/xml: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
    "SP509": Code(
        "error",
        "wrong value in an extension",
        "`x-specpress-name`, `x-specpress-env` and `x-specpress-prefix` are texts on one line.",
        "x-specpress-env: 3",
    ),
    "SP510": Code(
        "note",
        "credentials come from the caller",
        "The client sends what it is given and fetches tokens only by the OAuth2 flow clientCredentials. For other\n"
        "flows and for OpenID Connect it takes a token, or a function that gives one; for mutual TLS it takes an\n"
        "HTTP client that has the certificate.",
        "securitySchemes: {a: {type: openIdConnect, openIdConnectUrl: https://example.com}}",
    ),
    "SP511": Code(
        "loss",
        "a security scheme that is not supported",
        "HTTP authentication other than basic and bearer is not sent. An alternative that needs it is left out.",
        "securitySchemes: {a: {type: http, scheme: digest}}",
    ),
    "SP512": Code(
        "error",
        "a helper that cannot be made",
        "`x-specpress-wait` needs `status` and `success`; `x-specpress-pages` needs `kind` and what goes with it. Every\n"
        "field named there has to be in the schema of the answer, and unknown keys are errors.",
        "x-specpress-wait: {status: state}",
    ),
    "SP513": Code(
        "loss",
        "servers of one operation",
        "An operation with a server of its own is sent there, unless the client was given a `host`. One that is not a\n"
        "whole URL cannot be found from the document alone: the operation is sent to the host of the others.",
        "get:\n  servers: [{url: /uploads}]",
    ),
    "SP514": Code(
        "error",
        "a path that cannot be sent",
        "Servers and proxies resolve empty, `.` and `..` segments, so the path would not arrive as it is written.",
        "paths:\n  /pets/../admin:\n    get: {responses: {}}",
    ),
    "SP515": Code(
        "note",
        "a path with a query or a fragment",
        "Some documents tell operations on the same path apart by a query or a fragment. The client sends the query\n"
        "with every call; a fragment is never sent.",
        'paths:\n  "/pets#adopt":\n    post: {responses: {}}',
    ),
    "SP516": Code(
        "loss",
        "an operation that the router cannot tell from another",
        "Only a fragment or a query tells the two paths apart, and a request is not matched with either. The router\n"
        "has the method and documents it, but what arrives goes to the other one. The client calls both.",
        'paths:\n  /pets:\n    post: {responses: {}}\n  "/pets#adopt":\n    post: {responses: {}}',
    ),
    "SP517": Code(
        "note",
        "documentation that the router does not serve",
        "What the router serves as its OpenAPI document has the same operations and accepts the same values, but some\n"
        "texts have no place in Python types or in FastAPI. Said once for each kind, where it is first seen.",
        "properties:\n  name: {type: string, title: Name}",
    ),
}
