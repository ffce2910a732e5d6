"""The page of every step: what it asks, what it does, and what it says when it cannot be done."""

from datetime import date

import pytest
from django.urls import reverse

from programmes import services
from programmes.choices import State
from programmes.forms.steps import STEP_FORMS
from programmes.models import Mentee
from programmes.transitions import TRANSITIONS
from tests.cast import STRANGER, enrolment_of, new_mentee, play, project_of
from tests.factories import LotFactory, ProjectFactory

pytestmark = pytest.mark.django_db

WORKING = {"mentee__employed": "yes"}
READY = {"mentee__privacy_notice_on": date(2022, 3, 1)}


def address(enrolment, step):
    return reverse(f"enrolment_{step}", args=[enrolment.pk])


def test_every_offered_step_has_a_page():
    offered = {step.name for step in TRANSITIONS if step.offered and step.sources != ("",)}
    assert offered == set(STEP_FORMS)


@pytest.mark.parametrize(
    ("who", "given", "step", "sent", "state"),
    [
        ("alice", READY, "submit", {}, State.SUBMITTED),
        ("alice", {"submitted": True}, "withdraw", {"reason": "Verhuisd"}, State.WITHDRAWN),
        ("carl", {"info_requested": True}, "answer", {"comment": "Nee."}, State.SUBMITTED),
        ("alice", {"active": True}, "end", {"reason": "work"}, State.ENDED),
        ("vera", {"submitted": True}, "approve", {}, State.APPROVED),
        ("vera", {"submitted": True}, "request_info", {"comment": "Attest?"}, "info_requested"),
        ("vera", {"submitted": True}, "reject", {"reason": "lot_full"}, State.REJECTED),
    ],
)
def test_it_works(browse, who, given, step, sent, state):  # noqa: PLR0917
    enrolment = enrolment_of(**given, coach=play("carl").acting.staff)
    page = browse(who).get(address(enrolment, step))
    assert page.status_code == 200
    answer = browse(who).post(address(enrolment, step), sent)
    assert answer.url == reverse("enrolment", args=[enrolment.pk])
    enrolment.refresh_from_db()
    assert enrolment.state == state


def test_a_referral_is_accepted_or_declined(browse):
    carl = play("carl").acting.staff
    for step, sent, state in [
        ("accept_referral", {}, State.APPROVED),
        ("decline_referral", {"reason": "no_show"}, State.DECLINED),
    ]:
        enrolment = enrolment_of(
            referred=True,
            coach=carl,
            entered_by=play("vera"),
            mentee__privacy_notice_on=date(2022, 3, 1),
        )
        browse("carl").post(address(enrolment, step), sent)
        enrolment.refresh_from_db()
        assert enrolment.state == state


def test_a_deleted_draft_leads_to_the_file_of_the_mentee(browse):
    draft = services.create_draft(new_mentee(), project_of(), by=play("alice"))
    answer = browse("alice").post(address(draft, "delete"))
    assert answer.url == reverse("mentee", args=[draft.mentee_id])


def test_it_goes_back_to_where_one_came_from_but_never_off_the_site(browse):
    alice = browse("alice")
    for there, where in [("/mentees/", "/mentees/"), ("https://elders.example/", None)]:
        draft = enrolment_of(**READY)
        answer = alice.post(address(draft, "submit"), {"next": there})
        assert answer.url == (where or reverse("enrolment", args=[draft.pk]))


def test_what_is_lacking_is_said_at_the_field_and_what_was_typed_stays(browse):
    enrolment = enrolment_of(submitted=True)
    page = browse("vera").post(
        address(enrolment, "reject"), {"reason": "other", "comment": " ", "screen_again_on": "x"}
    )
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"screen_again_on"}
    page = browse("vera").post(address(enrolment, "reject"), {"reason": "other"})
    assert page.context["form"].errors.keys() == {"comment"}
    assert '<option value="other" selected>' in page.text


def test_a_day_to_screen_again_is_still_to_come(browse):
    enrolment = enrolment_of(submitted=True)
    sent = {"reason": "lot_full", "screen_again_on": "01/04/2022"}
    page = browse("vera").post(address(enrolment, "reject"), sent)
    assert page.context["form"].errors == {"screen_again_on": ["Kies een dag na vandaag."]}


