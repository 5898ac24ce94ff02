# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Models of the API."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ._models import Model, Omittable, OpenEnum

__all__ = [
    "DataDiff",
    "DataDiffAlgorithm",
    "DataDiffKind",
    "DataDiffMonitorState",
    "DataDiffResult",
    "DataDiffSource",
    "DataDiffStatus",
    "DataDiffTableModifier",
    "DataDiffTimeAggregate",
]


class DataDiffKind(OpenEnum):
    IN_DB = "in_db"
    CROSS_DB = "cross_db"


class DataDiffAlgorithm(OpenEnum):
    JOIN = "join"
    HASH = "hash"
    HASH_V2_ALPHA = "hash_v2_alpha"
    FETCH_AND_JOIN = "fetch_and_join"


class DataDiffMonitorState(OpenEnum):
    OK = "ok"
    ALERT = "alert"
    ERROR = "error"
    LEARNING = "learning"
    CHECKING = "checking"
    CREATED = "created"
    SKIPPED = "skipped"


class DataDiffResult(OpenEnum):
    ERROR = "error"
    BAD_PKS = "bad-pks"
    DIFFERENT = "different"
    MISSING_PKS = "missing-pks"
    IDENTICAL = "identical"


class DataDiffSource(OpenEnum):
    INTERACTIVE = "interactive"
    DEMO_SIGNUP = "demo_signup"
    MANUAL = "manual"
    API = "api"
    CI = "ci"
    SCHEDULE = "schedule"
    AUTO = "auto"


class DataDiffStatus(OpenEnum):
    NEEDS_CONFIRMATION = "needs_confirmation"
    NEEDS_AUTHENTICATION = "needs_authentication"
    WAITING = "waiting"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DataDiffTableModifier(OpenEnum):
    CASE_INSENSITIVE_STRINGS = "case_insensitive_strings"


class DataDiffTimeAggregate(OpenEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DataDiff(Model):
    data_source1_id: int
    data_source2_id: int
    kind: DataDiffKind
    pk_columns: list[str]
    affected_columns: list[str] | None = None
    algorithm: DataDiffAlgorithm | None = None
    archived: bool = False
    bisection_factor: int | None = None
    bisection_threshold: int | None = None
    ci_base_branch: str | None = None
    ci_pr_branch: str | None = None
    ci_pr_num: int | None = None
    ci_pr_sha: str | None = None
    ci_pr_url: str | None = None
    ci_pr_user_display_name: str | None = None
    ci_pr_user_email: str | None = None
    ci_pr_user_id: str | None = None
    ci_pr_username: str | None = None
    ci_run_id: int | None = None
    ci_sha_url: str | None = None
    column_mapping: list[Any] | None = None
    columns_to_compare: list[str] | None = None
    created_at: str | None = None
    data_app_metadata: dict[str, Any] | None = None
    data_app_type: str | None = None
    data_source1_session_parameters: dict[str, Any] | None = None
    data_source2_session_parameters: dict[str, Any] | None = None
    diff_progress: dict[str, Any] | None = None
    diff_stats: dict[str, Any] | None = None
    diff_tolerance: float | None = None
    diff_tolerances_per_column: list[dict[str, Any]] | None = None
    done: bool | None = False
    download_limit: int | None = None
    exclude_columns: list[str] | None = None
    execute_as_user: bool | None = None
    file1: Annotated[str, Field(min_length=1)] | None = None
    file1_options: dict[str, Any] | None = None
    file2: Annotated[str, Field(min_length=1)] | None = None
    file2_options: dict[str, Any] | None = None
    filter1: str | None = None
    filter2: str | None = None
    finished_at: str | None = None
    id: int | None = None
    include_columns: list[str] | None = None
    materialization_destination_id: int | None = None
    materialize_dataset1: bool | None = None
    materialize_dataset2: bool | None = None
    materialize_without_sampling: bool | None = False
    monitor_error: dict[str, Any] | None = None
    monitor_state: DataDiffMonitorState | None = None
    per_column_diff_limit: int | None = None
    purged: bool = False
    query1: str | None = None
    query2: str | None = None
    result: DataDiffResult | None = None
    result_revisions: Omittable[dict[str, Any]] = None
    result_statuses: dict[str, Any] | None = None
    runtime: float | None = None
    sampling_confidence: float | None = None
    sampling_ratio: float | None = None
    sampling_threshold: int | None = None
    sampling_tolerance: float | None = None
    source: DataDiffSource | None = None
    status: DataDiffStatus | None = None
    table1: list[str] | None = None
    table2: list[str] | None = None
    table_modifiers: list[DataDiffTableModifier] | None = None
    tags: list[str] | None = None
    temp_schema_override: list[str] | None = None
    time_aggregate: DataDiffTimeAggregate | None = None
    time_column: str | None = None
    time_interval_end: str | None = None
    time_interval_start: str | None = None
    time_travel_point1: Any = None
    """The documentation lists no type."""
    time_travel_point2: Any = None
    """The documentation lists no type."""
    updated_at: str | None = None
    user_id: int | None = None
