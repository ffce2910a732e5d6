"""Plotly figures of tables. They show what the table shows, and nothing it hides."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from m2w import notation
from reporting import paper
from reporting.tables import Row, Table, Text

DEEP, MID, ACCENT, INK = "#073a83", "#568cd5", "#0a51b5", "#15181c"
ROW_HEIGHT = 34
Figure = dict[str, Any]


def figure(table: Table) -> Figure | None:
    """The figure of a report as plain data for the browser; none for most reports."""
    draw = FIGURES.get(table.code)
    return draw(table) if draw and table.rows else None


def _outflow(table: Table) -> Figure:
    """Per project the share that found work, split into sustainable and other work."""
    rows = [row for row in reversed(table.rows) if row["ended"]]
    total: Row = table.total or {}
    if total.get("ended"):
        rows.append({**total, "project": _("Alle projecten")})
    names = [paper.text(table, table.columns[0], row) for row in rows]
    sustainable = [100 * row["sustainable_work"] / row["ended"] for row in rows]
    other = [100 * (row["work"] - row["sustainable_work"]) / row["ended"] for row in rows]
    return _stacked(
        names,
        [(_("duurzaam werk"), sustainable, DEEP), (_("ander werk"), other, MID)],
        ends=[notation.percent(row["work_pct"]) for row in rows],
    )


def _budget(table: Table) -> Figure:
    """From the budget of the call to what was settled."""
    total: Row = table.total or {}
    steps = [
        (_("Budget van de oproep"), total["budget"]),
        (_("Toegekend maximum"), total["granted"]),
        (_("Gedeclareerd"), total["declared"]),
        (_("Aanvaard na controle"), total["accepted"]),
        (_("Afgerekend"), total["settled"]),
    ]
    steps.reverse()
    return _bars(
        [name for name, _value in steps],
        [float(value) for _name, value in steps],
        [notation.euro(value) for _name, value in steps],
    )


def _stacked(
    names: list[str], series: list[tuple[str, list[float], str]], *, ends: list[str]
) -> Figure:
    from plotly import graph_objects as go

    bars = [
        go.Bar(
            name=name,
            y=names,
            x=values,
            orientation="h",
            marker={"color": colour},
            hovertemplate="%{y}: %{x:.1f} %<extra>" + name + "</extra>",
        )
        for name, values, colour in series
    ]
    drawn = go.Figure(bars, _layout(len(names), {"range": [0, 100], "ticksuffix": " %"}))
    drawn.update_layout(barmode="stack", showlegend=True)
    for name, end in zip(names, ends, strict=True):
        # A weight, not <b>: what Plotly makes of that is an inline style, which the page refuses.
        drawn.add_annotation(
            x=100, y=name, text=end, font={"weight": 700}, showarrow=False, xanchor="right"
        )
    return _plain(drawn)


def _bars(names: list[str], values: list[float], texts: list[str]) -> Figure:
    from plotly import graph_objects as go

    bar = go.Bar(
        y=names,
        x=values,
        text=texts,
        orientation="h",
        marker={"color": ACCENT},
        textposition="auto",
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    return _plain(go.Figure([bar], _layout(len(names), {"visible": False})))


def _layout(rows: int, axis: dict[str, Any]) -> dict[str, Any]:
    return {
        "height": 90 + ROW_HEIGHT * rows,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "xaxis": {"fixedrange": True, "gridcolor": "#dfe3e7", **axis},
        "yaxis": {"automargin": True, "fixedrange": True},
        "template": "none",
    }


def _plain(drawn: Any) -> Figure:
    return {
        "data": [trace.to_plotly_json() for trace in drawn.data],
        "layout": drawn.to_dict()["layout"],
    }


FIGURES: dict[str, Callable[[Table], Figure]] = {"outflow": _outflow, "budget": _budget}
TITLES: dict[str, Text] = {
    "outflow": _lazy("Aandeel werk per project"),
    "budget": _lazy("Van budget naar afrekening"),
}
