"""The transition table against the words of domain.md 3 and access.md."""

from datetime import date, timedelta
from itertools import product

import pytest

from m2w.accounts.choices import Role
from programmes.choices import State
from programmes.models import Enrolment
from programmes.package.enrolments import EnrolmentTable, dates_of
from programmes.states import state_of, steps
from programmes.transitions import TRANSITIONS
from tests.cast import PEOPLE, enrolment_of, organisation, play
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

# Who is offered what of an enrolment at Core, which Carl coaches; everyone else nothing.
OFFERED = {
    State.REFERRED: {
        "alice": ["accept_referral", "decline_referral", "withdraw"],
        "carl": ["accept_referral", "decline_referral"],
    },
    State.DRAFT: {"alice": ["submit", "withdraw", "delete"], "carl": ["delete"]},
    State.SUBMITTED: {"alice": ["withdraw"], "vera": ["approve", "request_info", "reject"]},
    State.INFO_REQUESTED: {"alice": ["answer", "withdraw"], "carl": ["answer"]},
    State.APPROVED: {"alice": ["withdraw"]},
    State.ACTIVE: {"alice": ["end"], "carl": ["end"]},
    State.ENDED: {},
    State.REJECTED: {},
    State.WITHDRAWN: {},
    State.DECLINED: {},
}
# Steps that are no button of their own: they make an enrolment, or follow from another act.
NOT_OFFERED = {
    "refer": {"vera", "wim"},
    "create": {"alice", "carl", "charlie", "vera", "wim"},
    "accept_as_draft": {"alice", "carl", "charlie"},
    "start": {"alice", "carl", "charlie"},
}


def enrolment_in(state, **values):
    coach = play("carl").acting.staff
    trait = {} if state == State.DRAFT else {state: True}
    return enrolment_of(coach=coach, **trait, **values)


def names(enrolment, who):
    return [step.name for step in TRANSITIONS.available(enrolment, play(who))]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", State.values)
def test_each_role_is_offered_its_steps(state, who):
    assert names(enrolment_in(state), who) == OFFERED[state].get(who, [])


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", NOT_OFFERED)
def test_each_role_may_take_its_other_steps(name, who):
    step = TRANSITIONS[name]
    assert step.permits(enrolment_in(State.DRAFT), play(who)) is (who in NOT_OFFERED[name])


def test_no_step_escapes_these_tables():
    offered = {name for steps in OFFERED.values() for names in steps.values() for name in names}
    assert offered | set(NOT_OFFERED) == {step.name for step in TRANSITIONS}


def test_a_counsellor_submits_and_deletes_a_draft_they_made():
    draft = enrolment_in(State.DRAFT, entered_by=play("vera"))
    assert names(draft, "vera") == ["submit", "delete"]


def test_a_draft_to_which_something_happened_is_not_deleted():
    draft = enrolment_in(State.DRAFT)
    draft.changes.create(name="accept_as_draft", source="referred", target="draft", on="2022-03-01")
    assert names(draft, "alice") == ["submit", "withdraw"]


def test_a_coach_is_offered_nothing_of_a_colleagues_mentee():
    assert names(enrolment_of(active=True), "carl") == []


def test_without_a_role_nothing_is_offered():
    alice = play("alice")
    alice.acting = None
    assert TRANSITIONS.available(enrolment_in(State.DRAFT), alice) == []


def test_who_also_works_for_the_promoter_decides_nothing():
    enrolment, vera = enrolment_in(State.SUBMITTED), play("vera")
    MembershipFactory(staff__user=vera, staff__organisation=organisation("core"), role=Role.COACH)
    assert TRANSITIONS.available(enrolment, vera) == []


def loaded_rows():
    """Every row of enrolments.csv that a package accepts, with the day of its first duo."""
    columns = ["referred_on", "submitted_on", "info_requested_on", "decided_on", "started_on"]
    columns += ["withdrawn_on", "ended_on"]
    for given, decision in product(product([True, False], repeat=7), ["approved", "rejected"]):
        days = [date(2020, 1, 1) + timedelta(days=n) if given[n] else None for n in range(7)]
        row = dict(zip(columns, days, strict=True)) | {"code": "E", "derogation_reason": ""}
        row["decision"] = decision if row["decided_on"] else ""
        row["decision_reason"] = "other" if row["decision"] == "rejected" else ""
        row["end_reason"] = "work" if row["ended_on"] else ""
        row["withdrawn_reason"] = ""
        start = row.pop("started_on")
        starts = {"E": start} if start and row["decision"] == "approved" else {}
        ends_unstarted = row["ended_on"] and not starts
        withdrawn_started = row["withdrawn_on"] and starts
        if not (ends_unstarted or withdrawn_started or [*EnrolmentTable().objections(row)]):
            yield row, starts


def test_loading_takes_only_steps_of_the_table():
    table = {(t.name, source, t.target) for t in TRANSITIONS for source in t.sources}
    taken = {step[:3] for row, starts in loaded_rows() for step in steps(dates_of(row, starts))}
    assert taken <= table
    assert len(taken) > 10


def test_loading_reaches_the_state_that_the_last_step_leads_to():
    for row, starts in loaded_rows():
        dates = dates_of(row, starts)
        last = [step.name for step in steps(dates)][-1:]
        assert state_of(dates) == (TRANSITIONS[last[0]].target if last else State.DRAFT)


def test_every_state_of_the_model_is_reached_by_some_step():
    reached = {step.target for step in TRANSITIONS} - {""}
    assert reached == {value for value, _label in Enrolment._meta.get_field("state").choices}
