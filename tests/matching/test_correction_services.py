"""Correcting a mentor's file."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from m2w.corrections import Outdated
from matching.models import Mentor
from matching.services import correct_mentor
from tests.cast import CORE, PEOPLE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MentorFactory
from tests.refusals import faulty_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE))


def corrected(mentor, by="alice", **values):
    found = correct_mentor(mentor, values, by=play(by), version=mentor.version)
    return Mentor.objects.get(pk=found.pk)


def test_it_works(mentor):
    found = corrected(mentor, first_name="Lucas", online=True, sectors=("F", "I"), capacity=3)
    assert (found.first_name, found.online, found.sectors) == ("Lucas", True, ("F", "I"))
    entry = Entry.objects.get(action="mentor.corrected")
    assert entry.details == {"fields": ["capacity", "first_name", "online", "sectors"]}


@pytest.mark.parametrize(
    "values",
    [
        {"languages": {}},
        {"birth_year": 1850},
        {"capacity": 0},
        {"sectors": ("Z",)},
        {"active_until": date(2018, 12, 31)},
        {"active_from": None},
    ],
    ids=str,
)
def test_what_a_package_refuses_is_refused_here(mentor, values):
    (field,) = values
    assert faulty_fields(corrected, mentor, **values) == [field]


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
def test_by_the_coordinator_only(mentor, who):
    with pytest.raises(PermissionDenied):
        corrected(mentor, by=who, first_name="Lucas")


def test_not_of_a_restricted_file(mentor):
    Mentor.objects.update(restricted_on=TODAY)
    with pytest.raises(PermissionDenied):
        corrected(mentor, first_name="Lucas")


def test_not_over_what_someone_else_saved(mentor):
    corrected(mentor, first_name="Lucas")
    with pytest.raises(Outdated) as refused:
        corrected(mentor, first_name="Lukas")
    assert refused.value.now == {"first_name": "Lucas"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("trained_on", None),
        ("trained_on", date(2020, 3, 2)),
        ("active_from", date(2020, 3, 2)),
        ("active_until", date(2020, 2, 29)),
        ("capacity", 1),
    ],
)
def test_the_duos_of_a_mentor_still_fit(mentor, field, value):
    """Two duos from 1 March 2020 on, at the same time."""
    mentor.capacity = 2
    mentor.save()
    for slot in (1, 2):
        MatchFactory(mentor=mentor, enrolment=enrolment_of(active=True), slot=slot)
    assert faulty_fields(corrected, mentor, **{field: value}) == [field]


def test_no_training_lies_in_the_future(mentor):
    assert faulty_fields(corrected, mentor, trained_on=date(2100, 1, 1)) == ["trained_on"]
