"""Tables of a bureau that are easily read wrongly: what must come of each, and what must not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.ledger import Ledger
from loaders.office.draft import draft
from tests.office.expectation import Item, expected, link, observation
from tests.office.loading import MODEL, SOURCE, Loaded, loaded, region, wanted, with_needs
from tests.office.workbook import merge, save, workbook

Rows = Sequence[Sequence[Any]]
TRADE = "技术交易总额"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return region(tmp_path_factory.mktemp("region"))


class Bureau:
    """Drafts and loads tables into a copy of the region."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger, self.folder = ledger, folder

    def load(self, rows: Rows, *figures: Item) -> Loaded:
        """What comes of a sheet with these rows by its draft, and all that was said."""
        path = save(workbook(Sheet1=rows), self.folder / "表.xlsx")
        drafted = draft(path, MODEL, self.ledger, own=SOURCE)
        path.with_name(f"{path.name}.mapping.toml").write_text(drafted.text(), encoding="utf-8")
        found = loaded(path, self.ledger, expected=figures)
        found.said += [*drafted.left, *drafted.doubts]
        return found


@pytest.fixture
def bureau(known: Path, tmp_path: Path) -> Any:
    with with_needs(known, None, tmp_path) as ledger:
        yield Bureau(ledger, tmp_path)


def figure(indicator: str, scope: str, value: float, unit: str, **more: Any) -> Item:
    return observation(
        indicator=indicator, scope=scope, year=2023, value=value, unit=unit, at="", **more
    )


def figures_of(found: Loaded) -> set[str]:
    return {i for i in found.items if "indicator=" in i}


def says(found: Loaded, *parts: str) -> bool:
    return any(all(p in text for p in parts) for text in found.said)


