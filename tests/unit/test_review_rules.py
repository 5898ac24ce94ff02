"""Every review rule has a story, and the example of the story shows the rule; no rule is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specpress.review import rules
from specpress.review.stories import STORIES

from .review_specs import found, reviewed

UNREACHED_BY_EXAMPLE = {"union"}
"""A union of more than 256 combinations makes no readable example; it has a test of its own."""


@pytest.mark.parametrize("rule", sorted(STORIES.keys() - UNREACHED_BY_EXAMPLE))
def test_the_example_of_a_story_shows_its_rule(rule: str, tmp_path: Path) -> None:
    story = STORIES[rule]
    changes = reviewed(tmp_path, story.old, story.new, story.at)
    assert found(changes, rule), [change.rule for change in changes]
    for change in found(changes, rule):
        for where in (change.old, change.new):
            assert where is None or (where.line >= 1 and where.column >= 1)


def test_every_rule_in_the_code_has_a_story() -> None:
    folder = Path(rules.__file__).parent
    text = "\n".join(
        path.read_text("utf-8")
        for path in sorted(folder.rglob("*.py"))
        if "stories" not in path.parts
    )
    told = set(re.findall(r'(?:Difference|differ)\(\s*"([a-z-]+)"', text))
    told |= {
        name for line in re.findall(r"\brule(?:, message)? = .*", text) for name in _names(line)
    }
    assert {name for name in told if "-" in name or name in STORIES} <= STORIES.keys()
    assert len(told) > 60


def _names(line: str) -> list[str]:
    return re.findall(r'"([a-z]+(?:-[a-z]+)*)"', line)


def test_a_union_that_is_too_large_to_multiply_out(tmp_path: Path) -> None:
    def union(count: int) -> str:
        group = [{"required": [f"p{i}"]} for i in range(count)]
        import json

        return json.dumps({"type": "object", "allOf": [{"anyOf": group}, {"anyOf": group}]})

    assert found(reviewed(tmp_path, union(20), union(21)), "alternative-added") or found(
        reviewed(tmp_path, union(300), union(301)), "union"
    )
    assert found(reviewed(tmp_path, union(300), union(301)), "union")
    assert not reviewed(tmp_path, union(300), union(300))
