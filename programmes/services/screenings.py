"""Screening a mentee for a lot, and freezing on an enrolment what was found."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from m2w import periods
from m2w.accounts.choices import OrganisationKind
from m2w.accounts.models import User
from programmes import eligibility
from programmes.choices import ScreeningResult, ScreeningSource
from programmes.eligibility import Situation
from programmes.models import Enrolment, Lot, Mentee, Project, Screening
from programmes.profiles import as_record, profile_of, situation_of


def judge(mentee: Mentee, lot: Lot, on: date) -> eligibility.Screening:
    """What a lot's rules say of a mentee on a day; nothing is stored."""
    return eligibility.screen(situation_of(mentee), lot.rules, on)


def judge_now(enrolment: Enrolment) -> tuple[date, eligibility.Screening]:
    """What a screening would find now, for the day of submission when there is one."""
    on = enrolment.submitted_on or periods.today()
    return on, judge(enrolment.mentee, enrolment.project.lot, on)


def judge_all(
    mentees: QuerySet[Mentee], lot: Lot, on: date
) -> Iterator[tuple[str, eligibility.Screening]]:
    """`judge` for many: (mentee's code, screening), read row by row without building objects."""
    rules, screen, situation = lot.rules, eligibility.screen, Situation._make
    rows = mentees.order_by().values_list("code", *Situation._fields)
    for code, *facts in rows.iterator(chunk_size=5000):
        yield code, screen(situation(facts), rules, on)


def fits(mentee: Mentee, lot: Lot, on: date) -> bool:
    return judge(mentee, lot, on).result == ScreeningResult.ELIGIBLE


def lots_that_fit(mentee: Mentee, on: date) -> list[Lot]:
    """The lots with a project on that day for which the mentee is eligible."""
    situation = situation_of(mentee)
    lots = {project.lot for project in Project.objects.running(on)}
    return [
        lot
        for lot in sorted(lots, key=lambda lot: lot.code)
        if eligibility.screen(situation, lot.rules, on).result == ScreeningResult.ELIGIBLE
    ]


def screen(enrolment: Enrolment, on: date, *, by: User) -> eligibility.Screening:
    """Screen the mentee for the project's lot, and attach the record of it."""
    lot = enrolment.project.lot
    found = judge(enrolment.mentee, lot, on)
    enrolment.screening = Screening.objects.create(
        mentee=enrolment.mentee, lot=lot, on=on, source=source_of(by), **as_record(found)
    )
    return found


def freeze(enrolment: Enrolment, on: date, *, by: User) -> None:
    """Submit as of a day: screen for that day, and freeze the profile of that day."""
    found = screen(enrolment, on, by=by)
    enrolment.submitted_on = on
    for name, value in profile_of(enrolment.mentee, found, on).attributes().items():
        setattr(enrolment, name, value)


def source_of(user: User) -> ScreeningSource:
    at_vdab = user.acting is not None and user.acting.organisation.kind == OrganisationKind.VDAB
    return ScreeningSource.VDAB if at_vdab else ScreeningSource.PROMOTER
