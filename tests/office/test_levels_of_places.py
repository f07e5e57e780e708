"""Columns that name a place level by level (省, 市, 县) are read together; one alone is not enough
where several places share its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.ingest import load
from graph.ledger import Ledger
from graph.model import Refusal
from loaders import Options
from loaders.office.columns import Seen
from loaders.office.draft import draft
from loaders.office.wholes import levels
from tests.office.loading import MODEL, SOURCE, region, with_needs
from tests.office.workbook import save, workbook

Rows = Sequence[Sequence[str]]
FIRMS = ("甲一科技有限公司", "乙二科技有限公司", "丙三科技有限公司")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region(tmp_path_factory.mktemp("region"))


def where(known: Path, folder: Path, rows: Rows) -> tuple[list[str], list[str], list[Refusal]]:
    """The place of each firm of a table, its notices about addresses, and what was refused."""
    with with_needs(known, None, folder) as ledger:
        path = save(workbook(Sheet1=rows), folder / "表.xlsx")
        text = draft(path, MODEL, ledger, own=SOURCE).text()
        path.with_name(f"{path.name}.mapping.toml").write_text(text, encoding="utf-8")
        report = load(path, ledger, Options(id=SOURCE), rejected=folder)
        told = [w for w in report.warnings if "read as the place" in w]
        return _places(ledger), told, list(report.refusals)


def _places(ledger: Ledger) -> list[str]:
    said = list(ledger.said_by(SOURCE))
    names = {s.value: s.subject for s in said if s.predicate == "name"}
    places = {s.subject: str(s.object) for s in said if s.predicate == "LOCATED_IN"}
    return [places.get(names.get(firm, ""), "") for firm in FIRMS]


@pytest.mark.parametrize(
    "header",
    [
        ["省", "市", "县（市、区）"],
        ["所属省份", "所属地市", "所属县区"],
        ["省（市）", "所在设区市", "所在县（市、区）"],
        ["省份", "城市", "区县"],
    ],
)
def test_levels_are_read_together(known: Path, tmp_path: Path, header: list[str]) -> None:
    rows = [
        ["企业名称", *header],
        [FIRMS[0], "浙江省", "温州市", "乐清市"],
        [FIRMS[1], "江苏省", "南京市", "鼓楼区"],
        [FIRMS[2], "江苏", "徐州", "鼓楼区"],
    ]
    found = where(known, tmp_path, rows)
    assert found == (["delta:330382", "delta:320106", "delta:320302"], [], [])


def test_a_level_that_is_empty_is_left_to_those_above(known: Path, tmp_path: Path) -> None:
    rows = [
        ["企业名称", "市", "区县"],
        [FIRMS[0], "温州市", ""],
        [FIRMS[1], "", "乐清市"],
        [FIRMS[2], "上海市", "浦东新区"],
    ]
    assert where(known, tmp_path, rows) == (
        ["delta:330300", "delta:330382", "delta:310115"],
        [],
        [],
    )


def test_a_town_that_nobody_knows_is_told(known: Path, tmp_path: Path) -> None:
    rows = [
        ["企业名称", "地市", "区县", "乡镇（街道）"],
        [FIRMS[0], "温州市", "乐清市", "柳市镇"],
        [FIRMS[1], "温州市", "鹿城区", "五马街道"],
    ]
    places, told, refusals = where(known, tmp_path, rows)
    assert places[:2] == ["delta:330382", "delta:330302"] and not refusals
    assert len(told) == 1 and "乡镇（街道）" in told[0] and "温州市乐清市柳市镇" in told[0]


def test_a_county_of_another_city_is_refused(known: Path, tmp_path: Path) -> None:
    rows = [
        ["企业名称", "市", "区县"],
        [FIRMS[0], "温州市", "乐清市"],
        [FIRMS[1], "宁波市", "瑞安市"],
        [FIRMS[2], "温州市", "鹿城区"],
    ]
    places, _, refusals = where(known, tmp_path, rows)
    assert places == ["delta:330382", "", "delta:330302"]
    (refusal,) = refusals
    assert (refusal.column, refusal.value) == ("区县", "宁波市瑞安市")
    assert "瑞安市 is not known to lie in 宁波市" in refusal.expected


def test_a_column_called_city_alone_says_where(known: Path, tmp_path: Path) -> None:
    rows = [["企业名称", "市"], [FIRMS[0], "温州市"], [FIRMS[1], "宁波市"], [FIRMS[2], "杭州"]]
    assert where(known, tmp_path, rows)[0] == ["delta:330300", "delta:330200", "delta:330100"]


def test_two_columns_of_one_level_are_not_read_together() -> None:
    seen = [Seen(i, n, (n,), "", ()) for i, n in enumerate(["注册市", "落户市", "区县"])]
    assert levels(seen, MODEL) == []
    assert [s.name for s in levels(seen[1:], MODEL)] == ["落户市", "区县"]


def test_an_address_goes_on_where_the_county_ends(known: Path, tmp_path: Path) -> None:
    rows = [
        ["企业名称", "所在县（市、区）", "通讯地址"],
        [FIRMS[0], "乐清市", "柳市镇车站路3号"],
        [FIRMS[1], "鹿城区", "浙江省温州市鹿城区车站大道1号"],
        [FIRMS[2], "鹿城区", "宁波市车站路2号"],
    ]
    places, told, refusals = where(known, tmp_path, rows)
    assert places == ["delta:330382", "delta:330302", ""]
    assert [r.column for r in refusals] == ["通讯地址"] and "宁波市" in refusals[0].expected
    assert len(told) == 1
