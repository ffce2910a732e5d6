"""The written answer to a parliamentary question, composed from records as of a day.

One object holds what every form of the answer shows: page, DOCX, XLSX, CSV and JSON.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from m2w import tables as pages
from m2w.accounts.models import User
from programmes.models import Call
from reporting import figures, paper
from reporting.figures import Piece
from reporting.models import AnswerPart, RuleText, SubQuestion, WrittenQuestion
from reporting.opening import links_of
from reporting.pages import page_table
from reporting.reports import REPORTS
from reporting.selection import Selection, select
from reporting.tables import Table

LONG = 25


@dataclass(frozen=True, slots=True)
class SubAnswer:
    """What answers one sub-question: rule texts, a sentence with figures, and a table.

    `digest` is the table as a letter shows it, shorter where it has many rows. Without a table
    the reader may not see its counts before small numbers are protected.
    """

    number: int
    title: str
    question: str
    rule: RuleText | None
    pieces: Sequence[Piece]
    report: str
    table: Table | None
    digest: Table | None
    reader: User | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def page_table(self) -> pages.Table | None:
        """The digest as pages draw it, numbered like the sub-question, in Dutch."""
        if self.digest is None:
            return None
        with translation.override("nl-be"):
            caption = f"Tabel {self.number}. {paper.caption(self.digest)}"
            links = links_of(self.digest, self.reader)
            return page_table(self.digest, caption, layout="scroll", links=links)

    @property
    def is_long(self) -> bool:
        """Whether the page folds the table away until a reader asks for it."""
        return self.digest is not None and len(self.digest.rows) > LONG

    @property
    def definition(self) -> str:
        with translation.override("nl-be"):
            return paper.definition(self.digest) if self.digest else ""

    @property
    def other_totals(self) -> list[tuple[str, str]]:
        with translation.override("nl-be"):
            return paper.other_totals(self.digest) if self.digest else []


@dataclass(frozen=True, slots=True)
class Part:
    """Sub-questions answered together, under one heading such as `1+3+6-7+9-11.`"""

    heading: str
    pieces: Sequence[Piece]
    answers: Sequence[SubAnswer]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Answer:
    question: WrittenQuestion
    as_of: date
    parts: Sequence[Part]

    @property
    def answers(self) -> list[SubAnswer]:
        """All sub-answers in the order of their numbers."""
        found = [answer for part in self.parts for answer in part.answers]
        return sorted(found, key=lambda answer: answer.number)

    @property
    def tables(self) -> list[Table]:
        return [answer.table for answer in self.answers if answer.table]


def compose(
    question: WrittenQuestion,
    as_of: date,
    *,
    call: Call | None = None,
    reader: User | None = None,
) -> Answer:
    """The answer as of a day, in Dutch. `reader` is None for commands: all true counts.

    Without a call it is about the one the question names, or else those open by that day.
    """
    call = call or question.call
    parts = question.parts.prefetch_related("sub_questions")
    with translation.override("nl-be"):
        selection = _known(select(as_of, reader=reader, call=call))
        rules = {rule.code: rule for rule in RuleText.objects.in_force(as_of)}
        return Answer(
            question=question,
            as_of=as_of,
            parts=[_part(part, selection, rules) for part in parts],
        )


def _known(selection: Selection) -> Selection:
    """Without the projects of calls that were not yet open."""
    projects = [p for p in selection.projects if p.lot.call.opens_on <= selection.as_of]
    return Selection(selection.as_of, projects, selection.reader, selection.call)


def _part(part: AnswerPart, selection: Selection, rules: dict[str, RuleText]) -> Part:
    sub_questions = list(part.sub_questions.all())
    return Part(
        heading=number_label([sub.number for sub in sub_questions]),
        pieces=figures.compose(part.text, figures.as_of(selection.as_of)),
        answers=[_sub_answer(sub, selection, rules) for sub in sub_questions],
    )


def _sub_answer(sub: SubQuestion, selection: Selection, rules: dict[str, RuleText]) -> SubAnswer:
    report = REPORTS[sub.report]
    table = None
    if selection.shows_people or not report.counts_people:
        table = report.run(selection)
    return SubAnswer(
        number=sub.number,
        title=sub.title,
        question=sub.text,
        rule=rules.get(sub.rule_text),
        pieces=figures.compose(sub.answer, figures.phrases(selection, table)) if table else [],
        report=report.code,
        table=table,
        digest=report.digest(table) if table and report.digest else table,
        reader=selection.reader,
    )


def number_label(numbers: Sequence[int]) -> str:
    """The heading of answers given together: 1, 3, 6, 7, 9, 10, 11 → `1+3+6-7+9-11.`"""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "+".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs) + "."
