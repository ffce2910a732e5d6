"""The same contact or list told many times at the same moment: it is kept once."""

from datetime import date
from functools import partial

import pytest
from django.test import Client

from m2w.documents.models import Document
from matching import services
from matching.meeting_links import Opened, report_url
from matching.models import Contact, ContactReport
from matching.services.sessions import add_people, attach_to_claim
from tests.cast import CORE, enrolment_of, play, project_of
from tests.factories import ClaimFactory, GroupSessionFactory, MatchFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 8
ROUNDS = range(5)
DAY = date(2022, 3, 10)


def duo():
    return MatchFactory(
        enrolment=enrolment_of(active=True),
        coach=play("carl").acting.staff,
        started_on=date(2022, 2, 1),
    )


def told(match, who, **values):
    said = {"held_on": DAY, "seen": True, "minutes": 60} | values
    return partial(services.report_meeting, Opened(match, who), **said)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_one_report_of_many_clicks(attempt):
    match = duo()
    assert race(*[told(match, "mentor")] * MANY) == {DONE: MANY}
    assert ContactReport.objects.count() == Contact.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_both_at_once_make_one_contact(attempt):
    match = duo()
    assert race(told(match, "mentor"), told(match, "mentee", minutes=70)) == {DONE: 2}
    contact = Contact.objects.get()
    assert (contact.minutes, contact.reports.count()) == (65, 2)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_contradiction_at_once_is_one_doubt(attempt):
    match = duo()
    assert race(told(match, "mentor"), told(match, "mentee", seen=False)) == {DONE: 2}
    assert not Contact.objects.exists()
    assert ContactReport.objects.to_look_at().count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_noted_and_reported_at_once_it_is_one(attempt):
    match, carl = duo(), play("carl")
    note = partial(services.note_contact, match, by=carl, held_on=DAY, kind="contact")
    results = race(note, told(match, "mentor"), note)
    assert results[DONE] in {1, 2}
    assert results["contact_exists"] == 3 - results[DONE]
    assert Contact.objects.get().reports.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_it_is_decided_once(attempt):
    match, carl = duo(), play("carl")
    told(match, "mentor")()
    told(match, "mentee", seen=False)()
    report = ContactReport.objects.to_look_at().get()
    acts = [partial(services.decide_meeting, report, reached=met, by=carl) for met in (True, False)]
    assert race(*acts, *acts) == {DONE: 1, "already_handled": 3}
    assert Contact.objects.count() == 1


def test_through_the_public_page(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    match = duo()
    link = report_url(match, "mentor").removeprefix(settings.M2W_SITE_URL)
    met = {"seen": "yes", "held_on": "2022-03-10", "minutes": "60"}
    assert race(*[partial(Client().post, link, met) for _ in range(MANY)]) == {302: MANY}
    assert ContactReport.objects.count() == Contact.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_list_holds_everyone_once_and_is_proof_once(attempt):
    alice, session = play("alice"), GroupSessionFactory(project=project_of(CORE), held_on=DAY)
    mentee = enrolment_of(CORE, active=True)
    add = partial(add_people, session, enrolments=[mentee], by=alice)
    assert race(*[add] * 4) == {DONE: 4}
    assert session.attendances.count() == 1
    claim = ClaimFactory(project=session.project, year=2022, declared_on=None)
    attach = partial(attach_to_claim, session, claim, by=alice)
    assert race(*[attach] * 4) == {DONE: 1, "already_attached": 3}
    assert Document.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_call_that_was_made_stays_made(attempt):
    """While what else was told of the duo is settled."""
    match, carl = duo(), play("carl")
    report = told(match, "mentor", call_me=True)()
    called = partial(services.note_called, report, by=carl)
    assert race(called, told(match, "mentee", minutes=70)) == {DONE: 2}
    report.refresh_from_db()
    assert report.called_on is not None
    assert Contact.objects.get().reports.count() == 2


@pytest.mark.parametrize("attempt", ROUNDS)
def test_lists_of_the_same_duos_in_another_order(attempt):
    matches, carl = [duo(), duo()], play("carl")
    noted = [
        partial(
            services.note_contacts,
            [(match, {"held_on": day, "kind": "contact"}) for match in some],
            by=carl,
        )
        for day, some in [(DAY, matches), (date(2022, 3, 11), matches[::-1])]
    ]
    assert race(*noted) == {DONE: 2}
    assert Contact.objects.count() == 4
