"""Stories of rules about arrays and objects."""

from __future__ import annotations

from specpress.review.stories.story import Story

_BOTH = "Narrower breaks who sends, wider breaks who receives: the reader was promised less than can come now."
_TWO = "{type: object, properties: {a: {type: string}, b: {type: string}}"

MEMBERS: dict[str, Story] = {
    "min-items": Story("minItems changed", _BOTH, "{type: array}", "{type: array, minItems: 1}"),
    "max-items": Story("maxItems changed", _BOTH, "{type: array}", "{type: array, maxItems: 9}"),
    "unique-items": Story(
        "uniqueItems was added or removed",
        _BOTH,
        "{type: array}",
        "{type: array, uniqueItems: true}",
    ),
    "contains": Story(
        "contains was added or removed",
        _BOTH,
        "{type: array}",
        "{type: array, contains: {const: 1}}",
    ),
    "min-contains": Story(
        "minContains changed",
        _BOTH,
        "{type: array, contains: {const: 1}}",
        "{type: array, contains: {const: 1}, minContains: 2}",
    ),
    "max-contains": Story(
        "maxContains changed",
        _BOTH,
        "{type: array, contains: {const: 1}}",
        "{type: array, contains: {const: 1}, maxContains: 2}",
    ),
    "property-added": Story(
        "an optional property is new",
        "No break, by the convention that nobody sends what is not declared: strictly, a caller may have sent something\n"
        "else under that name before.",
        "{type: object, properties: {a: {type: string}}}",
        _TWO + "}",
    ),
    "property-removed": Story(
        "an optional property is gone",
        "Sent, it is ignored; received, it is missing, as it always could be. Code that names it stops type-checking.",
        _TWO + "}",
        "{type: object, properties: {a: {type: string}}}",
    ),
    "property-added-to-closed": Story(
        "a property is new in an object that allows no others",
        "Readers that check what they were promised refuse it. A risk and not a break: APIs grow this way.",
        "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
        _TWO + ", additionalProperties: false}",
    ),
    "property-removed-from-closed": Story(
        "a property is gone from an object that allows no others",
        "Who still sends it is refused.",
        _TWO + ", additionalProperties: false}",
        "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
    ),
    "became-required": Story(
        "a property has to be there now",
        "Who leaves it out is refused. A default does not help: the schema demands it. readOnly properties are not\n"
        "demanded of requests, writeOnly ones not of responses.",
        _TWO + "}",
        _TWO + ", required: [a]}",
    ),
    "became-optional": Story(
        "a property need not be there any more",
        "Who reads it has to look first.",
        _TWO + ", required: [a]}",
        _TWO + "}",
    ),
    "required-property-added": Story(
        "a property is new and has to be there",
        "Who does not know it is refused.",
        "{type: object, properties: {b: {type: string}}}",
        _TWO + ", required: [a]}",
    ),
    "required-property-removed": Story(
        "a property that always was there is gone",
        "Who reads it finds nothing.",
        _TWO + ", required: [a]}",
        "{type: object, properties: {b: {type: string}}}",
    ),
    "read-only": Story(
        "readOnly, or no longer",
        "What becomes readOnly is ignored in requests from now on.",
        _TWO + "}",
        "{type: object, properties: {a: {type: string, readOnly: true}, b: {type: string}}}",
    ),
    "write-only": Story(
        "writeOnly, or no longer",
        "What becomes writeOnly is missing from responses from now on.",
        _TWO + "}",
        "{type: object, properties: {a: {type: string, writeOnly: true}, b: {type: string}}}",
    ),
    "additional-properties": Story(
        "an object was closed or opened",
        _BOTH,
        "{type: object, properties: {a: {type: string}}}",
        "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
    ),
    "property-names": Story(
        "propertyNames was added or removed",
        _BOTH,
        "{type: object}",
        "{type: object, propertyNames: {pattern: '^[a-z]+$'}}",
    ),
    "min-properties": Story(
        "minProperties changed", _BOTH, "{type: object}", "{type: object, minProperties: 2}"
    ),
    "max-properties": Story(
        "maxProperties changed", _BOTH, "{type: object}", "{type: object, maxProperties: 2}"
    ),
    "dependent-required": Story(
        "what has to stand beside a property changed",
        _BOTH,
        _TWO + "}",
        _TWO + ", dependentRequired: {a: [b]}}",
    ),
    "dependent-schemas": Story(
        "what holds beside a property changed",
        _BOTH,
        _TWO + "}",
        _TWO + ", dependentSchemas: {a: {required: [b]}}}",
    ),
    "discriminator": Story(
        "a discriminator was added, removed or names another property",
        "It refuses no value, but readers choose the alternative by it.",
        "{type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}",
        "{type: object, properties: {kind: {type: string}}}",
    ),
    "discriminator-mapping": Story(
        "a discriminator knows more or fewer values",
        "Readers choose the alternative by it.",
        "{type: object, discriminator: {propertyName: kind, mapping: {a: A}}, properties: {kind: {type: string}}}",
        "{type: object, discriminator: {propertyName: kind, mapping: {a: A, b: A}}, properties: {kind: {type: string}}}",
    ),
    "schema-exchanged": Story(
        "a reference names another schema, and both documents have both",
        "That is not an edit but another thing: that nobody sends what is not declared does not hold between two schemas.",
        "{$ref: '#/components/schemas/A'}",
        "{$ref: '#/components/schemas/B'}",
    ),
}
