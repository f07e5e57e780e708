"""Takes the pictures of docs/images/ from the app over what `make demo` loads.

`make pictures` runs it; it needs Chromium and Chinese fonts.  Names given as arguments are the only
ones taken.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from graph.settings import CHECKOUT, DB, LEDGER
from tests.chromium import NoChromium, chromium
from tests.serving import serving

IMAGES = CHECKOUT / "docs" / "images"
WIDTH = 1366  # pixels
TRIPLEHELIX = Path(sys.executable).with_name("triplehelix")


def find(page: Page) -> None:
    """Types the initials of a name."""
    page.get_by_label(re.compile("^(查找|Find)")).first.fill("wzjd")
    page.wait_for_timeout(1500)


def nothing(page: Page) -> None:
    """The page as it opens."""


# Name: address, what is done there, height in pixels.
PICTURES: dict[str, tuple[str, Callable[[Page], None], int]] = {
    "explore": ("explore", nothing, 900),
    "serves": ("serves", nothing, 1150),
    "delta": ("delta", nothing, 900),
    "find": ("explore", find, 480),
    "card": ("explore?actor=wenzhou:enclave_jiading", nothing, 1350),
    "card-en": ("explore?actor=wenzhou:enclave_jiading&lang=en", nothing, 1390),
}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the app over the two data packages, in `folder`."""
    environment = os.environ | {DB.name: str(folder / "graph"), LEDGER.name: ""}
    load = [TRIPLEHELIX, "load", CHECKOUT / "data" / "wenzhou", CHECKOUT / "data" / "delta-2019"]
    subprocess.run(load, env=environment, check=True)
    command = [str(TRIPLEHELIX), "app", "--port"]
    try:
        with serving(command, environment, folder / "app.log", CHECKOUT) as address:
            yield address
    finally:
        subprocess.run([TRIPLEHELIX, "stop"], env=environment, check=True)


def take(page: Page, address: str, name: str) -> None:
    """One picture, once the page and its network are drawn."""
    path, prepare, height = PICTURES[name]
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.goto(f"{address}/{path}")
    page.wait_for_selector("h1", timeout=90_000)
    done = "[data-testid=stApp][data-test-script-state=notRunning]"
    page.wait_for_selector(done)
    prepare(page)
    page.wait_for_selector(done)
    page.wait_for_timeout(3000)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"wrote docs/images/{name}.png")


def main() -> None:
    """Take them all, or those named."""
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            served(Path(folder)) as address,
            chromium() as browser,
        ):
            page = browser.new_page()
            for name in sys.argv[1:] or PICTURES:
                take(page, address, name)
    except NoChromium as why:
        sys.exit(f"pictures: {why}")


if __name__ == "__main__":
    main()
