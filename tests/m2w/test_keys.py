"""Keys with which programs come in: made, shown once, used, withdrawn."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from m2w.accounts.models import Invitation, Staff, Token, User
from m2w.accounts.services.keys import make_own_key, make_system_key, revoke, token_in_force
from m2w.audit.models import Entry
from m2w.doors import addresses, door_of
from m2w.reference.provinces import ANTWERPEN
from tests.cast import enrolment_of, play
from tests.conftest import TODAY
from tests.m2w.test_signin import PASSWORD, sign_in
from tests.matching.test_figures_api import TestWhereIsRoom as Room
from tests.readonly import Watch
from tests.refusals import refusal

pytestmark = pytest.mark.django_db

ASKED = {"name": "Caseload", "may_write": True, "days": 90}
MENTEES = "/api/v1/mentees/"


def of(who, **asked):
    return make_own_key(**ASKED | asked, by=play(who))


def of_system(who, role, **asked):
    return make_system_key(**ASKED | asked, role=role, by=play(who))


def with_key(key):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


class TestOfAPerson:
    def test_it_acts_as_its_maker(self):
        _token, key = of("alice")
        mentee = enrolment_of().mentee
        assert [row["id"] for row in with_key(key).get(MENTEES).json()["results"]] == [
            str(mentee.pk)
        ]

    def test_it_is_on_the_record_without_the_key(self):
        token, key = of("alice")
        entry = Entry.objects.get(action="key.made")
        assert (entry.actor, entry.object_id) == (play("alice"), str(token.pk))
        assert key not in str(entry.details)

    def test_a_name_is_used_once_until_it_is_withdrawn(self):
        token, _key = of("alice")
        assert refusal(of, "alice") == "conflict"
        revoke(token, by=play("alice"))
        of("alice")

    @pytest.mark.parametrize("days", [0, 1, 366, -90])
    def test_it_lasts_as_long_as_there_is_to_choose(self, days):
        with pytest.raises(ValidationError):
            of("alice", days=days)

    def test_one_that_only_reads_changes_nothing(self):
        _token, key = of("alice", may_write=False)
        client = with_key(key)
        assert client.get(MENTEES).status_code == 200
        answer = client.post(MENTEES, {}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "read_only_key")
        check = client.post("/api/v1/screenings/check/", {}, format="json")
        assert check.status_code == 400  # it stores nothing: only its fields are missing

    @pytest.mark.parametrize(
        ("who", "address", "sent"),
        [
            ("alice", "mentees/similar/", {"first_name": "Selam", "last_name": "Tesfay"}),
            ("vera", "projects/where_is_room/", Room.CLIENT),
        ],
    )
    def test_one_that_only_reads_asks_what_stores_nothing(self, who, address, sent):
        enrolment_of(mentee__first_name="Selam", mentee__last_name="Tesfay", submitted=True)
        client = with_key(of(who, may_write=False)[1])
        with connection.execute_wrapper(Watch()):
            answer = client.post(f"/api/v1/{address}", sent, format="json")
        assert answer.status_code == 200, answer.json()

    def test_the_day_of_its_last_use_is_kept(self):
        token, key = of("alice")
        with_key(key).get(MENTEES)
        token.refresh_from_db()
        assert token.last_used_on == TODAY


class TestItOpensNothing:
    def assert_shut(self, key):
        assert token_in_force(key) is None
        assert with_key(key).get(MENTEES).status_code == 401

    def test_once_withdrawn(self):
        token, key = of("alice")
        revoke(token, by=play("alice"))
        self.assert_shut(key)

    def test_once_expired(self):
        token, key = of("alice")
        Token.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        self.assert_shut(key)

    def test_once_the_account_is_closed(self):
        _token, key = of("alice")
        User.objects.filter(pk=play("alice").pk).update(is_active=False)
        self.assert_shut(key)


class TestOfASystem:
    def test_it_acts_under_its_own_name(self):
        _token, key = of_system("alice", "coordinator", name="Planning")
        mentee = enrolment_of().mentee
        with_key(key).get(f"{MENTEES}{mentee.pk}/")
        entry = Entry.objects.get(action="file.opened")
        assert (entry.actor.name, entry.actor.is_system) == ("Planning", True)
        assert entry.organisation == play("alice").acting.organisation

    def test_it_goes_on_when_its_maker_leaves(self):
        _token, key = of_system("alice", "coordinator")
        play("alice").acting.delete()
        assert with_key(key).get(MENTEES).status_code == 200

    def test_one_of_vdab_works_in_its_provinces(self):
        _token, key = of_system("max", "counsellor", provinces=[ANTWERPEN])
        enrolment_of(submitted=True)
        assert with_key(key).get("/api/v1/enrolments/").json()["count"] == 1

    def test_over_people_it_decides_nothing(self):
        _token, key = of_system("max", "counsellor", provinces=[ANTWERPEN])
        file = enrolment_of(submitted=True)
        answer = with_key(key).post(f"/api/v1/enrolments/{file.pk}/approve/", {}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "in_person")

    def test_nobody_finds_it_among_the_people(self):
        of_system("alice", "coordinator")
        for name in ("alice", "ada"):
            found = Staff.objects.visible_to(play(name))
            assert not found.filter(user__is_system=True).exists()

    @pytest.mark.parametrize(
        ("name", "role"), [("alice", "coach"), ("alice", "counsellor"), ("max", "administrator")]
    )
    def test_it_gets_no_other_role_than_its_organisation_gives(self, name, role):
        with pytest.raises(ValidationError):
            of_system(name, role)

    @pytest.mark.parametrize("name", ["carl", "vera", "ada"])
    def test_some_roles_give_none(self, name):
        with pytest.raises(PermissionDenied):
            of_system(name, "coordinator")


# What is decided about people or money, and who is let in.
IN_PERSON = {
    *("enrolments-refer", "enrolment-refer_again", "proposal-accept"),
    *("enrolment-approve", "enrolment-reject", "grant-confirm", "settlement-confirm"),
    *("settlement-correction", "extension_request-grant", "extension_request-refuse"),
    *("claim-accept_rest", "claim-close_control", "claim-draw_sample", "claim-line-judge"),
    *("question-sign_off", "question-send", "erasures", "erasure-approve", "erasure-discard"),
    *("mentee-restrict", "mentee-lift", "mentee-request_erasure", "mentor-request_erasure"),
    *("organisations", "organisation", "invitations", "invitation-send_again"),
    *("staff_member-give_role", "staff_member-take_role", "staff_member-open"),
}


@pytest.mark.parametrize("name", sorted(IN_PERSON))
def test_this_no_system_does(name):
    [door] = [door_of(entry.callback) for entry in addresses() if entry.name == f"api-{name}"]
    assert door.in_person


def test_a_system_lets_nobody_in():
    _token, key = of_system("alice", "coordinator")
    body = {"name": "Iemand", "email": "iemand@m2w.example", "role": "coordinator"}
    answer = with_key(key).post("/api/v1/invitations/", body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (403, "in_person")
    assert not Invitation.objects.exists()


class TestWhoseTheyAre:
    def test_a_stranger_withdraws_none(self):
        token, _key = of("alice")
        with pytest.raises(PermissionDenied):
            revoke(token, by=play("charlie"))

    def test_a_colleague_withdraws_that_of_a_system_only(self, browse):
        _own, own_key = of("carl")
        system, _key = of_system("alice", "coordinator")
        assert list(Token.objects.visible_to(play("alice"))) == [system]
        assert token_in_force(own_key)

    def test_once_is_enough(self):
        token, _key = of("alice")
        revoke(token, by=play("alice"))
        assert refusal(revoke, token, by=play("alice")) == "not_now"


class TestPages:
    FORM = {"name": "Caseload", "scope": "read", "days": "90"}

    @pytest.mark.parametrize(
        ("page", "more"), [("key_make", {}), ("key_make_system", {"role": "coordinator"})]
    )
    def test_it_must_be_really_them(self, client, page, more):
        alice = play("alice")
        alice.set_password(PASSWORD)
        alice.save()
        sign_in(client)
        asked = client.post(reverse(page), self.FORM | more)
        assert asked.url.startswith(f"{reverse('account_reauthenticate')}?next=")
        assert not Token.objects.exists()
        answer = client.post(asked.url, {"password": PASSWORD, "next": reverse(page)})
        assert f'action="{reverse(page)}"' in client.get(reverse(page)).content.decode()
        assert answer.context["token"] == Token.objects.get()

    def test_a_key_is_shown_once(self, browse):
        alice = browse("alice")
        made = alice.post(reverse("key_make"), self.FORM)
        [key] = [
            word
            for word in made.content.decode().replace("<", " ").replace(">", " ").split()
            if token_in_force(word)
        ]
        assert made["Cache-Control"] == "no-store"
        page = alice.get(reverse("keys")).content.decode()
        assert "Caseload" in page
        assert key not in page

    def test_a_name_in_use_is_said_at_its_field(self, browse):
        alice = browse("alice")
        alice.post(reverse("key_make"), self.FORM)
        answer = alice.post(reverse("key_make"), self.FORM)
        assert answer.context["form"].errors["name"] == ["U hebt al een sleutel met deze naam."]
        assert Token.objects.count() == 1

    def test_of_a_system(self, browse):
        alice = browse("alice")
        alice.post(reverse("key_make_system"), self.FORM | {"role": "coordinator"})
        token = Token.objects.get()
        assert token.membership.staff.user.is_system
        assert "Caseload" in alice.get(reverse("keys")).content.decode()

    def test_withdrawn(self, browse):
        token, _key = of("alice")
        answer = browse("alice").post(reverse("key_revoke", args=[token.pk]), follow=True)
        assert "ingetrokken op" in answer.content.decode()
        assert not Token.objects.in_force().exists()

    def test_that_of_someone_else_is_not_there(self, browse):
        token, _key = of("alice")
        assert browse("charlie").post(reverse("key_revoke", args=[token.pk])).status_code == 404

    def test_queries_do_not_grow(self, browse):
        alice = browse("alice")
        of("alice")
        before = self.queries(alice)
        for number in range(5):
            of("alice", name=f"Nog {number}")
            of_system("alice", "coordinator", name=f"Systeem {number}")
        assert self.queries(alice) == before

    def queries(self, client):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("keys"))
        return len(seen)


def test_nobody_signs_in_as_a_system():
    token, _key = of_system("alice", "coordinator")
    account = token.membership.staff.user
    assert not account.has_usable_password()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=account.pk).update(is_active=True)