def test_a_list_goes_on_beside_itself(bureau: Bureau) -> None:
    """40 is what 平阳县 has, not 鹿城区."""
    figures = [
        figure("专利授权量", scope, value, "件")
        for scope, value in (("鹿城区", 100), ("瓯海区", 90), ("平阳县", 40))
    ]
    rows = [
        ["2023年各县专利授权量（件）"],
        ["县市区", "授权量", "县市区", "授权量"],
        ["鹿城区", 100, "平阳县", 40],
        ["瓯海区", 90, "合计", 230],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said


def test_an_industry_in_the_header_is_no_indicator(bureau: Bureau) -> None:
    figures = [figure("规上工业总产值", "鹿城区", 100, "亿元")]
    rows = [
        ["2023年各县（市、区）规上工业总产值分产业表（亿元）"],
        ["地区", "合计", "电气", "鞋业", "木器"],
        ["鹿城区", 100, 10, 60, 30],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said
    assert all(says(found, f"what is '{name}'?") for name in ("电气", "鞋业", "木器"))


def test_a_part_is_of_what_is_counted_in_its_unit(bureau: Bureau) -> None:
    rows = [
        ["2023年技术合同成交情况表"],
        ["地区", "成交额（亿元）", "合同数［件］", "其中：技术开发（万元）"],
        ["鹿城区", "１２．５", "１，２３４", "5,000"],
    ]
    found = figures_of(bureau.load(rows))
    assert len(found) == 3 and any("技术合同成交额技术开发" in text for text in found)
    assert not any("合同数技术开发" in text for text in found)


def test_a_table_under_the_title_of_a_part_is_another_one(bureau: Bureau) -> None:
    figures = [
        figure("技术交易额", "鹿城区", 12.5, "亿元"),
        figure("技术交易额", "瓯海区", 8, "亿元"),
    ]
    rows = [
        ["一、科研院所名单"],
        ["研究院名称", "依托单位"],
        ["温州某某研究院", "温州大学"],
        [],
        ["二、各县技术交易额（2023年）"],
        ["地区", "技术交易额（亿元）"],
        ["鹿城区", 12.5],
        ["瓯海区", 8],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said
    assert not any("kind=ResearchInstitute" in i and "区" in i for i in found.items)


def test_a_unit_in_a_cell_must_be_that_of_its_row(bureau: Bureau) -> None:
    figures = [figure(TRADE, "温州市", 2.3, "亿元")]
    rows = [
        ["2023年温州市主要指标"],
        ["指标", "单位", "数值"],
        [TRADE, "亿元", "2.3亿元"],
        ["高新技术产业增加值", "万元", "1.2亿"],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said
    assert says(found, "1.2亿", "a number in 万元, as its row says, not in 亿")


def test_figures_of_nobody_are_not_loaded(bureau: Bureau) -> None:
    rows = [
        ["主要指标（2023年）"],
        ["指标", "单位", "1月", "1-2月"],
        [TRADE, "亿元", 10, 21],
    ]
    found = bureau.load(rows)
    assert not found.items
    assert says(found, "expected a column scope (范围)")


def test_a_sum_is_checked_in_the_unit_of_its_column(bureau: Bureau) -> None:
    rows = [
        ["2023年企业研发情况"],
        ["企业名称", "研发投入（万元）", "利润（万元）"],
        ["甲公司", "1.2亿元", 5],
        ["乙公司", 800, "1.2亿"],
        ["合计", 12800, 12005],
    ]
    found = bureau.load(rows)
    assert not says(found, "合计")


def test_figures_none_of_which_can_be_read_make_no_table(bureau: Bureau) -> None:
    rows = [
        ["2023年各县重点企业"],
        ["单位：万元、人"],
        ["县（市、区）", "企业名称", "研发投入"],
        ["鹿城区", "甲公司", 1200],
    ]
    found = bureau.load(rows)
    assert wanted({"entities": [{"kind": "Enterprise", "name": "甲公司", "status": "actual"}]}) <= (
        found.items
    )
    assert says(found, "研发投入: no unit is said")
    assert not says(found, "column value")


def test_the_title_of_a_part_has_its_number_where_records_have_theirs(bureau: Bureau) -> None:
    rows = [
        ["序号", "平台名称", "所在地", "批准时间"],
        ["一", "国家级"],
        [1, "激光技术中心", "龙湾区", "2019.12.01"],
        ["二", "省级"],
        [2, "泵阀服务平台", "永嘉县", "2018年"],
    ]
    found = bureau.load(rows)
    names = {i for i in found.items if "kind=Platform" in i}
    assert len(names) == 2 and not any("级" in i for i in names)


def test_a_multiple_in_a_cell_is_of_the_unit_in_the_heading(bureau: Bureau) -> None:
    rows = [
        ["2023年企业营收"],
        ["企业名称", "营业收入（亿元）"],
        ["甲公司", "2亿"],
        ["乙公司", 1.5],
    ]
    found = figures_of(bureau.load(rows))
    assert len(found) == 2 and all("unit=亿元" in i for i in found)


def test_units_that_stand_in_the_cells_are_told(bureau: Bureau) -> None:
    rows = [["2023年企业名单"], ["企业名称", "注册资金", "产值"], ["甲公司", "1000万元", "2亿元"]]
    rows += [["乙公司", "500万美元", "3亿元"]]
    found = bureau.load(rows)
    assert says(found, "注册资金: its heading says no unit, so it is not read")
    assert says(found, "with a heading such as 产值（亿元） it is")


def test_a_cell_that_two_sections_read_is_refused_once(bureau: Bureau) -> None:
    rows = [
        ["2024年重大科技项目清单"],
        ["项目名称", "承担单位", "合作单位", "总投资（万元）", "进展情况"],
        ["泵阀智能制造", "温州大学", "奔腾激光", 300, "说不清"],
    ]
    found = bureau.load(rows)
    assert sum("说不清" in text and "row 3" in text for text in found.said) == 1


@pytest.mark.parametrize("header", ["合作单位", "合作高校", "产学研合作单位"])
def test_whom_a_firm_works_with_stands_in_its_row(bureau: Bureau, header: str) -> None:
    firm = "温州某某泵业有限公司"
    links = [link("COOPERATES_WITH", firm, other, "") for other in ("温州大学", "浙江大学")]
    rows = [["企业名单"], ["企业名称", header], [firm, "温州大学、浙江大学"]]
    found = bureau.load(rows, *links)
    assert wanted(expected(*links)) <= found.items, (found.items, found.said)


def test_a_unit_above_the_table_is_none_of_what_is_counted(bureau: Bureau) -> None:
    figures = [
        figure("技术交易额", "鹿城区", 12.5, "亿元"),
        figure("专利转让收入", "鹿城区", 3, "亿元"),
    ]
    rows = [
        ["2023年各县技术市场情况表"],
        ["单位：亿元"],
        ["地区", "技术交易额", "专利转让收入", "有效发明专利", "技术合同数", "从业人员"],
        ["鹿城区", 12.5, 3, 40, 700, 90],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said
    for name in ("有效发明专利", "技术合同数", "从业人员"):
        assert says(found, f"{name}: the unit is missing")
    assert says(found, "unit 亿元 of the line above the table", "技术交易额, 专利转让收入")


def test_a_unit_above_the_table_is_of_what_it_can_count(bureau: Bureau) -> None:
    figures = [figure("技术合同数", "鹿城区", 700, "项"), figure("专利申请数", "鹿城区", 40, "项")]
    rows = [
        ["2023年各县技术市场情况表"],
        ["单位：项"],
        ["地区", "技术合同数", "专利申请数"],
        ["鹿城区", 700, 40],
    ]
    found = bureau.load(rows, *figures)
    assert figures_of(found) == wanted(expected(*figures)), found.said


@pytest.mark.parametrize(
    ("upper", "lower", "name"),
    [
        ("经营情况", "营业收入（万元）", "营业收入"),
        ("企业基本情况", "研发费用（万元）", "研发费用"),
        ("主要经济指标（万元）", "2023年利税", "利税"),
        ("研发经费（万元）", "企业资金", "研发经费企业资金"),
        ("专利情况（件）", "授权", "专利情况授权"),
    ],
)
def test_a_heading_that_only_groups_is_no_part_of_an_indicator(
    bureau: Bureau, upper: str, lower: str, name: str
) -> None:
    rows = [
        ["2023年重点企业情况表", None, None, None],
        ["企业名称", "统一社会信用代码", upper, None],
        [None, None, lower, "2023年研发人员（人）"],
        ["温州甲阀门有限公司", "91330300145041661P", 5, 6],
    ]
    book = workbook(Sheet1=rows)
    merge(book["Sheet1"], "A1:D1", "A2:A3", "B2:B3", "C2:D2")
    drafted = draft(save(book, bureau.folder / "表.xlsx"), MODEL, bureau.ledger, own=SOURCE)
    said = [v["indicator"] for s in drafted.sections for v in s.values.values()]
    assert name in said
