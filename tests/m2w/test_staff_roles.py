"""Roles given and taken away, and accounts closed: by whom, and from when on."""

from functools import partial

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from m2w.accounts import second_factor
from m2w.accounts.choices import Role
from m2w.accounts.models import Membership
from m2w.accounts.services import roles
from m2w.accounts.services.keys import issue, token_in_force
from m2w.audit.models import Entry
from m2w.reference.provinces import ANTWERPEN, LIMBURG
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MembershipFactory
from tests.races import DONE, race
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


def place(name):
    return play(name).places.get()


def membership(name):
    return play(name).acting


def second_coordinator():
    return MembershipFactory(staff__organisation=organisation(CORE))


class TestGiving:
    @pytest.mark.parametrize(
        ("who", "to", "role"),
        [
            ("alice", "carl", Role.COORDINATOR),
            ("max", "vera", Role.FOLLOWER),
            ("ada", "charlie", Role.COACH),
        ],
    )
    def test_works_on_the_next_request(self, browse, who, to, role):
        there = browse(to)
        given = roles.give_role(place(to), role, by=play(who))
        there.post(reverse("act_as"), {"membership": given.pk})
        assert there.get("/").context["user"].acting.role == role
        assert Entry.objects.get(action="role.given").details == {"role": role}

    @pytest.mark.parametrize(
        ("who", "to", "role"),
        [
            ("alice", "charlie", Role.COACH),
            ("alice", "carl", Role.COUNSELLOR),
            ("max", "vera", Role.ADMINISTRATOR),
            ("carl", "alice", Role.COACH),
            ("ann", "vera", Role.ANALYST),
            ("ada", "alice", Role.ANALYST),
            ("alice", "carl", "x"),
        ],
    )
    def test_what_is_not_theirs(self, who, to, role):
        with pytest.raises(PermissionDenied):
            roles.give_role(place(to), role, by=play(who))

    @pytest.mark.parametrize(
        ("who", "role"), [("ada", Role.COUNSELLOR), ("alice", Role.COACH), ("max", Role.EXPERT)]
    )
    def test_no_one_to_themselves(self, who, role):
        assert refusal(roles.give_role, place(who), role, by=play(who)) == "own_roles"

    def test_not_twice(self):
        assert refusal(roles.give_role, place("carl"), Role.COACH, by=play("alice"))


class TestTaking:
    def test_works_on_the_next_request(self, browse):
        carl = browse("carl")
        roles.take_role(membership("carl"), by=play("alice"))
        assert carl.get("/projecten/").status_code == 403
        assert Entry.objects.get(action="role.taken").details == {"role": "coach"}

    def test_does_not_make_one_act_in_another_organisation(self, browse):
        charlie, there = play("charlie"), browse("charlie")
        MembershipFactory(staff__user=charlie, staff__organisation=organisation(CORE))
        roles.take_role(charlie.acting, by=play("ada"))
        assert there.get("/projecten/").status_code == 403

    def test_of_another_organisation(self):
        with pytest.raises(PermissionDenied):
            roles.take_role(membership("charlie"), by=play("alice"))

    def test_no_one_their_own(self):
        second_coordinator()
        assert refusal(roles.take_role, membership("alice"), by=play("alice")) == "own_roles"

    def test_twice(self):
        carl = membership("carl")
        roles.take_role(carl, by=play("alice"))
        carl.pk = 0
        assert refusal(roles.take_role, carl, by=play("alice")) == "not_now"

    def test_an_administrator_may_take_the_last_coordinator(self):
        roles.take_role(membership("alice"), by=play("ada"))
        assert not Membership.objects.filter(role=Role.COORDINATOR).exists()


