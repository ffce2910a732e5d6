"""Correcting a mentee's file: what it takes, who may, and two at the same time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from m2w.corrections import Outdated
from programmes.models import Enrolment, Mentee, Person
from programmes.services.people import correct
from tests.cast import PEOPLE, STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, MenteeFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee():
    return enrolment_of(coach=play("carl").acting.staff).mentee


def corrected(mentee, by="alice", version=None, **values):
    found = correct(mentee, values, by=play(by), version=version or mentee.version)
    return Mentee.objects.get(pk=found.pk)


def wrong(mentee, **values):
    return faulty_fields(corrected, mentee, **values)


def test_it_works(mentee):
    found = corrected(mentee, first_name="Amira", postcode="9000", privacy_notice_language="ti")
    assert (found.first_name, found.postcode) == ("Amira", "9000")
    assert (found.privacy_notice_language, found.version) == ("ti", mentee.version + 1)


def test_the_names_of_the_fields_are_on_the_record(mentee):
    corrected(mentee, first_name="Amira", last_name=mentee.last_name, postcode="9000")
    entry = Entry.objects.get(action="mentee.corrected")
    assert entry.details == {"fields": ["first_name", "postcode"]}


def test_the_history_says_what_it_was_and_who_changed_it(mentee):
    Mentee.history.all().delete()
    corrected(mentee, first_name="Amira")
    before, after = mentee.history.order_by("history_id")
    assert (before.first_name, before.history_user) == ("Amina", None)
    assert (after.first_name, after.history_user) == ("Amira", play("alice"))


def test_the_same_values_change_nothing(mentee):
    assert corrected(mentee, first_name="Amina").version == mentee.version
    assert not Entry.objects.filter(action="mentee.corrected").exists()


@pytest.mark.parametrize("who", ["alice", "carl"])
def test_by_the_coordinator_and_the_coach_of_the_mentee(mentee, who):
    assert corrected(mentee, by=who, first_name="Amira").first_name == "Amira"


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("alice", "carl")])
def test_by_nobody_else(mentee, who):
    with pytest.raises(PermissionDenied):
        corrected(mentee, by=who, first_name="Amira")


@pytest.mark.parametrize("change", [{"restricted_on": TODAY}, {"is_erased": True}])
def test_not_of_a_restricted_or_erased_file(mentee, change):
    Mentee.objects.update(**change)
    with pytest.raises(PermissionDenied):
        corrected(mentee, first_name="Amira")


@pytest.mark.parametrize(
    "values",
    [
        {"first_name": ""},
        {"first_name": "x" * 101},
        {"postcode": "900"},
        {"postcode": "0900"},
        {"postcode": "9000 "},
        {"nationality": "ZZ"},
        {"home_language": "eng"},
        {"languages": {"ar": "C3"}},
        {"languages": {"xx": "C2"}},
        {"diploma_level": "phd"},
        {"sector": "Z"},
        {"vdab_number": "V-1"},
        {"vdab_number": "1" * 21},
        {"vdab_number": ""},
        {"birth_date": None},
        {"birth_date": date(2022, 4, 2)},
        {"privacy_notice_on": date(2022, 4, 2)},
        {"hard_wishes": ("gender:z",)},
        {"availability": ("mon-am", "mon-am")},
        {"vdab_guidance_until": date(2018, 12, 31)},
    ],
    ids=str,
)
def test_what_a_package_refuses_is_refused_here(mentee, values):
    (field,) = values
    assert wrong(mentee, **values) == [field]
    assert Mentee.objects.get(pk=mentee.pk).version == mentee.version


def test_what_may_be_unknown_may_be_emptied(mentee):
    found = corrected(mentee, home_language="", languages={}, vdab_guidance_since=None)
    assert (found.home_language, found.languages, found.vdab_guidance_since) == ("", {}, None)


class TestVdabNumber:
    def test_is_normalised(self, mentee):
        assert corrected(mentee, vdab_number="7.204 118").vdab_number == "7204118"

    def test_is_unique_at_the_promoter(self, mentee):
        other = MenteeFactory(promoter=mentee.promoter)
        code = refusal(corrected, mentee, vdab_number=other.vdab_number)
        assert code == "mentee_exists"
        assert Mentee.objects.get(pk=mentee.pk).vdab_number == mentee.vdab_number

    def test_may_be_known_at_another(self, mentee):
        other = enrolment_of(STRANGER).mentee
        assert corrected(mentee, vdab_number=other.vdab_number).person == other.person

    def test_another_number_is_another_person(self, mentee):
        before = mentee.person
        found = corrected(mentee, vdab_number="7204118")
        assert found.person.vdab_number == "7204118"
        assert found.enrolments.get().person == found.person
        assert not Person.objects.filter(pk=before.pk).exists()

    def test_what_was_decided_goes_along(self, mentee):
        decided = enrolment_of(mentee=mentee, ended=True)
        found = corrected(mentee, vdab_number="7204118")
        assert Enrolment.objects.get(pk=decided.pk).person == found.person

    def test_of_someone_with_an_open_enrolment_elsewhere(self, mentee):
        other = enrolment_of(STRANGER, submitted=True).mentee
        EnrolmentFactory(mentee=mentee, project__promoter=mentee.promoter, submitted=True)
        code = refusal(corrected, mentee, vdab_number=other.vdab_number)
        assert code == "already_enrolled"
        assert Mentee.objects.get(pk=mentee.pk).person == mentee.person


class TestTwoAtATime:
    def test_nothing_is_lost(self, mentee):
        corrected(mentee, first_name="Amira", postcode="9000")
        with pytest.raises(Outdated) as refused:
            corrected(mentee, version=mentee.version, municipality="Gent")
        assert refused.value.now == {}
        with pytest.raises(Outdated) as refused:
            corrected(mentee, version=mentee.version, first_name="Amine", municipality="Gent")
        assert refused.value.now == {"first_name": "Amira"}
        assert refused.value.before["first_name"] == "Amina"
        assert Mentee.objects.get(pk=mentee.pk).municipality == ""

    def test_what_changed_is_told_without_a_history_too(self, mentee):
        Mentee.objects.filter(pk=mentee.pk).update(first_name="Amira", version=7)
        Mentee.history.all().delete()
        with pytest.raises(Outdated) as refused:
            corrected(mentee, first_name="Amine", postcode=mentee.postcode)
        assert (refused.value.version, refused.value.now) == (7, {"first_name": "Amira"})


def test_the_stranger_keeps_theirs(mentee):
    theirs = enrolment_of(STRANGER).mentee
    corrected(mentee, first_name="Amira")
    assert Mentee.objects.get(pk=theirs.pk).first_name == "Amina"


@pytest.mark.parametrize(
    ("field", "value"), [("privacy_notice_on", None), ("birth_date", date(2021, 1, 1))]
)
def test_what_a_submission_rested_on_stays(mentee, field, value):
    EnrolmentFactory(mentee=mentee, project__promoter=mentee.promoter, submitted=True)
    assert faulty_fields(corrected, mentee, **{field: value}) == [field]
