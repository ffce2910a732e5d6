"""Guessing where the headings stand and what each of them means. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from m2w.imports.cells import Cell, folded, text

LOOKED_AT = 20
Known = Mapping[str, str]


def meanings(headings: Sequence[Cell], known: Known) -> dict[int, str]:
    """Place of a heading → the column it names; of two for one column the first.

    A heading that is remembered as meaning nothing (an empty name) gets none.
    """
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(folded(text(heading)), "")
        if name and name not in found.values():
            found[place] = name
    return found


def heading_row(rows: Iterable[tuple[int, Sequence[Cell]]], known: Known) -> tuple[int, int]:
    """The first row with the most known headings, and how many; titles above it have few.

    Where nothing is known it is the first row that is not empty.
    """
    best, most = 0, -1
    for number, cells in rows:
        count = len(meanings(cells, known))
        if count > most:
            best, most = number, count
    return (best or 1), max(most, 0)
