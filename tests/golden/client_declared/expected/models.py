# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from ._models import Model, Omittable

__all__ = ["Job", "JobState", "ListJobsResponse"]


class JobState(Model):
    name: Omittable[str] = None
    steps: Omittable[int] = None
    of: Omittable[int] = None


class Job(Model):
    state: Omittable[JobState] = None


class ListJobsResponse(Model):
    jobs: Omittable[list[Job]] = None
    next: str | None = None
    has_more: Omittable[bool] = None
