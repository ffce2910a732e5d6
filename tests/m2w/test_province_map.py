"""The outlines of the provinces, drawn with points that are written once."""

import re

from m2w.reference.province_map import HEIGHT, OUTLINES, WIDTH
from m2w.reference.provinces import PROVINCES


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+)", path)]


def test_every_province_has_one_outline():
    assert sorted(outline.province for outline in OUTLINES) == sorted(PROVINCES)


def test_all_of_it_lies_within_the_drawing():
    for outline in OUTLINES:
        for x, y in [*points(outline.path), (outline.x, outline.y)]:
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_what_is_written_stands_within_the_first_ring():
    for outline in OUTLINES:
        ring = points(outline.path.split("Z")[0])
        crossings = 0
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > outline.y) != (y2 > outline.y):
                crossings += outline.x < x1 + (outline.y - y1) * (x2 - x1) / (y2 - y1)
        assert crossings % 2 == 1
