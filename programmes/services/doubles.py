"""Telling VDAB that a person is enrolled elsewhere already, when that refuses a submission.

The refused act leaves nothing behind: its transaction is rolled back. What VDAB is told is
written in one of its own, after it, and never shown to a promoter (domain.md 3).
"""

from collections.abc import Callable, Iterable
from functools import reduce, wraps
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q

from m2w import periods
from m2w.accounts.models import Staff
from m2w.outbox.services import notify
from m2w.refusals import Refused
from programmes.choices import OPEN_STATES
from programmes.models import Enrolment

REFUSED_FOR = "already_enrolled"


def tells_of_doubles(act: Callable[..., Enrolment]) -> Callable[..., Enrolment]:
    """For a service that submits: what it refuses because the person is enrolled elsewhere is
    told to VDAB once its transaction is gone.
    """

    @wraps(act)
    def told(enrolment: Enrolment, **kwargs: Any) -> Enrolment:
        try:
            return act(enrolment, **kwargs)
        except Refused as refusal:
            if refusal.code == REFUSED_FOR:
                report_double(enrolment)
            raise

    return told


@transaction.atomic
def report_double(refused: Enrolment) -> None:
    """Show VDAB the refused one, and tell the counsellors of both provinces of both files.

    Neither its version nor its history changes: at the promoter nothing may tell of this.
    """
    mine = Enrolment.objects.filter(pk=refused.pk).select_related("project__lot")
    found = mine.select_for_update(of=("self",)).first()
    if found is None:
        return
    mine.update(double_reported_on=periods.today())
    elsewhere = Enrolment.objects.filter(person=found.person_id, state__in=OPEN_STATES)
    for enrolment in [found, *elsewhere.exclude(pk=found.pk).select_related("project__lot")]:
        notify("enrolment.double", counsellors_in(enrolment.project.lot.provinces), enrolment)


def counsellors_in(provinces: Iterable[str]) -> Iterable[Staff]:
    """Those who decide in one of these provinces."""
    near = reduce(or_, [Q(provinces__has=code) for code in provinces], Q(pk__in=[]))
    return Staff.objects.counsellors().filter(near)
