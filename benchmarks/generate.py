"""A made-up region of any size, as a data package that the ordinary loader reads.

Nothing in it is real.  Its proportions are: how often an organisation takes part follows a power
law of its rank with exponent 0.83, as the 35,871 organisations of the Horizon 2020 registry do
(CORDIS, log-log fit over ranks 10 to 10,000); organisations spread over cities with exponent 1.23
and have 1.4 other names each, as the Chinese and Yangtze Delta organisations of ROR do; kinds
have the shares of the Horizon 2020 participations by type of organisation.
"""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

SEED = 20191231
RANK_EXPONENT = 0.83
CITY_EXPONENT = 1.23
ALIASES = ((0, 22), (1, 45), (2, 20), (3, 8), (4, 5))  # how many other names: weight
KINDS = (  # kind, weight, how its names end
    ("University", 25, ("大学", "学院", "职业技术学院")),
    ("Enterprise", 33, ("科技有限公司", "股份有限公司", "集团有限公司", "智能装备有限公司")),
    ("ResearchInstitute", 17, ("研究院", "研究所", "技术研究中心")),
    ("Hospital", 9, ("医院", "附属医院", "中心医院")),
    ("Government", 6, ("科学技术局", "管理委员会")),
    ("Platform", 6, ("产业创新服务综合体", "创新中心", "技术市场")),
    ("Park", 2, ("高新技术产业园", "科技园")),
    ("Association", 2, ("行业协会", "产业联盟")),
)
SYLLABLES = "华天正泰恒力德信瑞安康博远东方新光明创达盛源宏海江越浙沪苏皖云鼎立诚和"
FIELDS = [
    "电气",
    "激光",
    "医药",
    "泵阀",
    "鞋业",
    "服装",
    "汽摩配",
    "眼视光",
    "材料",
    "软件",
    "物流",
    "农业",
    "海洋",
    "光电",
    "机器人",
]
FORMS = ("joint_research", "technology_transfer", "co_publication", "talent", "strategic")
LINKS = (  # type, weight among the links that are not cooperations, how many possible targets
    ("SERVES", 5, "industry"),
    ("TENANT_OF", 3, "Park"),
    ("AFFILIATED_WITH", 2, "University"),
    ("FUNDS", 1, "Enterprise"),
)

Row = tuple[object, ...]


def generate(folder: Path, statements: int, seed: int = SEED) -> int:
    """Write a data package of exactly `statements` statements into `folder`.

    About six in ten describe actors, the rest relate them.  Returns the number of rows written.
    The same arguments always give the same bytes.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    folder.mkdir(parents=True, exist_ok=True)
    places: list[Row] = [(f"c{i}", f"{_name(rng, 2)}市", "city", "") for i in range(41)]
    places += [(f"k{i}", f"{_name(rng, 2)}县", "county", f"c{i % 41}") for i in range(300)]
    fields: list[Row] = [(f"i{i}", f"{_name(rng, 1)}{f}", "") for i, f in enumerate(FIELDS * 8)]
    said = sum(_count(row) for row in itertools.chain(places, fields))
    actors = list(_actors(rng, int(statements * 0.6) - said))
    said += sum(_count(row) for row in actors)
    links = list(_links(rng, actors, [str(row[0]) for row in fields], statements - said))
    (folder / "datapackage.json").write_text(json.dumps(_package(), ensure_ascii=False, indent=1))
    return (
        _table(folder / "places.csv", "id,name,level,part_of", places)
        + _table(folder / "industries.csv", "id,name,part_of", fields)
        + _table(
            folder / "actors.csv", "id,kind,name,aliases,founded,longitude,latitude,place", actors
        )
        + _table(folder / "relationships.csv", "type,from,to,form,status,since", links)
    )


def _package() -> dict[str, object]:
    tables = (
        ("places", "Place"),
        ("industries", "Industry"),
        ("actors", "Actor"),
        ("relationships", "relationships"),
    )
    return {
        "name": "bench",
        "title": "Made-up region for measuring",
        "created": "2019-12-31",
        "version": "1",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Triple Helix", "role": "publisher"}],
        "sources": [{"title": "made by a seeded generator"}],
        "resources": [{"name": n, "path": f"{n}.csv", "kind": k} for n, k in tables],
    }


def _count(row: Row) -> int:
    """Statements in an entity's row: each filled cell after the id, each of several values one;
    the kind is a cell of actors and is not one of the other tables, where it counts as well."""
    cells = sum(len(str(cell).split(";")) for cell in row[1:] if cell != "")
    return cells if len(row) == 8 else cells + 1


def _actors(rng: random.Random, statements: int) -> Iterator[Row]:
    cities = [(i + 1) ** -CITY_EXPONENT for i in range(41)]
    counts, weights = zip(*ALIASES, strict=True)
    for number in itertools.count():
        kind, _, endings = rng.choices(KINDS, [k[1] for k in KINDS])[0]
        name = f"{_name(rng, 3)}{rng.choice(FIELDS)}{rng.choice(endings)}"
        aliases = sorted({_name(rng, 4) for _ in range(rng.choices(counts, weights)[0])})
        row = (
            f"a{number}",
            kind,
            name,
            ";".join(aliases),
            rng.randint(1950, 2019) if rng.random() < 0.7 else "",
            round(rng.uniform(115, 123), 4),
            round(rng.uniform(27, 35), 4),
            f"c{rng.choices(range(41), cities)[0]}",
        )
        statements -= _count(row)
        if statements < 0:
            return
        yield row


def _links(
    rng: random.Random, actors: Sequence[Row], industries: list[str], wanted: int
) -> Iterator[Row]:
    ids = [str(a[0]) for a in actors]
    order = rng.sample(range(len(ids)), len(ids))
    cumulative = list(itertools.accumulate((r + 1) ** -RANK_EXPONENT for r in order))
    targets = {k: [str(a[0]) for a in actors if a[1] == k] for _, _, k in LINKS}
    targets["industry"] = industries
    kinds = [link[1] for link in LINKS]
    seen: set[tuple[str, str, str, str, str, int]] = set()
    while len(seen) < wanted:
        start = rng.choices(ids, cum_weights=cumulative)[0]
        status = "planned" if rng.random() < 0.1 else "actual"
        since = rng.randint(2005, 2020)
        if rng.random() < 0.7:
            end = rng.choices(ids, cum_weights=cumulative)[0]
            form, kind = rng.choice(FORMS), "COOPERATES_WITH"
            start, end = min(start, end), max(start, end)
        else:
            kind, _, target = rng.choices(LINKS, kinds)[0]
            end, form = rng.choice(targets[target]), ""
        key = (kind, start, end, form, status, since)
        if start != end and key not in seen:
            seen.add(key)
            yield key


def _name(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=length))


def _table(path: Path, header: str, rows: Sequence[Row]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return len(rows)
