"""What closes a file whatever the role: erasure, restriction, and an agreement that is over."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from m2w.privacy.classification import our_models
from m2w.querysets import GatedQuerySet
from matching.models import Attendance, Contact, ContactReport, Match, Mentor, Survey, Veto
from programmes.models import Enrolment, Measurement, Mentee, Outcome, Registration, Screening
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import (
    AttendanceFactory,
    ContactFactory,
    ContactReportFactory,
    GroupSessionFactory,
    MatchFactory,
    MeasurementFactory,
    OutcomeFactory,
    SurveyFactory,
    VetoFactory,
)
from tests.programmes.test_mentee_api import NEW

pytestmark = pytest.mark.django_db

OF_A_DUO = [Match, Contact, ContactReport, Survey, Veto]
OF_A_MENTEE = [Mentee, Enrolment, Screening, Outcome, Measurement, Attendance, *OF_A_DUO]
OF_A_MENTOR = [Mentor, *OF_A_DUO]


@pytest.fixture
def match():
    """A duo with something of every kind."""
    alice = play("alice")
    match = MatchFactory(
        enrolment=enrolment_of(CORE, ended=True), mentor__promoter=organisation(CORE)
    )
    ContactFactory(match=match)
    ContactReportFactory(match=match)
    session = GroupSessionFactory(project=match.enrolment.project)
    AttendanceFactory(session=session, enrolment=match.enrolment)
    SurveyFactory(match=match)
    OutcomeFactory(enrolment=match.enrolment)
    MeasurementFactory(enrolment=match.enrolment)
    VetoFactory(mentor=match.mentor, mentee=match.enrolment.mentee)
    match.reader = alice
    return match


def seen(kinds, user):
    return [kind.__name__ for kind in kinds if kind.objects.visible_to(user).exists()]


def changeable(kinds, user):
    return [kind.__name__ for kind in kinds if kind.objects.editable_by(user).exists()]


def test_all_of_an_open_file_is_there(match):
    assert len(seen(OF_A_MENTEE, match.reader)) == len(OF_A_MENTEE)
    assert len(seen(OF_A_MENTOR, match.reader)) == len(OF_A_MENTOR)


def test_nothing_of_an_erased_file_is(match):
    Mentee.objects.update(is_erased=True)
    assert seen(OF_A_MENTEE, match.reader) == []
    Mentee.objects.update(is_erased=False)
    Mentor.objects.update(is_erased=True)
    assert seen(OF_A_MENTOR, match.reader) == []


def test_a_restricted_file_is_read_by_the_coordinator_and_changed_by_nobody(match):
    carl, vera = play("carl"), play("vera")
    Enrolment.objects.update(coach=carl.acting.staff)
    assert seen([Mentee, Enrolment], carl) == seen([Mentee, Enrolment], vera)
    Mentee.objects.update(restricted_on=TODAY)
    assert seen(OF_A_MENTEE, carl) == seen(OF_A_MENTEE, vera) == []
    assert len(seen(OF_A_MENTEE, match.reader)) == len(OF_A_MENTEE)
    assert changeable(OF_A_MENTEE, match.reader) == []


@pytest.mark.parametrize(
    ("agreement", "opens"),
    [
        ({}, True),
        ({"agreement_number": "O-1"}, True),
        ({"agreement_from": date(2022, 4, 1)}, True),
        ({"agreement_from": date(2022, 4, 2)}, False),
        ({"agreement_until": date(2022, 4, 1)}, True),
        ({"agreement_until": date(2022, 3, 31)}, False),
        ({"agreement_from": date(2020, 1, 1), "agreement_until": date(2022, 3, 31)}, False),
    ],
)
def test_an_organisation_opens_files_while_its_agreement_is_in_force(browse, agreement, opens):
    mentee = enrolment_of(CORE).mentee
    core = organisation(CORE)
    for name, value in agreement.items():
        setattr(core, name, value)
    core.save()
    alice = browse("alice")
    addresses = [reverse("mentees"), reverse("mentee", args=[mentee.pk]), reverse("matches")]
    assert [alice.get(address).status_code for address in addresses] == [200 if opens else 403] * 3
    assert Mentee.objects.editable_by(play("alice")).exists() == opens
    assert alice.get(reverse("projects")).status_code == 200


def test_without_an_agreement_nobody_begins_a_file(browse, api):
    core = organisation(CORE)
    core.agreement_until = date(2022, 3, 31)
    core.save()
    alice = browse("alice")
    typed = {"first_name": "Amina", "version": 0, "key": str(uuid4())}
    told = alice.get(reverse("registration_start"))
    assert (told.status_code, "overeenkomst" in told.text) == (403, True)
    assert alice.post(reverse("registration_start_save"), typed).status_code == 403
    assert alice.post(reverse("registration_screening"), {}).status_code == 403
    assert reverse("registration_start") not in alice.get(reverse("home")).text
    assert api("alice").post("/api/v1/mentees/", NEW, format="json").status_code == 403
    assert not Registration.objects.exists()
    assert not Mentee.objects.exists()


def test_figures_still_count_what_is_closed(match):
    Mentee.objects.update(is_erased=True)
    assert Enrolment.objects.counted_for(match.reader).count() == 1


# Reached only through what they are part of, or by the platform itself: nobody lists them.
WITHOUT_A_GATE = {
    *("Person", "StatusChange", "EvaluationCriterion"),
    *("EvaluationScore", "SheetChange", "SheetComment", "CalendarLink"),
    *("Candidates", "SurveyAnswer"),
    *("User", "Membership", "KeptAnswer", "Tail", "ErasureItem", "RetentionTerm"),
    *("Mail", "Job", "DailyMail", "ColumnMemory"),
    *("QuestionStep", "AnswerTable", "TypedFigure", "FrozenAnswer", "FrozenFile", "LaterText"),
    *("Rehearsal", "SearchText", "DisclosureRule", "OpenDataSwitch"),
    *("AnswerPart", "SubQuestion", "RuleText", "InterestLinks", "MeetingLink"),
}


def test_every_other_model_has_a_gate():
    ungated = {
        model.__name__
        for model in our_models()
        if not isinstance(model._meta.default_manager.all(), GatedQuerySet)
    }
    assert ungated == WITHOUT_A_GATE


def test_a_gate_without_readers_opens_to_nobody():
    assert not any(GatedQuerySet.readers)
    assert not GatedQuerySet.opens_to(play("alice"))
