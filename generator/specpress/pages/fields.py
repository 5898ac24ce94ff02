"""The fields of one section of a page: which line begins one, and what the lines after it say of it.

Takes the lines of a section, gives flat `RawField`s in the page's order; nesting comes later (`tree.py`). The page
marks nothing, so a name is told from a description by looking ahead; what stays doubtful is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress.diagnostics import Report
from specpress.pages import words
from specpress.pages.page_text import Line, PageText
from specpress.pages.raw_field import RawField
from specpress.records import dataclass

_NAME = re.compile(r"[^\s`<>|,;()\"]+")
_PLAIN_WORD = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)[.!?:]?")
_CODE = re.compile(r"`([^`]*)`")
_TRAILER = re.compile(
    r"Was this page helpful\??|⌘ ?I|Powered by\b.*|Suggest edits|Raise issue|cURL|curl -.*"
    r"|(?:\[[^\]]+\]\([^)]+\)\s*)+|Assistant|Responses are generated using AI.*"
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What `read_fields` found: the fields, the lines before the first, and where it stopped."""

    fields: tuple[RawField, ...]
    before: tuple[Line, ...]
    stopped: int


def read_fields(
    lines: tuple[Line, ...], start: int, text: PageText, report: Report, *, places: bool = False
) -> Fields:
    """Read from `start` to the end of the section, or to the head of another response."""
    reader = _Reader(lines, text, report, places)
    before = []
    at = start
    while at < len(lines) and not reader.begins(at) and not reader.ends(at):
        before.append(lines[at])
        at += 1
    fields = []
    while at < len(lines) and not reader.ends(at):
        made, at = reader.field(at)
        fields.append(made)
    return Fields(tuple(fields), tuple(before), at)


