"""The keywords of a schema by what they speak of; what is left over is told by `Fields`."""

from __future__ import annotations

ANNOTATIONS = {
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
}
STRING = {
    "minLength",
    "maxLength",
    "pattern",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
}
NUMBER = {"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"}
ARRAY = {
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
}
OBJECT = {
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedProperties",
}
COMBINED = {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "discriminator"}
RULES = STRING | NUMBER | ARRAY | OBJECT | COMBINED
UNSUPPORTED = {"$dynamicRef", "$recursiveRef", "$vocabulary", "$id"}
SILENT = {"$defs", "definitions", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor"}
