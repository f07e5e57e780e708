"""A CSV from a sheet with merged cells: the county stands in its first row, the next are empty.

CSV knows no merging, so that what was merged is a text and then nothing. UTF-8 with a byte-order
mark, as newer Excel saves it. That an empty cell means as above cannot be known for sure from the
file; the counted numbers and the one text a block say so, and a person confirms it. The last
column is empty where nothing is meant. All is made up but the places.
"""

from pathlib import Path

from tests.office.expectation import entity, expected, table


def build(folder: Path) -> Path:
    text = """县（市、区）,序号,小微企业园名称,建筑面积（万㎡）,建设状态,主导产业
乐清市,1,清江智造小微园,6.5,建成,电气
,2,虹桥塔下小微园,12,在建,
,3,白石源小微园,3.28,建成,智能电气
苍南县,4,灵溪浦亭小微园,4,拟建,服装
,5,钱库云章小微园,2.05,建成,
"""
    path = folder / "小微企业园.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def park(row: int, name: str, area: float, place: str, **more: str) -> list[dict[str, object]]:
    return entity(
        "Park", name, f"!{row}", form="small_firm_park", floor_area=area, place=place, **more
    )


EXPECTED = expected(
    park(2, "清江智造小微园", 65000, "乐清市", industry="电气"),
    park(3, "虹桥塔下小微园", 120000, "乐清市", status="under_way"),
    park(4, "白石源小微园", 32800, "乐清市", industry="智能电气"),
    park(5, "灵溪浦亭小微园", 40000, "苍南县", status="planned", industry="服装"),
    park(6, "钱库云章小微园", 20500, "苍南县"),
)
AS_ABOVE = ["A"]  # columns whose empty cells mean the one above
COLUMNS = [
    table(
        "",
        (1, 1),
        (2, 6),
        {
            "A": ("县（市、区）", "place"),
            "B": ("序号", None),
            "C": ("小微企业园名称", "name"),
            "D": ("建筑面积（万㎡）", "floor_area", 10_000),
            "E": ("建设状态", "status"),
            "F": ("主导产业", "industry"),
        },
    )
]
LEFT_OUT: dict[str, dict[int, str]] = {"": {}}
WORDS = {"建成": "actual", "在建": "under_way", "拟建": "planned"}
CONSTANTS = {"kind": "Park", "form": "small_firm_park"}
NEEDS = [
    ("Place", "乐清市"),
    ("Place", "苍南县"),
    *(("Industry", name) for name in ("电气", "智能电气", "服装")),
]
