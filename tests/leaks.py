"""Credentials that the tests give to clients, and a watch over the whole run: none may appear where others can read.

Whatever is logged at any level, by anybody, and whatever a test or a program that it starts prints, is looked through,
in each test of the suite (`tests/conftest.py`). What errors carry is for the tests that raise them: see `everything`.
"""

from __future__ import annotations

import base64
import logging
import pickle
import re
import traceback
from collections.abc import Generator

import pytest

KEY = "planted4711credential"
"""Letters and digits only, so that quoting it changes nothing."""


def _forms(secret: str) -> Generator[str]:
    """As it is, and the middle of it in base64 wherever it begins there."""
    yield re.escape(secret)
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + secret.encode()).decode()
        yield re.escape(text[4 if shift else 0 : len(secret) * 4 // 3 // 4 * 4 - 4])


_LEAK = re.compile("|".join(_forms(KEY)))


def leaks(text: str) -> bool:
    return _LEAK.search(text) is not None


def everything(error: BaseException | None) -> str:
    """All that an error could carry to a log: chain, traceback, pickle, attributes, the request behind it."""
    if error is None:
        return ""
    told = ["".join(traceback.format_exception(error)), repr(error), repr(vars(error))]
    told.append(pickle.dumps(error).decode("latin-1"))
    told += [everything(error.__context__), everything(error.__cause__)]
    for inner in (error.__context__, error.__cause__):
        request = getattr(inner, "_request", None)
        told.append(repr(getattr(request, "headers", "")) + repr(getattr(request, "url", "")))
    return "\n".join(told)


class Watch(logging.Handler):
    """Looks at every record as it comes, and keeps only those with a credential in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        if leaks(text):
            self.found.append(f"{record.name}: {text}")


WATCH = Watch()


def pytest_configure() -> None:
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)  # pytest itself keeps warnings only: log_level in pyproject.toml
    root.addHandler(WATCH)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    new = [f"{title}: {text}" for title, text in report.sections if title.endswith(call.when)]
    said = [text for text in new if leaks(text)] + WATCH.found
    WATCH.found.clear()
    if said and report.outcome != "failed":
        report.outcome, report.longrepr = "failed", "a credential got out\n" + "\n".join(said)
    return report