def test_a_day_to_screen_again_is_not_ages_away(browse):
    sent = {"reason": "lot_full", "screen_again_on": "02/04/2024"}
    page = browse("vera").post(address(enrolment_of(submitted=True), "reject"), sent)
    assert page.context["form"].errors == {"screen_again_on": ["Kies een dag binnen de twee jaar."]}


def test_another_lot_is_offered_when_the_mentee_fits_in_it(browse):
    enrolment = enrolment_of(submitted=True, mentee__diploma_level="primary")
    fits, too_high = LotFactory(subgroups=("loa",)), LotFactory(subgroups=("hoa",))
    for lot in [fits, too_high]:
        ProjectFactory(lot=lot, starts_on=date(2021, 1, 1))
    form = browse("vera").get(address(enrolment, "reject")).context["form"]
    assert list(form.fields["next_lot"].queryset) == [fits]
    browse("vera").post(
        address(enrolment, "reject"), {"reason": "lot_full", "next_lot": str(fits.pk)}
    )
    enrolment.refresh_from_db()
    assert enrolment.next_lot == fits


def test_who_is_not_eligible_is_approved_for_a_reason_only(browse):
    enrolment = enrolment_of(submitted=True, **WORKING)
    vera = browse("vera")
    assert vera.post(address(enrolment, "approve")).context["form"].errors
    vera.post(address(enrolment, "approve"), {"derogation_reason": "Werkt twee uur per week."})
    enrolment.refresh_from_db()
    assert enrolment.derogation_reason == "Werkt twee uur per week."


def test_a_question_begins_with_what_is_missing(browse):
    enrolment = enrolment_of(submitted=True, mentee__employed="unknown")
    page = browse("vera").get(address(enrolment, "request_info"))
    assert "Kunt u dit nog aanvullen: of deze persoon werkt?" in page.text


def test_of_two_decisions_the_second_is_told_who_was_first(browse):
    enrolment = enrolment_of(submitted=True)
    services.approve(enrolment, by=play("vera"))
    page = browse("vera").post(
        address(enrolment, "reject"), {"reason": "other", "comment": "Een lange uitleg"}
    )
    assert page.status_code == 409
    assert "Vera besliste al op" in page.text
    assert ("Reden", "andere reden") in list(page.context["form"].typed())
    assert "Een lange uitleg" in page.text


def test_an_open_enrolment_elsewhere_is_not_told(browse):
    elsewhere = enrolment_of(STRANGER, submitted=True)
    draft = enrolment_of(
        **READY, mentee__person=elsewhere.person, mentee__vdab_number=elsewhere.mentee.vdab_number
    )
    page = browse("alice").post(address(draft, "submit"))
    assert page.status_code == 409
    assert "VDAB neemt contact met u op." in page.text
    assert str(elsewhere.project) not in page.text


def test_the_screening_beside_a_submission_is_that_of_now(browse):
    draft = enrolment_of(**READY)
    Mentee.objects.update(employed="yes")
    page = browse("alice").get(address(draft, "submit"))
    assert page.context["screening"].result == "ineligible"
    assert not page.context["screening"].pk


def test_what_cannot_be_done_now_is_said(browse):
    page = browse("alice").get(address(enrolment_of(active=True), "submit"))
    assert "De stand is “gestart”." in page.text
    assert "<textarea" not in page.text


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ({"submitted": True}, "enrolment_withdraw"),
        ({"referred": True}, "enrolment_intake"),
        ({}, "enrolment_submit"),
    ],
)
def test_of_a_restricted_file_is_said_why_it_cannot_be_done(browse, given, page):
    enrolment = enrolment_of(**given, mentee__restricted_on=date(2022, 3, 1))
    answer = browse("alice").get(reverse(page, args=[enrolment.pk]))
    assert "De verwerking is beperkt." in answer.text
    assert 'method="post" novalidate' not in answer.text


def test_who_may_never_take_a_step_is_refused(browse):
    submitted = enrolment_of(submitted=True, coach=play("carl").acting.staff)
    assert browse("alice").get(address(submitted, "approve")).status_code == 403
    assert browse("carl").post(address(submitted, "withdraw")).status_code == 403
    assert browse("charlie").get(address(submitted, "withdraw")).status_code == 404


def test_an_unknown_field_is_refused(browse):
    draft = enrolment_of(**READY)
    assert browse("alice").post(address(draft, "submit"), {"state": "x"}).status_code == 400
