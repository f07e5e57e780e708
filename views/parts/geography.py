"""Places and the links between them, as arcs and names on a map.  No database, no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

BEND = 0.16  # how far an arc leaves the straight line, as a share of its length
STEPS = 24
GAP = 0.09  # between the near places and a row of far ones, as a share of the height
IN_ROW = 11  # far places in a row
HEAD = 7  # pixels, an arrow's
DOT = 6  # pixels, the radius of a place with its rim
WIDTH, HEIGHT = 680, 560  # pixels that a map is fitted to
LEVELS = ("city", "province", "county")  # at which links of places are counted
BLUE = [31, 95, 168]
ORANGE = [200, 112, 26]
CHOSEN = [200, 30, 60]
PURPLE = [120, 60, 160]
FAINT, FULL = 120, 215  # of a single link, and of many


def level_for(levels: Iterable[str]) -> str:
    """The level at which places of these `levels` are counted as what they are, the lowest first;
    a city's where there is none."""
    found = set(levels)
    if found & {"county", "town"}:
        return "county"
    return "province" if "province" in found and "city" not in found else "city"


class Spot(NamedTuple):
    """A place with its coordinates in degrees."""

    id: str
    name: str
    longitude: float
    latitude: float
    far: bool = False  # not where it is, but in a row of its own


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """All that links two places at one level; `actual` of its `links` are so."""

    a: str
    b: str
    links: int
    actual: int

    @property
    def id(self) -> str:
        """The ids of both ends."""
        return f"{self.a}|{self.b}"


def arcs(
    links: Iterable[PlaceLink], spots: Mapping[str, Spot], tips: Mapping[str, str], chosen: str
) -> list[dict[str, Any]]:
    """What the map draws for links whose ends both have coordinates."""
    drawn = []
    for link in links:
        if link.a == link.b or link.a not in spots or link.b not in spots:
            continue
        colour = BLUE if link.actual else ORANGE
        drawn.append(
            {
                "id": link.id,
                "path": bend(spots[link.a], spots[link.b]),
                "width": width(link.links),
                "color": [*(CHOSEN if link.id == chosen else colour), strength(link.links)],
                "tip": tips[link.id],
            }
        )
    return sorted(drawn, key=lambda arc: (arc["id"] == chosen, -arc["width"]))


def width(links: int) -> float:
    """Pixels of a line that stands for so many links."""
    return 1.8 + 2.0 * math.log2(max(1, links))


def strength(links: int) -> int:
    """How far a line covers what is below it, of 255: single links stand back."""
    return min(FULL, FAINT + 45 * (links - 1))


@dataclass(frozen=True, slots=True)
class Enclave:
    """Enclaves that one place has in another; `actual` of the `names` are so."""

    origin: str
    host: str
    names: tuple[str, ...]
    actual: int

    @property
    def id(self) -> str:
        """The ids of both ends, from origin to host."""
        return f"{self.origin}|{self.host}"


def enclaves_between(
    rows: Iterable[Any], units: Mapping[str, str], planned: Iterable[str]
) -> list[Enclave]:
    """The rows of the query `enclaves`, by the places that origins and hosts count for.

    `units` maps a place to the one that it counts for; a status in `planned` is not yet so.
    """
    intended = set(planned)
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for row in rows:
        for origin in row.origin_ids:
            for host in row.host_ids:
                pair = units.get(origin, origin), units.get(host, host)
                found.setdefault(pair, {})[row.enclave] = row.status not in intended
    return [
        Enclave(origin, host, tuple(names), sum(names.values()))
        for (origin, host), names in sorted(found.items())
    ]


def enclave_arcs(
    enclaves: Iterable[Enclave],
    spots: Mapping[str, Spot],
    tips: Mapping[str, str],
    chosen: str,
) -> list[dict[str, Any]]:
    """Arcs with a head at the host, in a colour of their own."""
    drawn = []
    for enclave in enclaves:
        a, b = spots.get(enclave.origin), spots.get(enclave.host)
        if not a or not b or a.id == b.id:
            continue
        colour = CHOSEN if chosen in (enclave.id, f"{b.id}|{a.id}") else PURPLE
        path = bend(a, b, side=-1)
        if path[0] != [round(a.longitude, 5), round(a.latitude, 5)]:
            path.reverse()
        drawn.append(
            {
                "id": enclave.id,
                "path": path,
                "width": 1.4 + width(len(enclave.names)),
                "color": [*colour, FULL if enclave.actual else FAINT],
                "arrow": True,
                "tip": tips[enclave.id],
            }
        )
    return drawn


