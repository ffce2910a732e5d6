"""A counsellor who is away, and the colleague who takes over."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from m2w.accounts.choices import Role
from m2w.accounts.models import Absence
from m2w.accounts.services.absences import end_absence, note_absence
from m2w.audit.models import Entry
from m2w.reference.provinces import ANTWERPEN, LIMBURG
from tests.cast import VDAB, organisation, play
from tests.conftest import TODAY
from tests.factories import MembershipFactory
from tests.races import DONE, race
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
NEXT_WEEK = date(2022, 4, 8)


def colleague(*provinces, role=Role.COUNSELLOR, name="Lies"):
    membership = MembershipFactory(
        role=role,
        staff__organisation=organisation(VDAB),
        staff__provinces=provinces or (ANTWERPEN,),
        staff__user__name=name,
    )
    return membership.staff


def note(staff=None, replacement=None, first_day=TODAY, last_day=NEXT_WEEK, by="vera"):
    by = play(by)
    staff = staff or play("vera").acting.staff
    return note_absence(staff, replacement or colleague(), first_day, last_day, by=by)


def test_it_works(browse):
    vera, lies = browse("vera"), colleague()
    days = {"first_day": "01/04/2022", "last_day": "08/04/2022"}
    answer = vera.post(reverse("absences"), {**days, "replacement": lies.pk}, follow=True)
    assert "De afwezigheid is genoteerd." in answer.content.decode()
    absence = Absence.objects.get()
    assert (absence.staff, absence.replacement) == (play("vera").acting.staff, lies)
    assert (absence.first_day, absence.last_day) == (TODAY, NEXT_WEEK)
    assert Entry.objects.filter(action="absence.noted", object_id=absence.pk).exists()


def test_a_manager_notes_it_for_a_colleague(browse):
    vera, lies = play("vera").acting.staff, colleague()
    days = {"first_day": "01/04/2022", "last_day": "08/04/2022"}
    browse("max").post(reverse("absences"), {**days, "staff": vera.pk, "replacement": lies.pk})
    assert Absence.objects.get().staff == vera


def test_what_a_rule_refuses_stands_at_its_field_and_on_the_record(browse):
    lies = colleague()
    note(staff=lies, replacement=play("vera").acting.staff, by="max")
    days = {"first_day": "01/04/2022", "last_day": "08/04/2022"}
    page = browse("vera").post(reverse("absences"), {**days, "replacement": lies.pk})
    assert list(page.context["form"].errors) == ["replacement"]
    assert Entry.objects.get(action="act.refused").details["code"] == "replacement_away"


def test_a_counsellor_does_not_note_it_for_a_colleague():
    with pytest.raises(PermissionDenied):
        note(staff=colleague())


def test_nor_does_another_role():
    with pytest.raises(PermissionDenied):
        note(by="ada")


@pytest.mark.parametrize(
    "replacement",
    [
        lambda: colleague(LIMBURG),
        lambda: colleague(role=Role.FOLLOWER),
        lambda: MembershipFactory(role=Role.COUNSELLOR, staff__provinces=(ANTWERPEN,)).staff,
        lambda: play("vera").acting.staff,
    ],
)
def test_a_replacement_decides_in_the_same_province(replacement):
    assert refusal(note, replacement=replacement()) == "not_a_replacement"


def test_a_replacement_is_there_themselves():
    lies = colleague()
    note(staff=lies, replacement=play("vera").acting.staff, by="max")
    assert refusal(note, replacement=lies) == "replacement_away"


def test_the_same_days_are_noted_once():
    note()
    assert refusal(note, first_day=NEXT_WEEK, last_day=date(2022, 4, 20)) == "already_away"


def test_not_for_days_that_are_over():
    fields = faulty_fields(note, first_day=date(2022, 3, 1), last_day=date(2022, 3, 31))
    assert fields == ["last_day"]


def test_days_in_the_wrong_order_are_told_at_the_field(browse):
    vera, lies = browse("vera"), colleague()
    days = {"first_day": "08/04/2022", "last_day": "01/04/2022"}
    page = vera.post(reverse("absences"), {**days, "replacement": lies.pk}).content.decode()
    assert "De laatste dag ligt niet voor de eerste." in page
    assert "08/04/2022" in page


def test_who_is_back_earlier_ends_it(browse):
    absence = note(first_day=date(2022, 3, 30))
    browse("vera").post(reverse("absence_end", args=[absence.pk]))
    assert Absence.objects.get().last_day == date(2022, 3, 31)
    assert Entry.objects.filter(action="absence.ended").exists()


def test_one_that_did_not_begin_disappears():
    end_absence(note(), by=play("vera"))
    assert not Absence.objects.exists()


def test_one_that_is_over_stays():
    absence = note()
    Absence.objects.update(first_day=date(2022, 3, 1), last_day=date(2022, 3, 31))
    assert refusal(end_absence, absence, by=play("vera")) == "not_now"


def test_it_is_not_a_colleagues_to_end(browse):
    absence = note(staff=colleague(), replacement=play("vera").acting.staff, by="max")
    assert browse("vera").post(reverse("absence_end", args=[absence.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_noted():
    vera, lies = play("vera"), colleague()
    results = race(*[lambda: note_absence(vera.acting.staff, lies, TODAY, NEXT_WEEK, by=vera)] * 3)
    assert results == {DONE: 1, "already_away": 2}
