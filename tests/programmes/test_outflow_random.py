"""Outflow as a query against plain loops, over random working lives on the edges of the rules."""

from datetime import date, timedelta
from random import Random

import pytest

from m2w.periods import add_months
from programmes import outflow
from programmes.choices import OutcomeKind
from programmes.models import Enrolment, Outcome
from reporting.finding_work import found_work, together
from reporting.measures import DIMENSIONS
from reporting.selection import select
from tests.factories import EnrolmentFactory, ProjectFactory
from tests.reporting import plain

pytestmark = pytest.mark.django_db

FIRST_MATCH, ENDED = date(2020, 3, 1), date(2020, 8, 31)
HORIZON_END = add_months(ENDED, 12)
LIVES = 60
DAYS = [date(2020, 9, 1), date(2020, 12, 31), HORIZON_END, date(2021, 11, 30), date(2023, 1, 1)]
# Lengths and gaps around the 31 days and three months that decide.
LENGTHS = [0, 1, 20, 31, 45, 60, 89, 90, 91, 92, 93, 120, None]
GAPS = [-40, -1, 0, 1, 30, 31, 32, 60]


def working_life(draw: Random):
    """A few outcomes, one after another or overlapping: (kind, start, end)."""
    start = draw.choice([FIRST_MATCH, ENDED, HORIZON_END]) + timedelta(draw.randint(-70, 70))
    seen = set()
    for _ in range(draw.randint(1, 5)):
        kind = draw.choice([*OutcomeKind.values, *4 * ["fixed_term", "temp_agency"]])
        length = draw.choice(LENGTHS)
        end = None if length is None else start + timedelta(length)
        if (kind, start) not in seen:
            seen.add((kind, start))
            yield kind, start, end
        start = (end or start + timedelta(40)) + timedelta(draw.choice(GAPS))


@pytest.fixture
def lives():
    """Enrolments with their outcomes, in the database and as plain rows."""
    draw = Random(479)
    project = ProjectFactory()
    rows = {}
    for enrolment in EnrolmentFactory.create_batch(
        LIVES, project=project, ended=True, started_on=FIRST_MATCH, ended_on=ENDED
    ):
        life = list(working_life(draw))
        Outcome.objects.bulk_create(
            Outcome(enrolment=enrolment, kind=kind, started_on=start, ended_on=end)
            for kind, start, end in life
        )
        rows[enrolment.pk] = [
            {"kind": kind, "started_on": str(start), "ended_on": str(end) if end else ""}
            for kind, start, end in life
        ]
    return rows


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_query_and_loops_agree(lives, as_of):
    found = (
        outflow.with_terms(Enrolment.objects.filter(ended_on__lte=as_of))
        .annotate(result=outflow.result(as_of), lasting=outflow.sustainable_flag(as_of))
        .values_list("pk", "result", "lasting")
    )
    fact = {"first_match": FIRST_MATCH, "horizon_end": HORIZON_END}
    call = {"sustainable_months": "3", "spell_gap_days": "31"}
    expected = {
        pk: (
            plain.result(fact, outcomes, as_of),
            plain.has_sustainable_work(fact, outcomes, call, as_of),
        )
        for pk, outcomes in lives.items()
    }
    assert {pk: (result, lasting) for pk, result, lasting in found} == expected


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_spells_of_one_and_of_many_agree(lives, as_of):
    rows = outflow.with_terms(Enrolment.objects.filter(ended_on__lte=as_of))
    people = found_work(select(as_of), DIMENSIONS["project"])
    assert together(people).kept[3] == rows.filter(outflow.lasting_spell(as_of)).count()


def test_the_lives_are_worth_comparing(lives):
    """Enough of them last and enough do not, so that a slip in either direction shows."""
    as_of = DAYS[-1]
    lasting = outflow.with_terms(Enrolment.objects.all()).filter(outflow.sustainable(as_of)).count()
    assert LIVES // 5 < lasting < 4 * LIVES // 5
