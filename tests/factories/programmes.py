from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from m2w.periods import age_on
from m2w.reference.provinces import ANTWERPEN, OUTSIDE, province_of
from programmes import models
from programmes.choices import (
    CostCategory,
    Decision,
    DeclineReason,
    EndReason,
    EvaluationKind,
    EvaluationStatus,
    GrantKind,
    Level,
    MeasurementResult,
    OutcomeKind,
    Party,
    PaymentKind,
    SampleMethod,
    State,
    Track,
)
from programmes.eligibility import screen
from programmes.profiles import as_record, situation_of
from programmes.terms import last_day_after
from tests.factories.accounts import OrganisationFactory, StaffFactory, UserFactory


class CallFactory(DjangoModelFactory):
    class Meta:
        model = models.Call

    code = factory.Sequence("call-{}".format)
    title = "Mentoring naar werk"
    reference = factory.Sequence("2019/{}".format)
    budget = Decimal("2920000.00")
    opens_on = date(2019, 7, 1)


class OutflowDefinitionFactory(DjangoModelFactory):
    """The first change of a call's definition."""

    class Meta:
        model = models.OutflowDefinition

    code = factory.Sequence("definition-{}".format)
    call = factory.SubFactory(CallFactory)
    version = 2
    valid_from = date(2021, 1, 1)
    sustainable_months = 6
    outflow_horizon_months = 12
    spell_gap_days = 31
    reason = "Strenger"


class LotFactory(DjangoModelFactory):
    class Meta:
        model = models.Lot

    code = factory.Sequence("lot-{}".format)
    call = factory.SubFactory(CallFactory)
    number = factory.Sequence("{}".format)
    name = "Antwerpen"
    provinces = (ANTWERPEN,)


class ProjectFactory(DjangoModelFactory):
    """A project of 24 months from 1 January 2020."""

    class Meta:
        model = models.Project

    code = factory.Sequence("project-{:03}".format)
    lot = factory.SubFactory(LotFactory)
    promoter = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence("Project {}".format)
    starts_on = date(2020, 1, 1)
    ends_on = factory.LazyAttribute(lambda o: last_day_after(o.starts_on, 24))
    target_mentees = 40


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = models.Extension

    project = factory.SubFactory(ProjectFactory)
    decided_on = date(2021, 11, 1)
    months = 12


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = models.Grant

    project = factory.SubFactory(ProjectFactory)
    kind = GrantKind.INITIAL
    decided_on = date(2019, 12, 1)
    amount = Decimal("200000.00")


class ClaimFactory(DjangoModelFactory):
    """A claim of one line; `declared` and `accepted` are its amounts."""

    class Meta:
        model = models.Claim
        skip_postgeneration_save = True

    class Params:
        declared = Decimal("50000.00")
        accepted = None

    project = factory.SubFactory(ProjectFactory)
    year = 2020
    category = CostCategory.STAFF
    declared_on = date(2021, 3, 1)
    line = factory.RelatedFactory(
        "tests.factories.programmes.ClaimLineFactory",
        factory_related_name="claim",
        amount_declared=factory.SelfAttribute("..declared"),
        amount_accepted=factory.SelfAttribute("..accepted"),
    )


class ClaimLineFactory(DjangoModelFactory):
    class Meta:
        model = models.ClaimLine

    claim = factory.SubFactory("tests.factories.ClaimFactory", line=None)
    number = factory.Sequence(lambda n: n + 1)
    amount_declared = Decimal("50000.00")


class CostPlanFactory(DjangoModelFactory):
    class Meta:
        model = models.CostPlan

    project = factory.SubFactory(ProjectFactory)
    year = 2020
    category = CostCategory.STAFF
    amount = Decimal("60000.00")


class SettlementFactory(DjangoModelFactory):
    """Of a project to which enough was granted: the database refuses it otherwise."""

    class Meta:
        model = models.Settlement

    project = factory.SubFactory(ProjectFactory)
    year = 2020
    amount = Decimal("48000.00")
    settled_on = date(2021, 6, 1)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not kwargs["project"].grants.exists():
            GrantFactory(project=kwargs["project"])
        return super()._create(model_class, *args, **kwargs)


