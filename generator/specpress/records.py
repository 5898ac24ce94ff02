"""`dataclass` for what is made by the hundred thousand: frozen to the type checker, plain when it runs.

The standard library freezes by sending each field of each new instance through `object.__setattr__`, which makes it
three times as slow to make: an eighth of a build. What is frozen here is frozen all the same: mypy holds that nobody
assigns to a field. It compares and hashes as if it were, too, by functions that are there already: the standard library
compiles four for each class, which took a quarter of the time in which all of them are imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen, slots):
        def made(cls):
            cls = dataclasses.dataclass(cls, slots=slots, eq=False, repr=False)
            fields = dataclasses.fields(cls)
            compared = [field.name for field in fields if field.compare]
            cls.__repr__ = _repr
            if "__eq__" not in vars(cls):
                cls.__eq__ = _equal(attrgetter(*compared)) if compared else _alike
            if frozen and "__hash__" not in vars(cls):
                cls.__hash__ = _hashed(attrgetter(*compared)) if compared else _none
            return cls

        return made

    def _repr(self):
        fields = (field.name for field in dataclasses.fields(self) if field.repr)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{type(self).__qualname__}({shown})"

    def _equal(key):
        def equal(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return self is other or key(self) == key(other)

        return equal

    def _alike(self, other):
        return True if other.__class__ is self.__class__ else NotImplemented

    def _hashed(key):
        def hashed(self):
            return hash(key(self))

        return hashed

    def _none(self):
        return hash(())
