"""Charts as typst draws them: in a PDF as lines, elsewhere as a picture."""

from pathlib import Path

from m2w.pdf import pictured
from reporting.charts import Chart

DATA = Path(__file__).with_name("data")
# What draws a chart; a template that has one begins with it.
CHART = (DATA / "chart.typ").read_bytes()
PICTURE = CHART + (DATA / "picture.typ").read_bytes()


def as_png(chart: Chart) -> bytes:
    """The chart as a picture, 17 centimetres wide; its alternative is to be set beside it."""
    return pictured(PICTURE, chart.as_data())
