"""What the ministry asks of VDAB for an answer, and what VDAB says."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.choices import Role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.outbox.services import notify
from m2w.refusals import Refused, require_text, save
from m2w.workflow import locked
from reporting.models import Contribution, SubQuestion, WrittenQuestion
from reporting.services.question_steps import begin, take
from reporting.transitions import OPEN

MOST_ASKED, MOST_GIVEN = 2000, 20_000


@transaction.atomic
def ask_contribution(sub: SubQuestion, *, by: User, asked: str, due_on: date) -> Contribution:
    """Ask VDAB for what it knows of a sub-question, by a day; whoever may give it hears of it.

    Raises ValidationError at a field; Refused(not_now) once the answer was handed in.
    """
    question = begin(sub.question, "compose", by=by)
    if due_on < periods.today():
        raise ValidationError({"due_on": [_("Deze dag is al voorbij.")]})
    contribution = Contribution(
        sub_question=sub,
        asked=require_text(asked, "asked", MOST_ASKED),
        asked_by=by,
        asked_on=periods.today(),
        due_on=due_on,
    )
    save(contribution)
    notify("contribution.asked", _who_gives(), contribution)
    take(question, "compose", by=by, details={"asked_on": sub.number})
    return contribution


def _who_gives() -> Iterator[Staff]:
    for role in Contribution.objects.all().editors:
        yield from Staff.objects.working_as(Role(role))


@transaction.atomic
def give_contribution(contribution: Contribution, *, by: User, text: str) -> Contribution:
    """Say what VDAB knows, and tell whoever asked; until the answer is handed in it can be said
    again.

    Raises PermissionDenied for who gives none; ValidationError; Refused(not_now).
    """
    found = locked(Contribution.objects.editable_by(by), contribution)
    # Held, so that the answer is not handed in while VDAB writes.
    question = locked(WrittenQuestion.objects.visible_to(by), found.sub_question.question)
    if question.state not in OPEN:
        raise Refused("not_now", _("Het antwoord is al ter nalezing gegeven."))
    found.text = require_text(text, "text", MOST_GIVEN)
    found.given_by, found.given_on = by, periods.today()
    remember(found, by)
    save(found)
    asking = Staff.objects.working_as(Role.ANALYST).filter(user=found.asked_by_id)
    notify("contribution.given", asking, found)
    record("contribution.given", by=by, about=found)
    return found
