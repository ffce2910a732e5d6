"""Who gets in, how they get out, and what stays shut."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from m2w.accounts.models import Membership
from m2w.outbox.worker import work_off
from tests.cast import organisation, play
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een lang genoeg wachtwoord"


@pytest.fixture
def alice():
    alice = play("alice")
    alice.set_password(PASSWORD)
    alice.save()
    return alice


def sign_in(client, password=PASSWORD, **extra):
    form = {"login": "Alice@M2W.example", "password": password, **extra}
    return client.post(reverse("account_login"), form)


def test_the_right_password_opens_the_home_page(client, alice):
    assert sign_in(client).url == "/"
    assert client.get("/").context["user"] == alice


def test_a_wrong_password_says_no_more_than_that(client, alice):
    known = sign_in(client, "fout").content
    unknown = client.post(reverse("account_login"), {"login": "x@m2w.example", "password": "fout"})
    assert b"alice" not in known.lower().split(b"<form")[0]
    assert known.count(b"m2w-alert--stop") == unknown.content.count(b"m2w-alert--stop") == 1


def test_after_sign_in_one_gets_where_one_wanted_to_go(client, alice):
    assert client.get("/projecten/").url == "/account/aanmelden/?next=/projecten/"
    assert sign_in(client, next="/projecten/").url == "/projecten/"


def test_a_foreign_address_is_no_destination(client, alice):
    assert sign_in(client, next="https://elders.example/").url == "/"


def test_signing_out_takes_a_post(client, alice):
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 405
    client.post(reverse("account_logout"))
    assert client.get("/projecten/").status_code == 302


def test_no_one_can_sign_themselves_up(client):
    assert client.get(reverse("account_signup")).url.startswith(reverse("account_login"))


def test_a_forgotten_password_is_renewed_by_a_link_that_works_once(client, alice):
    client.post(reverse("account_reset_password"), {"email": alice.email})
    work_off()
    (message,) = mail.outbox
    link = re.search(r"http://testserver(/\S+)", message.body)[1]
    form = client.get(link).url
    client.post(form, {"password1": "nog een lang woord", "password2": "nog een lang woord"})
    assert sign_in(client, "nog een lang woord").status_code == 302
    assert b"werkt niet meer" in client.get(link, follow=True).content


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client, alice):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ["niemand@m2w.example", alice.email]
    ]
    assert answers[0].url == answers[1].url
    work_off()
    assert [message.to for message in mail.outbox] == [[alice.email]]


def test_someone_with_two_roles_acts_in_the_one_they_chose(client, alice):
    second = MembershipFactory(staff=alice.places.get(), role="coach")
    sign_in(client)
    client.post(reverse("act_as"), {"membership": second.pk})
    assert client.get("/").context["user"].acting == second


@pytest.mark.parametrize("typed", ["x", "9" * 5000, ""])
def test_what_is_no_role_is_not_found(client, alice, typed):
    sign_in(client)
    assert client.post(reverse("act_as"), {"membership": typed}).status_code == 404


def test_a_button_takes_nothing_else_along(client, alice):
    sign_in(client)
    answer = client.post(reverse("sign_out_everywhere"), {"is_superuser": "on"})
    assert answer.status_code == 400
    assert client.get("/projecten/").status_code == 200


def test_who_has_no_password_changes_none(browse):
    assert browse("alice").get(reverse("account_change_password")).url == reverse("account")


def test_no_one_acts_in_the_role_of_another(client, alice):
    stranger = play("charlie").acting
    sign_in(client)
    assert client.post(reverse("act_as"), {"membership": stranger.pk}).status_code == 404


def test_a_role_that_is_taken_away_is_gone_on_the_next_request(client, alice):
    sign_in(client)
    assert client.get("/projecten/").status_code == 200
    Membership.objects.filter(staff__organisation=organisation("core")).delete()
    assert client.get("/projecten/").status_code == 403
    assert "nog geen rol" in client.get("/").content.decode()
