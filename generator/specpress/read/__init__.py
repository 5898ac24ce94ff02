"""The third pass: OpenAPI and JSON Schema to `Api`. The only one that knows them."""

from specpress.read.read import read, read_version

__all__ = ["read", "read_version"]
