"""Charts of tables. They show what the table shows, and nothing it hides: of a hidden figure there
is no bar, no width, no place in an order and no word.

One chart is drawn by Plotly in the page, and by typst in the documents.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from m2w.bars import ACCENT, DEEP, MID, Figure, bars, stacked
from reporting import paper
from reporting.tables import Row, Shown, Text, require_shown

HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: Sequence[float]
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with a name above each and a figure at its end, from the top down. Several series go
    on where the one before ends. `most` is the value of a full width."""

    title: str
    names: Sequence[str]
    series: Sequence[Series]
    ends: Sequence[str]
    most: float

    @property
    def alternative(self) -> str:
        """The chart in words, for who does not see it."""
        told = "; ".join(f"{name} {end}" for name, end in zip(self.names, self.ends, strict=True))
        return _("Staafdiagram: %(title)s. %(told)s.") % {"title": self.title, "told": told}

    def as_data(self) -> dict[str, Any]:
        """What a document draws, as plain data."""
        return {**asdict(self), "alternative": self.alternative}


def chart_of(table: Shown) -> Chart | None:
    """The chart of a table; none for most reports, nor for one that shows nothing."""
    require_shown(table)
    draw = CHARTS.get(table.code)
    return draw(table) if draw and table.rows else None


def figure(table: Shown) -> Figure | None:
    """The chart of a table as plain data for Plotly, which draws from the bottom up."""
    chart = chart_of(table)
    if chart is None:
        return None
    names, ends = list(chart.names)[::-1], list(chart.ends)[::-1]
    series = [(one.name, list(one.values)[::-1], one.colour) for one in chart.series]
    if chart.most == HUNDRED:
        return stacked(names, series, ends=ends)
    return bars(names, series[0][1], ends)


def _outflow(table: Shown) -> Chart | None:
    """Per project the share that found work, split into sustainable and other work."""
    told = [row for row in table.rows if _is_told(row)]
    if not told:
        return None
    total: Row = table.total or {}
    rows = [{**total, "project": _("Alle projecten")}, *told] if _is_told(total) else told
    sustainable = [HUNDRED * row["sustainable_work"] / row["ended"] for row in rows]
    other = [HUNDRED * (row["work"] - row["sustainable_work"]) / row["ended"] for row in rows]
    return Chart(
        str(TITLES["outflow"]),
        [paper.text(table, table.columns[0], row) for row in rows],
        [Series(_("duurzaam werk"), sustainable, DEEP), Series(_("ander werk"), other, MID)],
        [notation.percent(row["work_pct"]) for row in rows],
        HUNDRED,
    )


def _is_told(row: Row) -> bool:
    """Whether a bar may be drawn: of a hidden figure there is none."""
    told = (row.get(name) is not None for name in ("work", "sustainable_work", "work_pct"))
    return bool(row.get("ended")) and all(told)


def _budget(table: Shown) -> Chart | None:
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
    values = [float(value) for _name, value in steps]
    return Chart(
        str(TITLES["budget"]),
        [name for name, _value in steps],
        [Series("", values, ACCENT)],
        [notation.euro(value) for _name, value in steps],
        max(values) or 1.0,
    )


CHARTS: dict[str, Callable[[Shown], Chart | None]] = {"outflow": _outflow, "budget": _budget}
TITLES: dict[str, Text] = {
    "outflow": gettext_lazy("Aandeel werk per project"),
    "budget": gettext_lazy("Van budget naar afrekening"),
}
