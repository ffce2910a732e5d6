"""Reminders: of what is late, to whom it is to do, once each."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils.html import escape

from m2w.accounts.models import Absence, User
from m2w.audit.models import Entry
from m2w.notation import day
from m2w.outbox.models import Mail, Notice, Reminder
from m2w.outbox.notices import kinds
from m2w.outbox.reminders import Due, Letter, Rule, rules
from m2w.outbox.reminding import AT_ONCE, remind, remind_all
from m2w.outbox.tidying import tidy_all
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory, MembershipFactory, ReminderFactory
from tests.races import race

pytestmark = pytest.mark.django_db
CODE = "match.without_contact"


def late_duo(code=CORE, coach="carl", **values):
    """A duo that never met, of which the coach hears."""
    staff = play(coach).acting.staff if coach else None
    given = {"coach": staff} if staff else {}
    return MatchFactory(
        enrolment=enrolment_of(code, active=True),
        started_on=TODAY - timedelta(days=40),
        **given,
        **values,
    )


def given() -> int:
    """How many reminders of duos without contact or check-in there are, after one more round."""
    remind_all()
    return Reminder.objects.filter(code__startswith="match.without").count()


def told(code=CODE):
    rows = Reminder.objects.filter(code=code)
    return sorted(rows.values_list("to__user__name", flat=True))


def test_it_works():
    match = late_duo()
    assert given() == 2
    for code in [CODE, "match.without_checkin"]:
        reminder = Reminder.objects.get(code=code)
        assert reminder.about_id == str(match.pk)
        assert (reminder.to, reminder.since) == (match.coach, match.started_on)
        assert Notice.objects.filter(code=code, to=match.coach, about_id=match.pk).exists()


def test_once_however_often():
    late_duo()
    assert [given(), given()] == [2, 2]


def test_again_for_the_next_silence(settings):
    match = late_duo()
    remind_all()
    ContactFactory(match=match, held_on=TODAY)
    settings.M2W_TODAY = TODAY + timedelta(days=14)
    assert given() == 2
    settings.M2W_TODAY = TODAY + timedelta(days=15)
    assert given() == 3


def test_more_than_fit_at_once():
    dues = [Due(str(n), TODAY, organisation(CORE).pk, play("carl").acting.staff_id) for n in
            range(AT_ONCE + 1)]  # fmt: skip
    assert remind(CODE, Rule("", lambda on: iter(dues))) == AT_ONCE + 1
    assert remind(CODE, Rule("", lambda on: iter(dues))) == 0


def test_the_one_who_replaces_the_coach_hears_it():
    late_duo()
    stand_in = MembershipFactory(
        role="coach", staff__organisation=organisation(CORE), staff__user__name="Cora"
    ).staff
    Absence.objects.create(
        staff=play("carl").acting.staff, replacement=stand_in, first_day=TODAY, last_day=TODAY
    )
    remind_all()
    assert told() == ["Cora"]


def close_account():
    User.objects.filter(email=play("carl").email).update(is_active=False)


def take_role():
    play("carl").acting.staff.memberships.all().delete()


@pytest.mark.parametrize("leave", [close_account, take_role])
def test_of_who_works_there_no_more_the_coordinators_hear_it(leave):
    play("alice")
    late_duo()
    leave()
    remind_all()
    assert told() == ["Alice"]


def test_a_letter_goes_to_who_has_no_account():
    due = Due("1", TODAY, organisation(CORE).pk)
    letters = {due: Letter("selam@post.example", "Mentoring2Work", "Hier: https://m2w.example/x")}
    rule = Rule("", lambda on: [due, due._replace(about="2")], lambda ids: letters)
    assert [remind(CODE, rule), remind(CODE, rule)] == [1, 0]
    assert Mail.objects.get().to == "selam@post.example"
    assert Reminder.objects.get().to is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_many_who_remind_one_gives_it(attempt):
    late_duo()
    race(*[lambda: call_command("send_reminders")] * 4)
    reminders = Reminder.objects.filter(code__startswith="match.without")
    assert reminders.count() == 2
    assert Reminder.objects.count() == Notice.objects.count()


def test_what_can_never_be_stored_ends():
    """Not in going on for ever."""
    due = Due("1", TODAY, organisation(CORE).pk)

    def again(dues):
        raise IntegrityError

    with pytest.raises(IntegrityError):
        remind(CODE, Rule("", lambda on: [due], again))


def test_two_years_later_they_are_forgotten():
    ReminderFactory(given_on=TODAY - timedelta(days=731)), ReminderFactory()
    tidy_all()
    assert Reminder.objects.count() == 1


def test_every_rule_has_words_for_its_notice():
    assert rules()
    assert set(rules()) <= set(kinds())


class TestThePage:
    def test_says_what_and_whom_and_when(self, browse):
        match = late_duo()
        remind_all()
        page = browse("alice").get(reverse("reminders")).text
        for said in [escape(f"Zonder geslaagd contact: {match}."), "Carl", day(match.started_on)]:
            assert said in page

    def test_shows_a_coach_their_own(self, browse):
        ours = late_duo()
        late_duo(coach=None)
        remind_all()
        page = browse("carl").get(reverse("reminders")).text
        assert page.count("Zonder geslaagd contact:") == 1
        assert escape(ours) in page

    def test_names_nothing_of_a_stranger(self, browse):
        theirs = late_duo(STRANGER, coach=None)
        remind_all()
        page = browse("alice").get(reverse("reminders")).text
        assert str(theirs.mentor) not in page
        assert "Nog geen." in page

    def test_whoever_is_named_is_on_the_record(self, browse):
        match = late_duo()
        remind_all()
        browse("alice").get(reverse("reminders"))
        assert Entry.objects.filter(
            action="file.listed", object_id=match.enrolment.mentee_id
        ).exists()

    def test_is_filtered_by_kind_and_day(self, browse):
        late_duo()
        remind_all()
        alice = browse("alice")
        page = alice.get(reverse("reminders"), {"code": "match.without_checkin"}).text
        assert "Opvolggesprek te laat" in page
        assert "Zonder geslaagd contact:" not in page
        assert "Niets gevonden" in alice.get(reverse("reminders"), {"since": "2022-04-02"}).text

    def test_makes_no_more_queries_for_more(self, browse, django_assert_num_queries):
        alice = browse("alice")
        late_duo(), remind_all()
        with django_assert_num_queries(100, exact=False) as few:
            alice.get(reverse("reminders"))
        late_duo(), late_duo(), remind_all()
        with django_assert_num_queries(len(few), exact=False):
            alice.get(reverse("reminders"))


class TestThePageIsFoundFrom:
    def test_the_notices(self, browse):
        assert reverse("reminders") in browse("carl").get(reverse("notices")).text
