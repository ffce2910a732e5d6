"""The answer as a PDF that a screen reader reads: language, title, one table per table with its
header cells, and an alternative for each chart."""

from pathlib import Path
from typing import Any

from m2w.pdf import drawn
from reporting import letter
from reporting.answers import Answer, AnswerTableView
from reporting.drawings import CHART
from reporting.table_files.pdf import FIGURES_TABLE, printed

TEMPLATE = Path(__file__).with_name("data") / "answer.typ"


def as_pdf(answer: Answer) -> bytes:
    return drawn(CHART + FIGURES_TABLE + TEMPLATE.read_bytes(), letter.context(answer, _table))


def _table(view: AnswerTableView) -> dict[str, Any]:
    chart, size = view.chart, letter.size_of(view.digest)
    return {
        "table": printed(view.digest, size=size, width=letter.PAGE_WIDTH, caption=view.caption),
        "chart": chart.as_data() if chart else None,
        "chart_caption": f"Grafiek {view.name}. {chart.title}" if chart else "",
    }
