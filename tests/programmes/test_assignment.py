"""Whose work an enrolment is at VDAB."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from m2w.accounts.choices import Role
from m2w.accounts.models import Membership
from m2w.audit.models import Entry
from m2w.reference.provinces import ANTWERPEN, LIMBURG
from m2w.refusals import Refused
from programmes import services
from tests.cast import CORE, VDAB, enrolment_of, new_mentee, organisation, play, project_of
from tests.factories import MembershipFactory
from tests.races import DONE, race
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


def colleague(name="Lies"):
    """Another counsellor in Antwerpen."""
    membership = MembershipFactory(
        role=Role.COUNSELLOR,
        staff__organisation=organisation(VDAB),
        staff__provinces=(ANTWERPEN,),
        staff__user__name=name,
    )
    user = membership.staff.user
    user.acting = membership
    return user


def test_a_free_one_is_taken_up():
    vera = play("vera")
    enrolment = services.take_up(enrolment_of(submitted=True), by=vera)
    assert enrolment.counsellor == vera.acting.staff
    assert Entry.objects.filter(action="enrolment.taken_up", object_id=enrolment.pk).exists()


def test_the_second_is_told_who_was_first():
    enrolment = services.take_up(enrolment_of(submitted=True), by=play("vera"))
    with pytest.raises(Refused, match="Vera heeft deze aanmelding al opgenomen") as caught:
        services.take_up(enrolment, by=colleague())
    assert caught.value.code == "already_taken"


def gone(user, what):
    """Someone who decides in Antwerpen no longer."""
    staff = user.acting.staff
    if what == "role":
        Membership.objects.filter(staff=staff).delete()
    elif what == "account":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    else:
        type(staff).objects.filter(pk=staff.pk).update(provinces=(LIMBURG,))


@pytest.mark.parametrize("what", ["role", "account", "province"])
@pytest.mark.parametrize("act", [services.take_up, services.approve])
def test_one_of_someone_who_decides_there_no_longer_is_free(act, what):
    vera, lies = play("vera"), colleague()
    enrolment = services.take_up(enrolment_of(submitted=True), by=vera)
    gone(vera, what)
    assert act(enrolment, by=lies).counsellor == lies.acting.staff


def test_it_is_put_back():
    vera = play("vera")
    enrolment = services.take_up(enrolment_of(info_requested=True), by=vera)
    assert services.put_back(enrolment, by=vera).counsellor is None


def test_that_of_a_colleague_is_not_put_back():
    enrolment = services.take_up(enrolment_of(submitted=True), by=colleague())
    assert refusal(services.put_back, enrolment, by=play("vera")) == "not_yours"


def test_a_free_one_is_not_put_back():
    assert refusal(services.put_back, enrolment_of(submitted=True), by=play("vera")) == "not_yours"


@pytest.mark.parametrize("act", [services.take_up, services.put_back])
def test_only_what_is_undecided(act):
    assert refusal(act, enrolment_of(approved=True), by=play("vera")) == "not_now"


@pytest.mark.parametrize("who", ["wim", "alice", "max"])
def test_only_by_a_counsellor_of_the_province(who):
    with pytest.raises(PermissionDenied):
        services.take_up(enrolment_of(submitted=True), by=play(who))


def test_not_of_an_organisation_one_works_for():
    vera = play("vera")
    MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
    with pytest.raises(PermissionDenied):
        services.take_up(enrolment_of(submitted=True), by=vera)


def test_who_refers_decides():
    enrolment = services.refer(new_mentee(), project_of(), by=play("vera"))
    assert enrolment.counsellor == play("vera").acting.staff


def test_who_makes_a_draft_for_a_promoter_decides():
    draft = services.create_draft(new_mentee(), project_of(), by=play("vera"))
    assert draft.counsellor == play("vera").acting.staff
    own = services.create_draft(new_mentee(), project_of(), by=play("alice"))
    assert own.counsellor is None


def test_who_decides_on_a_free_one_took_it_up():
    enrolment = services.approve(enrolment_of(submitted=True), by=play("vera"))
    assert enrolment.counsellor == play("vera").acting.staff


def test_a_decision_on_a_colleagues_leaves_it_theirs():
    lies = colleague()
    enrolment = services.take_up(enrolment_of(submitted=True), by=lies)
    decided = services.approve(enrolment, by=play("vera"))
    assert decided.counsellor == lies.acting.staff
    assert decided.changes.get().by == play("vera")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_who_take_it_up_one_wins(attempt):
    enrolment = enrolment_of(submitted=True)
    acts = [partial(services.take_up, enrolment, by=who) for who in (play("vera"), colleague())]
    assert race(*acts) == {DONE: 1, "already_taken": 1}
