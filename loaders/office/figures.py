"""Tables of figures: a row of many numbers becomes as many observations.

What a number is of is said by its row (an indicator, a place, a time), by the header above it, and
by the title. `dissect` takes the header of one column apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.office.columns import Seen
from loaders.office.context import Context, Familiar, matter
from loaders.office.words import is_sum
from loaders.periods import Time, read_time
from loaders.transform import OF_WHICH, indicator_name
from loaders.units import factor, split_unit, squeeze

TIME = re.compile(
    r"(?:截至|至)?(?:(?:19|20)\d\d年?)?(?:\d{1,2}月?[-—–~至到]\d{1,2}月|1[-—–]\d{1,2}月"
    r"|\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|前三季度)(?:份|底|末)?|(?:19|20)\d\d年?(?:度|末|底)?"
)
MEASURES = (  # the measure, the words that tell it in a header, its unit where none is said
    (
        "growth",
        re.compile(r"(?:比上年|比去年|较上年|同比|环比)?(?:增长率?|增速|增幅|增减|±)|同比|环比"),
        "%",
    ),
    ("rank", re.compile(r"(?:全[市省县区国])?(?:排名|位次|名次|排位)"), ""),
    ("completion", re.compile(r"(?:目标)?完成(?:率|比例|进度|百分比)|达标率"), "%"),
    ("share", re.compile(r"(?:占比|比重|所占比例|占[^，]{1,12}(?:比重|比例|的?%))"), "%"),
)
PLANNED = re.compile(
    r"(?:全年|年度|年)?(?:目标|计划|任务)(?:数|值|任务)?|^(?i:targets?|planned|plan)$"
)
DONE = re.compile(
    r"(?:实际|累计)?(?:完成|实绩|实际|绝对)(?:数|值|额|量|情况)?|^(?:数值|数据|总量|累计|数量)$"
    r"|^(?i:values?|actual|achieved|result)$"
)
THIS, LAST = (
    re.compile(r"本[年期]|今年|全年|当年(?!新)"),
    re.compile(r"上年(?:同期)?|去年(?:同期)?|上期"),
)
MONTH = re.compile(r"本月|当月")
PER = re.compile(r"(?:每.{1,4}|[人亩户]均|单位.{1,3})")
QUANTITY = re.compile(
    r"(?:额|数|量|值|费|收入|支出|面积|率|人员|经费|利润|税收|投资|资金|产值|产量)$"
)

LIKELY = (  # the unit that most tables have for what a header names
    (re.compile(r"率|占比|比重|比例|增[速幅长]"), "%"),
    (re.compile(r"面积"), "平方米"),
    (re.compile(r"人数|人员|职工|员工"), "人"),
    (re.compile(r"收入|支出|额|产值|投入|投资|资[本金产]|经费|利润|税|费用"), "万元"),
    (re.compile(r"专利|项目|成果|商标|软著|标准"), "件"),
)
# Of a title: its columns are parts of what it is about, and no indicators of their own.
BY_PART = re.compile(
    r"(?:按|分)(?:主要)?(?:产业|行业|领域|类型|类别|规模|性质|所有制|经济类型|登记注册类型)"
)

# A heading that counts things, whose number is never in 万元.
COUNTS = re.compile(
    r"(?:[家户件项个台套次篇名批所人]|企业|机构|单位|平台|项目|合同|团队|人员|人才|职工|员工|专家|基地"
    r"|园区|论文|成果)[总个]?数量?$|(?:[家户件项个人]数|数量)$"
)
COUNTED = ("人", "件")  # units of what is likely in them
IN_BRACKETS = re.compile(r"[（(].*?[）)]|\s")
# The upper of two headings that says only of what sort those below it are, and nothing of each.
GROUPS = re.compile(
    r"(?:企业|单位|主要)?(?:(?:生产)?经营|基本|主要|财务|经济|运[营行]|总体|综合|效益|发展|其他|相关)*"
    r"(?:情况|信息|指标|数据|状况|概况)"
)

NO_TIME = Time()


@dataclass
class Figure:
    """What the header says of the numbers in one column."""

    seen: Seen
    indicator: str = ""
    unit: str = ""
    time: Time = NO_TIME
    measure: str = "level"
    planned: bool = False
    scope: str = ""
    notes: list[str] = field(default_factory=list)
    unclear: str = ""
    above: bool = False  # its unit is that of the line above the table


def likely_unit(header: str) -> str:
    """The unit that is most often meant by a header that says none; empty where none is.

    The last word tells what is counted: 人员经费 is money, 专利收入 too.
    """
    found = [(m.end(), unit) for words, unit in LIKELY for m in words.finditer(header)]
    return max(found, key=lambda f: f[0])[1] if found else ""


def counts(header: str) -> bool:
    """Whether a header says that its numbers count things: 有效发明专利, 企业数."""
    plain = IN_BRACKETS.sub("", header)
    return bool(COUNTS.search(plain)) or likely_unit(plain) in COUNTED


def dissect(columns: list[Seen], ctx: Context, known: Familiar, named_by_row: bool) -> list[Figure]:
    """What each of the columns with numbers says; `named_by_row` if rows name the indicators."""
    found: list[Figure] = []
    for seen in columns:
        figure = Figure(seen, unit=seen.unit)
        rest = [t for part in seen.parts if (t := _rest(part, figure, ctx, known))]
        chinese = [t for t in rest if not t.isascii()] or rest
        whole = [f for f in found if _of_one_sort(f, figure)]
        figure.indicator = _of_title(_indicator(chinese, whole), ctx, named_by_row)
        if not figure.indicator and not named_by_row:
            figure.indicator = _before(seen, found) or matter(ctx.title, ctx)
            if figure.indicator and not _before(seen, found):
                figure.notes.append("the indicator is taken from the title")
        if named_by_row and figure.indicator and not figure.scope:
            figure.unclear = f"what is {figure.indicator!r}?"
        if is_sum(figure.indicator):
            figure.indicator = "" if named_by_row else matter(ctx.title, ctx)
        elif not named_by_row and _is_part_of_title(figure.indicator, ctx, known):
            figure.unclear = f"what is {figure.indicator!r}?"
        if not figure.unit:
            figure.unit = _unit(figure, ctx)
        found.append(figure)
    return found


def _is_part_of_title(name: str, ctx: Context, known: Familiar) -> bool:
    """Whether a column is of an industry, or of another part of what the title is about: of what
    its numbers are, it does not say itself.
    """
    kinds = known.kinds(name) if name else frozenset()
    if "Industry" in kinds and "Indicator" not in kinds:
        return True
    return bool(name and BY_PART.search(ctx.title) and not QUANTITY.search(name))


def _rest(part: str, figure: Figure, ctx: Context, known: Familiar) -> str:
    """What of a part of a header is no time, measure, status or place: the indicator."""
    text, unit = split_unit(squeeze(part))
    figure.unit = unit or figure.unit
    for measure, words, default in MEASURES:
        if match := words.search(text):
            figure.measure = measure
            figure.unit = unit if measure == "growth" and unit else default
            if measure != "share" or not text[: match.start()]:
                text = text[: match.start()] + text[match.end() :]
            break
    else:
        if match := PLANNED.search(text):
            figure.planned = True
            text = text[: match.start()] + text[match.end() :]
        text = DONE.sub("", text)
    text = _time(text, figure, ctx)
    text = DONE.sub("", text)
    text = text.strip("()（）%％:：、,，-")
    if text and not figure.scope and (place := known.place(text)):
        figure.scope = place
        return ""
    return text


def _time(text: str, figure: Figure, ctx: Context) -> str:
    year = figure.time.year or ctx.time.year
    if match := MONTH.search(text):
        figure.time = Time(ctx.time.year, _last_month(ctx.time.period))
    elif match := LAST.search(text):
        if year and not figure.time.year:
            figure.time = Time(str(int(year) - 1))
    elif match := THIS.search(text):
        figure.time = figure.time if figure.time.year else Time(year)
    elif (match := TIME.search(text)) and (time := read_time(match[0], year)):
        figure.time = time
    elif match and not year:
        figure.notes.append(f"the year of {match[0]} is not said")
    else:
        return text
    return text[: match.start()] + text[match.end() :]


def _last_month(period: str) -> str:
    return period.rpartition("/")[2]


def _of_title(name: str, ctx: Context, named_by_row: bool) -> str:
    """The whole name of which a header says only a part: 拥有量 of what is in the title."""
    whole = "" if named_by_row else split_unit(matter(ctx.title, ctx))[0]
    if name and whole.endswith(name):
        return whole
    if whole and PER.fullmatch(name):
        return name + whole
    for length in range(len(name) - 1, 1, -1):
        if whole.endswith(name[:length]):
            return whole + name[length:]
    return name


def _indicator(rest: list[str], before: list[Figure]) -> str:
    """One name of the parts that are left; a part of which only "of which" is said needs the
    name before it.
    """
    if not rest:
        return ""
    last = rest[-1]
    if len(last) > 1 and not is_sum(last) and not PER.fullmatch(last):  # it needs no other name
        rest = [*(t for t in rest[:-1] if not GROUPS.fullmatch(t)), last]
    if OF_WHICH.match(last):
        part = OF_WHICH.sub("", last)
        above = "".join(indicator_name(t) for t in rest[:-1])
        if above:
            return above + part
        if QUANTITY.search(part):
            return part
        group = next((f.indicator for f in reversed(before) if not _is_part(f)), "")
        return group + part
    names = [indicator_name(t) for t in rest]
    if len(names) > 1 and names[-1].startswith(names[-2]):
        names = [*names[:-2], names[-1]]
    return "".join(names)


def _of_one_sort(one: Figure, other: Figure) -> bool:
    """Whether one may be a part of the other: 万元 is none of what is counted in 件."""
    return not (one.unit and other.unit) or factor(one.unit, other.unit) is not None


def _is_part(figure: Figure) -> bool:
    return OF_WHICH.match(squeeze(figure.seen.parts[-1])) is not None


def _before(seen: Seen, found: list[Figure]) -> str:
    """The indicator of the column to the left, for a column that says only `同比`."""
    return found[-1].indicator if found and found[-1].seen.column == seen.column - 1 else ""


def _unit(figure: Figure, ctx: Context) -> str:
    """The unit for a column whose header names none: that of its measure, or of the table."""
    default = next((u for m, _, u in MEASURES if m == figure.measure), None)
    if default is not None:
        return default
    if not ctx.units:
        return split_unit(ctx.title)[1]
    if counts("".join(figure.seen.parts)) and not _counts_things(ctx.only_unit):
        return ""  # 单位：万元 is said of the other columns
    figure.above = bool(ctx.only_unit)
    return ctx.only_unit


def _counts_things(unit: str) -> bool:
    """Whether a unit is one of things that are counted, and no money, area, or rate."""
    return not any(factor(unit, other) for other in ("元", "美元", "m²", "%"))
