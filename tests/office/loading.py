"""Loads an office file as a clerk does, and gives what came of it in the words of the cases."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UserError
from graph.ingest import load
from graph.ledger import Ledger
from graph.model import load_model
from graph.rejected import line
from graph.settings import CHECKOUT
from loaders import Options
from loaders.formats import Unreadable
from loaders.office.draft import draft
from tests.loaders.packages import make_package
from tests.office.expectation import Item
from tests.office.found import Case

MODEL = load_model()
SOURCE = "office"
OF_THE_REGION = ("Place", "Industry")  # what the packages of the region have
NUMERIC = ("value", "floor_area", "budget", "size")
WHOLE = ("year", "founded", "closed", "staff", "edition")


@dataclass
class Loaded:
    """What a load gave: the items of a case, each as a text, and all that was said.

    `places` are where the ledger says that a thing or figure stands.
    """

    items: set[str] = field(default_factory=set)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def region(folder: Path) -> Path:
    """A ledger with the delta and Wenzhou in it."""
    path = folder / "ledger.db"
    with Ledger.open(path) as ledger:
        load(CHECKOUT / "data" / "delta", ledger)
        load(CHECKOUT / "data" / "wenzhou", ledger, rejected=folder)
    return path


def with_needs(region_: Path, case: Case | None, folder: Path) -> Ledger:
    """A copy of the region's ledger in which there is what the case needs."""
    copy = folder / "ledger.db"
    shutil.copy(region_, copy)
    ledger = Ledger.open(copy)
    others = [(k, n) for k, n in (case.needs if case else ()) if k not in OF_THE_REGION]
    if others:
        rows = [["kind", "id", "name"], *([k, f"n{i}", n] for i, (k, n) in enumerate(others))]
        load(make_package(folder / "needs", {"actors.csv": ("*", rows)}), ledger)
    return ledger


def mapped(path: Path, ledger: Ledger, kind: str = "") -> list[str]:
    """Drafts the mapping of `path` beside it; what `triplehelix map` says of it."""
    try:
        drafted = draft(path, MODEL, ledger, kind, own=SOURCE)
    except Unreadable as error:
        return [f"expected {error.expected}"]
    except UserError as error:
        return [error.message]
    if drafted.sections:
        target = path.with_name(f"{path.name}.mapping.toml")
        target.write_text(drafted.text(), encoding="utf-8")
    return [*drafted.notices, *drafted.left, *drafted.doubts]


def loaded(path: Path, ledger: Ledger, kind: str = "", expected: Iterable[Item] = ()) -> Loaded:
    """Loads `path`, by the mapping beside it if there is one.

    A thing that has several names is called as `expected` calls it.
    """
    found = Loaded()
    try:
        report = load(path, ledger, Options(kind=kind, id=SOURCE), rejected=path.parent)
    except UserError as error:
        found.said.append(error.message)
        return found
    # The file's name is no mention of what is wrong in it.
    lines = [*report.warnings, *map(line, report.refusals)]
    found.said += [text.replace(path.name, "FILE") for text in lines]
    _gather(found, ledger, _names(expected))
    return found


def wanted(items: Mapping[str, list[Item]]) -> set[str]:
    """The items of a case as texts, without their places."""
    return {_text(i) for group in items.values() for i in group}


def _names(items: Iterable[Item]) -> set[str]:
    ends = ("from", "to", "scope", "indicator", "among")
    return {str(item[end]) for item in items for end in ends if item.get(end)}


def _gather(found: Loaded, ledger: Ledger, expected: set[str]) -> None:
    said = list(ledger.said_by(SOURCE))
    ids = {i for s in said for i in (s.subject, s.object) if i}
    names = _called(ledger, ids, expected)
    things: dict[str, Item] = {}
    for s in said:
        if s.object is not None:
            continue
        item = things.setdefault(s.subject, {"status": s.status, **_years(s)})
        if s.predicate in ("aliases",):
            item[s.predicate] = [*item.get(s.predicate, []), s.value]
        else:
            item[s.predicate] = _typed(s.predicate, s.value)
        if s.predicate == "kind":
            item["at"] = s.locators
    for s in said:
        if s.object is None:
            continue
        thing = things.get(s.subject, {})
        if thing.get("kind") == "Observation" and s.predicate in ("OF", "SCOPE", "AMONG"):
            word = {"OF": "indicator", "SCOPE": "scope", "AMONG": "among"}[s.predicate]
            thing[word] = names[s.object]
            continue
        link = {"type": s.predicate, "from": names[s.subject], "to": names[s.object]}
        q = MODEL.relationships[s.predicate].qualifier
        link |= {"status": s.status, **_years(s), **({q: s.qualifier} if s.qualifier else {})}
        found.items.add(_text(link))
    for id_, item in things.items():
        at = item.pop("at", ())
        if item.get("kind") == "Indicator":
            continue  # made by being named
        if item.get("kind") == "Observation":
            del item["kind"]
            item = {"comparator": "=", "unit": "", "year": None} | item
        local = id_.partition(":")[2]
        text = _text(item)
        if text not in found.items:
            found.items.add(text)
        found.places[text] = (*at, local)


def _years(s: Any) -> Item:
    return {k: v for k, v in (("since", s.since), ("until", s.until)) if v is not None}


def _typed(predicate: str, value: str | None) -> Any:
    if predicate in NUMERIC:
        return round(float(value or 0), 6)
    return int(value or 0) if predicate in WHOLE else value


def _called(ledger: Ledger, ids: set[str], expected: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, bearers in ledger.ids_of_names(expected).items():
        found |= dict.fromkeys(bearers, name)
    for id_ in ids - found.keys():
        facts = ledger.facts(id_)
        found[id_] = next((str(f.value) for f in facts if f.predicate == "name"), id_)
    return found


def _text(item: Item) -> str:
    plain = {k: v for k, v in item.items() if k not in ("at", "id") and v is not None}
    for word in NUMERIC:
        if word in plain:
            plain[word] = round(float(plain[word]), 6)
    if "indicator" in plain or "measure" in plain:
        plain = {"unit": "", **plain}
    return ", ".join(f"{k}={plain[k]}" for k in sorted(plain))
