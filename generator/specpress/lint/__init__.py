"""What is valid and still makes worse code: rules about a spec, with positions, and how to silence them."""

from specpress.lint.lint import lint

__all__ = ["lint"]
