"""Who came in, and who did not, is on the record; without the record no one comes in."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from m2w.accounts import recording
from m2w.audit.models import Entry
from tests.cast import play
from tests.m2w.test_signin import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    alice = play("alice")
    alice.set_password(PASSWORD)
    alice.save()
    return alice


def last():
    return Entry.objects.first()


def test_a_sign_in_with_its_role(client, alice):
    sign_in(client)
    entry = last()
    assert (entry.action, entry.actor, entry.role) == ("account.signed_in", alice, "coordinator")


def test_a_sign_out(client, alice):
    sign_in(client)
    client.post(reverse("account_logout"))
    assert (last().action, last().actor) == ("account.signed_out", alice)


def test_a_wrong_password_is_about_the_account_by_nobody(client, alice):
    sign_in(client, "geheim maar fout")
    entry = last()
    assert (entry.action, entry.actor) == ("account.sign_in_failed", None)
    assert entry.object_id == str(alice.pk)
    assert entry.details == {"reason": "credentials"}


def test_an_unknown_address_leaves_no_trace_of_what_was_typed(client):
    client.post(reverse("account_login"), {"login": "x@elders.example", "password": "geheim"})
    entry = last()
    assert (entry.action, entry.object_id) == ("account.sign_in_failed", "")
    assert "elders" not in str(entry.details)


def test_a_sign_in_that_cannot_be_recorded_does_not_happen(client, alice, monkeypatch):
    def no_record(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(recording, "record", no_record)
    assert sign_in(client).status_code == 503
    alice.refresh_from_db()
    assert alice.last_login is None
    assert client.get("/projecten/").status_code == 302


def test_a_changed_password(client, alice):
    sign_in(client)
    new = {"password1": "nog een lang woord", "password2": "nog een lang woord"}
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert last().action == "account.password_changed"


def test_too_many_failures_close_an_account_for_a_while(client, alice):
    for _ in range(5):
        sign_in(client, "fout")
    assert "te vaak" in sign_in(client).content.decode()
    assert last().details == {"reason": "too_many"}


def test_what_was_counted_holds_for_every_process(client, alice):
    sign_in(client, "fout")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] == 2  # of the reader's address, and of the account
