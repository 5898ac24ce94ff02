"""Whether the root document keeps to the official schema of its version.

Takes the loaded documents and a report, gives whether reading on makes sense. What breaks the schema and leaves
the meaning in doubt is an error; what does not (a null description, a spelling of another version) is a warning.
"""

from __future__ import annotations

from itertools import islice

from jsonschema_rs import ValidationError

from specpress.api import Json
from specpress.diagnostics import Report, Span, escape
from specpress.read.read import read_version
from specpress.source.documents import Documents
from specpress.source.node import Node
from specpress.validity.official import DIALECTS, official
from specpress.validity.violations import violations
from specpress.validity.wording import wording

LOOKED_AT = 500
SHOWN = 50


def validity(documents: Documents, report: Report) -> bool:
    """Report what is not valid; True when nothing of it is an error."""
    document = documents.root
    if document is None:
        return False
    version = read_version(document.root, report)
    if version is None:
        return False
    found = _errors(document.root, version)
    told = dict.fromkeys(filter(None, map(wording, violations(found, version))))
    errors = [finding for finding in told if finding.code != "SP214"]
    for finding in [*errors[:SHOWN], *(finding for finding in told if finding.code == "SP214")]:
        pointer = "".join(f"/{escape(step)}" for step in finding.path)
        report.add(finding.code, Span(document.name, pointer), finding.message, finding.help)
    if len(errors) > SHOWN:
        rest = f"and {len(errors) - SHOWN} more violations of the OpenAPI {version} schema"
        report.add("SP215", document.root.span, rest, "mend those above first")
    return not errors


def _errors(root: Node, version: str) -> list[ValidationError]:
    rules = official(version, _default_dialect(root, version))
    try:
        return list(islice(rules.iter_errors(root.value), LOOKED_AT))
    except UnicodeEncodeError:  # a lone surrogate, which JSON has and Rust has not
        return list(islice(rules.iter_errors(_without_surrogates(root.value)), LOOKED_AT))


def _without_surrogates(value: Json) -> Json:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {
            key.encode("utf-8", "replace").decode("utf-8"): _without_surrogates(item)
            for key, item in value.items()
        }
    return value


def _default_dialect(root: Node, version: str) -> bool:
    """Whether schema objects are what OpenAPI says, and not of a dialect that the document declares."""
    declared = root.get("jsonSchemaDialect")
    return declared is None or declared.value == DIALECTS.get(version)
