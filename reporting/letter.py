"""The answer as a DOCX: words from a template that can be edited in Word, tables set here."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from m2w import notation
from reporting import paper
from reporting.answers import Answer, AnswerTableView, Part, SubAnswer
from reporting.charts import Chart
from reporting.deadlines import deadline
from reporting.drawings import as_png
from reporting.tables import Shown
from reporting.widths import widths_of

TEMPLATE = Path(__file__).with_name("data") / "answer.docx"
PLACE = "[[tabel %s]]"
CHART_PLACE = "[[grafiek %s]]"
MANY_COLUMNS = 6
NORMAL, SMALL = 9, 7.5  # points
PAGE_WIDTH = 17.0  # centimetres between the margins of the template


def written(answer: Answer) -> bytes:
    """The bytes of the DOCX; the marking of the answer stands at the top of every page."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(TEMPLATE)
    document.render(context(answer, _table), autoescape=True)
    for view in answer.views:
        _put_table(document.docx, PLACE % view.name, view.digest)
        if view.chart:
            _put_chart(document.docx, CHART_PLACE % view.name, view.chart)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def context(answer: Answer, table: Callable[[AnswerTableView], Any]) -> dict[str, Any]:
    """The words of the letter; `table` tells what a template needs of each table."""
    question = answer.question
    return {
        "marking": answer.marking,
        "number": question.number,
        "member": question.member.upper(),
        "asked_on": notation.day(question.asked_on),
        "due_on": notation.day(deadline(question.asked_on)),
        "minister": question.minister.upper(),
        "minister_title": question.minister_title.upper(),
        "subject": question.subject,
        "as_of": notation.day(answer.as_of),
        "parts": [_part(part, table) for part in answer.parts],
    }


def _part(part: Part, table: Callable[[AnswerTableView], Any]) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "text": part.text,
        "answers": [_sub_answer(sub, table, alone=len(part.answers) == 1) for sub in part.answers],
    }


def _sub_answer(
    sub: SubAnswer, table: Callable[[AnswerTableView], Any], *, alone: bool
) -> dict[str, Any]:
    rule = sub.rule
    return {
        "title": "" if alone else f"{sub.name}. {sub.title}",
        "rules": rule.text_nl.strip().split("\n\n") if rule else [],
        "rule_source": rule.source if rule else "",
        "text": sub.text,
        "tables": [table(view) for view in sub.tables],
    }


def _table(view: AnswerTableView) -> dict[str, Any]:
    return {
        "caption": view.caption,
        "unit": paper.unit(view.digest),
        "place": PLACE % view.name,
        "notes": view.notes,
        "chart": f"Grafiek {view.name}. {view.chart.title}" if view.chart else "",
        "chart_place": CHART_PLACE % view.name,
    }


# Tables -----------------------------------------------------------------------------------------


def _put_table(document: Any, place: str, table: Shown) -> None:
    """Set the table where the template holds its place."""
    from docx.shared import Cm

    columns, lines = paper.columns(table), paper.lines(table)
    grid = document.add_table(rows=0, cols=len(columns), style="m2w")
    grid.autofit = False
    size = size_of(table)
    widths = [Cm(width) for width in widths_of(lines, size, PAGE_WIDTH)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    last = len(lines) - 1
    for number, texts in enumerate(lines):
        row = grid.add_row()
        _fill(row, texts, widths, columns, size=size, bold=bool(table.total) and number == last)
    _mark(grid.rows[0], "w:tblHeader")
    paragraph = _placed(document, place)
    paragraph._p.addnext(grid._tbl)
    paragraph._p.getparent().remove(paragraph._p)


def size_of(table: Shown) -> float:
    """The size of the letters in a table, in points."""
    return SMALL if len(paper.columns(table)) > MANY_COLUMNS else NORMAL


def _put_chart(document: Any, place: str, chart: Chart) -> None:
    """Draw the chart where the template holds its place, with its alternative in words."""
    from docx.shared import Cm

    paragraph = _placed(document, place)
    for run in paragraph.runs[1:]:
        run.clear()
    run = paragraph.runs[0]
    run.text = ""
    picture = run.add_picture(io.BytesIO(as_png(chart)), width=Cm(PAGE_WIDTH))
    properties = picture._inline.docPr
    properties.set("descr", chart.alternative)
    properties.set("title", chart.title)


def _placed(document: Any, place: str) -> Any:
    return next(p for p in document.paragraphs if p.text.strip() == place)


def _fill(
    row: Any, texts: list[str], widths: list[Any], columns: Any, *, size: float, bold: bool
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    _mark(row, "w:cantSplit")
    for cell, text, width, column in zip(row.cells, texts, widths, columns, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = "Tabelcel"
        run = paragraph.add_run(text)
        run.bold = bold or None
        run.font.size = Pt(size)
        if column.is_figure:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: Any, name: str) -> None:
    """`w:tblHeader`: repeated on every page, and the header for screen readers; `w:cantSplit`:
    kept on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
