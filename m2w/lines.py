"""Plotly figures of a line, made in Python and drawn in the page."""

from collections.abc import Sequence

from m2w.bars import INK, Figure

GRID = "#d9dde3"


def rising(values: Sequence[float], colour: str, *, x: str, y: str) -> Figure:
    """Values at 0, 1, 2, … under their axes, from nothing to a hundred."""
    from plotly import graph_objects as go

    line = go.Scatter(
        x=list(range(len(values))),
        y=[round(value, 1) for value in values],
        mode="lines",
        line={"color": colour, "width": 3, "shape": "hv"},
    )
    axis = {"fixedrange": True, "gridcolor": GRID, "zeroline": False}
    drawn = go.Figure([line])
    drawn.update_layout(
        template="none",
        height=320,
        margin={"l": 56, "r": 8, "t": 16, "b": 44},
        font={"family": "system-ui, sans-serif", "size": 15, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",.",
        xaxis={"title": {"text": x}, "dtick": 3, **axis},
        yaxis={"range": [0, 100], "dtick": 25, "ticksuffix": f" {y}", **axis},
    )
    plain = drawn.to_dict()
    return {"data": plain["data"], "layout": plain["layout"]}
