"""Whether a document keeps to the official JSON Schemas of OpenAPI, told in words."""

from specpress.validity.validity import validity

__all__ = ["validity"]
