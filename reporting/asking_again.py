"""A sent answer beside what its records say today, for the same day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from reporting import answers, facts, frozen
from reporting.answers import Answer
from reporting.cells import cells_of
from reporting.comparing import Changed, compare
from reporting.models import FrozenAnswer, Rehearsal, SubQuestion, WrittenQuestion
from reporting.release import smallest_shown
from reporting.series_facts import facts_behind
from reporting.tables import Count, Shown


def changes_since(answer: FrozenAnswer) -> list[Changed]:
    """Every cell that would be another now, with why. Both sides are protected."""
    question = answer.question
    selection = answers.selection_of(question, answer.as_of)
    then, now = tables_then(answer), tables_now(answer)
    return compare(
        then,
        now,
        facts.unpacked(bytes(answer.facts)),
        facts_behind(selection, bytes(answer.key), then.values()),
    )


def smallest_told(answer: FrozenAnswer) -> int:
    """From which number on persons behind a change are told."""
    return max(answer.smallest_shown, smallest_shown(answer.frozen_on))


def tables_then(answer: FrozenAnswer) -> dict[str, Shown]:
    return {one.name: one.table for one in frozen.tables_of(answer.document)}


def tables_now(answer: FrozenAnswer) -> dict[str, Shown]:
    now = composed_again(answer.question, answer.as_of)
    return {view.name: view.table for view in now.views}


def composed_again(question: WrittenQuestion, as_of: date, **chosen: Any) -> Answer:
    """As `answers.compose`. What was hidden in an answer that was sent of this day stays hidden:
    of who did not change, both tell the same."""
    sent = FrozenAnswer.objects.filter(question=question, as_of=as_of).first()
    kept = hidden_in(tables_then(sent)) if sent else frozenset()
    return answers.compose(question, as_of, kept=kept, **chosen)


def hidden_in(tables: Mapping[str, Shown]) -> frozenset[Count]:
    """The counts of persons that these tables hide."""
    cells = (cell for table in tables.values() for cell in cells_of(table))
    return frozenset(cell.count for cell in cells if cell.is_count and cell.value is None)


def answers_concerned(question: WrittenQuestion) -> list[FrozenAnswer]:
    """The answer that was sent to a question; while there is none, those it refers to."""
    rows = FrozenAnswer.objects.select_related("question")
    own = list(rows.filter(question=question))
    if own:
        return own
    referred = question.sub_questions.filter(refers_to__isnull=False).values("refers_to")
    return list(rows.filter(question__in=referred).order_by("frozen_on"))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The sent answer that a sub-question refers to, and how many cells of it would be others
    now; None while nobody asked."""

    answer: FrozenAnswer
    cells: int | None


def earlier_of(sub: SubQuestion, *, compared: bool) -> Earlier | None:
    """Of a sub-question that refers to a question with content here. To compare takes as long as
    composing both answers."""
    rows = FrozenAnswer.objects.filter(question=sub.refers_to_id).select_related("question")
    answer = rows.first() if sub.refers_to_id else None
    if answer is None:
        return None
    return Earlier(answer, len(changes_since(answer)) if compared else None)


def last_rehearsals(questions: QuerySet[WrittenQuestion]) -> list[Rehearsal]:
    """The dry runs of these questions in the last month that had any."""
    rows = Rehearsal.objects.filter(question__in=questions.values("pk"))
    last = rows.order_by("-month").first()
    return list(rows.filter(month=last.month).select_related("question")) if last else []
