# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from ._marks import Closed, Model
from ._models import Omittable, OpenEnum
from ._rules import Rules

__all__ = ["Base", "NotEmpty", "Payment", "PaymentKind", "Sealed"]


class PaymentKind(OpenEnum):
    CARD = "card"
    CASH = "cash"


class Payment(
    Model,
    marks=(
        Rules(
            {
                "dependentRequired": {"number": ["holder"]},
                "dependentSchemas": {"holder": {"minProperties": 2}},
                "if": {"properties": {"kind": {"enum": ["card"]}}},
                "then": {"required": ["number"]},
                "else": {"properties": {"number": False}},
            },
            __package__,
        ),
    ),
):
    kind: PaymentKind
    number: Omittable[str] = None
    holder: Omittable[str] = None


class Base(Model):
    id: Omittable[int] = None


class Sealed(Model, marks=(Closed(),)):
    name: Omittable[str] = None
    id: Omittable[int] = None


NotEmpty: TypeAlias = Annotated[str, Rules({"not": {"enum": [""]}}, __package__)]
