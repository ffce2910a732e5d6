"""Tables on paper: a PDF that a screen reader reads, with header cells and a caption for each."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from m2w.pdf import drawn
from reporting import paper
from reporting.tables import Shown
from reporting.widths import widths_of

DATA = Path(__file__).with_name("data")
FIGURES_TABLE = (DATA / "figures_table.typ").read_bytes()
# From so many columns on a page lies on its side, and from so many on it has small letters.
WIDE, VERY_WIDE = 8, 14
NORMAL, SMALL = 9.0, 7.0  # points
WIDER = 1.2  # the letters of DejaVu, bold in a heading
PORTRAIT, LANDSCAPE = 17.8, 26.5  # centimetres between the margins


def as_pdf(*tables: Shown) -> bytes:
    """The tables one under the other. Raises TypeError for a table of true counts."""
    return drawn(template("tables"), content(*tables))


@cache
def template(name: str) -> bytes:
    """A document of typst, after the functions that draw tables (`figures-table`)."""
    return FIGURES_TABLE + (DATA / f"{name}.typ").read_bytes()


def content(*tables: Shown) -> dict[str, Any]:
    """What the template draws, all of it text."""
    widest = max(len(paper.columns(table)) for table in tables)
    wide = widest >= WIDE
    size = SMALL if widest >= VERY_WIDE else NORMAL
    return {
        "title": ", ".join(str(table.title) for table in tables),
        "lang": (get_language() or "nl").split("-")[0],
        "wide": wide,
        "tables": [
            printed(table, size=size, width=LANDSCAPE if wide else PORTRAIT) for table in tables
        ],
    }


def printed(table: Shown, *, size: float, width: float, caption: str = "") -> dict[str, Any]:
    """One table as `figures-table` of typst draws it, in letters of so many points and so many
    centimetres wide: all text, in the words of people.

    Raises TypeError for a table of true counts.
    """
    lines = paper.lines(table)
    head, *rest = lines
    rows, total = (rest[:-1], rest[-1]) if table.total else (rest, None)
    return {
        "caption": caption or paper.caption(table),
        "unit": paper.unit(table),
        "marking": str(table.marking),
        "head": head,
        "widths": widths_of(lines, size * WIDER, width),
        "figures": [column.is_figure for column in paper.columns(table)],
        "rows": rows,
        "total": total,
        "size": size,
        "notes": paper.notes(table),
        "nothing": "" if table.rows else _("Tot en met deze dag is er niets te tonen."),
    }
