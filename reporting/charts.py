"""Plotly figures of tables. They show what the table shows, and nothing it hides."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w.bars import DEEP, MID, Figure, bars, stacked
from reporting import paper
from reporting.tables import Row, Shown, Text, require_shown


def figure(table: Shown) -> Figure | None:
    """The figure of a report as plain data for the browser; none for most reports."""
    require_shown(table)
    draw = FIGURES.get(table.code)
    return draw(table) if draw and table.rows else None


def _outflow(table: Shown) -> Figure | None:
    """Per project the share that found work, split into sustainable and other work."""
    rows = [row for row in reversed(table.rows) if _is_told(row)]
    if not rows:
        return None
    total: Row = table.total or {}
    if _is_told(total):
        rows.append({**total, "project": _("Alle projecten")})
    names = [paper.text(table, table.columns[0], row) for row in rows]
    sustainable = [100 * row["sustainable_work"] / row["ended"] for row in rows]
    other = [100 * (row["work"] - row["sustainable_work"]) / row["ended"] for row in rows]
    return stacked(
        names,
        [(_("duurzaam werk"), sustainable, DEEP), (_("ander werk"), other, MID)],
        ends=[notation.percent(row["work_pct"]) for row in rows],
    )


def _is_told(row: Row) -> bool:
    """Whether a bar may be drawn: of a hidden figure there is none."""
    told = (row.get(name) is not None for name in ("work", "sustainable_work", "work_pct"))
    return bool(row.get("ended")) and all(told)


def _budget(table: Shown) -> Figure | None:
    """From the budget of the call to what was settled; none for who may not see amounts."""
    total: Row = table.total or {}
    if total.get("budget") is None:
        return None
    steps = [
        (_("Budget van de oproep"), total["budget"]),
        (_("Toegekend maximum"), total["granted"]),
        (_("Gedeclareerd"), total["declared"]),
        (_("Aanvaard na controle"), total["accepted"]),
        (_("Afgerekend"), total["settled"]),
    ]
    steps.reverse()
    return bars(
        [name for name, _value in steps],
        [float(value) for _name, value in steps],
        [notation.euro(value) for _name, value in steps],
    )


FIGURES: dict[str, Callable[[Shown], Figure | None]] = {"outflow": _outflow, "budget": _budget}
TITLES: dict[str, Text] = {
    "outflow": gettext_lazy("Aandeel werk per project"),
    "budget": gettext_lazy("Van budget naar afrekening"),
}
