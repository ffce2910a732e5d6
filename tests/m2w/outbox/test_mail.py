"""Mails as rows: sent once, tried again, given up, and nothing of them kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from m2w.outbox import claims, mailing
from m2w.outbox.choices import State
from m2w.outbox.models import Mail
from m2w.outbox.services import send_mail
from m2w.outbox.tidying import tidy_all
from m2w.outbox.worker import work_off
from tests.races import race

pytestmark = pytest.mark.django_db

TO = "nora@core.example"


def queued(**values) -> Mail:
    row = send_mail(TO, "Onderwerp", "Tekst met een link")
    Mail.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def let_pass(**values) -> None:
    """As if the time until every mail is due had passed."""
    Mail.objects.update(due_at=timezone.now() - timedelta(seconds=1), **values)


@pytest.fixture
def no_server(monkeypatch):
    """A mail server that quotes the address in what it says."""

    def refuse(*args, **kwargs):
        raise OSError(f"no such user: {TO}")

    monkeypatch.setattr(EmailMessage, "send", refuse)


def test_it_works():
    row = queued()
    assert work_off() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == ([TO], "Onderwerp", "Tekst met een link")
    row.refresh_from_db()
    assert row.state == State.DONE


def test_of_a_mail_that_left_nothing_is_kept():
    row = queued()
    work_off()
    row.refresh_from_db()
    assert (row.to, row.subject, row.body) == ("", "", "")


def test_it_is_not_sent_again():
    queued()
    assert [work_off(), work_off()] == [1, 0]
    assert len(mail.outbox) == 1


def test_one_that_was_rolled_back_never_was():
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert work_off() == 0


def test_one_that_does_not_leave_waits_longer_each_time(no_server):
    row, before = queued(), timedelta(0)
    for attempt in range(1, len(mailing.WAITS) + 1):
        let_pass()
        assert work_off() == 1
        row.refresh_from_db()
        wait = row.due_at - timezone.now()
        assert (row.state, row.attempts, row.fault) == (State.OPEN, attempt, "OSError")
        assert wait > before
        before = wait
    let_pass()
    work_off()
    row.refresh_from_db()
    assert (row.state, row.to, row.body) == (State.FAILED, "", "")


def test_the_log_does_not_tell_to_whom(no_server, caplog):
    queued()
    work_off()
    assert "OSError" in caplog.text
    assert TO not in caplog.text


def test_one_that_fails_stops_no_other(no_server):
    queued(), queued()
    assert work_off() == 2


def test_what_a_killed_worker_held_becomes_due_again():
    row = queued()
    assert claims.take(Mail) == row
    assert claims.take(Mail) is None
    let_pass()
    assert claims.take(Mail) == row


def test_who_lost_a_mail_does_not_end_it():
    queued()
    slow = claims.take(Mail)
    let_pass()
    claims.take(Mail)
    with pytest.raises(claims.LostClaim):
        claims.end(slow, State.DONE)


def test_what_ended_a_month_ago_is_removed():
    old, young, waiting = queued(), queued(), queued()
    ended = Mail.objects.exclude(pk=waiting.pk)
    ended.update(state=State.DONE, ended_at=timezone.now())
    Mail.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=31))
    tidy_all()
    assert set(Mail.objects.all()) == {young, waiting}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_many_workers_one_sends_each(attempt):
    for _ in range(6):
        queued()
    race(*[work_off] * 4)
    assert len(mail.outbox) == 6
    assert set(Mail.objects.values_list("attempts", flat=True)) == {1}


def test_looking_for_work_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claims.take(Mail) is None
