"""Whether a document keeps to the OpenAPI specification: to its official schemas, and to its prose."""

from specpress.validity.meaning import meaning
from specpress.validity.validity import validity

__all__ = ["meaning", "validity"]
