"""For all tests: names in one line each what was left out, and fails for it if REQUIRE_ALL=1.

A skip's reason says what is missing and how to get it.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest


def _left_out(reporter: pytest.TerminalReporter) -> Counter[str]:
    return Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in reporter.stats.get("skipped", [])
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, count in _left_out(terminalreporter).items():
        terminalreporter.write_line(f"left out: {count} tests: {reason}", yellow=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REQUIRE_ALL") == "1" and reporter and _left_out(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
