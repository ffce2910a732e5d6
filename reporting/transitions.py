"""The life of a written question (domain.md 9) as a table: who may do what, when."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.workflow import NOTHING, SAME, Transition, Workflow
from reporting.choices import QuestionState as State
from reporting.models import WrittenQuestion

ANALYST = frozenset({Role.ANALYST})
# While it is composed everything of it may change; from then on nothing of what was handed in.
OPEN = (State.RECEIVED, State.ASSIGNED)
HANDED_IN = (State.DRAFTED, State.SIGNED_OFF, State.DELIVERED)
ANSWERED = (State.SENT, State.PUBLISHED)


def is_second(question: WrittenQuestion, user: User) -> bool:
    """Nobody signs off an answer that is theirs or that they handed in."""
    if question.assigned_to_id == user.pk:
        return False
    drafted = question.steps.filter(state=State.DRAFTED).last()
    return drafted is None or drafted.by_id != user.pk


QUESTION_STEPS = Workflow(
    Transition(
        "register",
        _("vraag registreren"),
        (NOTHING,),
        State.RECEIVED,
        ANALYST,
        "question.registered",
        offered=False,
    ),
    Transition("assign", _("toewijzen"), OPEN, State.ASSIGNED, ANALYST, "question.assigned"),
    Transition("compose", _("opstellen"), OPEN, SAME, ANALYST, "question.composed", offered=False),
    Transition(
        "hand_in",
        _("ter nalezing geven"),
        (State.ASSIGNED,),
        State.DRAFTED,
        ANALYST,
        "question.handed_in",
    ),
    Transition(
        "sign_off",
        _("goedkeuren na nalezing"),
        (State.DRAFTED,),
        State.SIGNED_OFF,
        ANALYST,
        "question.signed_off",
        is_second,
    ),
    Transition(
        "deliver",
        _("leveren aan het kabinet"),
        (State.SIGNED_OFF,),
        State.DELIVERED,
        ANALYST,
        "question.delivered",
    ),
    Transition("send", _("verzenden"), (State.DELIVERED,), State.SENT, ANALYST, "question.sent"),
    Transition(
        "publish",
        _("publiceren"),
        (State.SENT,),
        State.PUBLISHED,
        ANALYST,
        "question.published",
    ),
    Transition(
        "send_back",
        _("terug naar opstellen"),
        HANDED_IN,
        State.ASSIGNED,
        ANALYST,
        "question.sent_back",
    ),
)
