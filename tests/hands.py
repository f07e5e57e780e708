"""What a person's hands do on a page, for tests and benchmarks: click in a picture, open a list."""

from __future__ import annotations

from playwright.sync_api import Error, Frame, Locator, Page


def drawing(page: Page, name: str = "network") -> Frame:
    """The frame of a picture (`network` or `map`), once it is drawn.

    Where a page is drawn for the first time, its frame may be put in anew meanwhile; and what waits
    for something in a frame that is still blank is not told when its page comes.
    """
    while True:
        frame = page.locator(f"iframe[src*='.{name}/']").element_handle().content_frame()
        if not frame:
            continue
        try:
            frame.wait_for_url(f"**.{name}/index.html**")
            frame.wait_for_function("typeof window.whereIs === 'function'")
            return frame
        except Error:
            if not frame.is_detached():
                raise


def where(page: Page, id_: str, name: str = "network") -> tuple[float, float]:
    """Where something of a picture is, in pixels of the page: a dot, a place, a line's middle."""
    at = drawing(page, name).evaluate("id => window.whereIs(id)", id_)
    box = page.locator(f"iframe[src*='.{name}/']").bounding_box()
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def unfold(page: Page, field: Locator, words: str) -> Locator:
    """Opens a list and seeks `words` in it; gives the options that have them."""
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)  # a list that is open closes when the page scrolls
    field.click()
    field.fill(words)  # a long list holds only what is in sight
    options = page.locator("[role=option]").filter(has_text=words)
    options.first.wait_for()
    return options
