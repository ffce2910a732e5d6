"""Reminders that rest: of a duo, of a mentor, of a mentee."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.html import escape

from m2w.audit.models import Entry
from m2w.outbox.models import Reminder
from m2w.outbox.reminding import remind_all
from m2w.refusals import Refused
from matching.models import ReminderPause
from matching.services import pause_reminders, resume_reminders
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, ReminderPauseFactory

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def match():
    """A duo of Carl's that never met."""
    carl = play("carl").acting.staff
    enrolment = enrolment_of(active=True)
    return MatchFactory(enrolment=enrolment, coach=carl, started_on=TODAY - timedelta(days=40))


def heard() -> int:
    """How many reminders there are of duos without contact or check-in."""
    remind_all()
    return Reminder.objects.filter(code__startswith="match.without").count()


def address(match, kind="duo"):
    about = {"duo": match, "mentor": match.mentor, "mentee": match.enrolment.mentee}[kind]
    return reverse("reminders_pause", args=[kind, about.pk])


class TestWhatRests:
    @pytest.mark.parametrize("kind", ["match", "mentor", "mentee"])
    def test_nobody_hears_of_it(self, match, kind):
        about = {"match": match, "mentor": match.mentor, "mentee": match.enrolment.mentee}[kind]
        ReminderPauseFactory(**{kind: about})
        assert heard() == 0

    def test_another_duo_is_heard_of(self, match):
        ReminderPauseFactory(match=MatchFactory())
        assert heard() == 2

    def test_until_its_last_day(self, match, settings):
        ReminderPauseFactory(match=match, until=TODAY)
        assert heard() == 0
        settings.M2W_TODAY = TOMORROW
        assert heard() == 2


class TestPausing:
    def test_it_works(self, match):
        pause = pause_reminders(match, by=play("carl"), reason="holiday", until=TOMORROW)
        assert (pause.match, pause.until, pause.paused_by) == (match, TOMORROW, play("carl"))
        assert Entry.objects.filter(action="reminder.paused", object_id=match.pk).exists()

    def test_twice_is_refused(self, match):
        pause_reminders(match, by=play("carl"), reason="away")
        with pytest.raises(Refused) as refusal:
            pause_reminders(match, by=play("alice"), reason="away")
        assert refusal.value.code == "already_paused"

    def test_one_that_is_over_gives_way(self, match, settings):
        pause_reminders(match, by=play("carl"), reason="away", until=TODAY)
        settings.M2W_TODAY = TOMORROW
        pause_reminders(match, by=play("carl"), reason="away")
        assert ReminderPause.objects.get().until is None

    @pytest.mark.parametrize("bad", [{"reason": "ill"}, {"until": TODAY - timedelta(days=1)}])
    def test_for_a_reason_from_the_list_and_no_past_day(self, match, bad):
        with pytest.raises(ValidationError):
            pause_reminders(match, by=play("carl"), **{"reason": "away"} | bad)

    def test_of_a_mentor_by_a_coordinator_only(self, match):
        with pytest.raises(PermissionDenied):
            pause_reminders(match.mentor, by=play("carl"), reason="away")
        pause_reminders(match.mentor, by=play("alice"), reason="away")

    @pytest.mark.parametrize("who", ["charlie", "vera", "max"])
    def test_by_nobody_else(self, match, who):
        with pytest.raises(PermissionDenied):
            pause_reminders(match, by=play(who), reason="away")


class TestResuming:
    def test_it_works(self, match):
        pause = ReminderPauseFactory(match=match)
        resume_reminders(pause, by=play("carl"))
        assert not ReminderPause.objects.exists()
        with pytest.raises(Refused):
            resume_reminders(pause, by=play("alice"))


class TestThePages:
    @pytest.mark.parametrize("kind", ["duo", "mentee"])
    def test_it_works(self, browse, match, kind):
        carl = browse("carl")
        page = carl.post(address(match, kind), {"reason": "agreed"}, follow=True).text
        assert "De herinneringen zijn gepauzeerd." in page
        assert "anders afgesproken" in page
        pause = ReminderPause.objects.get()
        assert escape(pause.about) in carl.get(reverse("reminder_pauses")).text
        carl.post(reverse("reminders_resume", args=[pause.pk]))
        assert "Er is niets gepauzeerd." in carl.get(reverse("reminder_pauses")).text

    def test_too_late_the_page_says_so(self, browse, match):
        ReminderPauseFactory(match=match)
        answer = browse("carl").post(address(match), {"reason": "away"})
        assert answer.status_code == 409
        assert "Deze herinneringen zijn al gepauzeerd." in answer.text

    def test_of_a_mentor_a_coach_may_not(self, browse, match):
        assert browse("carl").get(address(match, "mentor")).status_code == 403
        assert browse("alice").get(address(match, "mentor")).status_code == 200

    def test_there_is_no_other_kind(self, browse, match):
        other = reverse("reminders_pause", args=["coach", match.pk])
        assert browse("alice").get(other).status_code == 404

    def test_a_stranger_s_does_not_exist(self, browse):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
        ReminderPauseFactory(match=theirs)
        alice = browse("alice")
        assert alice.get(address(theirs)).status_code == 404
        assert str(theirs.mentor) not in alice.get(reverse("reminder_pauses")).text

    def test_the_list_makes_no_more_queries_for_more(
        self, browse, match, django_assert_num_queries
    ):
        alice = browse("alice")
        ReminderPauseFactory(match=match)
        with django_assert_num_queries(100, exact=False) as few:
            alice.get(reverse("reminder_pauses"))
        ReminderPauseFactory(mentor=match.mentor)
        ReminderPauseFactory(mentee=match.enrolment.mentee)
        with django_assert_num_queries(len(few), exact=False):
            alice.get(reverse("reminder_pauses"))
