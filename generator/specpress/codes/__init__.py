"""Every diagnostic code there is, with its severity and the story that `specpress explain` tells.

One module per area, so that a code lives beside those of the same pass:
SP1xx source and config of the loader, SP2xx references and validity, SP3xx reading OpenAPI and JSON Schema,
SP4xx models and names, SP5xx client and router, SP6xx command, config and output (SP64x acceptances and reviews),
SP7xx documentation pages, SP8xx vendoring. A code is stable and never reused.
"""

from __future__ import annotations

from specpress.codes import (
    lint,
    models,
    operations,
    output,
    pages,
    reading,
    references,
    review,
    source,
    validity,
    vendoring,
)
from specpress.codes.code import Code

CODES: dict[str, Code] = {
    **source.CODES,
    **references.CODES,
    **validity.CODES,
    **lint.CODES,
    **reading.CODES,
    **models.CODES,
    **operations.CODES,
    **output.CODES,
    **review.CODES,
    **pages.CODES,
    **vendoring.CODES,
}

__all__ = ["CODES", "Code"]
