"""A sent answer beside what its records say today, for the same day."""

from django.db.models import QuerySet

from reporting import answers, facts, frozen, gathering
from reporting.comparing import Changed, compare
from reporting.models import FrozenAnswer, Rehearsal, WrittenQuestion
from reporting.release import smallest_shown
from reporting.tables import Shown


def changes_since(answer: FrozenAnswer) -> list[Changed]:
    """Every cell that would be another now, with why. Both sides are protected."""
    question = answer.question
    selection = answers.selection_of(question, answer.as_of)
    return compare(
        tables_then(answer),
        tables_now(answer),
        facts.unpacked(bytes(answer.facts)),
        gathering.facts_of(selection, bytes(answer.key)),
    )


def smallest_told(answer: FrozenAnswer) -> int:
    """From which number on persons behind a change are told."""
    return max(answer.smallest_shown, smallest_shown(answer.frozen_on))


def tables_then(answer: FrozenAnswer) -> dict[str, Shown]:
    return {one.name: one.table for one in frozen.tables_of(answer.document)}


def tables_now(answer: FrozenAnswer) -> dict[str, Shown]:
    now = answers.compose(answer.question, answer.as_of)
    return {view.name: view.table for view in now.views}


def answers_concerned(question: WrittenQuestion) -> list[FrozenAnswer]:
    """The answer that was sent to a question; while there is none, those it refers to."""
    rows = FrozenAnswer.objects.select_related("question")
    own = list(rows.filter(question=question))
    if own:
        return own
    referred = question.sub_questions.filter(refers_to__isnull=False).values("refers_to")
    return list(rows.filter(question__in=referred).order_by("frozen_on"))


def last_rehearsals(questions: QuerySet[WrittenQuestion]) -> list[Rehearsal]:
    """The dry runs of these questions in the last month that had any."""
    rows = Rehearsal.objects.filter(question__in=questions.values("pk"))
    last = rows.order_by("-month").first()
    return list(rows.filter(month=last.month).select_related("question")) if last else []