class _Reader:
    """Looks at one section. `described` says whether it has prose at all, which decides about bare words.

    `types` and `runs` tell of each line, and of the end, whether it could be a type and how many after it could.
    """

    def __init__(
        self, lines: tuple[Line, ...], text: PageText, report: Report, places: bool
    ) -> None:
        self.lines, self.text, self.report, self.places = lines, text, report, places
        self.types = [*(words.type_line(line.text) is not None for line in lines), False]
        self.runs = _runs(lines, self.types)
        self.anchored = any(line.anchored for line in lines)
        self.described = any(_prose(line) for line in _outside_lists(lines))
        named = [line.text for n, line in enumerate(lines) if self.runs[n + 1] % 2]
        self.capitals = any(name[:1].isupper() for name in named)

    def at(self, index: int) -> str:
        return self.lines[index].text if index < len(self.lines) else ""

    def typed(self, index: int) -> bool:
        return self.types[index]

    def ends(self, index: int) -> bool:
        """Whether the fields end here: another response begins, or the page's footer."""
        if self.anchored and self.lines[index].anchored:
            return False
        line = self.at(index)
        if words.status_line(line) and not self.typed(index + 1):
            return True
        return bool(_TRAILER.fullmatch(line)) and not self.typed(index + 1)

    def begins(self, index: int, current: RawField | None = None) -> bool:
        """Whether a field begins at this line."""
        line = self.lines[index]
        if self.anchored:
            return line.anchored
        if not _NAME.fullmatch(line.text) or words.children_mark(line.text):
            return False
        return self.runs[index + 1] % 2 == 1 or self._untyped(index, current)

    def _untyped(self, index: int, current: RawField | None) -> bool:
        """A single word with no type line after it: a field without one, or a description of one word."""
        line = self.lines[index]
        if words.media_type(line.text) or line.text.startswith("default:"):
            return False
        if not _PLAIN_WORD.fullmatch(line.text):
            return _name_like(line.text)
        capital = line.text[:1].isupper() and (current is None or not self.capitals)
        badged = index + 1 < len(self.lines) and self._badge(index + 1)
        if not capital and (badged or (current and current.settled)):
            return True
        ended = line.text.endswith((".", "!", "?", ":"))
        is_field = not (capital or self.described or ended)
        doubtful = self.capitals if current is None else capital or self.described
        if doubtful and not ended:
            self._doubt(line, "a field without a type line" if is_field else "a description")
        return is_field

    def _doubt(self, line: Line, read: str) -> None:
        self.report.add(
            "SP704",
            self.text.span(line.number),
            f"the single word {line.text!r} is read as {read}; it could be the other",
            "look at the page where it was copied from",
        )

    def field(self, index: int) -> tuple[RawField, int]:
        """The field that begins at `index`, and where the next thing begins."""
        name = self.lines[index]
        made = RawField(name.text, name.number, self.text.claim(name.number))
        index += 1
        if self._has_type(index):
            made.type, made.type_at = words.type_line(self.at(index)), self.lines[index].number
            index += 1
        while index < len(self.lines):
            taken = self._keyword(made, index)
            if taken == index:
                if self.begins(index, made) or self.ends(index):
                    break
                self._describe(made, index)
                taken = index + 1
            index = taken
        return made, index

    def _has_type(self, index: int) -> bool:
        """A run of type words after a name: the names among them are every second one."""
        run = self.runs[index]
        if self.anchored or run < 2:
            return run > 0
        own = run % 2 == 1
        if not own and _NAME.fullmatch(self.at(index + 1)):
            self.report.add(
                "SP704",
                self.text.span(self.lines[index].number),
                f"{self.at(index)!r} is read as the name of a field; it could be the type of the one before",
                "look at the page where it was copied from",
            )
        return own

    def _keyword(self, made: RawField, index: int) -> int:
        """Take what is not prose; gives the index after it, or the same index."""
        line = self.lines[index]
        if line.anchored and self.anchored:
            return index
        if not made.description and not made.settled and self._badge(index):
            for badge in words.badges(line.text, self.places):
                made.badges[badge] = line.number
            return index + 1
        if words.children_mark(line.text):
            made.children_at = line.number
            return index + 1
        default = words.default_text(line.text)
        if default is not None and made.default is None:
            return self._default(made, index, default)
        if line.text.startswith((words.OPTIONS, words.ALLOWED)):
            return self._options(made, index)
        if (example := words.example_text(line.text)) is not None:
            return self._examples(made, index, *example)
        return self._constraint(made, index)

    def _badge(self, index: int) -> bool:
        """`required` is the name of a field where an odd run of type words follows: its type, then pairs."""
        line = self.lines[index].text
        if not words.badges(line, self.places):
            return False
        return self.anchored or line not in words.FLAGS or self.runs[index + 1] % 2 == 0

    def _constraint(self, made: RawField, index: int) -> int:
        line = self.lines[index]
        array = made.type is not None and (made.type.depth > 0 or made.type.base == "array")
        found = words.bounds(line.text, array)
        for bound, value in found.items():
            made.bounds[bound] = (value, line.number)
        if not found and (pattern := words.pattern(line.raw)):
            made.pattern = (pattern, line.number)
            return index + 1
        return index + 1 if found else index

    def _default(self, made: RawField, index: int, value: str) -> int:
        line = self.lines[index]
        if not value:
            index += 1
            if index == len(self.lines) or self._named(index):
                self._cut(line, "the value of this default is missing")
                return index
            value = self.lines[index].raw
        else:
            value = line.raw.split(":", 1)[1].strip()
        made.default = (_bare(value), line.number)
        return index + 1

    def _named(self, index: int) -> bool:
        """Whether a field begins here beyond doubt, where a value is expected."""
        if self.anchored:
            return self.lines[index].anchored
        return bool(_NAME.fullmatch(self.at(index))) and self.runs[index + 1] % 2 == 1

    def _options(self, made: RawField, index: int) -> int:
        head = self.lines[index]
        made.options_at, made.options = head.number, []
        made.allowed = head.text.startswith(words.ALLOWED)
        rest = head.raw.split(":", 1)[1].strip()
        if rest:
            made.options += [(value, head.number) for value in _listed(rest)]
        index += 1
        more = not rest or rest.endswith(",")
        while more:
            if index == len(self.lines) or (self.anchored and self.lines[index].anchored):
                self._cut(self.lines[index - 1], "the list of options breaks off here")
                break
            line = self.lines[index]
            made.options += [(value, line.number) for value in _listed(line.raw)]
            more = line.raw.endswith(",")
            index += 1
        return index

    def _examples(self, made: RawField, index: int, several: bool, rest: str) -> int:
        if rest:
            made.examples.append(_bare(rest))
        index += 1
        while index < len(self.lines) and (several or not made.examples):
            line = self.lines[index]
            if self._named(index) or not _value_like(line.raw, several):
                break
            value, index = self._balanced(index)
            made.examples.append(value)
        return index

    def _balanced(self, index: int) -> tuple[str, int]:
        """One value, over several lines where its brackets are open."""
        value = [_bare(self.lines[index].raw)]
        depth = _depth(value[0]) if value[0][:1] in ("{", "[") else 0
        index += 1
        while depth > 0 and index < len(self.lines):
            value.append(self.lines[index].raw)
            depth += _depth(value[-1])
            index += 1
        return " ".join(value), index

    def _describe(self, made: RawField, index: int) -> None:
        line = self.lines[index]
        if made.description and not line.after_gap:
            made.description[-1] += " " + line.raw
        else:
            made.description.append(line.raw)
        made.description_at = made.description_at or line.number

    def _cut(self, line: Line, message: str) -> None:
        self.report.add(
            "SP702",
            self.text.span(line.number),
            message,
            "copy the page again; it may be cut off here",
        )


