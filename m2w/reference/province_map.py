"""The five Flemish provinces as outlines to draw, from a few dozen points of their borders.

The points are rough longitudes and latitudes, read from maps and rounded: good for a picture,
not for measuring. Brussels is the gap in Vlaams-Brabant, Voeren the island east of Limburg.
"""

from dataclasses import dataclass

from m2w.reference.provinces import (
    ANTWERPEN,
    LIMBURG,
    OOST_VLAANDEREN,
    VLAAMS_BRABANT,
    WEST_VLAANDEREN,
)

Point = tuple[float, float]
WIDTH, HEIGHT = 512, 204
_WEST, _NORTH = 2.54, 51.52
# How many units a degree is; a degree of longitude is shorter here than one of latitude.
_EAST_BY, _SOUTH_BY = 151.0, 240.0

# Borders that two provinces share are written once.
_COAST_TO_LEIE = [(3.38, 51.27), (3.43, 51.24), (3.45, 51.13), (3.39, 51.09), (3.4, 51.0)]
_LEIE_TO_SCHELDT = [(3.45, 50.95), (3.46, 50.9), (3.5, 50.77)]
_WEST_EAST = [*_COAST_TO_LEIE, *_LEIE_TO_SCHELDT]
_SCHELDT = [
    (4.24, 51.35),
    (4.3, 51.28),
    (4.33, 51.24),
    (4.35, 51.2),
    (4.33, 51.17),
    (4.25, 51.12),
    (4.18, 51.08),
    (4.2, 51.02),
    (4.24, 51.0),
]
_DENDER = [(4.24, 51.0), (4.1, 50.93), (4.1, 50.87), (4.08, 50.82), (3.97, 50.74)]
_DEMER = [(4.24, 51.0), (4.32, 51.03), (4.5, 51.0), (4.72, 51.03), (4.9, 51.02), (5.05, 51.05)]
_KEMPEN = [(5.24, 51.27), (5.23, 51.22), (5.22, 51.15), (5.1, 51.1), (5.05, 51.05)]
_GETE = [(5.05, 51.05), (5.1, 50.99), (5.13, 50.9), (5.13, 50.77)]

_OUTLINES: dict[str, list[list[Point]]] = {
    WEST_VLAANDEREN: [
        [
            *[(2.54, 51.09), (2.75, 51.15), (2.91, 51.24), (3.2, 51.34), (3.37, 51.37)],
            *_WEST_EAST,
            *[(3.45, 50.76), (3.37, 50.71), (3.17, 50.75), (3.12, 50.79), (3.02, 50.77)],
            *[(2.9, 50.75), (2.82, 50.73), (2.63, 50.81), (2.6, 50.92)],
        ]
    ],
    OOST_VLAANDEREN: [
        [
            *[(3.38, 51.27), (3.53, 51.29), (3.53, 51.25), (3.8, 51.26), (3.85, 51.21)],
            *[(3.97, 51.23), (4.05, 51.23), (4.19, 51.3)],
            *_SCHELDT,
            *_DENDER,
            *[(3.9, 50.73), (3.6, 50.72)],
            *reversed(_WEST_EAST),
        ]
    ],
    ANTWERPEN: [
        [
            *[(4.28, 51.38), (4.4, 51.45), (4.48, 51.48), (4.6, 51.43), (4.67, 51.43)],
            *[(4.77, 51.5), (4.85, 51.47), (4.84, 51.42), (4.93, 51.4), (5.08, 51.47)],
            *[(5.1, 51.43), (5.13, 51.35)],
            *_KEMPEN,
            *reversed(_DEMER),
            *reversed(_SCHELDT),
        ]
    ],
    VLAAMS_BRABANT: [
        [
            *_DEMER,
            *_GETE,
            *[(5.12, 50.73), (5.05, 50.72), (4.9, 50.75), (4.7, 50.79), (4.55, 50.74)],
            *[(4.27, 50.7), (4.1, 50.72)],
            *reversed(_DENDER),
        ],
        [(4.25, 50.82), (4.3, 50.9), (4.42, 50.9), (4.48, 50.84), (4.44, 50.77), (4.32, 50.78)],
    ],
    LIMBURG: [
        [
            *[(5.24, 51.27), (5.3, 51.26), (5.52, 51.29), (5.58, 51.22), (5.75, 51.19)],
            *[(5.84, 51.15), (5.77, 51.02), (5.76, 50.95), (5.69, 50.88), (5.65, 50.75)],
            *[(5.45, 50.73), (5.3, 50.72), (5.13, 50.72)],
            *reversed(_GETE),
            *reversed(_KEMPEN),
        ],
        [(5.72, 50.76), (5.86, 50.77), (5.9, 50.74), (5.8, 50.72)],
    ],
}
_MIDDLES: dict[str, Point] = {
    WEST_VLAANDEREN: (3.02, 51.02),
    OOST_VLAANDEREN: (3.83, 51.02),
    ANTWERPEN: (4.72, 51.24),
    VLAAMS_BRABANT: (4.8, 50.9),
    LIMBURG: (5.44, 51.0),
}


@dataclass(frozen=True, slots=True)
class Outline:
    """A province as SVG draws it: its path, and the middle for what is written in it."""

    province: str
    path: str
    x: int
    y: int


def _units(point: Point) -> tuple[int, int]:
    longitude, latitude = point
    return round((longitude - _WEST) * _EAST_BY), round((_NORTH - latitude) * _SOUTH_BY)


def _ring(points: list[Point]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in map(_units, points)) + "Z"


def _outline(province: str) -> Outline:
    path = "".join(_ring(points) for points in _OUTLINES[province])
    return Outline(province, path, *_units(_MIDDLES[province]))


# In a drawing 512 wide and 204 high, filled by the even-odd rule.
OUTLINES = tuple(_outline(province) for province in _OUTLINES)
