"""The written answer to a parliamentary question, composed from records as of a day.

One object holds what every form of the answer shows: page, DOCX, PDF, XLSX, ODS, CSV and JSON.
Its tables are protected together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import translation

from m2w import tables as pages
from m2w.accounts.models import User
from programmes.models import Call
from reporting import figures, paper
from reporting.charts import Chart, chart_of
from reporting.choices import AnswerKind
from reporting.figures import Phrases, Piece
from reporting.models import AnswerPart, AnswerTable, RuleText, SubQuestion, WrittenQuestion
from reporting.opening import links_of
from reporting.pages import page_table
from reporting.release import NOT_FOR_OTHERS, Told, as_they_are, narrowed, parents_of, protected
from reporting.reports import REPORTS
from reporting.reports.names import titled
from reporting.selection import PLACES, Selection, select
from reporting.tables import Count, Parents, Shown, Table
from reporting.texts import not_by_itself

LONG = 25
DUTCH = "nl-be"


@dataclass(frozen=True, slots=True)
class AnswerTableView:
    """A table of an answer. `name` is how the letter calls it: `2`, or `2a` where there are more.

    `digest` is the table as a letter shows it, shorter where it has many rows.
    """

    name: str
    table: Shown
    digest: Shown
    reader: User | None = None

    @property
    def caption(self) -> str:
        with translation.override(DUTCH):
            return f"Tabel {self.name}. {paper.caption(self.digest)}"

    @property
    def on_page(self) -> pages.Table:
        """The digest as pages draw it, in Dutch."""
        with translation.override(DUTCH):
            links = links_of(self.digest, self.reader)
            return page_table(self.digest, self.caption, layout="scroll", links=links)

    @property
    def chart(self) -> Chart | None:
        with translation.override(DUTCH):
            return chart_of(self.table)

    @property
    def is_long(self) -> bool:
        """Whether the page folds the table away until a reader asks for it."""
        return len(self.digest.rows) > LONG

    @property
    def notes(self) -> list[str]:
        """What stands under the table: other totals, what is hidden, the definition."""
        with translation.override(DUTCH):
            return paper.notes(self.digest)


@dataclass(frozen=True, slots=True)
class SubAnswer:
    """What answers one sub-question: rule texts, a sentence with figures, and tables.

    `phrases` are the figures that its text may name.
    """

    sub_question: SubQuestion
    rule: RuleText | None
    pieces: Sequence[Piece]
    tables: Sequence[AnswerTableView]
    phrases: Phrases = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.sub_question.number

    @property
    def name(self) -> str:
        return self.sub_question.name

    @property
    def title(self) -> str:
        return self.sub_question.title

    @property
    def report(self) -> str:
        """The report that the figures of its text open."""
        return self.tables[0].table.code if self.tables else ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """Sub-questions answered together, under one heading such as `1+3+6-7+9-11.`"""

    heading: str
    pieces: Sequence[Piece]
    answers: Sequence[SubAnswer]
    position: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Answer:
    """`marking` stands on every page of an answer with true counts."""

    question: WrittenQuestion
    as_of: date
    parts: Sequence[Part]
    marking: str = ""

    @property
    def answers(self) -> list[SubAnswer]:
        """All sub-answers in the order of their numbers."""
        found = [answer for part in self.parts for answer in part.answers]
        return sorted(found, key=lambda answer: answer.number)

    @property
    def views(self) -> list[AnswerTableView]:
        return [view for answer in self.answers for view in answer.tables]

    @property
    def tables(self) -> list[Shown]:
        return [view.table for view in self.views]

    @property
    def suppressed(self) -> int:
        """How many cells are hidden."""
        return sum(table.suppressed for table in self.tables)


def compose(
    question: WrittenQuestion,
    as_of: date,
    *,
    call: Call | None = None,
    reader: User | None = None,
    true_counts: bool = False,
    kept: frozenset[Count] = frozenset(),
) -> Answer:
    """The answer as of a day, in Dutch, with tables that are protected together; for a command
    that asks so with true counts. What was `kept` hidden before stays hidden.

    Without a call it is about the one the question names, or else those open by that day.
    """
    with translation.override(DUTCH):
        selection = selection_of(question, as_of, call=call, reader=reader, true=true_counts)
        parts = list(question.parts.prefetch_related("sub_questions__tables"))
        subs = [sub for part in parts for sub in part.sub_questions.all()]
        tables = _tables(subs, selection, kept)
        rules = {rule.code: rule for rule in RuleText.objects.in_force(as_of)}
        answered = {sub.pk: _sub_answer(sub, selection, rules, tables[sub.pk]) for sub in subs}
        return Answer(
            question=question,
            as_of=as_of,
            parts=[_part(part, as_of, answered) for part in parts],
            marking=str(NOT_FOR_OTHERS) if true_counts else "",
        )


def selection_of(
    question: WrittenQuestion,
    as_of: date,
    *,
    call: Call | None = None,
    reader: User | None = None,
    true: bool = False,
) -> Selection:
    """What an answer is about: the projects of calls that were open by then."""
    selection = select(as_of, reader=reader, call=call or question.call)
    known = [p for p in selection.projects if p.lot.call.opens_on <= as_of]
    return replace(selection, projects=known, whole=False, true_counts=true)


# Tables -----------------------------------------------------------------------------------------


def _tables(
    subs: Sequence[SubQuestion], selection: Selection, kept: frozenset[Count]
) -> dict[int, list[tuple[AnswerTable, Shown]]]:
    """The tables of each sub-question, all protected together."""
    asked = [one for sub in subs if sub.kind == AnswerKind.FIGURES for one in sub.tables.all()]
    true, parents = [], parents_of(selection)
    for one in asked:
        table, within = true_table(one, selection)
        true.append(table)
        parents = joined(parents, within)
    if selection.shows_people:
        released = [as_they_are(table, NOT_FOR_OTHERS) for table in true]
    else:
        released = protected(true, parents, Told(kept=kept))
    found: dict[int, list[tuple[AnswerTable, Shown]]] = {sub.pk: [] for sub in subs}
    for one, table in zip(asked, released, strict=True):
        found[one.sub_question_id].append((one, table))
    return found


def true_table(one: AnswerTable, selection: Selection) -> tuple[Table, Parents]:
    """The true counts that a table of an answer is made of, and what lies in its scope."""
    report = REPORTS[one.report]
    codes = {name: one.options[name] for name in PLACES if one.options.get(name)}
    part = selection.narrowed(**codes) if codes else selection
    options = {name: one.options[name] for name in report.options if name in one.options}
    table = report.run(part, **options)
    if one.title:
        table = replace(table, title=titled(one.title, part, table.scope))
    return narrowed(table, part, selection)


def joined(one: Parents, other: Parents) -> Parents:
    return {
        coordinate: frozenset(one.get(coordinate, ())) | frozenset(other.get(coordinate, ()))
        for coordinate in {*one, *other}
    }


# Words ------------------------------------------------------------------------------------------


def _part(part: AnswerPart, as_of: date, answered: dict[int, SubAnswer]) -> Part:
    subs = list(part.sub_questions.all())
    return Part(
        heading=number_label([(sub.number, sub.name) for sub in subs]),
        pieces=figures.compose(part.text, figures.as_of(as_of)),
        answers=[answered[sub.pk] for sub in subs],
        position=part.position,
    )


def _sub_answer(
    sub: SubQuestion,
    selection: Selection,
    rules: dict[str, RuleText],
    tables: Sequence[tuple[AnswerTable, Shown]],
) -> SubAnswer:
    if sub.kind != AnswerKind.FIGURES:
        return SubAnswer(sub, None, [Piece(not_by_itself(sub))], [])
    names = _names(sub.name, len(tables))
    known = phrases_of(selection, [table for _one, table in tables])
    return SubAnswer(
        sub_question=sub,
        rule=rules.get(sub.rule_text),
        pieces=figures.compose(sub.answer, known),
        tables=[
            AnswerTableView(name, table, _digest(table), selection.reader)
            for name, (_one, table) in zip(names, tables, strict=True)
        ],
        phrases=known,
    )


def phrases_of(selection: Selection, tables: Sequence[Shown]) -> Phrases:
    """The figures that a text may name: those of its first table keep their plain names."""
    found: Phrases = figures.as_of(selection.as_of)
    for table in reversed(tables):
        found = found | figures.phrases(selection, table)
    return found


def _digest(table: Shown) -> Shown:
    shorten = REPORTS[table.code].digest
    return shorten(table) if shorten else table


def _names(name: str, count: int) -> Iterator[str]:
    """`2`, or `2a`, `2b` where a sub-question has more tables."""
    for place in range(count):
        yield name if count == 1 else f"{name}{chr(ord('a') + place)}"


def number_label(numbered: Sequence[tuple[int, str]]) -> str:
    """The heading of answers given together, from their places and names: 1, 3, 6, 7, 9, 10, 11 →
    `1+3+6-7+9-11.`"""
    runs: list[list[tuple[int, str]]] = []
    for place, name in sorted(numbered):
        if runs and runs[-1][-1][0] == place - 1:
            runs[-1].append((place, name))
        else:
            runs.append([(place, name)])
    return "+".join(r[0][1] if len(r) == 1 else f"{r[0][1]}-{r[-1][1]}" for r in runs) + "."
