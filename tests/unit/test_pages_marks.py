"""Editorial marks on what the page does state are reported, wherever in the curated spec they stand."""

from __future__ import annotations

import pytest

from tests.unit.held import PAGE, SPEC, Told, held, told

MARK = "x-specpress-editorial: Ours."
ANSWER = "            application/json:\n"
NONE = "          x-specpress-editorial:\n            description: The page states none.\n"
PREFIX = '      x-specpress-prefix: "Key "\n'
NAME = "      x-specpress-editorial:\n        (name): The page does not name "


@pytest.mark.parametrize(
    ("old", "new", "at", "page"),
    [
        ("        - name: poll\n", f"        - name: poll\n          {MARK}\n", MARK, 27),
        ("          in: query\n", "          in: query\n          x-specpress-editorial: {in: Ours.}\n", "{in:", 27),
        ("updated_at: {", f"updated_at: {{{MARK}, ", MARK, 238),
        (f"{ANSWER}              schema:\n                $ref", f"{ANSWER}              {MARK}\n              schema:\n                $ref", MARK, 32),
        (NONE, f"          {MARK}\n", MARK, 32),
        (NONE, NONE + "            content: Ours.\n", "content: Ours.", 32),
        (f"{NAME}the scheme.", f"      {MARK}", MARK, 13),
        (f"{NAME}the scheme.", f"{NAME}the scheme.\n        description: Ours.", "description: Ours.", 13),
        (f"{NAME}the object.", f"      {MARK}", MARK, 32),
        ("        tags: The page states none.\n", "        parameters: Ours.\n", "parameters: Ours.", 1),
        ("archived: {", "archived: {x-specpress-editorial: {default: Ours.}, ", "default: Ours.", 59),
        ("kind:\n", "kind:\n          x-specpress-editorial: {enum: Ours.}\n", "enum: Ours.", 42),
        ("- {type: string, minLength: 1}\n            - type: \"null\"\n        file1_", "- {type: string, minLength: 1, x-specpress-editorial: {minLength: Ours.}}\n            - type: \"null\"\n        file1_", "minLength: Ours.", 119),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_mark_on_what_the_page_states(old: str, new: str, at: str, page: int) -> None:
    assert SPEC.count(old) == 1
    spec = SPEC.replace(old, new)
    line = next(n for n, text in enumerate(spec.splitlines(), 1) if at in text)
    found = [one for one in told(held(spec, PAGE)) if one.code == "SP723"]
    assert found == [Told("SP723", line, page)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("user_id: {type: [integer, \"null\"]}", "user_id: {type: [integer, \"null\"], default: 3, x-specpress-editorial: {default: Ours.}}"),
        ("        user_id:", f"        extra: {{type: string, {MARK}}}\n        user_id:"),
        ("        - name: poll\n", f"        - {{name: extra, in: query, schema: {{}}, {MARK}}}\n        - name: poll\n"),
        ("    ApiKey:\n", f"    Other: {{type: http, scheme: bearer, {MARK}}}\n    ApiKey:\n"),
        (f"{ANSWER}              schema:\n                $ref", f"            text/html: {{schema: {{}}, {MARK}}}\n{ANSWER}              schema:\n                $ref"),
        ("\ncomponents:", f"\n  /other:\n    get:\n      {MARK}\n      responses: {{}}\ncomponents:"),
    ],
    ids=range(6),
)  # fmt: skip
def test_a_mark_excuses_what_the_page_does_not_show(old: str, new: str) -> None:
    assert SPEC.count(old) == 1
    assert held(SPEC.replace(old, new), PAGE) == ()
