"""What schemathesis loads beside itself: two of its checks, each with one exception."""

from __future__ import annotations

import os

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.specs.openapi.checks import negative_data_rejection, status_code_conformance


@schemathesis.check
def declared_status(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> bool | None:
    """A document may secure an operation and declare no 401. Who brings no credential, or a wrong one, is answered 401
    all the same, which schemathesis itself demands in other checks."""
    right = response.request.headers.get("Authorization") == os.environ["SPECPRESS_CREDENTIAL"]
    if response.status_code == 401 and not right:
        return None
    return status_code_conformance(ctx, response, case)


@schemathesis.check
def invalid_refused(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> bool | None:
    """`format: email` is an annotation, as JSON Schema has it: the type is `str`."""
    try:
        return negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData as failure:
        if "not matching the 'email' format" in failure.message:
            return None
        raise
