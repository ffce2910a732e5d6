"""A forgotten password: the links in the mails."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.outbox.worker import work_off
from tests.cast import play
from tests.m2w.test_signin import PASSWORD, sign_in
from tests.races import race

NEW = {"password1": "nog een lang woord", "password2": "nog een lang woord"}


def account():
    alice = play("alice")
    alice.set_password(PASSWORD)
    alice.save()
    return alice


def asked_links(email, count):
    """Ask so many times; the form behind each link, each in a browser of its own."""
    for _ in range(count):
        Client().post(reverse("account_reset_password"), {"email": email})
    work_off()
    links = [re.search(r"http://testserver(/\S+)", message.body)[1] for message in mail.outbox]
    browsers = [Client() for _ in links]
    return [(browser, browser.get(link).url) for browser, link in zip(browsers, links, strict=True)]


@pytest.mark.django_db
def test_using_one_link_ends_the_others():
    (first, address), (second, other) = asked_links(account().email, 2)
    assert first.post(address, NEW).status_code == 302
    late = second.post(other, {"password1": "van een ander", "password2": "van een ander"})
    assert "werkt niet meer" in late.content.decode()
    assert sign_in(Client(), NEW["password1"]).status_code == 302


@pytest.mark.django_db
def test_a_reset_ends_sessions_and_is_on_the_record(browse):
    alice = account()
    signed_in = browse("alice")
    ((browser, address),) = asked_links(alice.email, 1)
    browser.post(address, NEW)
    assert signed_in.get("/projecten/").status_code == 302
    entry = Entry.objects.get(action="account.password_reset")
    assert (entry.actor, entry.object_id) == (None, str(alice.pk))


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"password": "!"}, {"is_active": False}])
def test_an_account_that_waits_or_is_closed_gets_no_link(change):
    alice = account()
    for name, value in change.items():
        setattr(alice, name, value)
    alice.save()
    assert asked_links(alice.email, 1) == []


@pytest.fixture
def nothing_counted(transactional_db):
    """What was asked in a test is not asked of the next."""
    yield
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_of_two_links_used_at_the_same_moment_one_works(nothing_counted):
    links = asked_links(account().email, 2)
    answers = []

    def use(browser, address, password):
        form = {"password1": password, "password2": password}
        answers.append(browser.post(address, form).status_code)

    race(
        *(
            lambda link=link, number=number: use(*link, f"een lang woord {number}")
            for number, link in enumerate(links)
        )
    )
    assert sorted(answers) == [200, 302]
    assert Entry.objects.filter(action="account.password_reset").count() == 1
