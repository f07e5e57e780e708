"""How long a page goes on changing after something was done to it, as its browser sees it.

In the page and in the frame of each component a MutationObserver notes when anything in the
document last changed, and a listener when a person last clicked or typed.  What is drawn on a
canvas alone is not seen.
"""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, Frame, Page
from playwright.sync_api import Error as PlaywrightError

QUIET = 0.4  # seconds without a change that end an action; they do not count
PATIENCE = 60.0  # seconds after which an action counts as not ending
NOTES = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  // A page that is opened began then; a frame in it did not: the click that led to it did.
  window.noted = { began: window === window.top ? performance.timeOrigin : 0, changed: 0 };
  const did = (event) => { if (event.isTrusted) window.noted.began = now(); };
  for (const name of ["pointerdown", "mousedown", "keydown"])
    window.addEventListener(name, did, { capture: true });
  new MutationObserver(() => { window.noted.changed = now(); }).observe(document, {
    attributes: true, childList: true, characterData: true, subtree: true });
})()"""
BUSY = "[data-testid=stApp]:not([data-test-script-state=notRunning])"


class Stopwatch:
    """Measures what is done to `page`; to be made before the page is opened."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(NOTES)

    def settled(self, page: Page) -> tuple[float, float]:
        """Waits for quiet; gives when the last action began and when the page last changed.

        Both in seconds since 1970.  Raises `TimeoutError` if it never ends.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page.wait_for_timeout(50)
            noted = [n for frame in page.frames if (n := _noted(frame))]
            began = max((n["began"] for n in noted), default=0.0)
            changed = max((n["changed"] for n in noted), default=0.0)
            quiet = time.time() * 1_000 - max(began, changed)
            if quiet > QUIET * 1_000 and not page.locator(BUSY).count():
                return began / 1_000, max(began, changed) / 1_000
        raise TimeoutError("The page never came to rest")


def _noted(frame: Frame) -> dict[str, float] | None:
    try:
        found: dict[str, float] | None = frame.evaluate("window.noted")
    except PlaywrightError:  # a frame that went meanwhile
        return None
    return found
