"""All documents of one spec: the root one and those it refers to, loaded when first asked for.

A document is named by its path relative to the folder of the root one, or by its URL if it is on another host: those
come from `Remote`, which refuses all of them unless it was given permission.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import assert_never

from specpress.diagnostics import Place, Report, Span
from specpress.records import dataclass
from specpress.source.document import Document, document
from specpress.source.fault import Fault
from specpress.source.files import Files, Outside, TooLarge, Unreachable
from specpress.source.remote import NOTHING, Changed, Refused, Remote
from specpress.urls import is_remote

MOST_REMOTE = 500
"""A server could make up documents that refer to ever more of them."""


@dataclass(frozen=True, slots=True)
class Documents(Mapping[str, Document]):
    """`loaded` grows as references are followed; a name that could not be loaded stays there as None."""

    files: Files
    entry: str
    loaded: dict[str, Document | None] = field(default_factory=dict)
    remote: Remote = NOTHING

    @property
    def root(self) -> Document | None:
        return self.loaded.get(self.entry)

    def fetch(self, name: str, report: Report, asked_by: Span | None = None) -> Document | None:
        """The document of that name; when it cannot be had, a diagnostic at `asked_by` says why."""
        if name not in self.loaded:
            self.loaded[name] = self._load(name, report, asked_by)
        return self.loaded[name]

    def _load(self, name: str, report: Report, asked_by: Span | None) -> Document | None:
        span = asked_by or Span(self.display(name), "")
        place = None if asked_by else Place(1, 1, "")
        try:
            data = self._remote(name) if asked_by and is_remote(name) else self.files.read(name)
            return document(name, self.display(name), data)
        except (Refused, Unreachable, Changed) as error:
            report.add(*_not_had(error, name, span), place=place)
        except Outside as error:
            report.add(
                "SP112",
                span,
                str(error),
                (
                    "a $ref may only name files beside or below the spec"
                    if asked_by
                    else "the folder of the documents (`root`) has to hold the spec itself"
                ),
                place=place,
            )
        except TooLarge as error:
            report.add("SP104", span, str(error), place=place)
        except OSError as error:
            told = error.strerror or str(error)
            report.add("SP111", span, f"cannot read {self.display(name)}: {told}", place=place)
        except Fault as fault:
            found = Span(self.display(name), "")
            report.add(fault.code, found, fault.message, fault.help, place=fault.place)
        return None

    def _remote(self, url: str) -> bytes:
        if sum(map(is_remote, self.loaded)) >= MOST_REMOTE:
            raise Unreachable(f"{MOST_REMOTE} remote documents are enough for one spec")
        return self.remote.read(url)

    def display(self, name: str) -> str:
        """A document as the user would name it."""
        elsewhere = name != self.entry and is_remote(name)
        return name if elsewhere else self.files.display(name)

    def __getitem__(self, name: str) -> Document:
        found = self.loaded.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name, found in self.loaded.items() if found is not None)

    def __len__(self) -> int:
        return sum(found is not None for found in self.loaded.values())


def load(files: Files, entry: str, report: Report, remote: Remote = NOTHING) -> Documents:
    """Load the root document; what it refers to comes when a pass asks for it."""
    documents = Documents(files, entry, remote=remote)
    documents.fetch(entry, report)
    return documents


def _not_had(
    error: Refused | Unreachable | Changed, url: str, span: Span
) -> tuple[str, Span, str, str]:
    match error:
        case Refused():
            told = (
                "write the document to a file beside the spec, or allow its URL by `allow_remote`"
            )
            return "SP204", span, f"remote references are not followed: {error}", told
        case Changed():
            told = "look at what changed, then take it with `specpress generate --accept-remote`"
            return "SP207", span, str(error), told
        case Unreachable():
            return "SP206", span, f"cannot fetch {url}: {error}", ""
        case _:
            assert_never(error)
