"""The written answer as files: DOCX to edit and send, PDF, XLSX, ODS, CSV per table, JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import translation

from m2w.exports import PDF, XLSX, to_keep
from reporting import answer_pdf, exports, letter, table_files
from reporting.answers import Answer, SubAnswer
from reporting.table_files import ODS

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_json(answer: Answer) -> bytes:
    question = answer.question
    document = {
        "question": {
            "number": question.number,
            "asked_on": question.asked_on,
            "member": question.member,
            "minister": question.minister,
            "subject": question.subject,
        },
        "as_of": answer.as_of,
        "marking": answer.marking,
        "parts": [
            {
                "heading": part.heading,
                "text": part.text,
                "answers": [_sub_answer(sub) for sub in part.answers],
            }
            for part in answer.parts
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    return f"{text}\n".encode()


def _sub_answer(sub: SubAnswer) -> dict[str, Any]:
    rule = sub.rule
    return {
        "number": sub.number,
        "name": sub.name,
        "question": sub.sub_question.text,
        "kind": sub.sub_question.kind,
        "rule": {"text": rule.text_nl, "source": rule.source} if rule else None,
        "text": sub.text,
        "reports": [exports.as_document(view.table) for view in sub.tables],
    }


def as_xlsx(answer: Answer) -> bytes:
    """The annex: every table in full, codes as in the reports, with its definition."""
    return exports.as_xlsx(*answer.tables, note=answer.marking)


def as_ods(answer: Answer) -> bytes:
    """The same annex for LibreOffice."""
    return table_files.as_ods(*answer.tables, note=answer.marking)


def as_docx(answer: Answer) -> bytes:
    return letter.written(answer)


FORMATS: dict[str, tuple[Callable[[Answer], bytes], str]] = {
    "docx": (as_docx, DOCX),
    "pdf": (answer_pdf.as_pdf, PDF),
    "xlsx": (as_xlsx, XLSX),
    "ods": (as_ods, ODS),
    "json": (as_json, "application/json"),
}


def rendered(answer: Answer, wanted: str) -> bytes:
    """One of `FORMATS`, in Dutch."""
    render, _content_type = FORMATS[wanted]
    with translation.override("nl-be"):
        return render(answer)


def download(answer: Answer, wanted: str) -> HttpResponse:
    name = f"answer-{answer.question.number}.{wanted}"
    return to_keep(name, rendered(answer, wanted), FORMATS[wanted][1])


def write(answer: Answer, directory: Path) -> list[Path]:
    """All files of an answer into a directory; returns what was written."""
    directory.mkdir(parents=True, exist_ok=True)
    files = {
        f"answer-{answer.question.number}.{wanted}": rendered(answer, wanted) for wanted in FORMATS
    }
    files |= {f"{table.code}.csv": exports.as_csv(table) for table in answer.tables}
    for name, content in files.items():
        (directory / name).write_bytes(content)
    return [directory / name for name in files]
