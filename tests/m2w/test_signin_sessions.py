"""How long a sign-in lasts, and what ends it."""

import time

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from m2w.accounts import sessions
from m2w.audit.models import Entry
from tests.cast import play

pytestmark = pytest.mark.django_db

NOW = 1_700_000_000


@pytest.fixture
def alice(browse):
    with time_machine.travel(NOW, tick=False):
        return browse("alice")


def later(client, seconds, path="/projecten/"):
    with time_machine.travel(NOW + seconds, tick=False):
        return client.get(path)


def test_within_the_hour_one_stays(alice):
    assert later(alice, sessions.IDLE - 1).status_code == 200


def test_after_an_idle_hour_one_signs_in_again_and_is_told_why(alice):
    assert later(alice, sessions.IDLE).url == "/account/aanmelden/?next=/projecten/"
    assert "U werd afgemeld" in later(alice, sessions.IDLE, "/account/aanmelden/").text


def test_who_keeps_working_stays_twelve_hours_and_no_longer(alice):
    for half_hours in range(1, 24):
        assert later(alice, half_hours * 1800).status_code == 200
    assert later(alice, sessions.ABSOLUTE).status_code == 302


def test_the_day_of_the_rules_does_not_matter(alice, settings):
    settings.M2W_TODAY = settings.M2W_TODAY.replace(year=2030)
    assert later(alice, 60).status_code == 200


def test_a_session_without_its_times_does_not_count(alice):
    with time_machine.travel(NOW, tick=False):
        session = alice.session
        del session[sessions.STARTED_AT]
        session.save()
    assert later(alice, 1).status_code == 302


def test_the_session_is_written_once_a_minute(alice, django_assert_num_queries):
    later(alice, 61)
    with django_assert_num_queries(100, exact=False) as queries:
        later(alice, 100)
    assert not [q for q in queries if Session._meta.db_table in q["sql"] and "UPDATE" in q["sql"]]
    later(alice, 122)
    with time_machine.travel(NOW + 122, tick=False):
        assert alice.session[sessions.SEEN_AT] == NOW + 122


def test_a_program_in_the_browser_is_told_401(alice):
    assert later(alice, sessions.IDLE, "/api/v1/reports/").status_code == 401


def test_signing_in_again_takes_the_notice_away(alice):
    later(alice, sessions.IDLE)
    alice.force_login(play("alice"))
    assert sessions.EXPIRED not in alice.session


def test_that_it_expired_is_on_the_record(alice):
    later(alice, sessions.IDLE)
    assert Entry.objects.filter(action="account.session_expired").get().actor == play("alice")


def test_sign_out_everywhere_ends_every_session(browse):
    here, there = browse("alice"), browse("alice")
    assert here.post(reverse("sign_out_everywhere")).url == reverse("account_login")
    assert [client.get("/projecten/").status_code for client in [here, there]] == [302, 302]
    assert Entry.objects.filter(action="account.signed_out_everywhere").count() == 1


def test_of_one_account_only(browse):
    charlie = browse("charlie")
    browse("alice").post(reverse("sign_out_everywhere"))
    assert charlie.get("/projecten/").status_code == 200


def test_another_password_ends_the_other_sessions(browse):
    alice, other = play("alice"), browse("alice")
    alice.set_password(str(time.time()))
    alice.save()
    assert other.get("/projecten/").status_code == 302
