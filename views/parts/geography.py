"""Places and the links between them, as arcs and names on a map.  No database, no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

BEND = 0.16  # how far an arc leaves the straight line, as a share of its length
STEPS = 24
BLUE = [31, 95, 168]
ORANGE = [232, 142, 40]
CHOSEN = [200, 30, 60]


class Spot(NamedTuple):
    """A place with its coordinates in degrees."""

    id: str
    name: str
    longitude: float
    latitude: float


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


def named(spots: Sequence[Spot], wide: float, high: float) -> list[Spot]:
    """Those of `spots`, first come first served, whose names fit without covering each other.

    `wide` is the width of one character and `high` the height of a line, in degrees.
    """
    kept: list[tuple[Spot, float]] = []
    for spot in spots:
        half = len(spot.name) * wide / 2
        if all(
            abs(spot.longitude - other.longitude) > half + other_half
            or abs(spot.latitude - other.latitude) > high
            for other, other_half in kept
        ):
            kept.append((spot, half))
    return [spot for spot, _ in kept]


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
