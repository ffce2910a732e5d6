"""How the answer to a written question stands: what is ready, waits or differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w import notation, periods
from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.marks import Mark
from reporting import answers
from reporting.answers import Answer, Part, SubAnswer
from reporting.choices import AnswerKind
from reporting.figures import Piece
from reporting.models import Contribution, SubQuestion, TypedFigure, WrittenQuestion
from reporting.release import as_they_are
from reporting.tables import Shown, value_of
from reporting.text_fields import names_in, require_known
from reporting.typed_figures import (
    COUNT,
    EURO,
    PERCENT,
    Computed,
    Difference,
    as_typed,
    differences,
    numbers_in,
    of_phrase,
)

KINDS = {"percent": PERCENT, "amount": EURO, "count": COUNT, "number": COUNT}
WRITTEN = {PERCENT: notation.percent, EURO: notation.euro, COUNT: notation.number}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an answer on the page: a piece, and whether it is a figure that differs."""

    text: str
    is_figure: bool = False
    is_unknown: bool = False
    differs: bool = False


@dataclass(frozen=True)
class Work:
    """One sub-question and how far its answer has come; with the part that it is the first of,
    whose common text is looked after with it."""

    sub: SubQuestion
    answer: SubAnswer
    contributions: Sequence[Contribution]
    typed: Sequence[TypedFigure]
    part: Part | None = None

    @property
    def awaited(self) -> list[Contribution]:
        return [one for one in self.contributions if one.given_on is None]

    @property
    def differences(self) -> list[Difference]:
        """The typed figures that differ and have no reason."""
        return [*self.own_differences, *self.common_differences]

    @cached_property
    def own_differences(self) -> list[Difference]:
        if self.sub.kind != AnswerKind.FIGURES:
            return []
        return self._differences(self.answer.pieces, computed_of(self.answer))

    @cached_property
    def common_differences(self) -> list[Difference]:
        """Those in the common text of its part, beside the figures of all its answers."""
        return self._differences(self.part.pieces, in_common(self.part)) if self.part else []

    def _differences(
        self, pieces: Sequence[Piece], computed: Iterable[Computed]
    ) -> list[Difference]:
        literals = [piece.text for piece in pieces if not (piece.is_figure or piece.is_unknown)]
        return differences(literals, list(computed), [one.text for one in self.typed])

    @property
    def unknown(self) -> list[str]:
        """Fields in its text that nobody computes."""
        return [piece.text for piece in self.answer.pieces if piece.is_unknown]

    @property
    def is_begun(self) -> bool:
        sub = self.sub
        return bool(sub.answer or sub.rule_text or self.answer.tables or sub.kind != "figures")

    @property
    def mark(self) -> Mark:
        """How it stands, most pressing first."""
        if count := len(self.differences) + len(self.unknown):
            text = ngettext("%(n)s cijfer wijkt af", "%(n)s cijfers wijken af", count)
            return Mark(text % {"n": count}, "warn", "stop")
        if self.sub.is_ready:
            return Mark(_("klaar"), "check-c", "ok")
        if self.awaited:
            return Mark(_("wacht op bijdrage VDAB"), "clock", "wait")
        if self.is_begun:
            return Mark(_("in opmaak"), "pen", "info")
        return Mark(_("nog niet begonnen"), "ring")

    @property
    def stretches(self) -> list[Stretch]:
        """The pieces of its text, with the figures that differ apart."""
        return stretches_of(self.answer.pieces, self.own_differences)

    @property
    def common_stretches(self) -> list[Stretch]:
        return stretches_of(self.part.pieces, self.common_differences) if self.part else []


def stretches_of(pieces: Sequence[Piece], differing: Sequence[Difference]) -> list[Stretch]:
    wrong = {as_typed(one.number.text) for one in differing}
    return [part for piece in pieces for part in _stretches(piece, wrong)]


def _stretches(piece: Piece, wrong: set[str]) -> Iterator[Stretch]:
    if piece.is_figure or piece.is_unknown:
        yield Stretch(piece.text, piece.is_figure, piece.is_unknown)
        return
    at = 0
    for number in numbers_in(piece.text):
        if as_typed(number.text) in wrong:
            yield Stretch(piece.text[at : number.start])
            yield Stretch(number.text, differs=True)
            at = number.end
    yield Stretch(piece.text[at:])


