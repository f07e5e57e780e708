"""A bureau's table against a region that is known: what is said of the cells that find nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import ingest
from graph.ledger import Ledger
from graph.model import Refusal
from loaders import Options
from tests.loaders.packages import make_package, write_csv

PLACES = [
    ["id", "name", "aliases", "level", "part_of"],
    ["zj", "浙江省", "浙江", "province", ""],
    ["js", "江苏省", "江苏", "province", ""],
    ["wz", "温州市", "温州", "city", "zj"],
    ["nj", "南京市", "南京", "city", "js"],
    ["xz", "徐州市", "徐州", "city", "js"],
    ["lw", "龙湾区", "龙湾", "county", "wz"],
    ["yj", "永嘉县", "永嘉", "county", "wz"],
    ["g1", "鼓楼区", "", "county", "nj"],
    ["g2", "鼓楼区", "", "county", "xz"],
]
INDUSTRIES = [
    ["id", "name", "aliases"],
    ["laser", "激光与光电", ""],
    ["soft", "软件和信息服务", ""],
    ["bio", "生物医药", ""],
    ["shoes", "鞋业", ""],
]
FIRMS = ["甲公司", "乙公司", "丙公司", "丁公司"]


@pytest.fixture
def known(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger that knows a few places and industries."""
    tables = {"places.csv": ("Place", PLACES), "industries.csv": ("Industry", INDUSTRIES)}
    ingest.load(make_package(tmp_path / "region", tables), ledger)
    return ledger


def load(ledger: Ledger, folder: Path, *rows: list[str], title: str = "") -> ingest.Report:
    """What a load says of a table of firms, with a title above its header as offices write it."""
    above = [[title, *[""] * (len(rows[0]) - 1)]] if title else []
    path = write_csv(folder / "firms.csv", [*above, *rows])
    return ingest.load(path, ledger, Options("Enterprise"))


def lines(refusals: list[Refusal]) -> set[tuple[int, str, str, str]]:
    return {(r.row, r.column, r.value, r.expected) for r in refusals}


def test_a_column_is_named_as_the_file_has_it_also_where_a_row_says_figures_too(
    known: Ledger, tmp_path: Path
) -> None:
    head = ["企业名称", "所在地", "所属行业", "研发投入（万元）"]
    report = load(known, tmp_path, head, ["甲公司", "乐清市", "眼镜", "3"], title="2023年企业名单")
    assert {(r.column, r.value) for r in report.refusals} == {
        ("所在地", "乐清市"),
        ("所属行业", "眼镜"),
    }


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("激光", ", perhaps 激光与光电"),
        ("软件", ", perhaps 软件和信息服务"),
        ("海洋生物医药", ", perhaps 生物医药"),
        ("生物医疗", ", perhaps 生物医药"),
        ("农业", ""),  # one character of two is all of a name
        ("公司", ""),  # what holds it is no industry
    ],
)
def test_a_hint_names_what_may_be_meant(
    known: Ledger, tmp_path: Path, written: str, hint: str
) -> None:
    report = load(known, tmp_path, ["企业名称", "所属行业"], ["甲公司", written])
    expected = f"the id or name of an Industry; there is none{hint}"
    assert lines(report.refusals) == {(2, "所属行业", written, expected)}


def test_a_hint_also_names_what_the_same_load_has(ledger: Ledger, tmp_path: Path) -> None:
    firms = ("Enterprise", [["name", "industry"], ["甲公司", "激光"]])
    tables = {"industries.csv": ("Industry", INDUSTRIES), "firms.csv": firms}
    report = ingest.load(make_package(tmp_path / "region", tables), ledger)
    assert [r.expected.partition("none")[2] for r in report.refusals] == [", perhaps 激光与光电"]
