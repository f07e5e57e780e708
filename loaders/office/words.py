"""The words by which a person tells a sum, a note or a unit line from a record.

They are of the form of office tables and not of their matter: names of columns are declared in the
model.
"""

from __future__ import annotations

import re
import unicodedata

from loaders.units import squeeze

SUM = re.compile(r"(?:.{0,12})(?:合计|小计|总计|共计|总合计)(?:数)?(?:[（(].{0,12}[）)])?[:：]?")
PARTIAL = re.compile(r".{0,12}小计(?:数)?(?:[（(].{0,12}[）)])?[:：]?")
NOTE = re.compile(
    r"(?:附?注(?:释)?\d*|备注|说明|填[表报]说明|指标解释|数据来源|资料来源|来源|口径)\s*[:：、.\d（(].*"
    r"|\d+[.、．]\s*.{8,}|\*.{4,}"
    r"|(?:[（(]?[以如]上|[（(]本表|本表).*",
    re.S,
)
SIGNED = re.compile(
    r"(?:单位|部门|科室)?(?:负责人|主管|分管领导|填[表报]人|制表人?|审[核批]人?|复核人?|经办人"
    r"|统计人员?|联系人|联系方式|联系电话|电话|传真|邮箱|报出日期|填[表报](?:日期|时间|单位)"
    r"|制表(?:日期|时间|单位)|报送(?:日期|单位)|上报日期|编制单位|填报机关|打印时间|盖章)"
    r"[（(]?.{0,6}[）)]?\s*[:：].*",
    re.S,
)
UNIT_LINE = re.compile(r"(?:计量|数据|金额|货币)?单位\s*[:：]\s*(.+)")
MEAN = re.compile(r"(?:平均(?:数|值|水平)?|均值|中位数|合计平均)[:：]?")
COUNT = re.compile(r"[共合]计?\d+[家个项条户人件名](?:.{0,6})|共.{1,4}[家个项条户人件名].{0,6}")
AS_ABOVE = frozenset({"同上", "〃", "″", "同前", '"', "''"})
NOTHING = frozenset(
    {
        "-",
        "--",
        "—",
        "——",
        "－",
        "–",
        "/",
        "\\",
        "…",
        "……",
        "...",
        "无",
        "暂无",
        "*",
        "待定",
        "未定",
    }
    | {"不详", "暂缺", "未知", "N/A", "n/a", "NA", "null", "无数据"}
)
CONTINUED = re.compile(r"[（(]?(?:续表?|接上表|转下页|接上页)[）)]?.{0,6}")
NUMBERED = re.compile(r"(?:[甲乙丙丁戊己庚辛]|[A-Z]|[（(]?\d{1,2}[）)]?|[①-⑳])")


def is_sum(text: str) -> bool:
    """Whether a cell names a sum (合 计, 小计：, 全市合计)."""
    return len(text) <= 30 and SUM.fullmatch(squeeze(text)) is not None


def is_partial(text: str) -> bool:
    """Whether it names the sum of a part of the rows."""
    return PARTIAL.fullmatch(squeeze(text)) is not None


def is_mean(text: str) -> bool:
    """Whether a cell names a mean, or a count of the records: neither is a record."""
    plain = squeeze(text)
    return bool(MEAN.fullmatch(plain) or COUNT.fullmatch(plain))


def is_note(text: str) -> bool:
    """Whether a line that stands alone below or above a table speaks of the table."""
    plain = text.strip().lstrip("★※◆●（(")
    return NOTE.fullmatch(plain) is not None or is_signature(plain)


def is_signature(text: str) -> bool:
    """Whether a cell says who filled the table in, and when."""
    return SIGNED.fullmatch(text.strip()) is not None


def unit_said(text: str) -> str:
    """The unit that a line such as `单位：万元` says; empty if it says none."""
    found = UNIT_LINE.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return ""
    before = text[: found.start()].rstrip()
    if before and before[-1] not in "（( ，,。；;)）\u3000" and not before[-1].isspace():
        return ""  # 填报单位, 编制单位: an office and no unit
    return re.split(r"[\s)）;；。]", found[1].strip())[0]
