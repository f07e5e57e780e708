"""For all tests: names in one line each what was left out, and fails for it if REQUIRE_ALL=1.

A skip's reason says what is missing and how to get it.  What cannot be installed, because it is
somebody else's text or table, begins with NOT_OURS and is no failure; nor is what the program does
without, and which begins with OPTIONAL.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

NOT_OURS = "not part of the project"
OPTIONAL = "optional"


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
    if os.environ.get("REQUIRE_ALL") != "1" or not reporter:
        return
    if any(not reason.startswith((NOT_OURS, OPTIONAL)) for reason in _left_out(reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
