"""Stories of rules about operations, parameters, bodies, answers and security."""

from __future__ import annotations

from specpress.review.stories.story import Story

_OK = "responses: {'200': {description: fine}}"
_JSON = "content: {application/json: {schema: {type: string}}}"
_XML = "content: {application/xml: {schema: {type: string}}}"
_KEYS = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}"


def _parameter(more: str) -> str:
    return f"parameters: [{{name: a, in: query, {more}}}]\n{_OK}"


def _body(more: str, content: str = _JSON) -> str:
    return f"requestBody: {{{more}{content}}}\n{_OK}"


def _answer(more: str) -> str:
    return f"responses: {{'200': {{description: fine{more}}}}}"


def _header(more: str) -> str:
    return _answer(f", headers: {{X-A: {{{more}schema: {{type: string}}}}}}")


def _secured(how: str) -> str:
    return f"{_KEYS}\npaths: {{/x: {{get: {{security: {how}, {_OK}}}}}}}"


def _hook(hooks: str) -> str:
    return f"paths: {{}}\nwebhooks: {hooks}"


def _callback(more: str) -> str:
    return f"{_OK}\n{more}"


MESSAGES: dict[str, Story] = {
    "operation-removed": Story(
        "an operation is gone",
        "Every call of it fails. Deprecate it first, with an `x-sunset` date.",
        f"paths: {{/x: {{get: {{{_OK}}}}}}}",
        "paths: {}",
        "document",
    ),
    "operation-removed-after-sunset": Story(
        "a deprecated operation is gone, after the day that was announced",
        "Its callers were told. Its calls fail all the same.",
        f"paths: {{/x: {{get: {{deprecated: true, x-sunset: '2020-01-01', {_OK}}}}}}}",
        "paths: {}",
        "document",
    ),
    "operation-added": Story(
        "an operation is new",
        "Callers need not know it; implementers have one method more.",
        "paths: {}",
        f"paths: {{/x: {{get: {{{_OK}}}}}}}",
        "document",
    ),
    "operation-id": Story(
        "the operationId changed",
        "Nothing changes on the wire; the methods of generated code are named after it.",
        f"operationId: a\n{_OK}",
        f"operationId: b\n{_OK}",
        "operation",
    ),
    "server-removed": Story(
        "a server is gone",
        "Who calls that address has to move.",
        f"servers: [{{url: 'https://a.example'}}]\n{_OK}",
        f"servers: [{{url: 'https://b.example'}}]\n{_OK}",
        "operation",
    ),
    "parameter-added": Story(
        "an optional parameter is new",
        "Callers need not know it.",
        _OK,
        _parameter("schema: {type: string}"),
        "operation",
    ),
    "required-parameter-added": Story(
        "a parameter is new and has to be there",
        "Every call that does not know it is refused.",
        _OK,
        _parameter("required: true, schema: {type: string}"),
        "operation",
    ),
    "parameter-removed": Story(
        "a parameter is gone",
        "Who still sends it is ignored, or refused.",
        _parameter("schema: {type: string}"),
        _OK,
        "operation",
    ),
    "parameter-became-required": Story(
        "a parameter has to be there now",
        "Calls without it are refused.",
        _parameter("schema: {type: string}"),
        _parameter("required: true, schema: {type: string}"),
        "operation",
    ),
    "parameter-became-optional": Story(
        "a parameter need not be there any more",
        "Callers may leave it out.",
        _parameter("required: true, schema: {type: string}"),
        _parameter("schema: {type: string}"),
        "operation",
    ),
    "parameter-generalized": Story(
        "a parameter takes more, and what was sent before is still valid as text",
        "On the wire every number is text, and one value is a list of one.",
        _parameter("schema: {type: integer}"),
        _parameter("schema: {type: string}"),
        "operation",
    ),
    "parameter-style": Story(
        "a parameter is written in another way",
        "`?a=1,2` and `?a=1&a=2` are different calls.",
        _parameter("schema: {type: array, items: {type: string}}"),
        _parameter("explode: false, schema: {type: array, items: {type: string}}"),
        "operation",
    ),
    "allow-empty-value": Story(
        "a parameter may no longer be empty",
        "`?a` and `?a=` may be refused.",
        _parameter("allowEmptyValue: true, schema: {type: string}"),
        _parameter("schema: {type: string}"),
        "operation",
    ),
    "body-added": Story(
        "a request body is new and optional",
        "Callers need not send it.",
        _OK,
        _body(""),
        "operation",
    ),
    "required-body-added": Story(
        "a request body is new and has to be there",
        "Every call without one is refused.",
        _OK,
        _body("required: true, "),
        "operation",
    ),
    "body-removed": Story(
        "the request body is gone",
        "Who still sends it is ignored, or refused.",
        _body(""),
        _OK,
        "operation",
    ),
    "body-became-required": Story(
        "the request body has to be there now",
        "Calls without one are refused.",
        _body(""),
        _body("required: true, "),
        "operation",
    ),
    "body-became-optional": Story(
        "the request body need not be there any more",
        "Callers may leave it out.",
        _body("required: true, "),
        _body(""),
        "operation",
    ),
    "request-media-type-added": Story(
        "requests may be written in one more way",
        "Callers need not change.",
        _body(""),
        _body("", "content: {application/json: {schema: {type: string}}, application/xml: {}}"),
        "operation",
    ),
    "request-media-type-removed": Story(
        "requests can no longer be written that way",
        "They are answered with 415.",
        _body("", "content: {application/json: {schema: {type: string}}, application/xml: {}}"),
        _body(""),
        "operation",
    ),
    "response-media-type-added": Story(
        "answers may be had in one more way",
        "Who asks for what it knows gets it.",
        _answer(f", {_JSON}"),
        _answer(", content: {application/json: {schema: {type: string}}, application/xml: {}}"),
        "operation",
    ),
    "response-media-type-removed": Story(
        "answers can no longer be had that way",
        "Who asks for it gets what it cannot read, or 406.",
        _answer(f", {_JSON}"),
        _answer(f", {_XML}"),
        "operation",
    ),
    "encoding": Story(
        "a part of a body is written in another way",
        "Form and multipart bodies: content type, style or explode of one property.",
        _body(
            "",
            "content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string}}},"
            " encoding: {a: {contentType: text/plain}}}}",
        ),
        _body(
            "",
            "content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string}}},"
            " encoding: {a: {contentType: text/csv}}}}",
        ),
        "operation",
    ),
    "success-status-removed": Story(
        "a status of success is gone",
        "Callers that wait for it take the answer for a failure.",
        _OK,
        "responses: {'201': {description: fine}}",
        "operation",
    ),
    "success-status-added": Story(
        "a status of success is new",
        "Callers that compare with the one they know may take it for a failure.",
        _OK,
        "responses: {'200': {description: fine}, '202': {description: later}}",
        "operation",
    ),
    "error-status-added": Story(
        "a status of failure is new",
        "Callers are told to be ready for any.",
        _OK,
        "responses: {'200': {description: fine}, '404': {description: none}}",
        "operation",
    ),
    "status-removed": Story(
        "a status of failure is gone",
        "Nothing comes that could not come before.",
        "responses: {'200': {description: fine}, '404': {description: none}}",
        _OK,
        "operation",
    ),
    "header-removed": Story(
        "an optional header is gone from an answer",
        "Who looks for it finds nothing, as it always could be.",
        _header(""),
        _OK,
        "operation",
    ),
    "required-header-removed": Story(
        "a header that always was there is gone",
        "Who reads it finds nothing.",
        _header("required: true, "),
        _OK,
        "operation",
    ),
    "header-became-optional": Story(
        "a header of an answer need not be there any more",
        "Who reads it has to look first.",
        _header("required: true, "),
        _header(""),
        "operation",
    ),
    "header-became-required": Story(
        "a header of an answer is always there now",
        "It promises more.",
        _header(""),
        _header("required: true, "),
        "operation",
    ),
    "security": Story(
        "credentials that were enough are not any more",
        "Calls with them are refused. A scheme is known by its name and kind; one more scope is one more credential.",
        _secured("[]"),
        _secured("[{key: []}]"),
        "document",
    ),
    "security-loosened": Story(
        "there is another way in, or fewer credentials are asked for",
        "Callers need not change. Look whether it was meant.",
        _secured("[{key: []}]"),
        _secured("[]"),
        "document",
    ),
    "security-address": Story(
        "an address of an authorisation server changed",
        "No message of the API changes, but callers need new settings.",
        "components: {securitySchemes: {key: {type: openIdConnect, openIdConnectUrl: 'https://a.example'}}}\n"
        f"paths: {{/x: {{get: {{security: [{{key: []}}], {_OK}}}}}}}",
        "components: {securitySchemes: {key: {type: openIdConnect, openIdConnectUrl: 'https://b.example'}}}\n"
        f"paths: {{/x: {{get: {{security: [{{key: []}}], {_OK}}}}}}}",
        "document",
    ),
    "webhook-added": Story(
        "a webhook is new",
        "Who does not know it need not listen.",
        _hook("{}"),
        _hook(f"{{a: {{post: {{{_OK}}}}}}}"),
        "document",
    ),
    "webhook-removed": Story(
        "a webhook is gone",
        "Who waits for it waits for ever.",
        _hook(f"{{a: {{post: {{{_OK}}}}}}}"),
        _hook("{}"),
        "document",
    ),
    "callback-added": Story(
        "a callback is new",
        "Who does not know it need not listen.",
        _OK,
        _callback(f"callbacks: {{a: {{'{{$request.body#/u}}': {{post: {{{_OK}}}}}}}}}"),
        "operation",
    ),
    "callback-removed": Story(
        "a callback is gone",
        "Who waits for it waits for ever.",
        _callback(f"callbacks: {{a: {{'{{$request.body#/u}}': {{post: {{{_OK}}}}}}}}}"),
        _OK,
        "operation",
    ),
    "symbol": Story(
        "a name of the generated package changed, though nothing on the wire did",
        "A component got another name, a collision of names came or went, or a schema that no operation uses changed:\n"
        "code that imports it stops working.",
        "components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n"
        "paths: {/x: {get: {responses: {'200': {description: fine, content: {application/json: {schema:"
        " {$ref: '#/components/schemas/A'}}}}}}}}",
        "components: {schemas: {B: {type: object, properties: {a: {type: string}}}}}\n"
        "paths: {/x: {get: {responses: {'200': {description: fine, content: {application/json: {schema:"
        " {$ref: '#/components/schemas/B'}}}}}}}}",
        "document",
    ),
}
