"""The life of an evaluation sheet as a table: the one place that knows who may do what, when."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import User
from m2w.workflow import NOTHING, SAME, Transition, Workflow
from programmes.choices import EvaluationStatus
from programmes.evaluating import WRITING_ROLES, may_write
from programmes.models import Evaluation

DRAFT = (EvaluationStatus.DRAFT,)


def writes(sheet: Evaluation, user: User) -> bool:
    """Whether it is theirs to write; nobody judges a project of their own organisation."""
    acting = user.acting
    if acting is None or not may_write(acting.role, sheet.kind, sheet.level, sheet.track):
        return False
    return sheet.project is None or sheet.project.promoter_id not in user.organisations


SHEET_STEPS = Workflow(
    Transition(
        "begin",
        _("blad beginnen"),
        (NOTHING,),
        EvaluationStatus.DRAFT,
        WRITING_ROLES,
        "evaluation.begun",
        writes,
        offered=False,
    ),
    Transition("write", _("invullen"), DRAFT, SAME, WRITING_ROLES, "evaluation.written", writes),
    Transition(
        "finalise",
        _("definitief maken"),
        DRAFT,
        EvaluationStatus.FINAL,
        WRITING_ROLES,
        "evaluation.finalised",
        writes,
    ),
    Transition(
        "reopen",
        _("heropenen"),
        (EvaluationStatus.FINAL,),
        EvaluationStatus.DRAFT,
        WRITING_ROLES,
        "evaluation.reopened",
        writes,
    ),
)