def _runs(lines: tuple[Line, ...], types: list[bool]) -> list[int]:
    """For each line and the end: how many lines from there on could be types."""
    runs = [0] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        if types[index] and not lines[index].anchored:
            runs[index] = runs[index + 1] + 1
    return runs


def _outside_lists(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines that are not options, defaults or examples."""
    listed = False
    for before, line in zip((None, *lines), lines, strict=False):
        if before and before.text.rstrip() in (words.OPTIONS, "default:", "Example:", "Examples:"):
            listed = True
        if not listed:
            yield line
        listed = listed and line.raw.endswith(",")


def _prose(line: Line) -> bool:
    text = line.text
    known = (
        words.type_line(text)
        or words.badges(text, True)
        or words.children_mark(text)
        or words.bounds(text, False)
        or words.status_line(text)
        or words.example_text(text)
        or words.default_text(text) is not None
        or text.startswith((words.OPTIONS, words.ALLOWED, "Pattern:"))
        or _TRAILER.fullmatch(text)
    )
    return " " in text and not known


def _name_like(text: str) -> bool:
    """More than a word of a sentence: it has an underscore, a digit, a dot inside, a capital inside."""
    return not text.endswith((".", ",", "!", "?", ":")) and not text.startswith(("http:", "https:"))


def _listed(raw: str) -> list[str]:
    """The options on one line: one, or several where each is in back-ticks."""
    coded = _CODE.findall(raw)
    if coded and not _CODE.sub("", raw).replace(",", "").strip():
        return coded
    return [raw.removesuffix(",").strip()]


def _bare(raw: str) -> str:
    raw = raw.strip()
    return raw[1:-1] if len(raw) > 2 and raw[0] == raw[-1] == "`" else raw


def _value_like(raw: str, several: bool) -> bool:
    """After `Examples:` only what is printed as a value goes on; after `Example:` anything."""
    return (
        not several
        or raw[:1] in ("`", '"', "{", "[", "-")
        or raw[:1].isdigit()
        or raw in ("true", "false", "null")
    )


def _depth(value: str) -> int:
    return value.count("{") + value.count("[") - value.count("}") - value.count("]")