class TestClosing:
    def test_stops_sessions_and_keys_on_the_next_request(self, browse):
        carl, key = browse("carl"), issue(membership("carl"))[1]
        roles.deactivate(place("carl"), by=play("alice"))
        assert carl.get("/projecten/").status_code == 302
        assert token_in_force(key) is None
        assert Entry.objects.filter(action="account.deactivated").count() == 1

    def test_sessions_and_keys_do_not_come_back_with_the_account(self, browse):
        carl, alice, key = browse("carl"), play("alice"), issue(membership("carl"))[1]
        roles.deactivate(place("carl"), by=alice)
        roles.activate(place("carl"), by=alice)
        assert carl.get("/projecten/").status_code == 302
        assert token_in_force(key) is None

    def test_not_oneself(self):
        second_coordinator()
        assert refusal(roles.deactivate, place("alice"), by=play("alice")) == "own_roles"

    def test_not_who_has_roles_elsewhere(self):
        core = place("carl")
        MembershipFactory(staff__user=core.user, staff__organisation=organisation(STRANGER))
        assert refusal(roles.deactivate, core, by=play("alice")) == "other_roles"
        roles.deactivate(core, by=play("ada"))

    def test_an_administrator_is_closed_by_an_administrator(self):
        assert refusal(roles.deactivate, place("ada"), by=play("max")) == "other_roles"

    def test_of_another_organisation(self):
        with pytest.raises(PermissionDenied):
            roles.deactivate(place("charlie"), by=play("alice"))


def test_provinces_decide_from_the_next_request_on():
    roles.change_provinces(place("vera"), [LIMBURG, ANTWERPEN], by=play("max"))
    assert place("vera").provinces == (ANTWERPEN, LIMBURG)
    with pytest.raises(PermissionDenied):
        roles.change_provinces(place("vera"), [], by=play("alice"))


def test_a_lost_second_factor_is_taken_away():
    TOTP.activate(play("carl"), "A" * 32)
    roles.remove_second_factor(place("carl"), by=play("alice"))
    assert not second_factor.is_set_up(play("carl"))
    assert refusal(roles.remove_second_factor, place("carl"), by=play("alice")) == "not_now"


class TestThePage:
    def test_it_works(self, browse):
        page = browse("alice").get(reverse("staff_member", args=[place("carl").pk])).text
        assert "Account afsluiten" in page
        assert "mentor-coach" in page.lower()

    def test_a_colleague_reads_and_changes_nothing(self, browse):
        carl = browse("carl")
        address = [place("alice").pk]
        assert "Afnemen" not in carl.get(reverse("staff_member", args=address)).text
        assert carl.post(reverse("take_role", args=address), {"role": "x"}).status_code == 403

    def test_who_is_elsewhere_does_not_exist(self, browse):
        alice, charlie = browse("alice"), place("charlie")
        assert alice.get(reverse("staff_member", args=[charlie.pk])).status_code == 404
        for name in ["give_role", "take_role", "deactivate_account", "change_provinces"]:
            assert alice.post(reverse(name, args=[charlie.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("name", "form", "says"),
        [
            ("give_role", {"role": "coordinator"}, "De rol is gegeven"),
            ("take_role", {"role": "coach"}, "De rol is afgenomen"),
            ("deactivate_account", {}, "Het account is afgesloten"),
            ("activate_account", {}, "al open"),
            ("remove_second_factor", {}, "geen tweede stap"),
        ],
    )
    def test_says_what_came_of_it(self, browse, name, form, says):
        address = reverse(name, args=[place("carl").pk])
        assert says in browse("alice").post(address, form, follow=True).text

    def test_provinces_at_vdab(self, browse):
        address = [place("vera").pk]
        form = {"provinces": [LIMBURG]}
        browse("max").post(reverse("change_provinces", args=address), form)
        assert place("vera").provinces == (LIMBURG,)
        browse("max").post(reverse("change_provinces", args=address), {"provinces": ["x"]})
        assert place("vera").provinces == (LIMBURG,)

    def test_reading_one_writes_nothing(self, browse, django_assert_num_queries):
        alice, address = browse("alice"), reverse("staff_member", args=[place("carl").pk])
        with django_assert_num_queries(100, exact=False) as queries:
            alice.get(address)
        assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_coordinators_do_not_take_the_role_from_each_other(attempt):
    alice, other = membership("alice"), second_coordinator()
    colleague = other.staff.user
    colleague.acting = other
    results = race(
        partial(roles.take_role, other, by=play("alice")),
        partial(roles.take_role, alice, by=colleague),
    )
    assert results == {DONE: 1, "last_coordinator": 1}
    assert Membership.objects.filter(role=Role.COORDINATOR).count() == 1
