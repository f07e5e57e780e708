"""What becomes of the mapping of a table that is dropped again, mended or with more rows."""

from __future__ import annotations

import re
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.inbox import mapping_of
from graph.ledger import Ledger
from graph.model import load_model
from loaders.office import toml
from loaders.office.carried import carried
from loaders.office.draft import draft
from views.parts.drafting import Begun, begin, forget, keep, kind_kept, sound
from views.parts.reasons import reason

HEAD = "企业名称,所属行业,注册资本（万元）\n"
ROWS = ["温州甲阀门有限公司,泵阀,100\n", "温州乙软件有限公司,软件,200\n"]


class Desk:
    """A person who drops one file after another of the same name."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "名单.csv"

    def drop(self, *lines: str) -> Begun:
        """What is shown of the file with these lines; it is kept as the page keeps it."""
        self.path.write_text("".join(lines), "utf-8")
        with Ledger.open(self.path.parent / "ledger.db") as ledger:
            begun = begin(self.path, "", draft(self.path, load_model(), ledger), str)
        keep(self.path, begun)
        return begun

    def keep(self, text: str) -> None:
        """Keeps a text as the mapping."""
        mapping_of(self.path).write_text(text, "utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def tables(text: str) -> list[dict[str, Any]]:
    data = tomllib.loads(text)
    return list(data.get("table", [data]))


def test_a_draft_that_nobody_changed_gives_way_to_a_new_one(desk: Desk) -> None:
    title = "企业名单,,\n"
    first = desk.drop(title, HEAD, *ROWS, "注：快报数,,\n")
    assert tables(first.text)[0]["rows"] == [3, 4]
    more = desk.drop(title, HEAD, *ROWS, ROWS[0].replace("甲", "丙"), "注：快报数,,\n")
    assert tables(more.text)[0]["rows"] == [3, 5]
    assert not more.changed


def test_what_was_changed_is_carried_over_and_the_rest_is_drafted_anew(desk: Desk) -> None:
    before = desk.drop("企业名单,,\n", HEAD, *ROWS, "注：快报数,,\n")
    meant = '{from = "所属行业", values = {"软件" = "数字经济"}}'
    desk.keep(before.text.replace('"所属行业"', meant))
    later = desk.drop("企业名单,,\n", HEAD, *ROWS, *ROWS, "注：快报数,,\n")
    (table, *_) = tables(later.text)
    assert table["rows"] == [3, 6]
    assert table["columns"]["industry"]["values"] == {"软件": "数字经济"}
    assert later.changed and later.unfit == ()


def test_what_was_changed_and_fits_no_more_is_named(desk: Desk) -> None:
    before = desk.drop(HEAD, *ROWS)
    desk.keep(before.text.replace('"所属行业"', '{from = "所属行业", split = "、"}'))
    later = desk.drop(HEAD.replace("所属行业", "产业领域"), *ROWS)
    assert later.unfit == ("industry",)
    forget(desk.path)
    again = desk.drop(HEAD.replace("所属行业", "产业领域"), *ROWS)
    assert not again.changed and 'industry = "产业领域"' in again.text


def test_a_mapping_without_a_draft_is_kept_and_what_differs_is_named(desk: Desk) -> None:
    desk.path.write_text("x", "utf-8")
    desk.keep('kind = "Enterprise"\nheader = 1\n[columns]\nname = "企业名称"\n')
    begun = desk.drop(HEAD, *ROWS)
    assert begun.changed and "industry" in begun.unfit
    assert tables(begun.text)[0]["columns"] == {"name": "企业名称"}


def test_a_table_that_was_taken_out_stays_out_and_one_that_was_added_stays_in() -> None:
    two: list[dict[str, Any]] = [
        {"kind": "Enterprise", "columns": {"name": "a"}},
        {"kind": "Observation", "columns": {"scope": "a"}, "rows": [2]},
    ]
    mine = {"table": [two[0], {"kind": "LOCATED_IN", "columns": {"from": "a", "to": "b"}}]}
    now = {"table": [two[0] | {"rows": [3]}, two[1] | {"rows": [3]}]}
    found, unfit = carried({"table": two}, mine, now)
    assert [(t["kind"], t.get("rows")) for t in found["table"]] == [
        ("Enterprise", [3]),
        ("LOCATED_IN", None),
    ]
    assert unfit == []


def test_a_written_mapping_reads_as_it_was_and_keeps_its_remarks(desk: Desk) -> None:
    text = desk.drop("企业名单,,\n", HEAD, *ROWS, "注：快报数,,\n").text
    data = tomllib.loads(text)
    again = toml.document(data, text)
    assert tomllib.loads(again) == data
    assert "   # not known: 泵阀, 软件" in again and again.startswith("# Drafted by")
    data = {"source": {"id": "x", "rank": 2}, "table": [{"kind": "*", "columns": {"a b": ["c"]}}]}
    assert tomllib.loads(toml.document(data)) == data


def test_the_remarks_of_a_draft_are_in_the_reader_s_language(desk: Desk) -> None:
    desk.path.write_text(f"企业名单,,\n{HEAD}{''.join(ROWS)}注：快报数,,\n", "utf-8")
    told = partial(reason, language="zh")
    text = begin(desk.path, "", draft(desk.path, load_model()), told).text
    assert text.startswith("# 由 triplehelix map 名单.csv 起草")
    assert 'industry = "所属行业"   # 尚不认识：泵阀、软件' in text
    remarks = [part for line in text.splitlines() if (part := line.partition("# ")[2])]
    assert len(remarks) > 2
    assert not any(
        re.search("[a-z]{4,} [a-z]{2,}", r.replace("triplehelix map", "")) for r in remarks
    )


def test_a_mapping_that_is_only_begun_is_not_kept_for_others_to_read_by(desk: Desk) -> None:
    desk.path.write_text("菜名,口味\n红烧肉,咸\n青菜,淡\n", "utf-8")
    begun = begin(desk.path, "", draft(desk.path, load_model(), kind="Enterprise"), str)
    assert sound(desk.path, begun.text)
    keep(desk.path, begun)
    assert not mapping_of(desk.path).exists() and kind_kept(desk.path) == ""
    begun.text = begun.text.replace("[columns]", '[columns]\nname = "菜名"')
    keep(desk.path, begun)
    assert kind_kept(desk.path) == "Enterprise"
