"""Tables on paper: a PDF that a screen reader reads, with header cells and a caption for each."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from m2w.pdf import drawn
from reporting import paper
from reporting.tables import Column, Row, Shown

PDF = "application/pdf"
DATA = Path(__file__).with_name("data")
# From so many columns on a page lies on its side, and from so many on it has small letters.
WIDE, VERY_WIDE = 8, 14


def as_pdf(*tables: Shown) -> bytes:
    """The tables one under the other. Raises TypeError for a table of true counts."""
    return drawn(template("tables"), content(*tables))


@cache
def template(name: str) -> bytes:
    """A document of typst, after the functions that draw tables (`figures-table`)."""
    return b"\n".join((DATA / f"{part}.typ").read_bytes() for part in ("figures_table", name))


def content(*tables: Shown) -> dict[str, Any]:
    """What the template draws, all of it text."""
    widest = max(len(paper.columns(table)) for table in tables)
    return {
        "title": ", ".join(str(table.title) for table in tables),
        "lang": (get_language() or "nl").split("-")[0],
        "wide": widest >= WIDE,
        "tables": [printed(table) for table in tables],
    }


def printed(table: Shown, caption: str = "") -> dict[str, Any]:
    """One table as `figures-table` of typst draws it: all text, in the words of people.

    Raises TypeError for a table of true counts.
    """
    columns = paper.columns(table)
    rest = columns[1:]
    total = None
    if table.total is not None:
        total = [_("Totaal"), *(paper.text(table, column, table.total) for column in rest)]
    return {
        "caption": caption or paper.caption(table),
        "unit": paper.unit(table),
        "marking": str(table.marking),
        "head": [str(column.label) for column in columns],
        "figures": [column.is_figure for column in columns],
        "rows": [_line(table, columns, row) for row in table.rows],
        "total": total,
        "small": len(columns) >= VERY_WIDE,
        "notes": paper.notes(table),
        "nothing": "" if table.rows else _("Tot en met deze dag is er niets te tonen."),
    }


def _line(table: Shown, columns: list[Column], row: Row) -> list[str]:
    texts = [paper.text(table, column, row) for column in columns]
    under = paper.under(table, row)
    return [f"{texts[0]}\n{under}" if under else texts[0], *texts[1:]]
