"""The life of an enrolment (domain.md 3) as a table: the one place that knows who may do what."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.acting import acts_as
from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.workflow import NOTHING, Transition, Workflow
from programmes.choices import State
from programmes.models import Enrolment

COORDINATOR = frozenset({Role.COORDINATOR})
PROMOTER = frozenset({Role.COORDINATOR, Role.COACH})
VDAB = frozenset({Role.COUNSELLOR})

NEW = (NOTHING,)
REFERRED = (State.REFERRED,)
DRAFT = (State.DRAFT,)
SUBMITTED = (State.SUBMITTED,)
BEFORE_START = (
    State.REFERRED,
    State.DRAFT,
    State.SUBMITTED,
    State.INFO_REQUESTED,
    State.APPROVED,
)


def by_another(enrolment: Enrolment, user: User) -> bool:
    """Nobody decides on a file of their own organisation, whatever role they act in."""
    return enrolment.project.promoter_id not in user.organisations


def by_promoter_or_maker(enrolment: Enrolment, user: User) -> bool:
    """VDAB's counsellors touch only the drafts that they made."""
    return not acts_as(user, VDAB) or enrolment.entered_by_id == user.pk


def without_history(enrolment: Enrolment, user: User) -> bool:
    """Nothing happened yet but that somebody made it."""
    happened = enrolment.changes.exclude(name="create")
    return by_promoter_or_maker(enrolment, user) and not happened.exists()


TRANSITIONS = Workflow(
    Transition(
        "refer",
        _("doorverwijzen"),
        NEW,
        State.REFERRED,
        VDAB,
        "enrolment.referred",
        by_another,
    ),
    Transition(
        "create",
        _("concept maken"),
        NEW,
        State.DRAFT,
        PROMOTER | VDAB,
        "enrolment.created",
    ),
    Transition(
        "accept_referral",
        _("doorverwijzing aanvaarden"),
        REFERRED,
        State.SUBMITTED,
        PROMOTER,
        "enrolment.referral_accepted",
    ),
    Transition(
        "accept_as_draft",
        _("doorverwijzing aanvaarden als concept"),
        REFERRED,
        State.DRAFT,
        PROMOTER,
        "enrolment.referral_accepted",
        offered=False,
    ),
    Transition(
        "decline_referral",
        _("doorverwijzing afwijzen"),
        REFERRED,
        State.DECLINED,
        PROMOTER,
        "enrolment.referral_declined",
    ),
    Transition(
        "submit",
        _("indienen"),
        DRAFT,
        State.SUBMITTED,
        COORDINATOR | VDAB,
        "enrolment.submitted",
        by_promoter_or_maker,
    ),
    Transition(
        "approve",
        _("goedkeuren"),
        SUBMITTED,
        State.APPROVED,
        VDAB,
        "enrolment.approved",
        by_another,
    ),
    Transition(
        "request_info",
        _("om informatie vragen"),
        SUBMITTED,
        State.INFO_REQUESTED,
        VDAB,
        "enrolment.info_requested",
        by_another,
    ),
    Transition(
        "reject",
        _("weigeren"),
        SUBMITTED,
        State.REJECTED,
        VDAB,
        "enrolment.rejected",
        by_another,
    ),
    Transition(
        "answer",
        _("antwoorden"),
        (State.INFO_REQUESTED,),
        State.SUBMITTED,
        PROMOTER,
        "enrolment.answered",
    ),
    Transition(
        "start",
        _("starten"),
        (State.APPROVED,),
        State.ACTIVE,
        PROMOTER,
        "enrolment.started",
        offered=False,
    ),
    Transition(
        "end",
        _("beëindigen"),
        (State.ACTIVE,),
        State.ENDED,
        PROMOTER,
        "enrolment.ended",
    ),
    Transition(
        "withdraw",
        _("intrekken"),
        BEFORE_START,
        State.WITHDRAWN,
        COORDINATOR,
        "enrolment.withdrawn",
    ),
    Transition(
        "delete",
        _("verwijderen"),
        DRAFT,
        NOTHING,
        PROMOTER | VDAB,
        "enrolment.deleted",
        without_history,
    ),
)
