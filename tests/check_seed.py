"""Proves the data sets that were read from a text against that text, where it is present.

`python -m tests.check_seed` looks for the texts in the folder that TRIPLEHELIX_SEED names, or in
`shared/seed` beside the checkout.  Exit status: 0 proved, or the texts are absent; 1 not proved.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.seed.checks import COMMON, Check, check_targets, check_years, coverage
from tests.seed.document import Document, numerals, split_outline, split_report
from tests.seed.package import Package, read_package

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Reading:
    """A text, how it is cut into items, the data set read from it, and what must hold."""

    text: str
    split: Callable[[str], Document]
    package: str
    checks: Sequence[Check]


def split_wenzhou(text: str) -> Document:
    """The report of the bureau of Wenzhou, with what it calls places in short."""
    said_of = {
        "delta:330300": ("全市", "我市"),
        "delta:330000": ("全省", "省部"),
        "delta:330100": ("杭温",),
        "delta:CN": ("全国",),
        "delta:IT": ("中意",),
        "delta:DE": ("中德",),
        "delta:JP": ("中日",),
    }
    return replace(split_report(text), said_of=said_of, subject="delta:330300")


def split_delta(text: str) -> Document:
    """The delta's outline, with the short names that it has for provinces and countries."""
    said_of = {
        "delta:CN": ("全国",),
        "delta:yrd": ("全域",),
        "delta:310000": ("沪",),
        "delta:320000": ("苏",),
        "delta:330000": ("浙",),
        "delta:340000": ("皖",),
        "delta:350000": ("闽",),
        "delta:360000": ("赣",),
        "delta:DE": ("中德",),
        "delta:IT": ("中意",),
        "delta:KR": ("中韩",),
        "delta:SG": ("中新",),
    }
    return replace(split_outline(text), said_of=said_of, subject="delta:yrd", year=2019)


READINGS = (
    Reading("wenzhou-stb-2019.txt", split_wenzhou, "wenzhou", (*COMMON, check_targets)),
    Reading("delta-outline-2019.md", split_delta, "delta-2019", (*COMMON, check_years)),
)


def seed_folder() -> Path:
    """Where the texts are looked for."""
    return Path(os.environ.get("TRIPLEHELIX_SEED") or ROOT.parent / "shared" / "seed")


def failures(reading: Reading, document: Document, package: Package) -> list[str]:
    """What does not hold, a line each."""
    return [line for check in reading.checks for line in check(document, package)]


def summary(document: Document, package: Package) -> str:
    """Counts of what was compared."""
    total = sum(len(numerals(item)) for item in document.items.values())
    missing = sum(len(m) for _, m, _ in coverage(document, package))
    basis = {b: sum(r.basis == b for r in package.rows) for b in ("stated", "name", "inferred")}
    said = ", ".join(f"{count} {name}" for name, count in basis.items())
    return (
        f"{package.name}: {len(document.items)} items, {len(package.rows)} rows ({said}), "
        f"{total} numerals, {total - missing} covered, {len(package.left_out)} lines left out"
    )


def main() -> int:
    folder = seed_folder()
    status = 0
    for reading in READINGS:
        path = folder / reading.text
        if not path.exists():
            print(f"left out: {reading.text} is not in {folder} (set TRIPLEHELIX_SEED)")
            continue
        document = reading.split(path.read_text("utf-8"))
        package = read_package(ROOT / "data" / reading.package)
        found = failures(reading, document, package)
        print(*found, sep="\n", end="\n" if found else "")
        print(f"{summary(document, package)}, {len(found)} failures")
        status |= bool(found)
    return status


if __name__ == "__main__":
    sys.exit(main())