def head(path: Sequence[Sequence[float]], degree: float) -> list[list[float]]:
    """The head of an arrow along `path`, short of the dot at its end.

    `degree` is the size of a pixel in degrees.
    """
    (x, y), (x0, y0) = path[-1], path[-3]
    narrow = math.cos(math.radians(y))
    angle = math.atan2((y - y0) / narrow, x - x0)

    def off(to: float, aside: float) -> list[float]:
        dx = -to * math.cos(angle) - aside * math.sin(angle)
        dy = -to * math.sin(angle) + aside * math.cos(angle)
        return [round(x + dx * degree, 5), round(y + dy * degree * narrow, 5)]

    return [off(DOT + 2 * HEAD, HEAD), off(DOT, 0), off(DOT + 2 * HEAD, -HEAD)]


def bend(a: Spot, b: Spot, side: int = 1) -> list[list[float]]:
    """A curve between `a` and `b`, always to the same side whichever comes first; -1: the other."""
    if (a.longitude, a.latitude) > (b.longitude, b.latitude):
        a, b = b, a
    dx, dy = b.longitude - a.longitude, b.latitude - a.latitude
    out = BEND * side
    mx, my = a.longitude + dx / 2 - out * dy, a.latitude + dy / 2 + out * dx
    points = []
    for step in range(STEPS + 1):
        t = step / STEPS
        points.append(
            [
                round((1 - t) ** 2 * p + 2 * (1 - t) * t * m + t**2 * q, 5)
                for p, m, q in (
                    (a.longitude, mx, b.longitude),
                    (a.latitude, my, b.latitude),
                )
            ]
        )
    return points


def centre(spots: Sequence[Spot]) -> tuple[float, float]:
    """Longitude and latitude in the middle of `spots`."""
    return (
        sum(s.longitude for s in spots) / len(spots),
        sum(s.latitude for s in spots) / len(spots),
    )


def in_row(near: Sequence[Spot], away: Sequence[Spot], shape: float) -> list[Spot]:
    """`away` in rows of their own above `near`, from west to east.

    `shape` is the width of the map by its height.
    """
    if not near or not away:
        return []
    west, east = min(s.longitude for s in near), max(s.longitude for s in near)
    south, north = min(s.latitude for s in near), max(s.latitude for s in near)
    narrow = math.cos(math.radians((south + north) / 2))
    high = max(0.5, north - south) * (1 + GAP)
    wide = max(0.5, east - west, high / narrow * shape)
    begin = (west + east - wide) / 2
    ordered = sorted(away, key=lambda s: (s.longitude, s.id))
    placed = []
    for number, spot in enumerate(ordered):
        row, column = divmod(number, IN_ROW)
        here = min(IN_ROW, len(ordered) - row * IN_ROW)
        x = begin + wide * (column + 0.5) / here
        y = north + high * GAP * (row + 1)
        placed.append(Spot(spot.id, spot.name, x, y, far=True))
    return placed


def pixel(spots: Sequence[Spot]) -> float:
    """The size of a pixel, in degrees, of the map that shows all `spots`."""
    return float(360 / 512 / 2 ** frame(spots, WIDTH, HEIGHT)[2])


def frame(spots: Iterable[Spot], width: float, height: float) -> tuple[float, float, float]:
    """Longitude, latitude and zoom that show all `spots` on `width` × `height` pixels."""
    seen = list(spots)
    if not seen:
        return 120.0, 30.5, 6.0
    west, east = min(s.longitude for s in seen), max(s.longitude for s in seen)
    south, north = min(s.latitude for s in seen), max(s.latitude for s in seen)
    middle = (south + north) / 2
    degrees = max((east - west) / width, (north - south) / math.cos(math.radians(middle)) / height)
    zoom = math.log2(360 / 512 / max(degrees, 1e-4)) - 0.25
    return (west + east) / 2, middle, max(2.0, min(10.0, zoom))
