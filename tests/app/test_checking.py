"""The table of rows that are not right: where each stands and what is wrong come first."""

from __future__ import annotations

from graph.model import Refusal
from views.parts.checking import refused_rows

CODE = "a unified social credit code: 18 characters, the last a check character"
NONE = "the id or name of an Actor or Place; there is none"


def refusal(row: int, column: str, value: str, expected: str, sheet: str = "名单") -> Refusal:
    record = {"企业": f"甲{row}", "行": "制造"}
    return Refusal("a.xlsx", sheet, row, column, value, expected, record)


def test_each_row_stands_once_with_its_number_and_what_is_wrong_with_it() -> None:
    frame = refused_rows(
        [
            refusal(9, "合作高校", "浙江大学", NONE),
            refusal(4, "信用代码", "X", CODE),
            refusal(9, "合作高校", "之江实验室", NONE),
        ]
    )
    assert list(frame.columns) == [
        "行*", "不对的列", "不对的值", "不行的原因", "企业", "行",
    ]  # fmt: skip
    assert list(frame["行*"]) == [4, 9] and list(frame["行"]) == ["制造", "制造"]
    row = frame.iloc[1]
    assert (row["不对的列"], row["不对的值"]) == ("合作高校", "浙江大学；之江实验室")
    assert row["不行的原因"].count("应为") == 2
    assert (
        row["不行的原因"].startswith("「浙江大学」应为：") and "「之江实验室」" in row["不行的原因"]
    )


def test_a_sheet_is_named_where_there_are_several() -> None:
    frame = refused_rows([refusal(4, "", "", NONE, s) for s in ("甲表", "乙表")])
    assert list(frame.columns)[1] == "工作表"
    assert sorted(zip(frame["工作表"], frame["行*"], strict=True)) == [("乙表", 4), ("甲表", 4)]
