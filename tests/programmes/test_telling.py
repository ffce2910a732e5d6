"""Who hears of which step: the other side, never whoever took it."""

import pytest

from m2w.outbox.models import Notice
from m2w.outbox.notices import kinds
from programmes import services
from programmes.services.telling import TOLD, tell
from programmes.transitions import TRANSITIONS
from tests.cast import CORE, STRANGER, enrolment_of, new_mentee, play, project_of
from tests.factories import MembershipFactory
from tests.factories.programmes import MenteeFactory

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    return {(notice.code, notice.to.user.name) for notice in Notice.objects.all()}


@pytest.fixture
def cast():
    """All who might hear of it, and a stranger."""
    for name in ["alice", "charlie", "wim"]:
        play(name)
    return {"coach": play("carl").acting.staff, "counsellor": play("vera").acting.staff}


def test_every_step_that_is_told_exists():
    others = {"correct", "verify_not_found", "verify_other_dates"}
    assert set(TOLD) - {step.name for step in TRANSITIONS} == others


def test_every_notice_that_is_given_has_words():
    assert {code for code, _who in TOLD.values()} <= set(kinds())


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda one, by: services.approve(one, by=by), "approved"),
        (lambda one, by: services.reject(one, by=by, reason="lot_full"), "rejected"),
        (lambda one, by: services.request_info(one, by=by, comment="Wat?"), "info_requested"),
    ],
)
def test_of_a_decision_the_coordinators_and_the_coach(cast, act, code):
    enrolment = enrolment_of(submitted=True, **cast)
    act(enrolment, play("vera"))
    assert told() == {(f"enrolment.{code}", "Alice"), (f"enrolment.{code}", "Carl")}


def test_of_a_referral_the_coordinators(cast):
    services.refer(new_mentee(vdab_number="V1"), project_of(), by=play("vera"))
    assert told() == {("enrolment.referred", "Alice")}


def test_of_a_correction_the_promoter(cast):
    tell(enrolment_of(submitted=True), "correct", by=play("vera"))
    assert told() == {("enrolment.corrected", "Alice")}


def test_of_an_answer_and_a_withdrawal_the_counsellor(cast):
    enrolment = enrolment_of(info_requested=True, **cast)
    services.answer(enrolment, by=play("alice"), comment="Dit.")
    services.withdraw(enrolment, by=play("alice"), reason="Verhuisd")
    assert told() == {("enrolment.answered", "Vera"), ("enrolment.withdrawn", "Vera")}


def test_of_an_answer_to_a_referral_whoever_referred(cast):
    vera = play("vera")
    enrolment = services.refer(new_mentee(vdab_number="V1"), project_of(), by=vera)
    services.decline_referral(enrolment, by=play("alice"), reason="no_show")
    assert ("enrolment.referral_declined", "Vera") in told()


def test_never_whoever_did_it(cast):
    vera = play("vera")
    enrolment = services.refer(
        MenteeFactory.build(promoter=None, person=None), project_of(), by=vera
    )
    Notice.objects.all().delete()
    services.accept_referral(enrolment, by=play("alice"))
    assert "Alice" not in {name for _code, name in told()}


def test_nor_who_left(cast):
    gone = MembershipFactory(
        staff__organisation=project_of(CORE).promoter, staff__user__is_active=False
    )
    services.reject(enrolment_of(submitted=True), by=play("vera"), reason="lot_full")
    assert not Notice.objects.filter(to=gone.staff).exists()


def test_of_ones_own_draft_nobody(cast):
    project_of(STRANGER)
    services.submit(enrolment_of(), by=play("alice"))
    assert told() == set()
