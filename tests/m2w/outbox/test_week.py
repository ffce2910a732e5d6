"""The overview of the week: for coordinators, in their language, with counts only."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from m2w.outbox.models import DailyMail, Mail
from m2w.outbox.services import set_mails
from m2w.outbox.worker import work_off
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
SUBJECT = "Mentoring2Work: wat deze week wacht"


def overviews(subject=SUBJECT) -> list:
    call_command("send_reminders")
    work_off()
    return [one for one in mail.outbox if one.subject == subject]


@pytest.fixture
def waiting(costs_declared):
    """Something that waits for Alice, and something for the stranger."""
    play("alice"), play("charlie")
    enrolment_of(STRANGER, approved=True)
    return enrolment_of(approved=True, mentee__last_name="Tesfay")


def test_it_works(waiting, settings):
    sent = {one.to[0]: one.body for one in overviews()}
    assert set(sent) == {play("alice").email, play("charlie").email}
    body = sent[play("alice").email]
    assert "Core" in body
    assert "- Goedgekeurd, nog zonder mentor: 1" in body
    assert f"{settings.M2W_SITE_URL}/" in body


def test_it_names_nobody(waiting):
    for one in overviews():
        assert "Tesfay" not in one.body
        assert str(waiting.mentee) not in one.body


def test_once_a_week(waiting, settings):
    assert TODAY.strftime("%A") == "Friday"
    assert [len(overviews()), len(overviews())] == [2, 2]
    for days, number in [(2, 2), (3, 4), (4, 4)]:
        settings.M2W_TODAY = TODAY + timedelta(days=days)
        assert len(overviews()) == number


def test_in_the_language_of_the_reader(waiting):
    set_mails(play("alice"), language="en")
    overviews()
    (english,) = [one for one in mail.outbox if one.to == [play("alice").email]]
    assert english.subject == "Mentoring2Work: what waits this week"
    assert "Approved, still without a mentor: 1" in english.body


def test_not_to_who_wants_none_nor_to_a_coach(waiting):
    play("carl")
    set_mails(play("alice"), wanted=False)
    assert [one.to for one in overviews()] == [[play("charlie").email]]


def test_not_when_nothing_waits():
    play("alice")
    assert overviews() == []
    assert Mail.objects.count() == 0


def test_the_language_is_chosen_on_the_account_page(browse):
    alice = browse("alice")
    assert "Mails in het Engels" in alice.get(reverse("account")).text
    page = alice.post(reverse("mail_language"), {"language": "en"}, follow=True).text
    assert DailyMail.objects.get().language == "en"
    assert "Mails in het Nederlands" in page
    assert alice.post(reverse("mail_language"), {"language": "xx"}).status_code == 400