class SettlementCorrectionFactory(DjangoModelFactory):
    class Meta:
        model = models.SettlementCorrection

    settlement = factory.SubFactory(SettlementFactory)
    amount = Decimal("-500.00")
    corrected_on = date(2021, 9, 1)
    reason = "Een factuur werd later gecrediteerd."


class PaymentListFactory(DjangoModelFactory):
    class Meta:
        model = models.PaymentList

    number = factory.Sequence(lambda n: n + 1)
    made_on = date(2021, 6, 15)
    made_by = factory.SubFactory(UserFactory)


class ControlSampleFactory(DjangoModelFactory):
    class Meta:
        model = models.ControlSample

    claim = factory.SubFactory(ClaimFactory)
    method = SampleMethod.RANDOM
    size = 1
    seed = "2021"
    drawn_on = date(2021, 4, 1)
    drawn_by = factory.SubFactory(UserFactory)


class PaymentFactory(DjangoModelFactory):
    class Meta:
        model = models.Payment

    project = factory.SubFactory(ProjectFactory)
    kind = PaymentKind.ADVANCE
    decided_on = date(2020, 1, 10)
    paid_on = date(2020, 1, 20)
    amount = Decimal("40000.00")


class ExtensionRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.ExtensionRequest

    code = factory.Sequence("request-{}".format)
    project = factory.SubFactory(ProjectFactory)
    asked_on = date(2021, 10, 1)
    months = 12
    amount = Decimal("40000.00")
    motivation = "Er wachten nog mentees."
    asked_by = factory.SubFactory(UserFactory)


class MenteeFactory(DjangoModelFactory):
    """Fits every lot that names no subgroups, and the subgroup loa."""

    class Meta:
        model = models.Mentee

    code = factory.Sequence("mentee-{}".format)
    promoter = factory.SubFactory(OrganisationFactory)
    person = factory.LazyAttribute(
        lambda o: models.Person.objects.get_or_create(vdab_number=o.vdab_number)[0]
    )
    first_name = "Amina"
    last_name = factory.Sequence("Voorbeeld {}".format)
    birth_date = date(1990, 5, 17)
    gender = "f"
    nationality = "SY"
    postcode = "2000"
    vdab_number = factory.Sequence("V{:07}".format)
    vdab_guidance_since = date(2019, 1, 1)
    employed = "no"
    migration_background = "yes"
    home_language = "ar"
    languages = {"ar": "C2", "en": "B1"}
    dutch_level = "A1"
    dutch_attested = "no"
    diploma_level = "upper_secondary"
    diploma_language = "ar"
    benefit_entitled = "yes"
    privacy_notice_on = date(2020, 1, 15)


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = models.Registration

    promoter = factory.SubFactory(OrganisationFactory)
    made_by = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..promoter"))
    values = {"first_name": ["Amina"]}


class ScreeningFactory(DjangoModelFactory):
    """What the rules of the lot really say of the mentee on the day."""

    class Meta:
        model = models.Screening

    mentee = factory.SubFactory(MenteeFactory)
    lot = factory.SubFactory(LotFactory)
    on = date(2020, 2, 1)

    @classmethod
    def _create(cls, model_class, *, mentee, lot, on, **values):
        found = as_record(screen(situation_of(mentee), lot.rules, on))
        return model_class.objects.create(mentee=mentee, lot=lot, on=on, **found | values)


