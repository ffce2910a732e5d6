"""The answer as a DOCX: words from a template that can be edited in Word, tables set here."""

import io
from pathlib import Path
from typing import Any

from m2w import notation
from reporting import paper
from reporting.answers import Answer, Part, SubAnswer
from reporting.deadlines import deadline
from reporting.tables import Table

TEMPLATE = Path(__file__).with_name("data") / "answer.docx"
PLACE = "[[tabel %d]]"
MANY_COLUMNS = 7


def written(answer: Answer, marking: str) -> bytes:
    """The bytes of the DOCX; `marking` stands at the top of every page."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(TEMPLATE)
    document.render(context(answer, marking), autoescape=True)
    for sub in answer.answers:
        if sub.digest:
            _put_table(document.docx, PLACE % sub.number, sub.digest)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def context(answer: Answer, marking: str) -> dict[str, Any]:
    """The words of the letter."""
    question = answer.question
    return {
        "marking": marking,
        "number": question.number,
        "member": question.member.upper(),
        "asked_on": notation.day(question.asked_on),
        "due_on": notation.day(deadline(question.asked_on)),
        "minister": question.minister.upper(),
        "minister_title": question.minister_title.upper(),
        "subject": question.subject,
        "as_of": notation.day(answer.as_of),
        "parts": [_part(part) for part in answer.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "text": part.text,
        "answers": [_sub_answer(sub, alone=len(part.answers) == 1) for sub in part.answers],
    }


def _sub_answer(sub: SubAnswer, *, alone: bool) -> dict[str, Any]:
    rule, table = sub.rule, sub.digest
    return {
        "title": "" if alone else f"{sub.number}. {sub.title}",
        "rules": rule.text_nl.strip().split("\n\n") if rule else [],
        "rule_source": rule.source if rule else "",
        "text": sub.text,
        "caption": f"Tabel {sub.number}. {paper.caption(table)}" if table else "",
        "unit": paper.unit(table) if table else "",
        "place": PLACE % sub.number if table else "",
        "other_totals": paper.other_totals(table) if table else [],
        "definition": sub.definition,
    }


# Tables -----------------------------------------------------------------------------------------


def _put_table(document: Any, place: str, table: Table) -> None:
    """Set the table where the template holds its place."""
    paragraph = next(p for p in document.paragraphs if p.text.strip() == place)
    columns = paper.columns(table)
    grid = document.add_table(rows=1, cols=len(columns), style="m2w")
    small = len(columns) > MANY_COLUMNS
    _fill(grid.rows[0], [str(column.label) for column in columns], columns, small=small)
    _repeat_as_header(grid.rows[0])
    for row in table.rows:
        texts = [paper.text(table, column, row) for column in columns]
        note = paper.under(table, row)
        _fill(
            grid.add_row(),
            [f"{texts[0]}\n{note}" if note else texts[0], *texts[1:]],
            columns,
            small=small,
        )
    if table.total:
        total = {**table.total, columns[0].name: "Totaal"}
        texts = [paper.text(table, column, total) for column in columns]
        _fill(grid.add_row(), texts, columns, small=small, bold=True)
    paragraph._p.addnext(grid._tbl)
    paragraph._p.getparent().remove(paragraph._p)


def _fill(row: Any, texts: list[str], columns: Any, *, small: bool, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold = bold or None
        run.font.size = Pt(7.5 if small else 9)
        if column.is_figure:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat_as_header(row: Any) -> None:
    """Word repeats this row on every page, and screen readers take it for the header."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
