"""Stories of rules about values of any type, text and numbers."""

from __future__ import annotations

from specpress.review.stories.story import Story

_SENT = "Sent, it breaks whoever sends what is no longer valid; received, it promises more and breaks nobody."
_BOTH = "Narrower breaks who sends, wider breaks who receives: the reader was promised less than can come now."

VALUES: dict[str, Story] = {
    "type": Story("the type changed", _BOTH, "{type: string}", "{type: integer}"),
    "became-nullable": Story(
        "null is allowed now",
        "Who receives the value may get null, which it was promised not to get; who sends it need not change.",
        "{type: string}",
        "{type: [string, 'null']}",
    ),
    "no-longer-nullable": Story(
        "null is no longer allowed", _SENT, "{type: [string, 'null']}", "{type: string}"
    ),
    "became-enum": Story(
        "only listed values are allowed now",
        _SENT,
        "{type: string}",
        "{type: string, enum: [a, b]}",
    ),
    "no-longer-enum": Story(
        "a list of values was lifted",
        "Who receives the value may get any other one.",
        "{type: string, enum: [a, b]}",
        "{type: string}",
    ),
    "enum-value-removed": Story(
        "a listed value is gone", _SENT, "{type: string, enum: [a, b]}", "{type: string, enum: [a]}"
    ),
    "enum-value-added": Story(
        "a listed value is new",
        "Received, it is a risk and not a break: APIs grow this way. Models with open enums read it as an unknown\n"
        "member; models with closed ones refuse the whole answer.",
        "{type: string, enum: [a]}",
        "{type: string, enum: [a, b]}",
    ),
    "enum-replaced": Story(
        "every listed value was exchanged",
        "No value is left that both sides know: that is not growth.",
        "{const: a}",
        "{const: b}",
    ),
    "not": Story(
        "a `not` was added or removed",
        _BOTH,
        "{type: integer}",
        "{type: integer, not: {enum: [1]}}",
    ),
    "if": Story(
        "a condition was added or removed",
        _BOTH,
        "{type: object}",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
    ),
    "union": Story(
        "a union too large to multiply out changed its number of alternatives",
        "Unions that combine to more than 256 cases are compared alternative by alternative, in order.",
        "",
        "",
    ),
    "union-kind": Story(
        "oneOf became anyOf, or the other way round",
        "What matches two alternatives is valid for one of them only. Whether that happens depends on the alternatives.",
        "{oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
        "{anyOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
    ),
    "one-of-overlap": Story(
        "alternatives of a oneOf overlap now, or do no longer",
        "A value that matches two alternatives of a oneOf is not valid. An alternative that takes more can so make values\n"
        "invalid that were valid, and one that takes less the other way round. A risk; a break where a payload shows it.\n"
        "Alternatives are apart where a discriminator, a tag, a type or a limit tells them so, or where one demands a\n"
        "property that the other does not declare.",
        "{oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 5}]}",
        "{oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}]}",
    ),
    "alternative-added": Story(
        "a union has an alternative that is new",
        "Who receives the value may get what it does not know.",
        "{anyOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
        "{anyOf: [{type: object, required: [a]}, {type: object, required: [b]}, {type: object, required: [c]}]}",
    ),
    "alternative-removed": Story(
        "a union has lost an alternative",
        _SENT,
        "{anyOf: [{type: object, required: [a]}, {type: object, required: [b]}, {type: object, required: [c]}]}",
        "{anyOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
    ),
    "default": Story(
        "the default changed",
        "Who leaves the value out gets another one.",
        "{type: integer, default: 1}",
        "{type: integer, default: 2}",
    ),
    "deprecated": Story(
        "deprecated, or no longer",
        "Nothing changes on the wire.",
        "{type: integer}",
        "{type: integer, deprecated: true}",
    ),
    "min-length": Story(
        "minLength changed", _BOTH, "{type: string}", "{type: string, minLength: 2}"
    ),
    "max-length": Story(
        "maxLength changed", _BOTH, "{type: string, maxLength: 9}", "{type: string, maxLength: 5}"
    ),
    "pattern": Story(
        "a pattern was added, removed or changed",
        "Whether one pattern allows what another one does cannot be told from the two; a text that only one matches is\n"
        "looked for.",
        "{type: string, pattern: '^a+$'}",
        "{type: string, pattern: '^b+$'}",
    ),
    "format": Story(
        "the format of a text changed",
        "JSON Schema does not check formats, but people and generated code decode by them.",
        "{type: string}",
        "{type: string, format: date}",
    ),
    "content-encoding": Story(
        "contentEncoding changed",
        "Nothing checks it, but the receiver decodes by it.",
        "{type: string, contentEncoding: base64}",
        "{type: string, contentEncoding: base32}",
    ),
    "content-media-type": Story(
        "contentMediaType changed",
        "Nothing checks it, but the receiver decodes by it.",
        "{type: string, contentMediaType: text/plain}",
        "{type: string, contentMediaType: text/csv}",
    ),
    "content-schema": Story(
        "contentSchema was added or removed",
        "The schema of what is inside the text.",
        "{type: string, contentMediaType: application/json}",
        "{type: string, contentMediaType: application/json, contentSchema: {type: object}}",
    ),
    "minimum": Story(
        "the lower bound changed", _BOTH, "{type: integer, minimum: 1}", "{type: integer}"
    ),
    "maximum": Story(
        "the upper bound changed", _BOTH, "{type: integer}", "{type: integer, maximum: 9}"
    ),
    "multiple-of": Story(
        "multipleOf changed",
        _BOTH,
        "{type: integer, multipleOf: 2}",
        "{type: integer, multipleOf: 3}",
    ),
    "number-format": Story(
        "the format of a number changed",
        "A hint of size (int32, int64, float, double); it decides no validity.",
        "{type: integer, format: int32}",
        "{type: integer, format: int64}",
    ),
}
