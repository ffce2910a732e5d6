"""Letting someone in: who may, for which role, and a link that works once."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from m2w.accounts.choices import Role
from m2w.accounts.models import Invitation, Membership, User
from m2w.accounts.services import acceptance, invitations
from m2w.audit.models import Entry
from m2w.outbox.mailing import WAITS
from m2w.outbox.models import Mail
from m2w.outbox.worker import work_off
from m2w.reference.provinces import ANTWERPEN
from tests.cast import CORE, MINISTRY, STRANGER, VDAB, organisation, play
from tests.factories import MembershipFactory
from tests.m2w.test_signin import PASSWORD, sign_in
from tests.races import DONE, race
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

EMAIL = "nora@core.example"
CHOSEN = {"name": "Nora Peeters", "password": "een heel goed woord"}


def site(path):
    return f"http://testserver{path}"


def send(who="alice", code=CORE, role=Role.COACH, email=EMAIL, **values):
    values = {"name": "Nora", "by": play(who), "site": site, **values}
    return invitations.invite(organisation(code), email=email, role=role, **values)


@pytest.fixture
def invited():
    """Invite someone; the path of the link in the mail."""

    def link(**values):
        send(**values)
        work_off()
        return link_in(mail.outbox[-1])

    return link


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def token_of(link):
    return link.split("/")[-2]


class TestWhoMayInvite:
    @pytest.mark.parametrize(
        ("who", "code", "role"),
        [
            ("alice", CORE, Role.COORDINATOR),
            ("max", VDAB, Role.COUNSELLOR),
            ("max", VDAB, Role.PROGRAMME_MANAGER),
            ("ann", MINISTRY, Role.ANALYST),
            ("ada", STRANGER, Role.COORDINATOR),
            ("ada", VDAB, Role.ADMINISTRATOR),
        ],
    )
    def test_their_own(self, who, code, role):
        assert send(who, code, role).role == role

    @pytest.mark.parametrize(
        ("who", "code", "role"),
        [
            ("alice", STRANGER, Role.COACH),
            ("alice", CORE, Role.COUNSELLOR),
            ("alice", CORE, Role.ADMINISTRATOR),
            ("max", CORE, Role.COACH),
            ("max", VDAB, Role.ADMINISTRATOR),
            ("ann", MINISTRY, Role.ADMINISTRATOR),
            ("ada", CORE, Role.ANALYST),
            ("carl", CORE, Role.COACH),
            ("vera", VDAB, Role.COUNSELLOR),
            ("frank", VDAB, Role.FOLLOWER),
        ],
    )
    def test_nothing_else(self, who, code, role):
        with pytest.raises(PermissionDenied):
            send(who, code, role)
        assert not Invitation.objects.exists()

    def test_no_one_invites_themselves(self):
        ada = play("ada")
        code = refusal(send, "ada", CORE, Role.COORDINATOR, email=ada.email.upper(), by=ada)
        assert code == "own_roles"

    def test_no_one_is_invited_twice(self):
        send()
        assert refusal(send, email=EMAIL.upper())
        send(role=Role.COORDINATOR)

    def test_who_has_the_role_is_not_invited(self):
        assert refusal(send, email=play("carl").email) == "membership_role_once"

    def test_a_province_that_does_not_exist_is_refused(self):
        values = {"role": Role.COUNSELLOR, "provinces": ["99999"]}
        assert faulty_fields(send, "max", VDAB, **values) == ["provinces"]


class TestTheMail:
    def test_holds_a_link_and_nothing_personal_in_its_subject(self, invited):
        invited()
        (message,) = mail.outbox
        assert message.to == [EMAIL]
        assert message.subject == "Uw uitnodiging voor Mentoring2Work"
        assert "Nora" not in message.body

    def test_is_part_of_the_act(self):
        with transaction.atomic():
            send()
            transaction.set_rollback(True)
        assert not Mail.objects.exists()

    def test_only_the_digest_of_the_link_is_kept(self, invited):
        assert token_of(invited()) not in str(Invitation.objects.values().get())

    def test_that_cannot_leave_is_told_to_whoever_invited(self, browse, monkeypatch):
        def no_server(*args, **kwargs):
            raise OSError(EMAIL)

        monkeypatch.setattr(EmailMessage, "send", no_server)
        send()
        Mail.objects.update(attempts=len(WAITS))
        work_off()
        page = browse("alice").get(reverse("notices")).text
        assert "De uitnodiging voor Nora kon niet verstuurd worden." in page


class TestTheLink:
    def test_lets_someone_new_in(self, client, invited):
        link = invited(role=Role.COORDINATOR)
        assert client.post(link, CHOSEN).url == "/"
        user = client.get("/").context["user"]
        assert (user.email, user.name) == (EMAIL, CHOSEN["name"])
        assert user.acting.role == Role.COORDINATOR
        assert user.acting.organisation == organisation(CORE)

    def test_gives_provinces_at_vdab(self, client, invited):
        link = invited(who="max", code=VDAB, role=Role.COUNSELLOR, provinces=[ANTWERPEN])
        client.post(link, CHOSEN)
        assert User.objects.get(email=EMAIL).places.get().provinces == (ANTWERPEN,)

    def test_opens_a_loaded_account_that_had_no_password(self, client, invited):
        wim = play("wim")
        link = invited(who="max", code=VDAB, role=Role.FOLLOWER, email=wim.email)
        client.post(link, CHOSEN)
        wim.refresh_from_db()
        assert wim.check_password(CHOSEN["password"])
        assert Membership.objects.of(wim).count() == 2

    def test_opening_it_changes_nothing(self, client, invited):
        link = invited()
        for _ in range(2):
            assert client.get(link).status_code == 200
        assert not User.objects.filter(email=EMAIL).exists()

    @pytest.mark.parametrize("password", ["kort", "password1234", "nora@core.example"])
    def test_asks_for_a_good_password(self, client, invited, password):
        link = invited()
        assert client.post(link, {"name": "Nora", "password": password}).status_code == 200
        assert not User.objects.filter(email=EMAIL).exists()
        assert client.post(link, CHOSEN).status_code == 302

    def test_asks_who_can_sign_in_to_do_so_first(self, client, invited):
        carl = play("carl")
        carl.set_password(PASSWORD)
        carl.save()
        link = invited(role=Role.COORDINATOR, email=carl.email)
        assert client.post(link, CHOSEN).context["step"] == "sign_in"
        client.force_login(carl)
        assert client.get(link).context["step"] == "accept"
        client.post(link)
        assert client.get("/").context["user"].acting.role == Role.COORDINATOR
        carl.refresh_from_db()
        assert carl.check_password(PASSWORD)

    def test_is_not_for_who_is_signed_in_as_someone_else(self, browse, invited):
        link, charlie = invited(), browse("charlie")
        assert charlie.post(link, CHOSEN).context["step"] == "other_account"
        assert not User.objects.filter(email=EMAIL).exists()

    def test_gives_no_other_role_or_organisation_than_it_offers(self, client, invited):
        wanted = {**CHOSEN, "role": "administrator", "organisation": organisation(STRANGER).pk}
        link = invited()
        assert client.post(link, wanted).status_code == 400
        assert Entry.objects.filter(action="access.refused").count() == 1
        client.post(link, CHOSEN)
        assert client.get("/").context["user"].acting.role == Role.COACH
        assert client.get("/").context["user"].acting.organisation.code == CORE


class TestALinkThatDoesNotWork:
    @pytest.fixture
    def link(self, invited):
        return invited()

    def check(self, link, client=None):
        """It answers as a forged one does, and the refusal is on the record."""
        client = client or Client()
        answers = [client.get(link), client.get(reverse("invitation", args=["x" * 43]))]
        assert [answer.status_code for answer in answers] == [404, 404]
        pages = [re.sub(r'value="[^"]+"', "", answer.text) for answer in answers]
        assert pages[0] == pages[1]
        assert Client().post(link, CHOSEN).status_code == 404
        assert Entry.objects.filter(action="invitation.refused").count() == 3

    def test_used(self, client, link):
        client.post(link, CHOSEN)
        self.check(link)

    def test_withdrawn(self, link):
        invitations.withdraw(Invitation.objects.get(), by=play("alice"))
        self.check(link)

    def test_expired(self, link):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        self.check(link)

    def test_replaced_by_another(self, link):
        invitations.send_again(Invitation.objects.get(), by=play("alice"), site=site)
        self.check(link)

    def test_of_an_account_that_was_closed(self, link):
        User.objects.create_user(EMAIL, is_active=False)
        self.check(link)

    @pytest.mark.parametrize("change", ["role", "account"])
    def test_of_a_host_who_may_no_longer_invite(self, link, change):
        alice = play("alice")
        if change == "role":
            alice.acting.delete()
        else:
            User.objects.filter(pk=alice.pk).update(is_active=False)
        self.check(link)

    def test_cannot_be_tried_without_end(self, client):
        forged = reverse("invitation", args=["x"])
        assert [client.get(forged).status_code for _ in range(21)][-2:] == [404, 429]


class TestOpenInvitations:
    def test_it_works(self, browse):
        send()
        page = browse("alice").get(reverse("invitations")).text
        assert EMAIL in page

    def test_those_of_another_organisation_do_not_exist(self, browse):
        invitation = send()
        charlie = browse("charlie")
        assert EMAIL not in charlie.get(reverse("invitations")).text
        for name in ["withdraw_invitation", "resend_invitation"]:
            assert charlie.post(reverse(name, args=[invitation.pk])).status_code == 404

    def test_a_coach_has_nothing_to_do_with_them(self, browse):
        carl = browse("carl")
        for name in ["invitations", "invite"]:
            assert carl.get(reverse(name)).status_code == 403

    def test_one_is_sent_from_the_page(self, browse):
        form = {"name": "Nora", "email": EMAIL, "role": "coach"}
        answer = browse("alice").post(reverse("invite"), form)
        assert answer.url == reverse("invitations")
        work_off()
        assert link_in(mail.outbox[0])

    @pytest.mark.parametrize("role", ["administrator", "counsellor", "x"])
    def test_the_form_offers_no_other_role(self, browse, role):
        form = {"name": "Nora", "email": EMAIL, "role": role}
        assert browse("alice").post(reverse("invite"), form).status_code == 200
        assert not Invitation.objects.exists()

    def test_an_administrator_names_the_organisation(self, browse):
        play("charlie")
        address = f"{reverse('invite')}?organisation=second"
        browse("ada").post(address, {"name": "Nora", "email": EMAIL, "role": "coach"})
        assert Invitation.objects.get().organisation == organisation(STRANGER)
        assert browse("alice").get(address).status_code == 404

    def test_a_withdrawn_one_is_gone_from_the_list(self, browse):
        invitation, alice = send(), browse("alice")
        alice.post(reverse("withdraw_invitation", args=[invitation.pk]))
        assert EMAIL not in alice.get(reverse("invitations")).text
        again = alice.post(reverse("withdraw_invitation", args=[invitation.pk]), follow=True)
        assert "werkt niet meer" in again.text


def test_two_roles_are_chosen_from_after_signing_in(client):
    alice = play("alice")
    alice.set_password(PASSWORD)
    alice.save()
    second = MembershipFactory(staff__user=alice, staff__organisation=organisation(STRANGER))
    choice = sign_in(client, next="/projecten/").url
    assert choice == "/account/rol/kiezen/?next=%2Fprojecten%2F"
    assert client.get(choice).context["next"] == "/projecten/"
    form = {"membership": second.pk, "next": "/projecten/"}
    assert client.post(reverse("act_as"), form).url == "/projecten/"
    assert client.get("/").context["user"].acting == second


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_many_who_use_one_link_one_comes_in(attempt):
    send()
    work_off()
    token = token_of(link_in(mail.outbox[-1]))
    acts = [
        partial(
            acceptance.accept_first_time,
            acceptance.invitation_of(token),
            name=f"Nora {number}",
            password=f"een heel goed woord {number}",
        )
        for number in range(4)
    ]
    assert race(*acts) == {DONE: 1, "invitation_gone": 3}
    assert Membership.objects.filter(staff__user__email=EMAIL).count() == 1
    assert Entry.objects.filter(action="invitation.accepted").count() == 1
