"""The pages: every module beside this one is a page, found by itself.

A page module has `ORDER` (its place in the menu), `ICON` (a Material symbol) and `show()`, which
draws it; `WITHOUT_DATA` is true if it is of use while nothing is loaded.  Its address is the
module's name; its title is the word `page.<name>`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import NamedTuple


class Page(NamedTuple):
    """One page of the app."""

    name: str
    order: int
    icon: str
    show: Callable[[], None]
    without_data: bool = False  # whether it is of use while nothing is loaded


def pages() -> list[Page]:
    """All pages, in the order of the menu."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        without_data = getattr(module, "WITHOUT_DATA", False)
        found.append(Page(info.name, module.ORDER, module.ICON, module.show, without_data))
    return sorted(found, key=lambda page: (page.order, page.name))
