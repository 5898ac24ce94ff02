"""All that can be said about a spec: whether it is valid, what generation would report, and the rules of this package.

Takes the loaded documents, gives findings in a report. Errors come first: a document that cannot be read is
not judged further. Suppressions (`x-specpress-ignore`, or the configuration) hold for everything but errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specpress.api import Api
from specpress.codes import CODES
from specpress.config import DEFAULTS
from specpress.diagnostics import Finding, Report
from specpress.lint.components import (
    repeated_inline_objects,
    unused_schemas,
    unused_security_schemes,
)
from specpress.lint.examples import wrong_examples
from specpress.lint.ignore import Suppression, suppressions
from specpress.lint.operations import OPERATION_RULES
from specpress.lint.repeats import repeated_enum_values
from specpress.lint.schemas import SCHEMA_RULES
from specpress.lint.unions import UNION_RULES
from specpress.pipeline import plan, understand
from specpress.source.documents import Documents
from specpress.walk import every_operation, every_schema

API_RULES: tuple[Callable[[Api], Iterator[Finding]], ...] = (
    unused_schemas,
    unused_security_schemes,
    repeated_inline_objects,
)


def lint(
    documents: Documents, report: Report, ignored: tuple[Suppression, ...] = ()
) -> tuple[Finding, ...]:
    """Everything there is to say, suppressed findings left out."""
    api = understand(documents, report)
    if api is not None and not report.failed:
        plan(api, DEFAULTS, report)
        report.extend(_rules(api, documents))
    kept = _not_suppressed(report, (*ignored, *suppressions(documents, report)))
    return tuple(kept)


def _rules(api: Api, documents: Documents) -> Iterator[Finding]:
    for operation in every_operation(api):
        for operation_rule in OPERATION_RULES:
            yield from operation_rule(operation, api)
    for schema in every_schema(api):
        for schema_rule in SCHEMA_RULES:
            yield from schema_rule(schema)
        for union_rule in UNION_RULES:
            yield from union_rule(schema, api)
        yield from repeated_enum_values(schema, documents)
    for rule in API_RULES:
        yield from rule(api)
    yield from wrong_examples(api, documents)


def _not_suppressed(report: Report, ignored: tuple[Suppression, ...]) -> Iterator[Finding]:
    used: set[Suppression] = set()
    for finding in report.findings:
        silenced = [each for each in ignored if each.matches(finding)]
        used.update(silenced)
        if not silenced or CODES[finding.code].severity == "error":
            yield finding
    for suppression in ignored:
        if suppression not in used:
            message = f"nothing here is reported as {suppression.code}"
            yield Finding("SP249", suppression.span, message, "remove the suppression")
