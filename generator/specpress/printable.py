"""The only kinds of text that may reach generated output.

A template refuses everything that is not one of these (`emit.render`), so text from a spec cannot get there by
mistake: it has to go through the one function that makes it safe for its place. Joining two of them gives a
plain `str` again, which is refused: every new piece of code is made on purpose.
"""

from __future__ import annotations


class Code(str):
    """A piece of Python source that we have made: an annotation, an expression, a call."""

    __slots__ = ()


class Identifier(Code):
    """A name that Python accepts and that nothing else in its scope has (made by `plan.names`)."""

    __slots__ = ()
