"""Plotly figures of tables. They show what the table shows, and nothing it hides."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation
from reporting import paper
from reporting.tables import Row, Table, Text

DEEP, MID, ACCENT, INK, TRACK = "#073a83", "#568cd5", "#0a51b5", "#15181c", "#eef0f3"
ROW_HEIGHT, TOP, LONGEST_NAME = 54, 40, 34
Figure = dict[str, Any]


def figure(table: Table) -> Figure | None:
    """The figure of a report as plain data for the browser; none for most reports."""
    draw = FIGURES.get(table.code)
    return draw(table) if draw and table.rows else None


def _outflow(table: Table) -> Figure | None:
    """Per project the share that found work, split into sustainable and other work."""
    rows = [row for row in reversed(table.rows) if row["ended"]]
    if not rows:
        return None
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


def _budget(table: Table) -> Figure | None:
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
    return _bars(
        [name for name, _value in steps],
        [float(value) for _name, value in steps],
        [notation.euro(value) for _name, value in steps],
    )


def _stacked(
    names: list[str], series: list[tuple[str, list[float], str]], *, ends: list[str]
) -> Figure:
    bars = [
        _bar(names, values, name, colour, hover="%{y}: %{x:.1f} %<extra>" + name + "</extra>")
        for name, values, colour in series
    ]
    return _drawn(bars, names, ends, {"range": [0, 100], "barmode": "stack"})


def _bars(names: list[str], values: list[float], ends: list[str]) -> Figure:
    bar = _bar(names, values, "", ACCENT, hover="%{y}<extra></extra>")
    return _drawn([bar], names, ends, {"range": [0, max(values) or 1]})


def _bar(names: list[str], values: list[float], name: str, colour: str, *, hover: str) -> Any:
    from plotly import graph_objects as go

    return go.Bar(
        name=name,
        y=names,
        x=values,
        width=0.36,
        orientation="h",
        marker={"color": colour},
        hovertemplate=hover,
    )


def _drawn(bars: list[Any], names: list[str], ends: list[str], axis: dict[str, Any]) -> Figure:
    """Bars with their name above them at the left and their figure at the right, so that text
    keeps its size on a phone."""
    from plotly import graph_objects as go

    barmode = axis.pop("barmode", "group")
    drawn = go.Figure(bars)
    drawn.update_layout(
        template="none",
        barmode=barmode,
        height=TOP + ROW_HEIGHT * len(names),
        margin={"l": 0, "r": 0, "t": TOP if len(bars) > 1 else 8, "b": 8},
        font={"family": "system-ui, sans-serif", "size": 15, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",.",
        showlegend=len(bars) > 1,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={"visible": False, "fixedrange": True, **axis},
        yaxis={"visible": False, "fixedrange": True, "range": [-0.4, len(names) - 0.2]},
        shapes=[_track(position, axis["range"][1]) for position in range(len(names))],
        annotations=[
            *(_label(position, _short(text), "left") for position, text in enumerate(names)),
            *(_label(position, text, "right") for position, text in enumerate(ends)),
        ],
    )
    plain = drawn.to_dict()
    return {"data": plain["data"], "layout": plain["layout"]}


def _label(position: int, text: str, side: str) -> dict[str, Any]:
    return {
        "x": 0 if side == "left" else 1,
        "xref": "paper",
        "xanchor": side,
        "y": position,
        "yshift": 20,
        "text": text,
        "font": {"weight": 700 if side == "right" else 400},
        "showarrow": False,
    }


def _short(name: str) -> str:
    """A name that leaves room for its figure on a phone; the table has it in full."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _track(position: int, end: float) -> dict[str, Any]:
    """The full width behind a bar."""
    return {
        "type": "rect",
        "x0": 0,
        "x1": end,
        "y0": position - 0.18,
        "y1": position + 0.18,
        "fillcolor": TRACK,
        "line": {"width": 0},
        "layer": "below",
    }


FIGURES: dict[str, Callable[[Table], Figure | None]] = {"outflow": _outflow, "budget": _budget}
TITLES: dict[str, Text] = {
    "outflow": gettext_lazy("Aandeel werk per project"),
    "budget": gettext_lazy("Van budget naar afrekening"),
}
