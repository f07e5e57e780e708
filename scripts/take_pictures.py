"""Takes the pictures of docs/images/ from the app over what `make demo` loads.

`make pictures` runs it; it needs Chromium and Chinese fonts.  Names given as arguments are the only
ones taken.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from graph.settings import CHECKOUT, DB, LEDGER

IMAGES = CHECKOUT / "docs" / "images"
WIDTH = 1366  # pixels
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {DB.name: str(folder / "graph"), LEDGER.name: ""}
    load = [TRIPLEHELIX, "load", CHECKOUT / "data" / "wenzhou", CHECKOUT / "data" / "delta-2019"]
    subprocess.run(load, env=environment, check=True)
    app = subprocess.Popen([TRIPLEHELIX, "app", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        while app.poll() is None:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()  # noqa: S310
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        app.terminate()
        app.wait()
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
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        sys.exit("pictures: no Chromium here; install the package chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page()
        for name in sys.argv[1:] or PICTURES:
            take(page, address, name)
        browser.close()


if __name__ == "__main__":
    main()
