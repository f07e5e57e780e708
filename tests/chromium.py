"""The browser of the tests: Chromium as the system has it, without a screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class NoChromium(Exception):
    """There is no browser here; the message says how to get one."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the time of the `with`.  Raises `NoChromium` where there is none."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        raise NoChromium("No Chromium here: install the package chromium to try the pages in it")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except PlaywrightError as error:
            first = str(error).splitlines()[0]
            raise NoChromium(f"Chromium does not start: {first}") from None
        yield started
        started.close()
