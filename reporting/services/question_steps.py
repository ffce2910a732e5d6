"""How every step in the life of a written question is taken."""

from typing import Any

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import save
from m2w.workflow import SAME, locked
from reporting.models import QuestionStep, WrittenQuestion
from reporting.searching import index
from reporting.transitions import QUESTION_STEPS


def begin(question: WrittenQuestion, name: str, *, by: User) -> WrittenQuestion:
    """The question as it is now, held for a step that this user may take.

    Raises PermissionDenied, or Refused(not_now) when its state is another one by now.
    """
    found = locked(WrittenQuestion.objects.editable_by(by), question)
    QUESTION_STEPS.check(found, name, by)
    remember(found, by)
    return found


def take(
    question: WrittenQuestion,
    name: str,
    *,
    by: User,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> WrittenQuestion:
    """Take a step that was begun: the new state with its line, what is found of it, the record."""
    step = QUESTION_STEPS[name]
    if step.target != SAME:
        question.state = step.target
    save(question)
    if step.target != SAME:
        QuestionStep.objects.create(
            question=question, state=step.target, on=periods.today(), by=by, note=note
        )
    index(question)
    record(step.event, by=by, about=question, details=details)
    return question
