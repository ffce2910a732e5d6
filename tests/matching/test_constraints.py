"""Each constraint of the database refuses the row it is about, and no other, in Dutch."""

from datetime import date
from decimal import Decimal

import pytest

from m2w.documents.models import Document
from matching.models import ClaimedSession, MeetingLink
from tests.constraints import assert_refused, constraints_of
from tests.factories import (
    AttendanceFactory,
    ClaimFactory,
    ContactFactory,
    ContactReportFactory,
    GroupSessionFactory,
    LeftOverFactory,
    MatchFactory,
    MembershipFactory,
    MentorFactory,
    MentorTrainingFactory,
    OutcomeFactory,
    ProposedPairFactory,
    ReminderPauseFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    VetoFactory,
    VolunteerFeeFactory,
)

pytestmark = pytest.mark.django_db


def second_place():
    mentor = MatchFactory().mentor
    mentor.capacity = 2
    mentor.save()
    return MatchFactory(mentor=mentor, slot=2)


def second_duo():
    enrolment = MatchFactory().enrolment
    return MatchFactory(enrolment=enrolment, ended_on=date(2020, 3, 1))


def paused_duo():
    return MatchFactory(paused_from=date(2020, 4, 1), paused_until=date(2020, 4, 1))


def second_check():
    match = ContactFactory().match
    return ContactFactory(match=match, kind="checkin_mentor")


def second_session():
    session = MentorTrainingFactory(title="Luisteren")
    return MentorTrainingFactory(mentor=session.mentor)


def asked_for_call():
    return ContactReportFactory(call_me=True, called_on=date(2020, 3, 16))


def second_report():
    report = ContactReportFactory()
    return ContactReportFactory(match=report.match, who="mentee")


def second_link():
    match = MatchFactory()
    MeetingLink.objects.create(match=match, who="mentor")
    return MeetingLink.objects.create(match=match, who="mentee")


def second_group():
    session = GroupSessionFactory(title="Welkom")
    return GroupSessionFactory(project=session.project)


def claimed():
    session = GroupSessionFactory()
    claim = ClaimFactory(project=session.project)
    documents = [
        Document.objects.create(
            owner_type="programmes.claim",
            owner_id=claim.pk,
            title="Lijst",
            original_name="lijst.pdf",
            kind="pdf",
            size=8,
            sha256="0" * 64,
            uploaded_by=MembershipFactory().staff.user,
        )
        for _ in range(2)
    ]
    ClaimedSession.objects.create(session=session, claim=claim, document=documents[0])
    other = GroupSessionFactory(project=session.project)
    return ClaimedSession.objects.create(session=other, claim=claim, document=documents[1])


def second_fee():
    fee = VolunteerFeeFactory(day=date(2022, 1, 3))
    return VolunteerFeeFactory(mentor=fee.mentor, project=fee.project)


def second_survey():
    return SurveyFactory(match=SurveyFactory().match, moment="end")


def employers_survey(**values):
    outcome = OutcomeFactory()
    told = {"questionnaire": "employer_goals", "moment": "three_months", "outcome": outcome}
    return SurveyFactory(match__enrolment=outcome.enrolment, **told | values)


def second_answer():
    return SurveyAnswerFactory(survey=SurveyAnswerFactory(item="help").survey, item="contact")


# A constraint, a row that keeps it, and what makes the row break it.
CASES = [
    ("volunteer_fee_once", second_fee, {"day": date(2022, 1, 3)}),
    ("volunteer_fee_positive", VolunteerFeeFactory, {"amount": Decimal(0)}),
    ("survey_once_per_moment", second_survey, {"moment": "month_one"}),
    ("survey_employer_has_outcome", employers_survey, {"respondent": "mentor"}),
    ("survey_answered_somehow", SurveyFactory, {"answered_on": date(2020, 5, 1)}),
    ("survey_item_once", second_answer, {"item": "help"}),
    ("survey_value_on_scale", SurveyAnswerFactory, {"value": 6}),
    ("mentor_active_until_after_from", MentorFactory, {"active_until": date(2018, 12, 31)}),
    ("match_one_per_place", second_place, {"slot": 1}),
    ("match_one_open_per_enrolment", second_duo, {"ended_on": None}),
    ("match_ends_after_start", MatchFactory, {"ended_on": date(2020, 2, 29)}),
    ("match_slot_from_one", MatchFactory, {"slot": 0}),
    ("mentor_training_once", second_session, {"title": "Luisteren"}),
    ("match_meets_after_start", MatchFactory, {"first_meeting_on": date(2020, 2, 29)}),
    ("match_rhythm_from_one", MatchFactory, {"contact_every_days": 0}),
    ("match_pause_in_order", paused_duo, {"paused_until": date(2020, 3, 31)}),
    ("match_pause_in_order", MatchFactory, {"paused_until": date(2020, 4, 1)}),
    ("reminder_pause_about_one", ReminderPauseFactory, {"match": None}),
    ("contact_once_per_day", second_check, {"kind": "contact"}),
    ("contact_report_once", second_report, {"who": "mentor"}),
    ("contact_report_called_when_asked", asked_for_call, {"call_me": False}),
    ("meeting_link_once", second_link, {"who": "mentor"}),
    ("group_session_once", second_group, {"title": "Welkom", "kind": "info"}),
    ("attendance_of_one", AttendanceFactory, {"enrolment": None}),
]


@pytest.mark.parametrize(("name", "make", "bad"), CASES)
def test_a_row_is_refused(name, make, bad):
    assert_refused(name, make(), **bad)


def test_one_survey_per_employer():
    asked = employers_survey()
    assert_refused("survey_once_per_outcome", employers_survey(), outcome=asked.outcome)


def test_one_veto_per_pair():
    veto = VetoFactory()
    assert_refused("veto_once", VetoFactory(mentor=veto.mentor), mentee=veto.mentee)


@pytest.mark.parametrize(
    ("name", "make"),
    [("proposed_pair_once", ProposedPairFactory), ("left_over_once", LeftOverFactory)],
)
def test_an_enrolment_stands_once_in_a_proposal(name, make):
    row = make()
    assert_refused(name, make(proposal=row.proposal), enrolment=row.enrolment)


def test_a_place_is_free_when_its_duo_has_ended():
    mentor = MatchFactory(ended_on=date(2020, 9, 1)).mentor
    MatchFactory(mentor=mentor).validate_constraints()


def test_a_list_is_put_with_a_claim_once():
    proof = claimed()
    first = ClaimedSession.objects.exclude(pk=proof.pk).get()
    assert_refused("claimed_session_once", proof, session=first.session)


def test_a_mentee_stands_on_a_list_once():
    line = AttendanceFactory()
    other = AttendanceFactory(session=line.session)
    assert_refused("attendance_once_per_mentee", other, enrolment=line.enrolment)


def test_a_mentor_stands_on_a_list_once():
    line = AttendanceFactory(enrolment=None, mentor=MentorFactory())
    other = AttendanceFactory(session=line.session, enrolment=None, mentor=MentorFactory())
    assert_refused("attendance_once_per_mentor", other, mentor=line.mentor)


def test_every_constraint_has_its_row():
    tried = {name for name, _make, _bad in CASES}
    pairs = {"veto_once", "proposed_pair_once", "left_over_once", "claimed_session_once"}
    pairs |= {"attendance_once_per_mentee", "attendance_once_per_mentor"}
    pairs |= {"survey_once_per_outcome"}
    assert tried | pairs == set(constraints_of("matching"))
