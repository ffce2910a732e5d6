"""Telling VDAB that a person is enrolled elsewhere already, when that refuses a submission or
another VDAB number.

The refused act leaves nothing behind: its transaction is rolled back. What VDAB is told is
written in one of its own, after it, and never shown to a promoter (domain.md 3).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial, reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q

from m2w import periods
from m2w.accounts.models import Staff
from m2w.afterwards import afterwards
from m2w.corrections import check
from m2w.outbox.services import notify
from m2w.querysets import NOBODY
from m2w.refusals import Refused
from programmes.choices import OPEN_STATES
from programmes.models import Enrolment, Mentee
from programmes.package.people import MenteeTable

T = TypeVar("T")
REFUSED_FOR = "already_enrolled"


def told_by(report: Callable[..., None]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """For a service: what it refuses because the person is enrolled elsewhere is reported to VDAB
    once its transaction is gone. `report` takes what the service takes by place.
    """

    def telling(act: Callable[..., T]) -> Callable[..., T]:
        @wraps(act)
        def told(*args: Any, **kwargs: Any) -> T:
            try:
                return act(*args, **kwargs)
            except Refused as refusal:
                if refusal.code == REFUSED_FOR:
                    afterwards(partial(report, *args))
                raise

        return told

    return telling


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


@transaction.atomic
def report_number(mentee: Mentee, values: Mapping[str, Any]) -> None:
    """Tell the counsellors of both provinces of both files: the one that was to get another VDAB
    number, and the one of the person who has it.
    """
    number = check(MenteeTable(), {"vdab_number": values["vdab_number"]})["vdab_number"]
    either = Q(mentee=mentee.pk) | Q(person__vdab_number=number)
    files = Enrolment.objects.filter(either, state__in=OPEN_STATES)
    both = list(files.select_related("project__lot"))
    provinces = {code for enrolment in both for code in enrolment.project.lot.provinces}
    for enrolment in both:
        notify("enrolment.same_number", counsellors_in(provinces), enrolment)


def tell_of_birth_dates(enrolment: Enrolment) -> None:
    """Tell VDAB when another promoter knows the same person with another birth date. Promoters
    are told nothing: else one would confirm a stranger's birth date (readings.md 15).
    """
    mentee = enrolment.mentee
    others = Mentee.objects.filter(person=enrolment.person_id).exclude(promoter=mentee.promoter_id)
    if enrolment.person_id and others.exclude(birth_date=mentee.birth_date).exists():
        near = counsellors_in(enrolment.project.lot.provinces)
        notify("enrolment.other_birth_date", near, enrolment)


def counsellors_in(provinces: Iterable[str]) -> Iterable[Staff]:
    """Those who decide in one of these provinces."""
    near = reduce(or_, [Q(provinces__has=code) for code in provinces], NOBODY)
    return Staff.objects.counsellors().filter(near)


tells_of_doubles = told_by(report_double)
