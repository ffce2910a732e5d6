"""Plotly figures of bars, made in Python and drawn in the page. They hold what they are given."""

from typing import Any

DEEP, MID, ACCENT, INK, TRACK = "#073a83", "#568cd5", "#0a51b5", "#15181c", "#eef0f3"
ROW_HEIGHT, TOP, LONGEST_NAME = 54, 40, 34
Figure = dict[str, Any]


Series = tuple[str, list[float], str]


def stacked(names: list[str], series: list[Series], *, ends: list[str]) -> Figure:
    """Shares of a hundred: each series (name, values, colour) goes on where the one before ends."""
    bars = [
        _bar(names, values, name, colour, hover="%{y}: %{x:.1f} %<extra>" + name + "</extra>")
        for name, values, colour in series
    ]
    return _drawn(bars, names, ends, {"range": [0, 100], "barmode": "stack"})


def side_by_side(names: list[str], series: tuple[Series, Series], *, ends: list[str]) -> Figure:
    """Two series, one under the other for each name."""
    bars = []
    for (name, values, colour), offset in zip(series, (0.01, -0.19), strict=True):
        bar = _bar(names, values, name, colour, hover="%{y}<extra></extra>")
        bar.update(width=0.18, offset=offset)
        bars.append(bar)
    most = max(value for _name, values, _colour in series for value in values)
    return _drawn(bars, names, ends, {"range": [0, most or 1], "barmode": "overlay"})


def bars(names: list[str], values: list[float], ends: list[str]) -> Figure:
    """One series, as far as its largest value."""
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