def works(question: WrittenQuestion, answer: Answer) -> list[Work]:
    """Every sub-question of an answer, in their order, in a fixed number of queries."""
    contributions: dict[int, list[Contribution]] = {}
    asked = Contribution.objects.filter(sub_question__question=question)
    for one in asked.select_related("asked_by", "given_by"):
        contributions.setdefault(one.sub_question_id, []).append(one)
    typed: dict[int, list[TypedFigure]] = {}
    for figure in TypedFigure.objects.filter(sub_question__question=question):
        typed.setdefault(figure.sub_question_id, []).append(figure)
    begun = {part.answers[0].number: part for part in answer.parts if part.answers}
    return [
        Work(
            sub.sub_question,
            sub,
            contributions.get(sub.sub_question.pk, []),
            typed.get(sub.sub_question.pk, []),
            begun.get(sub.number),
        )
        for sub in answer.answers
    ]


def computed_of(answer: SubAnswer) -> Iterator[Computed]:
    """Every figure that is computed for a sub-question: in its fields, then in its tables."""
    for name, phrase in answer.phrases.items():
        if name != "as_of":
            yield from of_phrase(name, phrase)
    for view in answer.tables:
        yield from _of_table(view.table)


def in_common(part: Part) -> Iterator[Computed]:
    """The figures of all answers of a part. Its common text names none of their fields."""
    for answer in part.answers:
        for one in computed_of(answer):
            yield replace(one, field="")


def _of_table(table: Shown) -> Iterator[Computed]:
    for row in [*table.rows, table.total or {}]:
        for column in table.columns:
            kind, value = KINDS.get(column.type), value_of(row, column.name)
            if kind and value is not None:
                yield Computed(kind, Decimal(str(value)), WRITTEN[kind](value))


def day_of(question: WrittenQuestion) -> date:
    """The day of all figures of an answer: today until one is chosen."""
    return question.figures_on or periods.today()


def unexplained(question: WrittenQuestion, reader: User) -> list[str]:
    """The names of sub-questions with a typed figure that differs, or a field that is unknown."""
    answer = answers.compose(question, day_of(question), reader=reader)
    found: Iterable[Work] = works(question, answer)
    return [work.sub.name for work in found if work.differences or work.unknown]


def offered_for(sub: SubQuestion, typed: str, *, reader: User) -> tuple[set[str], set[str]]:
    """What may stand in the place of a typed figure that differs (`Difference.to_take`), in its
    answer and in the common text that it begins."""
    answer = answers.compose(sub.question, day_of(sub.question), reader=reader)
    (work,) = (one for one in works(sub.question, answer) if one.sub.pk == sub.pk)
    return _offered(work.own_differences, typed), _offered(work.common_differences, typed)


def _offered(differing: Iterable[Difference], typed: str) -> set[str]:
    return {
        one.to_take
        for one in differing
        if one.nearest and as_typed(one.number.text) == as_typed(typed)
    }


def known_fields(sub: SubQuestion) -> list[str]:
    """The names of the figures that the text of a sub-question may use."""
    selection = answers.selection_of(sub.question, day_of(sub.question))
    # Only names are asked: nothing of the counts leaves this function.
    tables = [as_they_are(answers.true_table(one, selection)[0]) for one in sub.tables.all()]
    return list(answers.phrases_of(selection, tables))


def require_known_fields(sub: SubQuestion) -> None:
    """Raises ValidationError at `answer` for a field that nobody computes. A text that an answer
    of another kind does not use is kept as it is."""
    if sub.kind == AnswerKind.FIGURES:
        require_known(sub.answer, _known_to(sub), "answer")


def _known_to(sub: SubQuestion) -> list[str]:
    plain = ["as_of"]
    try:
        others = set(names_in(sub.answer)) - set(plain)
    except ValueError:
        others = set()
    # Computing them takes time, and most texts need none.
    return known_fields(sub) if others else plain


def analysts() -> QuerySet[User]:
    """Who composes answers."""
    ministry = User.objects.filter(is_active=True, places__memberships__role=Role.ANALYST)
    return ministry.distinct().order_by("name", "pk")
