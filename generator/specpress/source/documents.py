"""All documents of one spec: the root one and those it refers to, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specpress.diagnostics import Place, Report, Span
from specpress.source.document import Document, document
from specpress.source.fault import Fault
from specpress.source.files import Files, Outside, TooLarge


@dataclass(frozen=True, slots=True)
class Documents(Mapping[str, Document]):
    """`loaded` grows as references are followed; a name that could not be loaded stays there as None."""

    files: Files
    entry: str
    loaded: dict[str, Document | None] = field(default_factory=dict)

    @property
    def root(self) -> Document | None:
        return self.loaded.get(self.entry)

    def fetch(self, name: str, report: Report, asked_by: Span | None = None) -> Document | None:
        """The document of that name; when it cannot be had, a diagnostic at `asked_by` says why."""
        if name not in self.loaded:
            self.loaded[name] = self._load(name, report, asked_by)
        return self.loaded[name]

    def _load(self, name: str, report: Report, asked_by: Span | None) -> Document | None:
        span = asked_by or Span(self.files.display(name), "")
        place = None if asked_by else Place(1, 1, "")
        try:
            return document(name, self.files.display(name), self.files.read(name))
        except Outside as error:
            report.add(
                "SP112",
                span,
                str(error),
                "a $ref may only name files beside or below the spec",
                place=place,
            )
        except TooLarge as error:
            report.add("SP104", span, str(error), place=place)
        except OSError as error:
            told = error.strerror or str(error)
            report.add(
                "SP111", span, f"cannot read {self.files.display(name)}: {told}", place=place
            )
        except Fault as fault:
            found = Span(self.files.display(name), "")
            report.add(fault.code, found, fault.message, fault.help, place=fault.place)
        return None

    def __getitem__(self, name: str) -> Document:
        found = self.loaded.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name, found in self.loaded.items() if found is not None)

    def __len__(self) -> int:
        return sum(found is not None for found in self.loaded.values())


def load(files: Files, entry: str, report: Report) -> Documents:
    """Load the root document; what it refers to comes when a pass asks for it."""
    documents = Documents(files, entry)
    documents.fetch(entry, report)
    return documents
