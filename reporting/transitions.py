"""The life of a written question (domain.md 9) as a table: who may do what, when."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.audit.models import Entry
from m2w.workflow import NOTHING, SAME, Transition, Workflow
from reporting.choices import QuestionState as State
from reporting.models import WrittenQuestion

ANALYST = frozenset({Role.ANALYST})
COMPOSED = "question.composed"
# While it is composed everything of it may change; from then on nothing of what was handed in.
OPEN = (State.RECEIVED, State.ASSIGNED)
HANDED_IN = (State.DRAFTED, State.SIGNED_OFF, State.DELIVERED)
ANSWERED = (State.SENT, State.PUBLISHED)


def is_second(question: WrittenQuestion, user: User) -> bool:
    """Nobody signs off an answer that is theirs, that they handed in, or of which they composed
    anything."""
    if question.assigned_to_id == user.pk:
        return False
    drafted = question.steps.filter(state=State.DRAFTED).last()
    return (drafted is None or drafted.by_id != user.pk) and not has_composed(question, user)


def has_composed(question: WrittenQuestion, user: User) -> bool:
    """Whether they changed a text, table, part or the day of an answer, whoever it is assigned to:
    the record tells, and nothing is taken off it."""
    acts = Entry.objects.about(question._meta.label_lower, question.pk)
    return acts.filter(action=COMPOSED, actor=user).exists()


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
    Transition("compose", _("opstellen"), OPEN, SAME, ANALYST, COMPOSED, offered=False),
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
