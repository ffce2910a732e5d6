"""Whether one outcome counts: a table, and the same as the query has it."""

from datetime import date, timedelta

import pytest

from programmes import outflow
from programmes.choices import OutcomeKind
from programmes.models import Enrolment
from programmes.standing import Standing, standing
from tests.factories import EnrolmentFactory, OutcomeFactory, ProjectFactory

FIRST, ENDED, ON = date(2020, 3, 1), date(2020, 8, 31), date(2021, 8, 31)


def stands(started_on, kind="fixed_term", on=ON, **days):
    days = {"first_match": FIRST, "ended_on": ENDED, "horizon": 12} | days
    return standing(kind, started_on, on=on, **days)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (stands(FIRST), Standing.COUNTS),
        (stands(FIRST - timedelta(days=1)), Standing.BEFORE_START),
        (stands(FIRST, first_match=None), Standing.BEFORE_START),
        (stands(date(2021, 8, 31)), Standing.COUNTS),
        (stands(date(2021, 9, 1), on=date(2022, 1, 1)), Standing.TOO_LATE),
        (stands(date(2021, 9, 1)), Standing.PLANNED),
        (stands(date(2021, 8, 1), ended_on=None), Standing.COUNTS),
        (stands(date(2020, 12, 1), horizon=3), Standing.TOO_LATE),
        (stands(FIRST, kind="none"), Standing.NOTHING),
    ],
)
def test_it_works(found, expected):
    assert found == expected


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2020, 9, 1), ON, date(2022, 1, 1)])
def test_it_is_what_is_counted(on):
    project, kinds = ProjectFactory(), [*OutcomeKind.values]
    for n, day in enumerate(range(-40, 700, 20)):
        enrolment = EnrolmentFactory(project=project, ended=True, started_on=FIRST, ended_on=ENDED)
        started_on = FIRST + timedelta(days=day)
        OutcomeFactory(enrolment=enrolment, kind=kinds[n % len(kinds)], started_on=started_on)
    rows = outflow.with_terms(Enrolment.objects.all())
    counted = rows.filter(outflow.of_kind(on, *(k for k in kinds if k != OutcomeKind.NONE)))
    judged = {
        one.pk
        for one in Enrolment.objects.all()
        if stands(one.outcomes.get().started_on, one.outcomes.get().kind, on) == Standing.COUNTS
    }
    assert {one.pk for one in counted} == judged
