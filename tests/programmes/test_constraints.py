"""Each constraint of the database refuses the row it is about, and no other, in Dutch."""

from datetime import date, time
from decimal import Decimal
from functools import partial

import pytest
from factory import SubFactory

from programmes.choices import Level, Track
from programmes.models import EvaluationCriterion
from tests.cast import play
from tests.constraints import assert_refused, constraints_of
from tests.factories import (
    AgreedActionFactory,
    CallFactory,
    ClaimFactory,
    ClaimLineFactory,
    ControlSampleFactory,
    CostPlanFactory,
    EnrolmentFactory,
    EvaluationFactory,
    EvaluationScoreFactory,
    ExtensionFactory,
    ExtensionRequestFactory,
    GrantFactory,
    LotFactory,
    MeasurementFactory,
    MeetingFactory,
    MenteeFactory,
    OutcomeFactory,
    OutflowDefinitionFactory,
    PaymentFactory,
    ProjectFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db

BELOW_ZERO = Decimal("-0.01")
EARLY = date(2019, 1, 1)


def enrolment(state, **values):
    return partial(EnrolmentFactory, **{state: True}, **values)


def twin(factory, shared, **difference):
    """A row that shares a key with another one, but for a difference."""
    other = factory()
    return factory(**{shared: getattr(other, shared)}, **difference)


def second_line():
    claim = ClaimFactory(line__number=1)
    return ClaimLineFactory(claim=claim, number=2)


def closed_beside_an_open_one():
    mentee = EnrolmentFactory(submitted=True).mentee
    return EnrolmentFactory(withdrawn=True, mentee=mentee)


def evaluation_of_province(**values):
    return EvaluationFactory(level=Level.PROVINCE, project=None, province="10000", **values)


def second_of_province():
    evaluation_of_province()
    return evaluation_of_province(track=Track.CONTENT)


def second_of_call():
    central = {"level": Level.CENTRAL, "project": None, "call": CallFactory()}
    EvaluationFactory(**central)
    return EvaluationFactory(**central, track=Track.CONTENT)


def second_version():
    criterion = {"code": "new", "track": Track.CONTENT, "source": "MON"}
    EvaluationCriterion.objects.create(**criterion, valid_from=EARLY)
    return EvaluationCriterion.objects.create(**criterion, valid_from=date(2020, 1, 1))


def refused():
    """What a request that was refused has."""
    return {"state": "refused", "decided_on": date(2021, 11, 1), "decided_by": play("max")}


def claim_line():
    return ClaimFactory(declared=Decimal(100)).lines.get()


def criterion_called(code):
    """Looked up when the test runs: cases are written down before there is a database."""
    return lambda: EvaluationCriterion.objects.get(code=code)


def second_criterion():
    first = EvaluationScoreFactory()
    other = EvaluationCriterion.objects.get(code="towards_work")
    return EvaluationScoreFactory(sheet=first.sheet, criterion=other)


def meeting_of_province(**values):
    return MeetingFactory(level=Level.PROVINCE, project=None, province="10000", **values)


def second_meeting_of_province():
    meeting_of_province()
    return meeting_of_province(period_start=date(2020, 3, 1))


def second_meeting_of_call():
    central = {"level": Level.CENTRAL, "project": None, "call": CallFactory()}
    MeetingFactory(**central)
    return MeetingFactory(**central, period_start=date(2020, 3, 1))


def owned_action():
    return AgreedActionFactory(owner=StaffFactory(), party="")


# A constraint, a row that keeps it, and what makes the row break it.
CASES = [
    ("call_budget_not_negative", CallFactory, {"budget": BELOW_ZERO}),
    ("call_closes_after_opening", CallFactory, {"closes_on": EARLY}),
    (
        "outflow_definition_version_once",
        lambda: twin(OutflowDefinitionFactory, "call", version=3, valid_from=date(2022, 1, 1)),
        {"version": 2},
    ),
    (
        "outflow_definition_one_per_day",
        lambda: twin(OutflowDefinitionFactory, "call", version=3, valid_from=date(2022, 1, 1)),
        {"valid_from": date(2021, 1, 1)},
    ),
    ("outflow_definition_from_two", OutflowDefinitionFactory, {"version": 1}),
    ("lot_budget_not_negative", LotFactory, {"budget": BELOW_ZERO}),
    ("project_ends_after_start", ProjectFactory, {"ends_on": EARLY}),
    ("extension_has_months", ExtensionFactory, {"months": 0}),
    ("extension_request_has_months", ExtensionRequestFactory, {"months": 0}),
    ("extension_request_not_negative", ExtensionRequestFactory, {"amount": BELOW_ZERO}),
    ("extension_request_decided_by_someone", ExtensionRequestFactory, {"state": "granted"}),
    (
        "extension_asked_once",
        lambda: twin(ExtensionRequestFactory, "project", **refused()),
        {"state": "asked", "decided_on": None, "decided_by": None},
    ),
    ("extension_after_evaluation", ExtensionFactory, {"evaluation_held_on": date(2021, 11, 2)}),
    (
        "mentee_vdab_number_once",
        lambda: twin(partial(MenteeFactory, vdab_number="V1"), "promoter", vdab_number="V2"),
        {"vdab_number": "V1"},
    ),
    (
        "enrolment_one_open_per_person",
        closed_beside_an_open_one,
        {"state": "submitted", "withdrawn_on": None},
    ),
    ("enrolment_state_follows_dates", enrolment("submitted"), {"state": "approved"}),
    ("enrolment_state_follows_dates", enrolment("approved"), {"withdrawn_on": date(2020, 3, 1)}),
    ("enrolment_state_follows_dates", EnrolmentFactory, {"state": "referred"}),
    ("enrolment_decision_after_submission", enrolment("approved"), {"decided_on": EARLY}),
    ("enrolment_decision_after_submission", enrolment("rejected"), {"decided_on": None}),
    (
        "enrolment_decision_after_submission",
        enrolment("rejected"),
        {"submitted_on": None, "profile_age": None},
    ),
    ("enrolment_start_after_approval", enrolment("active"), {"started_on": date(2020, 2, 9)}),
    ("enrolment_start_after_approval", enrolment("active"), {"decision": "rejected"}),
    ("enrolment_end_after_start", enrolment("ended"), {"ended_on": date(2020, 2, 29)}),
    ("enrolment_end_after_start", enrolment("ended"), {"started_on": None}),
    ("enrolment_withdrawn_before_start", enrolment("active"), {"withdrawn_on": date(2020, 4, 1)}),
    ("enrolment_withdrawn_before_start", enrolment("rejected"), {"withdrawn_on": date(2020, 4, 1)}),
    ("enrolment_derogation_is_approval", enrolment("submitted"), {"derogation_reason": "Toch."}),
    ("enrolment_one_step_after_rejection", enrolment("approved"), {"screen_again_on": EARLY}),
    (
        "enrolment_one_step_after_rejection",
        enrolment("rejected", next_lot=SubFactory(LotFactory)),
        {"screen_again_on": date(2020, 9, 1)},
    ),
    ("enrolment_profile_frozen_at_submission", enrolment("submitted"), {"profile_age": None}),
    ("enrolment_profile_frozen_at_submission", EnrolmentFactory, {"profile_age": 31}),
    (
        "evaluation_once_per_promoter",
        lambda: twin(EvaluationFactory, "project", track=Track.CONTENT),
        {"track": Track.OPERATIONAL},
    ),
    ("evaluation_once_per_province", second_of_province, {"track": Track.OPERATIONAL}),
    ("evaluation_once_per_central", second_of_call, {"track": Track.OPERATIONAL}),
    ("evaluation_scope_of_level", EvaluationFactory, {"province": "10000"}),
    ("evaluation_scope_of_level", evaluation_of_province, {"province": ""}),
    ("evaluation_track_of_kind", EvaluationFactory, {"track": ""}),
    ("evaluation_track_of_kind", EvaluationFactory, {"kind": "final"}),
    ("evaluation_final_is_held", EvaluationFactory, {"held_on": None}),
    ("evaluation_final_is_held", EvaluationFactory, {"status": "draft"}),
    ("evaluation_score_1_to_4", EvaluationFactory, {"score": 5}),
    ("evaluation_draft_score_1_to_4", EvaluationFactory, {"draft_score": 0}),
    ("criterion_score_1_to_4", EvaluationScoreFactory, {"score": 5}),
    ("criterion_scored_once", second_criterion, {"criterion": criterion_called("attests")}),
    (
        "meeting_once_per_promoter",
        lambda: twin(MeetingFactory, "project", period_start=date(2020, 3, 1)),
        {"period_start": date(2020, 1, 1)},
    ),
    ("meeting_once_per_province", second_meeting_of_province, {"period_start": date(2020, 1, 1)}),
    ("meeting_once_per_central", second_meeting_of_call, {"period_start": date(2020, 1, 1)}),
    ("meeting_scope_of_level", MeetingFactory, {"province": "10000"}),
    ("meeting_level_of_kind", meeting_of_province, {"kind": "final"}),
    ("meeting_held_after_start", MeetingFactory, {"held_on": EARLY}),
    ("meeting_time_of_day", MeetingFactory, {"planned_at": time(14, 30)}),
    ("action_has_one_owner", AgreedActionFactory, {"party": ""}),
    ("action_has_one_owner", owned_action, {"party": "vdab"}),
    ("action_done_by_someone", AgreedActionFactory, {"done_on": date(2020, 4, 1)}),
    ("action_done_by_someone", AgreedActionFactory, {"done_note": "Gebeld."}),
    ("criterion_version_once", second_version, {"valid_from": EARLY}),
    ("grant_once", lambda: twin(GrantFactory, "project", kind="increase"), {"kind": "initial"}),
    ("grant_not_negative", GrantFactory, {"amount": BELOW_ZERO}),
    (
        "claim_once_per_year_and_category",
        lambda: twin(ClaimFactory, "project", year=2021),
        {"year": 2020},
    ),
    ("claim_controlled_after_declaration", ClaimFactory, {"controlled_on": EARLY}),
    ("claim_line_not_negative", claim_line, {"amount_declared": BELOW_ZERO}),
    ("claim_line_accepted_at_most_declared", claim_line, {"amount_accepted": Decimal(101)}),
    ("claim_line_accepted_at_most_declared", claim_line, {"amount_accepted": BELOW_ZERO}),
    (
        "settlement_once_per_year",
        lambda: twin(SettlementFactory, "project", year=2021),
        {"year": 2020},
    ),
    ("settlement_not_negative", SettlementFactory, {"amount": BELOW_ZERO}),
    ("claim_line_number_once", second_line, {"number": 1}),
    ("claim_line_hours_positive", claim_line, {"hours": Decimal(0)}),
    (
        "claim_line_proof_after_question",
        claim_line,
        {"proof_asked_on": date(2021, 4, 2), "proof_answered_on": date(2021, 4, 1)},
    ),
    ("control_sample_not_empty", ControlSampleFactory, {"size": 0}),
    ("cost_plan_once", lambda: twin(CostPlanFactory, "project", year=2021), {"year": 2020}),
    ("cost_plan_not_negative", CostPlanFactory, {"amount": BELOW_ZERO}),
    (
        "correction_once_a_day",
        lambda: twin(SettlementCorrectionFactory, "settlement", corrected_on=date(2021, 9, 2)),
        {"corrected_on": date(2021, 9, 1)},
    ),
    ("correction_changes_something", SettlementCorrectionFactory, {"amount": Decimal(0)}),
    ("call_hours_norm_positive", CallFactory, {"yearly_hours_norm": 0}),
    ("call_overhead_is_a_share", CallFactory, {"overhead_pct": Decimal("100.01")}),
    ("payment_once", lambda: twin(PaymentFactory, "project", kind="balance"), {"kind": "advance"}),
    ("payment_not_negative", PaymentFactory, {"amount": BELOW_ZERO}),
    ("payment_after_decision", PaymentFactory, {"paid_on": date(2020, 1, 9)}),
    (
        "outcome_once",
        lambda: twin(OutcomeFactory, "enrolment", kind="ibo"),
        {"kind": "open_ended"},
    ),
    ("outcome_ends_after_start", OutcomeFactory, {"ended_on": date(2020, 9, 30)}),
    (
        "measurement_once",
        lambda: twin(MeasurementFactory, "enrolment", month=3),
        {"month": 1},
    ),
    ("measurement_month_planned", MeasurementFactory, {"month": 2}),
]


@pytest.mark.parametrize(("name", "make", "bad"), CASES)
def test_a_row_is_refused(name, make, bad):
    row = make()
    found = {field: value() if callable(value) else value for field, value in bad.items()}
    assert_refused(name, row, **found)


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("grant_confirmed_by_another", GrantFactory),
        ("settlement_confirmed_by_another", SettlementFactory),
        ("correction_confirmed_by_another", SettlementCorrectionFactory),
    ],
)
def test_nobody_confirms_what_they_entered(name, factory):
    maker = play("max")
    assert_refused(name, factory(entered_by=maker), confirmed_by=maker)


def test_nobody_controls_what_they_entered():
    maker = play("max")
    line = ClaimLineFactory(entered_by=maker)
    assert_refused("claim_line_controlled_by_another", line, controlled_by=maker)


def test_an_erased_person_breaks_no_rule_about_numbers():
    promoter = MenteeFactory(vdab_number="", person=None).promoter
    MenteeFactory(vdab_number="", person=None, promoter=promoter).validate_constraints()


def test_every_constraint_has_its_row():
    tried = {name for name, _make, _bad in CASES}
    people = {"grant_confirmed_by_another", "settlement_confirmed_by_another"}
    people |= {"correction_confirmed_by_another", "claim_line_controlled_by_another"}
    assert tried | people == set(constraints_of("programmes"))
