"""Places and the links between them, as arcs and names on a map.  No database, no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

BEND = 0.16  # how far an arc leaves the straight line, as a share of its length
STEPS = 24
EDGE = 1.3  # how far out the ring of far places runs, by the extent of the near ones
APART = math.radians(20)
DOT = 6  # pixels, the radius of a place with its rim
BLUE = [31, 95, 168]
ORANGE = [232, 142, 40]
CHOSEN = [200, 30, 60]


Box = tuple[float, float, float, float]  # west, south, east, north


class Spot(NamedTuple):
    """A place with its coordinates in degrees."""

    id: str
    name: str
    longitude: float
    latitude: float
    far: bool = False  # drawn at the edge, in its direction


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
                "width": 1.5 + 2.2 * math.log2(1 + link.links),
                "color": [*(CHOSEN if link.id == chosen else colour), 210],
                "tip": tips[link.id],
            }
        )
    return sorted(drawn, key=lambda arc: (arc["id"] == chosen, -arc["width"]))


def bend(a: Spot, b: Spot) -> list[list[float]]:
    """A curve from `a` to `b`, always to the same side whichever comes first."""
    if (a.longitude, a.latitude) > (b.longitude, b.latitude):
        a, b = b, a
    dx, dy = b.longitude - a.longitude, b.latitude - a.latitude
    mx, my = a.longitude + dx / 2 - BEND * dy, a.latitude + dy / 2 + BEND * dx
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


class Label(NamedTuple):
    """A name beside its place: where it begins and how far off, in pixels."""

    spot: Spot
    anchor: str
    offset: tuple[int, int]


def named(spots: Sequence[Spot], degree: float, size: int) -> list[Label]:
    """The names of `spots`, first come first served, without one covering another or a dot.

    `degree` is the size of a pixel in degrees, `size` the height of the letters in pixels.
    """
    dots = [_box(spot, degree, -DOT, -DOT, DOT, DOT) for spot in spots]
    taken: list[Box] = []
    labels: list[Label] = []
    for number, spot in enumerate(spots):
        wide, gap = len(spot.name) * size, DOT + 4
        for anchor, offset, box in (
            ("middle", (0, -gap - size // 2), (-wide / 2, gap, wide / 2, gap + size)),
            ("middle", (0, gap + size // 2), (-wide / 2, -gap - size, wide / 2, -gap)),
            ("start", (gap, 0), (gap, -size / 2, gap + wide, size / 2)),
            ("end", (-gap, 0), (-gap - wide, -size / 2, -gap, size / 2)),
        ):
            placed = _box(spot, degree, *box)
            others = taken + dots[:number] + dots[number + 1 :]
            if not any(_overlap(placed, other) for other in others):
                taken.append(placed)
                labels.append(Label(spot, anchor, offset))
                break
    return labels


def _box(spot: Spot, degree: float, left: float, low: float, right: float, high: float) -> Box:
    """A box around a place, given in pixels from it, in degrees."""
    x, y = spot.longitude, spot.latitude
    up = degree * math.cos(math.radians(y))  # a pixel upward is fewer degrees than one across
    return x + left * degree, y + low * up, x + right * degree, y + high * up


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def centre(spots: Sequence[Spot]) -> tuple[float, float]:
    """Longitude and latitude in the middle of `spots`."""
    return (
        sum(s.longitude for s in spots) / len(spots),
        sum(s.latitude for s in spots) / len(spots),
    )


def at_edge(near: Sequence[Spot], away: Sequence[Spot]) -> list[Spot]:
    """`away` on a ring around `near`, each in its direction and apart from the next."""
    if not near or not away:
        return []
    lon, lat = centre(near)
    high = max(0.5, max(abs(s.latitude - lat) for s in near))
    wide = EDGE * max(high, max(abs(s.longitude - lon) for s in near))
    high *= EDGE
    angles = sorted((math.atan2(s.latitude - lat, s.longitude - lon), s) for s in away)
    step = min(APART, 2 * math.pi / len(away))
    placed: list[Spot] = []
    last = -math.inf
    for angle, spot in angles:
        last = max(angle, last + step)
        x, y = lon + wide * math.cos(last), lat + high * math.sin(last)
        placed.append(Spot(spot.id, spot.name, x, y, far=True))
    return placed


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