class EnrolmentFactory(DjangoModelFactory):
    """An enrolment in a state; its dates up to there are those of the class."""

    class Meta:
        model = models.Enrolment

    class Params:
        referred = factory.Trait(state=State.REFERRED, referred_on=date(2020, 1, 20))
        declined = factory.Trait(
            referred=True,
            state=State.DECLINED,
            declined_on=date(2020, 1, 25),
            decline_reason=DeclineReason.NO_SHOW,
        )
        submitted = factory.Trait(
            state=State.SUBMITTED,
            submitted_on=date(2020, 2, 1),
            screening=factory.SubFactory(
                ScreeningFactory,
                mentee=factory.SelfAttribute("..mentee"),
                lot=factory.SelfAttribute("..project.lot"),
                on=factory.SelfAttribute("..submitted_on"),
            ),
            profile_nationality=factory.SelfAttribute("mentee.nationality"),
            profile_benefit_entitled=factory.SelfAttribute("mentee.benefit_entitled"),
            profile_subgroup="loa",
            profile_diploma_level=factory.SelfAttribute("mentee.diploma_level"),
            profile_dutch_level=factory.SelfAttribute("mentee.dutch_level"),
            profile_province=factory.LazyAttribute(
                lambda o: province_of(o.mentee.postcode, o.submitted_on) or OUTSIDE
            ),
            profile_gender=factory.SelfAttribute("mentee.gender"),
            profile_age=factory.LazyAttribute(
                lambda o: age_on(o.mentee.birth_date, o.submitted_on)
            ),
        )
        info_requested = factory.Trait(
            submitted=True, state=State.INFO_REQUESTED, info_requested_on=date(2020, 2, 5)
        )
        withdrawn = factory.Trait(
            submitted=True,
            state=State.WITHDRAWN,
            withdrawn_on=date(2020, 2, 6),
            withdrawn_reason="Verhuisd",
        )
        rejected = factory.Trait(
            submitted=True,
            state=State.REJECTED,
            decided_on=date(2020, 2, 10),
            decision=Decision.REJECTED,
            decision_reason="limited_dutch",
        )
        approved = factory.Trait(
            submitted=True,
            state=State.APPROVED,
            decided_on=date(2020, 2, 10),
            decision=Decision.APPROVED,
        )
        active = factory.Trait(approved=True, state=State.ACTIVE, started_on=date(2020, 3, 1))
        ended = factory.Trait(
            active=True,
            state=State.ENDED,
            ended_on=date(2020, 9, 1),
            end_reason=EndReason.COMPLETED,
        )

    code = factory.Sequence("enrolment-{}".format)
    project = factory.SubFactory(ProjectFactory)
    mentee = factory.SubFactory(MenteeFactory, promoter=factory.SelfAttribute("..project.promoter"))
    person = factory.SelfAttribute("mentee.person")
    state = State.DRAFT


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.Outcome

    enrolment = factory.SubFactory(EnrolmentFactory, ended=True)
    kind = OutcomeKind.OPEN_ENDED
    started_on = date(2020, 10, 1)


class EvaluationFactory(DjangoModelFactory):
    """A held two-monthly evaluation of a project, the operational track of its first period."""

    class Meta:
        model = models.Evaluation

    kind = EvaluationKind.BIMONTHLY
    level = Level.PROMOTER
    project = factory.SubFactory(ProjectFactory)
    track = Track.OPERATIONAL
    period_start = date(2020, 1, 1)
    held_on = date(2020, 3, 5)
    status = EvaluationStatus.FINAL
    score = 3


class MeetingFactory(DjangoModelFactory):
    """The meeting of the first two-monthly period of a project."""

    class Meta:
        model = models.Meeting

    kind = EvaluationKind.BIMONTHLY
    level = Level.PROMOTER
    project = factory.SubFactory(ProjectFactory)
    period_start = date(2020, 1, 1)


class AgreedActionFactory(DjangoModelFactory):
    """Something the promoter does as a whole, agreed in that meeting and not done yet."""

    class Meta:
        model = models.AgreedAction

    meeting = factory.SubFactory(MeetingFactory)
    text = "Stageplaatsen zoeken"
    party = Party.PROMOTER
    due_on = date(2020, 5, 1)
    agreed_by = factory.SubFactory(UserFactory)


class EvaluationScoreFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationScore

    sheet = factory.SubFactory(EvaluationFactory)
    criterion = factory.LazyFunction(
        lambda: models.EvaluationCriterion.objects.get(code="attests", valid_until=None)
    )
    score = 3


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = models.Measurement

    enrolment = factory.SubFactory(EnrolmentFactory, ended=True)
    month = 1
    measured_on = date(2020, 10, 2)
    result = MeasurementResult.KNOWN
