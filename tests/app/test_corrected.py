"""What was corrected by hand is told as what it was and is now, worked out by the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.ledger import Ledger, SourceInfo
from graph.ledger.correcting import value
from graph.model import Entity, Link, load_model
from views.parts.corrected import corrected, members
from views.parts.corrections import labels_of, to_add

MODEL = load_model()


def ledger_of(folder: Path) -> Ledger:
    ledger = Ledger.open(str(folder / "ledger.db"), MODEL)
    places = [
        Entity("Place", f"p:{n}", {"name": name, "level": "county"})
        for n, name in enumerate(("苍南县", "龙港市"))
    ]
    firm = Entity("Enterprise", "a:1", {"name": "光年激光", "founded": 1999, "staff": 20})
    ledger.load(SourceInfo("a", "企业名单"), [*places, firm, Link("LOCATED_IN", "a:1", "p:0", {})])
    ledger.load(
        SourceInfo("b", "园区名单 · List"), [Entity("Enterprise", "b:1", {"name": "光年激光公司"})]
    )
    return ledger


def told(ledger: Ledger) -> list[str]:
    made = [one for one in ledger.corrections_of("a:1") if one.live]
    facts = list(ledger.facts("a:1"))
    return [corrected(one, facts, MODEL, "zh") for one in made]


def test_each_correction_says_its_own(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    facts = {fact.predicate: fact for fact in ledger.facts("a:1")}
    moved = Link("LOCATED_IN", "a:1", "p:1", {})
    first = ledger.correct("王芳", "", [facts["LOCATED_IN"].key], [moved])
    ledger.correct("王芳", "", [facts["staff"].key], [])
    ledger.correct("王芳", "", [], [value("a:1", "level", "provincial")])
    assert told(ledger) == [
        "位于：苍南县 → 龙港市",
        "判为有误：人员数：20 人",
        "补充：认定级别：省级",
    ]
    ledger.undo_correction(first, "王芳")
    assert told(ledger) == ["判为有误：人员数：20 人", "补充：认定级别：省级"]


def test_what_is_only_further_along_is_told_by_its_status(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    kind = next(fact for fact in ledger.facts("a:1") if fact.predicate == "kind")
    ledger.correct("王芳", "", [kind.key], [value("a:1", "kind", "Enterprise", "planned")])
    assert told(ledger) == ["类别：已实现 → 计划"]


def test_what_was_made_one_is_called_as_its_sources_call_it(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    ledger.judge("a:1", "b:1", "same", "王芳")
    assert members(ledger.facts("a:1"), "zh") == {
        "a:1": "光年激光（企业名单）",
        "b:1": "光年激光公司（园区名单）",
    }


def test_what_is_empty_or_has_several_values_can_be_added_and_is_called_in_words(
    tmp_path: Path,
) -> None:
    ledger = ledger_of(tmp_path)
    ledger.correct("王芳", "", [], [value("a:1", "aliases", "光年")])
    columns = [c for c in MODEL.columns("Enterprise") if c.role in ("property", "link")]
    offered = to_add(columns, ledger.facts("a:1"))
    labels = labels_of(offered)
    assert {"aliases", "name_en", "website", "uscc", "place"} <= labels.keys()
    assert not {"name", "founded", "staff"} & labels.keys()  # these are corrected instead
    assert labels["aliases"] == "别名" and labels["place"] == "位于"
    assert [c.role for c in offered] == sorted((c.role for c in offered), reverse=True)


def test_columns_of_one_name_are_told_apart_by_what_they_lead_to() -> None:
    place, other = (
        next(c for c in MODEL.columns("Enterprise") if c.name == name)
        for name in ("place", "industry")
    )
    labels = labels_of([place, replace(other, zh=place.zh)])
    assert labels == {"place": "位于 · 地点", "industry": "位于 · 产业"}


def test_several_values_that_are_added_count_side_by_side(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    ledger.correct("王芳", "", [], [value("a:1", "aliases", "光年")])
    number = ledger.correct("王芳", "", [], [value("a:1", "aliases", "光年激光集团")])
    aliases = {f.value for f in ledger.facts("a:1") if f.predicate == "aliases"}
    assert aliases == {"光年", "光年激光集团"}
    assert told(ledger) == ["补充：别名：光年", "补充：别名：光年激光集团"]
    ledger.undo_correction(number, "王芳")
    assert told(ledger) == ["补充：别名：光年"]
