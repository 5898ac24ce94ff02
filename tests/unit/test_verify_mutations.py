"""Every single change of the curated spec, or of its page, is one finding, at the right place in both."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import pytest

from tests.unit.held import PAGE, SPEC, Told, held, told

NULL = " | null"
FIELD = re.compile(r"        ([a-z_0-9]+):(?: (.*))?$")
SPEC_LINES = SPEC.splitlines()
PAGE_LINES = PAGE.splitlines()


@dataclass(frozen=True)
class Block:
    """The lines of one field, first and after the last, counted from 0."""

    name: str
    first: int
    end: int


def spec_blocks() -> list[Block]:
    start = SPEC_LINES.index("      properties:") + 1
    firsts = [n for n in range(start, len(SPEC_LINES)) if FIELD.match(SPEC_LINES[n])]
    ends = [*firsts[1:], len(SPEC_LINES)]
    return [
        Block(SPEC_LINES[a].split(":")[0].strip(), a, b) for a, b in zip(firsts, ends, strict=True)
    ]


def page_blocks(names: list[str]) -> list[Block]:
    at = PAGE_LINES.index("200 - application/json")
    firsts = []
    for name in names:
        at = PAGE_LINES.index(name, at + 1)
        firsts.append(at)
    ends = [*firsts[1:], len(PAGE_LINES)]
    return [Block(n, a, b) for n, a, b in zip(names, firsts, ends, strict=True)]


SPECS = spec_blocks()
PAGES = page_blocks([block.name for block in SPECS])
BY_NAME = {block.name: (spec, block) for spec, block in zip(SPECS, PAGES, strict=True)}
REQUIRED = ("data_source1_id", "data_source2_id", "kind", "pk_columns")
PROPERTIES = SPEC_LINES.index("      properties:") + 1
OBJECT = PAGE_LINES.index("200 - application/json") + 1


@dataclass(frozen=True)
class Mutation:
    """A changed text, and what is to be said of it: places count from 1, None is "do not look"."""

    name: str
    text: str
    code: str
    spec: int | None
    page: int | None


def changed(lines: list[str], at: int, end: int, new: list[str]) -> str:
    return "\n".join([*lines[:at], *new, *lines[end:]]) + "\n"


def find(lines: list[str], text: str, start: int = 0) -> int:
    return next(n for n in range(start, len(lines)) if text in lines[n])


def type_line(block: Block) -> int | None:
    """The number of the line with the type, from 0."""
    after = block.first + 1
    return (
        after
        if after < block.end and re.match(r"[a-z<>]+(\[\])?( \| null)?$", PAGE_LINES[after])
        else None
    )


def shown(block: Block) -> int:
    """The line of the page that a difference in type is shown at, from 1."""
    found = type_line(block)
    return (block.first if found is None else found) + 1


# --- of the spec ----------------------------------------------------------------------------------------------


def of_fields() -> Iterator[Mutation]:
    for spec, page in zip(SPECS, PAGES, strict=True):
        lines = SPEC_LINES[spec.first : spec.end]
        text = changed(SPEC_LINES, spec.first, spec.end, [])
        yield Mutation(f"drop {spec.name}", text, "SP710", PROPERTIES, page.first + 1)
        added = "        brand_new: {type: string}"
        text = changed(SPEC_LINES, spec.first, spec.first, [added])
        yield Mutation(f"add before {spec.name}", text, "SP711", spec.first + 1, OBJECT)
        renamed = [lines[0].replace(spec.name, "renamed_x", 1), *lines[1:]]
        text = changed(SPEC_LINES, spec.first, spec.end, renamed)
        if spec.name not in REQUIRED:
            yield Mutation(f"rename {spec.name}", text, "SP718", spec.first + 1, page.first + 1)
        text = changed(SPEC_LINES, spec.first, spec.end, [])
        rest = text.splitlines()
        if spec is not SPECS[-1] and spec is not SPECS[-2]:
            moved = changed(rest, len(rest), len(rest), lines)
            at = len(rest) + 1
            yield Mutation(f"move {spec.name}", moved, "SP717", at, page.first + 1)


def of_types() -> Iterator[Mutation]:
    other = {
        "string": "integer",
        "integer": "number",
        "number": "string",
        "boolean": "string",
        "object": "string",
        "array": "object",
    }
    for spec, page in zip(SPECS, PAGES, strict=True):
        line = SPEC_LINES[spec.first]
        for kind, wrong in other.items():
            for pattern in (f"{spec.name}: {{type: {kind}", f"{spec.name}: {{type: [{kind}, "):
                if pattern in line:
                    new = line.replace(pattern, f"{wrong}".join(pattern.rsplit(kind, 1)), 1)
                    text = changed(SPEC_LINES, spec.first, spec.first + 1, [new])
                    if "default" not in line:
                        yield Mutation(
                            f"type of {spec.name}", text, "SP712", spec.first + 1, shown(page)
                        )
                    flipped = (
                        line.replace(f'[{kind}, "null"]', kind)
                        if "null" in line
                        else line.replace(f"type: {kind}", f'type: [{kind}, "null"]', 1)
                    )
                    text = changed(SPEC_LINES, spec.first, spec.first + 1, [flipped])
                    yield Mutation(
                        f"null of {spec.name}", text, "SP712", spec.first + 1, shown(page)
                    )
        if "anyOf" in "".join(SPEC_LINES[spec.first : spec.end]):
            null = find(SPEC_LINES, '- type: "null"', spec.first)
            text = changed(SPEC_LINES, null, null + 1, [])
            yield Mutation(f"null of {spec.name}", text, "SP712", spec.first + 1, shown(page))


def of_required() -> Iterator[Mutation]:
    at = find(SPEC_LINES, "required: [data_source1_id")
    for spec, page in zip(SPECS, PAGES, strict=True):
        names = [name for name in REQUIRED if name != spec.name]
        here = at + 1 if spec.name not in REQUIRED else spec.first + 1
        names += [spec.name] if spec.name not in REQUIRED else []
        line = f"      required: [{', '.join(names)}]"
        line_on_page = page.first + 3 if spec.name in REQUIRED else page.first + 1
        text = changed(SPEC_LINES, at, at + 1, [line])
        yield Mutation(f"required {spec.name}", text, "SP713", here, line_on_page)


def options(page: Block) -> tuple[int, list[str]]:
    """Where the options of a field begin on the page, from 0, and what they are."""
    head = PAGE_LINES.index("Available options:", page.first, page.end)
    return head + 1, [line.rstrip(",") for line in PAGE_LINES[head + 1 : page.end]]


def of_enums() -> Iterator[Mutation]:
    for spec, page in zip(SPECS, PAGES, strict=True):
        block = SPEC_LINES[spec.first : spec.end]
        if not any("enum:" in line for line in block):
            continue
        first, members = options(page)
        at = find(SPEC_LINES, "enum:", spec.first)
        long = SPEC_LINES[at].endswith("enum:")
        indent = SPEC_LINES[at].split("enum:")[0]

        def enum(members: list[str], at: int = at, long: bool = long, indent: str = indent) -> str:
            end = at + 8 if long else at + 1
            listed = (
                [f"{indent}enum:", *(f"{indent}  - {member}" for member in members)]
                if long
                else [f"{indent}enum: [{', '.join(members)}]"]
            )
            return changed(SPEC_LINES, at, end, listed)

        for n, member in enumerate(members):
            line = at + 2 + n if long else at + 1
            if len(members) > 1:
                text = enum([m for m in members if m != member])
                yield Mutation(f"drop {spec.name}={member}", text, "SP714", at + 1, first + n + 1)
            text = enum([*members[:n], "other-x", *members[n + 1 :]])
            yield Mutation(f"rename {spec.name}={member}", text, "SP714", line, first + n + 1)
            text = enum([*members[:n], "added-x", *members[n:]])
            yield Mutation(f"add {spec.name} {n}", text, "SP714", line, first)
            if n:
                swapped = [*members[: n - 1], member, members[n - 1], *members[n + 1 :]]
                yield Mutation(f"swap {spec.name} {n}", enum(swapped), "SP717", None, None)


def of_keywords() -> Iterator[Mutation]:
    for name, (spec, page) in BY_NAME.items():
        line = SPEC_LINES[spec.first]
        if "default: false" in line:
            on_page = PAGE_LINES.index("default: false", page.first) + 1
            for new in (line.replace("false", "true"), line.replace(", default: false", "")):
                text = changed(SPEC_LINES, spec.first, spec.first + 1, [new])
                yield Mutation(f"default of {name}", text, "SP715", spec.first + 1, on_page)
        elif line.endswith("}"):
            for default in ("7", "null") if "integer" in line else ("x",):
                text = changed(
                    SPEC_LINES, spec.first, spec.first + 1, [f"{line[:-1]}, default: {default}}}"]
                )
                if default != "null":
                    yield Mutation(
                        f"default for {name}", text, "SP715", spec.first + 1, page.first + 1
                    )
    for name in ("file1", "file2"):
        spec, page = BY_NAME[name]
        at = find(SPEC_LINES, "minLength: 1", spec.first)
        for number in ("0", "2", "10"):
            new = SPEC_LINES[at].replace("minLength: 1", f"minLength: {number}")
            text = changed(SPEC_LINES, at, at + 1, [new])
            yield Mutation(f"minLength {number} of {name}", text, "SP716", at + 1, page.first + 3)
        new = SPEC_LINES[at].replace(", minLength: 1", "")
        text = changed(SPEC_LINES, at, at + 1, [new])
        yield Mutation(f"no minLength of {name}", text, "SP716", spec.first + 1, page.first + 3)


def replaced(name: str, old: str, new: str, code: str, places: tuple[str, str | None]) -> Mutation:
    """One replacement in the spec; the place is where the first of `places` stands afterwards."""
    assert SPEC.count(old) == 1, (old, SPEC.count(old))
    text = SPEC.replace(old, new)
    lines = text.splitlines()
    page = None if places[1] is None else PAGE_LINES.index(places[1]) + 1
    return Mutation(name, text, code, find(lines, places[0]) + 1, page)


def of_operation() -> Iterator[Mutation]:
    for new in (
        "/api/v2/datadiffs/{datadiff_id}",
        "/api/v1/datadiff/{datadiff_id}",
        "/api/v1/datadiffs/{id}",
        "/datadiffs/{datadiff_id}",
    ):
        yield replaced(
            f"path {new}",
            "  /api/v1/datadiffs/{datadiff_id}:",
            f"  {new}:",
            "SP718",
            (f"  {new}:", "GET"),
        )
    for method in ("put", "post", "delete", "patch"):
        yield replaced(
            f"method {method}", "    get:", f"    {method}:", "SP718", (f"    {method}:", "GET")
        )
    id_in, poll_in = "name: datadiff_id\n          in: path", "name: poll\n          in: query"
    for place in ("query", "header", "cookie"):
        new = id_in.replace("path", place)
        yield replaced(
            f"datadiff_id in {place}", id_in, new, "SP718", (f"in: {place}", "datadiff_id")
        )
    for place in ("header", "cookie"):
        new = poll_in.replace("query", place)
        yield replaced(
            f"poll in {place}", poll_in, new, "SP718", (f"          in: {place}", "poll")
        )
    yield replaced("rename poll", "name: poll", "name: polling", "SP718", ("name: polling", "poll"))
    yield replaced(
        "rename id", "name: datadiff_id", "name: diff_id", "SP718", ("name: diff_id", "datadiff_id")
    )
    yield replaced(
        "poll required",
        poll_in,
        poll_in + "\n          required:  true",
        "SP713",
        ("          required:  true", "poll"),
    )
    yield replaced(
        "id optional",
        "          required: true\n          schema: {type: integer}",
        "          schema: {type: integer}",
        "SP713",
        ("- name: datadiff_id", None),
    )
    id_schema = "          required: true\n          schema: {type: integer}"
    for kind in ("string", "number", "[integer, 'null']"):
        new = id_schema.replace("integer", kind)
        yield replaced(
            f"id {kind}", id_schema, new, "SP712", (f"schema: {{type: {kind}}}", "integer")
        )
    poll = poll_in + "\n          schema: {}"
    for kind in ("boolean", "string"):
        yield replaced(
            f"poll {kind}",
            poll,
            poll.replace("{}", f"{{type: {kind}}}"),
            "SP712",
            (f"schema: {{type: {kind}}}", "any"),
        )
    yield replaced(
        "drop poll",
        "        - name: poll\n          in: query\n          schema: {}\n",
        "",
        "SP710",
        ("    get:", "poll"),
    )
    yield replaced(
        "add parameter",
        "        - name: poll",
        "        - {name: extra, in: query, schema: {}}\n        - name: poll",
        "SP711",
        ("name: extra", "GET"),
    )
    for status in ("201", "202", "204", "default"):
        yield replaced(
            f"status {status}",
            '"200":',
            f'"{status}":',
            "SP718",
            (f'"{status}":', "200 - application/json"),
        )
    yield replaced(
        "add status",
        '        "200":',
        '        "299":\n          description: ""\n        "200":',
        "SP711",
        ('"299":', "GET"),
    )
    answer = "            application/json:\n              schema:\n                $ref"
    for media in ("text/json", "application/xml"):
        yield replaced(
            f"media {media}",
            answer,
            answer.replace("application/json", media),
            "SP718",
            (f"{media}:", "200 - application/json"),
        )
    id_whole, poll_whole = id_in + "\n" + id_schema, poll_in + "\n          schema: {}"
    both = f"        - {id_whole}\n        - {poll_whole}\n"
    swapped = f"        - {poll_whole}\n        - {id_whole}\n"
    yield replaced("swap parameters", both, swapped, "SP717", ("- name: poll", "poll"))
    kind = "          type: string\n          enum: [in_db, cross_db]"
    torn = kind.replace("string", "[string, 'null']")
    yield replaced("null of kind", kind, torn, "SP712", ("        kind:", "enum<string>"))
    null = torn.replace("_db]", "_db, null]")
    yield replaced("null of kind and enum", kind, null, "SP712", ("        kind:", "enum<string>"))
    reverse = "[auto, schedule, ci, api, manual, demo_signup, interactive]"
    order = "[interactive, demo_signup, manual, api, ci, schedule, auto]"
    yield replaced("reverse source", order, reverse, "SP717", (reverse, None))
    for old, new, page in (
        ("in: header\n      name: Auth", "in: query\n      name: Auth", "headerrequired"),
        ("in: header\n      name: Auth", "in: cookie\n      name: Auth", "headerrequired"),
        ("name: Authorization", "name: X-Api-Key", "Authorization"),
        ('x-specpress-prefix: "Key "', 'x-specpress-prefix: "Token "', None),
        ('x-specpress-prefix: "Key "', 'x-specpress-wrong: "Key "', None),
        (
            "type: apiKey\n      in: header\n      name: Authorization",
            "type: http\n      scheme: bearer",
            None,
        ),
    ):
        yield replaced(f"auth {new}", old, new, "SP719", ("    ApiKey:", page))
    yield replaced(
        "no security",
        "      security:\n        - ApiKey: []\n",
        "",
        "SP719",
        ("    get:", "Authorization"),
    )
    yield replaced(
        "other operation",
        "\ncomponents:",
        "\n  /other:\n    put:\n      responses: {}\ncomponents:",
        "SP711",
        ("    put:", "GET"),
    )


def spec_mutations() -> list[Mutation]:
    made = [*of_fields(), *of_types(), *of_required(), *of_enums(), *of_keywords(), *of_operation()]
    assert len({mutation.text for mutation in made}) == len(made)
    return made


# --- of the page ----------------------------------------------------------------------------------------------


def page_fields() -> Iterator[Mutation]:
    for spec, page in zip(SPECS, PAGES, strict=True):
        lines = PAGE_LINES[page.first : page.end]
        text = changed(PAGE_LINES, page.first, page.end, [])
        yield Mutation(f"drop {page.name}", text, "SP711", spec.first + 1, OBJECT)
        text = changed(PAGE_LINES, page.first, page.first, ["brand_new", "string"])
        yield Mutation(f"add before {page.name}", text, "SP710", PROPERTIES, page.first + 1)
        text = changed(PAGE_LINES, page.first, page.first + 1, ["renamed_x"])
        yield Mutation(f"rename {page.name}", text, "SP718", spec.first + 1, page.first + 1)
        if page is not PAGES[-1] and page is not PAGES[-2]:
            rest = changed(PAGE_LINES, page.first, page.end, []).splitlines()
            moved = changed(rest, len(rest), len(rest), lines)
            yield Mutation(f"move {page.name}", moved, "SP717", spec.first + 1, len(rest) + 1)


def page_types() -> Iterator[Mutation]:
    for spec, page in zip(SPECS, PAGES, strict=True):
        at = type_line(page)
        if at is None:
            for kind in ("string", "object | null"):
                text = changed(PAGE_LINES, page.first + 1, page.first + 1, [kind])
                yield Mutation(
                    f"type for {page.name}", text, "SP712", spec.first + 1, page.first + 2
                )
            continue
        line = PAGE_LINES[at]
        flipped = line.removesuffix(NULL) if line.endswith(NULL) else line + NULL
        text = changed(PAGE_LINES, at, at + 1, [flipped])
        yield Mutation(f"null of {page.name}", text, "SP712", spec.first + 1, at + 1)
        text = changed(PAGE_LINES, at, at + 1, [])
        yield Mutation(f"no type of {page.name}", text, "SP712", spec.first + 1, page.first + 1)
        for kind in ("integer", "object", "string[]", "any", "number | null"):
            plain = "enum" not in line and "default: false" not in PAGE_LINES[at : page.end]
            if plain and kind.removesuffix(NULL) != line.removesuffix(NULL):
                text = changed(PAGE_LINES, at, at + 1, [kind])
                yield Mutation(f"{kind} for {page.name}", text, "SP712", spec.first + 1, at + 1)


def page_rest() -> Iterator[Mutation]:
    required = find(SPEC_LINES, "required: [data_source1_id") + 1
    for spec, page in zip(SPECS, PAGES, strict=True):
        if page.name in REQUIRED:
            text = changed(PAGE_LINES, page.first + 2, page.first + 3, [])
            yield Mutation(f"optional {page.name}", text, "SP713", required, page.first + 1)
        else:
            at = (type_line(page) or page.first) + 1
            text = changed(PAGE_LINES, at, at, ["required"])
            yield Mutation(f"required {page.name}", text, "SP713", spec.first + 1, at + 1)
        if "default: false" in PAGE_LINES[page.first : page.end]:
            at = PAGE_LINES.index("default: false", page.first)
            for new, line in ((["default: true"], at + 1), ([], page.first + 1)):
                text = changed(PAGE_LINES, at, at + 1, new)
                yield Mutation(f"default of {page.name}", text, "SP715", spec.first + 1, line)
        elif "integer" in PAGE_LINES[page.first + 1]:
            end = page.end
            text = changed(PAGE_LINES, end, end, ["default: 5"])
            yield Mutation(f"default for {page.name}", text, "SP715", spec.first + 1, end + 1)
        if "Minimum length: 1" in PAGE_LINES[page.first : page.end]:
            text = changed(PAGE_LINES, page.end - 1, page.end, ["Minimum length: 2"])
            at = find(SPEC_LINES, "minLength", spec.first) + 1
            yield Mutation(f"length of {page.name}", text, "SP716", at, page.end)


def page_enums() -> Iterator[Mutation]:
    for spec, page in zip(SPECS, PAGES, strict=True):
        if "Available options:" not in PAGE_LINES[page.first : page.end]:
            continue
        first, members = options(page)
        at = find(SPEC_LINES, "enum:", spec.first)
        long = SPEC_LINES[at].endswith("enum:")

        def listed(members: list[str], first: int = first, end: int = page.end) -> str:
            lines = [*(f"{member}," for member in members[:-1]), members[-1]]
            return changed(PAGE_LINES, first, end, lines)

        for n, member in enumerate(members):
            line = at + 2 + n if long else at + 1
            if len(members) > 1:
                text = listed([m for m in members if m != member])
                yield Mutation(f"drop {page.name}={member}", text, "SP714", line, first)
            text = listed([*members[:n], "other-x", *members[n + 1 :]])
            yield Mutation(f"rename {page.name}={member}", text, "SP714", line, first + n + 1)
            text = listed([*members[:n], "added-x", *members[n:]])
            yield Mutation(f"add {page.name} {n}", text, "SP714", at + 1, first + n + 1)
            if n:
                swapped = [*members[: n - 1], member, members[n - 1], *members[n + 1 :]]
                yield Mutation(f"swap {page.name} {n}", listed(swapped), "SP717", None, None)


def page_operation() -> Iterator[Mutation]:
    def one(old: str, new: str, code: str, spec: str, page: str | None = None) -> Mutation:
        assert PAGE.count(old) == 1, old
        text = PAGE.replace(old, new)
        on_page = None if page is None else text.splitlines().index(page) + 1
        return Mutation(f"{old!r} -> {new!r}", text, code, find(SPEC_LINES, spec) + 1, on_page)

    path, get = "  /api/v1/datadiffs/{datadiff_id}:", "    get:"
    yield one("\nv1\n", "\nv2\n", "SP718", path, "GET")
    yield one("\ndatadiffs\n", "\ndiffs\n", "SP718", path, "GET")
    yield one("\n{datadiff_id}\n", "\n{id}\n", "SP718", path, "GET")
    for method in ("PUT", "POST", "DEL"):
        yield one("GET\n", f"{method}\n", "SP718", get, method)
    yield one("headerrequired", "queryrequired", "SP719", "    ApiKey:", "queryrequired")
    yield one("\nAuthorization\n", "\nX-Key\n", "SP719", "    ApiKey:", "X-Key")
    for prefix in ("Token", "Bearer"):
        yield one("Key <api-key>", f"{prefix} <api-key>", "SP719", "    ApiKey:")
    auth = PAGE[PAGE.index("Authorizations") : PAGE.index("Path Parameters")]
    yield one(auth, "", "SP719", "    ApiKey:", "GET")
    yield one("datadiff_id\ninteger", "datadiff_id\nstring", "SP712", "schema: {type: integer}")
    yield one(
        "datadiff_id\ninteger\nrequired",
        "datadiff_id\ninteger",
        "SP713",
        "          required: true",
    )
    yield one("\ndatadiff_id\n", "\ndiff_id\n", "SP718", "name: datadiff_id", "diff_id")
    yield one("\npoll\n", "\npolling\n", "SP718", "name: poll", "polling")
    yield one("poll\nany", "poll\nboolean", "SP712", "          schema: {}", "boolean")
    yield one("poll\nany", "poll\nany\nrequired", "SP713", "name: poll")
    yield one("poll\nany\n", "poll\nany\nother\nstring\n", "SP710", get, "other")
    yield one("Query Parameters\n\npoll\nany\n", "", "SP711", "name: poll", "GET")
    for section in ("Headers", "Cookies"):
        yield one("Query Parameters", section, "SP718", "          in: query", "poll")
    yield one("200 - app", "201 - app", "SP718", '"200":', "201 - application/json")
    yield one(
        "application/json", "text/json", "SP718", "            application/json:", "200 - text/json"
    )


def page_mutations() -> list[Mutation]:
    made = [*page_fields(), *page_types(), *page_rest(), *page_enums(), *page_operation()]
    assert len({mutation.text for mutation in made}) == len(made)
    return made


def some(mutations: list[Mutation]) -> list[Mutation]:
    """Every second one, of all kinds alike; all with SPECPRESS_ALL_MUTATIONS=1."""
    if os.environ.get("SPECPRESS_ALL_MUTATIONS"):
        return mutations
    return [mutation for mutation in mutations if crc32(mutation.name.encode()) % 2]


def problem(mutation: Mutation, found: list[Told]) -> str:
    """What is wrong with the findings on a mutation; empty if nothing is."""
    if len(found) != 1:
        return f"{mutation.name}: {found}"
    only = found[0]
    places = (mutation.spec, only.spec), (mutation.page, only.page)
    if only.code == mutation.code and all(want in (None, got) for want, got in places):
        return ""
    return f"{mutation.name}: wanted {mutation.code} {mutation.spec} {mutation.page}, got {only}"


def test_the_spec_agrees_with_its_page() -> None:
    assert held(SPEC, PAGE) == ()


def test_each_change_of_the_spec_is_one_finding_at_its_place() -> None:
    mutations = some(spec_mutations())
    assert len(mutations) >= 300
    problems = [problem(m, told(held(m.text, PAGE))) for m in mutations]
    assert [one for one in problems if one] == []


def test_each_change_of_the_page_is_one_finding_at_its_place() -> None:
    mutations = some(page_mutations())
    assert len(mutations) >= 300
    problems = [problem(m, told(held(SPEC, m.text))) for m in mutations]
    assert [one for one in problems if one] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ci_sha_url: {type: [string, \"null\"]}", "ci_sha_url: {anyOf: [{type: string}, {type: \"null\"}]}"),
        ("ci_sha_url: {type: [string, \"null\"]}", "ci_sha_url: {type: [\"null\", string], format: uri}"),
        ("ci_sha_url: {type: [string, \"null\"]}", "ci_sha_url: {type: [string, \"null\"], maxLength: 200}"),
        ("ci_sha_url: {type: [string, \"null\"]}", "ci_sha_url: {type: [string, \"null\"], default: null}"),
        ("ci_sha_url: {type: [string, \"null\"]}", "ci_sha_url: {type: [string, \"null\"], deprecated: true}"),
        ("user_id: {type: [integer, \"null\"]}", "user_id: {oneOf: [{type: \"null\"}, {type: integer, minimum: 1}]}"),
        ("column_mapping: {type: [array, \"null\"], items: {}}", "column_mapping: {type: [array, \"null\"], items: {type: [string, integer]}}"),
        ("schema: {type: integer}", "schema: {type: integer, minimum: 1, format: int64}"),
        ],
)  # fmt: skip
def test_what_the_page_cannot_tell_is_no_difference(old: str, new: str) -> None:
    assert SPEC.count(old) == 1
    assert held(SPEC.replace(old, new), PAGE) == ()
