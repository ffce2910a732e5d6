from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from m2w.accounts.choices import Role
from matching import models
from matching.survey_moments import RESPONDENTS
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    StaffFactory,
    UserFactory,
)
from tests.factories.programmes import EnrolmentFactory, MenteeFactory, ProjectFactory


class MentorFactory(DjangoModelFactory):
    """Trained, active since 2019, speaks Arabic and Dutch, one place."""

    class Meta:
        model = models.Mentor

    code = factory.Sequence("mentor-{}".format)
    promoter = factory.SubFactory(OrganisationFactory)
    first_name = "Luc"
    last_name = factory.Sequence("Mentor {}".format)
    languages = {"ar": "C1", "nl": "C2"}
    postcode = "2000"
    trained_on = date(2019, 6, 1)
    active_from = date(2019, 1, 1)


class MentorTrainingFactory(DjangoModelFactory):
    class Meta:
        model = models.MentorTraining

    code = factory.Sequence("training-{}".format)
    mentor = factory.SubFactory(MentorFactory)
    held_on = date(2019, 5, 11)
    title = factory.Sequence("Sessie {}".format)


class InterestFactory(DjangoModelFactory):
    """Came in by the form of a promoter; nobody met them yet."""

    class Meta:
        model = models.Interest

    code = factory.Sequence("interest-{}".format)
    promoter = factory.SubFactory(OrganisationFactory)
    first_name = "Rahel"
    last_name = factory.Sequence("Interesse {}".format)
    email = factory.Sequence("rahel{}@post.example".format)
    languages = {"ti": "C2", "nl": "B2"}
    postcode = "3500"
    sector = "I"
    availability = ("mon-ev",)
    why = "Ik wil iets terugdoen."


class MatchFactory(DjangoModelFactory):
    class Meta:
        model = models.Match

    code = factory.Sequence("match-{}".format)
    enrolment = factory.SubFactory(EnrolmentFactory, active=True)
    mentor = factory.SubFactory(
        MentorFactory, promoter=factory.SelfAttribute("..enrolment.project.promoter")
    )
    coach = factory.LazyAttribute(
        lambda o: (
            MembershipFactory(
                role=Role.COACH, staff__organisation=o.enrolment.project.promoter
            ).staff
        )
    )
    started_on = factory.LazyAttribute(lambda o: o.enrolment.started_on)
    shared_languages = ("ar",)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    match = factory.SubFactory(MatchFactory)
    held_on = date(2020, 3, 15)
    kind = "contact"
    reached = True


class ContactReportFactory(DjangoModelFactory):
    """The mentor said that they met; nothing was made of it yet."""

    class Meta:
        model = models.ContactReport

    match = factory.SubFactory(MatchFactory)
    who = "mentor"
    held_on = date(2020, 3, 15)
    seen = True


class GroupSessionFactory(DjangoModelFactory):
    class Meta:
        model = models.GroupSession

    code = factory.Sequence("session-{}".format)
    project = factory.SubFactory(ProjectFactory)
    kind = "info"
    title = factory.Sequence("Infosessie {}".format)
    held_on = date(2020, 3, 15)


class VolunteerFeeFactory(DjangoModelFactory):
    class Meta:
        model = models.VolunteerFee

    code = factory.Sequence("fee-{}".format)
    project = factory.SubFactory(ProjectFactory)
    mentor = factory.SubFactory(MentorFactory, promoter=factory.SelfAttribute("..project.promoter"))
    day = date(2020, 3, 15)
    amount = Decimal("30.00")


class AttendanceFactory(DjangoModelFactory):
    """A mentee of the project of the session."""

    class Meta:
        model = models.Attendance

    session = factory.SubFactory(GroupSessionFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, active=True, project=factory.SelfAttribute("..session.project")
    )


class VetoFactory(DjangoModelFactory):
    class Meta:
        model = models.Veto

    mentor = factory.SubFactory(MentorFactory)
    mentee = factory.SubFactory(MenteeFactory, promoter=factory.SelfAttribute("..mentor.promoter"))
    decided_on = date(2020, 2, 15)


class CandidatesFactory(DjangoModelFactory):
    class Meta:
        model = models.Candidates

    pairs = factory.LazyFunction(list)


class ProposalFactory(DjangoModelFactory):
    """A proposal without any pairs yet."""

    class Meta:
        model = models.Proposal
        skip_postgeneration_save = True

    could = factory.RelatedFactory(CandidatesFactory, factory_related_name="proposal")
    project = factory.SubFactory(ProjectFactory)
    on = date(2022, 4, 1)
    made_by = factory.SubFactory(
        StaffFactory, organisation=factory.SelfAttribute("..project.promoter")
    )
    minimum_level = "A2"
    weights = factory.LazyAttribute(lambda o: o.project.lot.call.match_weights)
    waiting = mentors = places = 1
    max_placed = 1
    max_score = 57


class ProposedPairFactory(DjangoModelFactory):
    class Meta:
        model = models.ProposedPair

    proposal = factory.SubFactory(ProposalFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, approved=True, project=factory.SelfAttribute("..proposal.project")
    )
    mentor = factory.SubFactory(
        MentorFactory, promoter=factory.SelfAttribute("..proposal.project.promoter")
    )
    coach = factory.LazyAttribute(
        lambda o: (
            MembershipFactory(
                role=Role.COACH, staff__organisation=o.proposal.project.promoter
            ).staff
        )
    )
    score = 36
    parts = {
        "sector": 0,
        "language": 16,
        "distance": 20,
        "availability": 0,
        "interests": 0,
        "wishes": 0,
    }
    shared_languages = ("ar",)
    waiting_days = 790
    reasons = [
        ["sector", 0, []],
        ["language", 6, ["ar", "C2", "C1"]],
        ["distance", 4, ["20", "10000"]],
        ["availability", 0, []],
        ["interests", 0, []],
        ["wishes", 0, ["0"]],
    ]


class LeftOverFactory(DjangoModelFactory):
    class Meta:
        model = models.LeftOver

    proposal = factory.SubFactory(ProposalFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, approved=True, project=factory.SelfAttribute("..proposal.project")
    )
    waiting_days = 790
    candidates = 0
    removed = {"full": 1}


class ReminderPauseFactory(DjangoModelFactory):
    """The reminders of a duo rest, unless a `mentor` or `mentee` is named."""

    class Meta:
        model = models.ReminderPause

    code = factory.Sequence("pause-{}".format)
    match = factory.LazyAttribute(lambda o: MatchFactory() if not (o.mentor or o.mentee) else None)
    mentor = None
    mentee = None
    reason = "holiday"
    paused_by = factory.SubFactory(UserFactory)


class SurveyFactory(DjangoModelFactory):
    """Asked of the mentee after a month, not answered yet."""

    class Meta:
        model = models.Survey

    code = factory.Sequence("survey-{}".format)
    match = factory.SubFactory(MatchFactory)
    questionnaire = "mentee_satisfaction"
    version_from = date(2019, 1, 1)
    respondent = factory.LazyAttribute(lambda o: RESPONDENTS[o.questionnaire])
    moment = "month_one"
    due_on = date(2020, 4, 1)


class SurveyAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.SurveyAnswer

    survey = factory.SubFactory(SurveyFactory, answered_on=date(2020, 4, 2), channel="paper")
    item = "help"
    value = 4
