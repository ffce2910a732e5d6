"""Tables of reports as pages draw them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext as _

from m2w import tables as pages
from reporting import paper
from reporting.marks import MARKED, MARKS
from reporting.tables import Column, Row, Shown

Links = Mapping[str, Callable[[Row], str]]


def page_table(
    table: Shown,
    caption: str = "",
    layout: Literal["tiles", "scroll"] = "tiles",
    links: Links = MappingProxyType({}),
) -> pages.Table:
    """A report's table with words for codes, states as marks, and a total below the line.

    `links` say, per column, what a cell opens.
    """
    columns = paper.columns(table)
    first, *rest = columns
    return pages.Table(
        caption=caption or paper.caption(table),
        note=paper.unit(table),
        columns=[
            replace(column, url=links.get(named.name))
            for named, column in zip(
                columns,
                [_first(table, first), *(_column(table, column) for column in rest)],
                strict=True,
            )
        ],
        rows=table.rows,
        total={**table.total, first.name: _("Totaal")} if table.total else None,
        layout=layout,
    )


def _first(table: Shown, column: Column) -> pages.Column:
    return pages.Column(
        column.label,
        lambda row: paper.text(table, column, row),
        note=(lambda row: paper.under(table, row)) if table.paper.under else None,
    )


def _column(table: Shown, column: Column) -> pages.Column:
    if column.name in MARKED:
        return pages.Column(column.label, lambda row: MARKS.get(row.get(column.name)), "mark")
    if column.is_figure or column.type == "date":
        return pages.Column(column.label, column.name, column.type)  # type: ignore[arg-type]
    return pages.Column(column.label, lambda row: paper.text(table, column, row))
