"""The story behind every review rule, with an example that a test runs."""

from __future__ import annotations

from specpress.review.stories.members import MEMBERS
from specpress.review.stories.messages import MESSAGES
from specpress.review.stories.story import Story
from specpress.review.stories.values import VALUES

STORIES: dict[str, Story] = {**VALUES, **MEMBERS, **MESSAGES}

__all__ = ["STORIES", "Story"]
