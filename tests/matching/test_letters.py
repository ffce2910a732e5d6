"""The letter that asks a mentor whether there was contact: a link, no name, in their language."""

from datetime import date, timedelta

import pytest
from django.test import Client

from m2w.outbox.models import Mail, Reminder
from m2w.outbox.reminding import remind_all
from matching.meeting_texts import texts
from matching.questionnaires import spoken_best
from matching.surveying import ranks
from tests.cast import enrolment_of
from tests.conftest import TODAY
from tests.factories import MatchFactory, ReminderPauseFactory

pytestmark = pytest.mark.django_db


def silent(**mentor):
    """A duo that never met, with a mentor who can be written to."""
    given = {"email": "luc@post.example", "languages": {"nl": "C2"}} | mentor
    return MatchFactory(
        enrolment=enrolment_of(active=True),
        started_on=TODAY - timedelta(days=40),
        **{f"mentor__{name}": value for name, value in given.items()},
    )


def letters(subject="elkaar gezien"):
    remind_all()
    return list(Mail.objects.filter(subject__contains=subject))


def test_it_works():
    match = silent()
    (letter,) = letters()
    assert letter.to == "luc@post.example"
    assert letter.subject == "Mentoring2Work: hebt u elkaar gezien?"
    address = next(line for line in letter.body.splitlines() if line.startswith("http"))
    assert Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    for name in (match.mentor.first_name, match.mentor.last_name, str(match.enrolment.mentee)):
        assert name not in letter.subject + letter.body


def test_once_for_a_silence():
    silent()
    assert [len(letters()), len(letters())] == [1, 1]
    assert Reminder.objects.get(code="match.report_asked").to is None


def test_not_without_an_address_nor_while_it_rests():
    silent(email="")
    ReminderPauseFactory(mentor=silent().mentor)
    assert letters() == []


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        ({"nl": "C2", "fr": "C2"}, "nl"),
        ({"nl": "A2", "fr": "C1"}, "fr"),
        ({"en": "B1", "ti": "C2"}, "en"),
        ({"ti": "C2"}, "nl"),
        ({"en": "unknown", "nl": "A2"}, "nl"),
    ],
)
def test_in_the_language_they_speak_best(spoken, language):
    assert spoken_best(ranks(spoken), "", texts()) == language


def test_in_french():
    silent(languages={"fr": "C2"})
    (letter,) = letters("vus")
    assert letter.subject == "Mentoring2Work : vous êtes-vous vus ?"
    assert "?taal=fr" in letter.body


class TestQuestionnaires:
    def test_a_mentor_is_invited_once_in_their_language(self):
        match = silent(languages={"fr": "C2"})
        assert len(letters("questions pour vous")) == 2
        assert len(letters("questions pour vous")) == 2
        asked = {survey.questionnaire for survey in match.surveys.all()}
        assert asked == {"mentor_satisfaction", "mentor_goals"}
        letter = letters("questions pour vous")[0]
        address = next(line for line in letter.body.splitlines() if line.startswith("http"))
        page = Client().get(address.removeprefix("http://127.0.0.1:8000"))
        assert page.status_code == 200
        assert match.mentor.last_name not in letter.body

    def test_of_two_moments_at_once_each_has_its_own_link(self):
        match = silent(languages={"nl": "C2"})
        day = TODAY - timedelta(days=32)
        type(match).objects.update(planned_end_on=TODAY, started_on=day - timedelta(days=8))
        bodies = [one.body for one in letters("vragen voor u")]
        asked = match.surveys.filter(questionnaire="mentor_satisfaction")
        assert asked.count() == 2
        assert len(set(bodies)) == len(bodies) == match.surveys.count()

    def test_of_who_has_no_address_the_coach_hears(self):
        match = silent(email="")
        assert letters("vragen voor u") == []
        assert Reminder.objects.filter(code="survey.by_hand", to=match.coach).exists()

    def test_nobody_is_asked_while_it_rests(self):
        match = silent()
        ReminderPauseFactory(match=match)
        assert letters("vragen voor u") == []
        assert not match.surveys.exists()


def test_what_became_of_people_is_measured_by_the_coach():
    match = silent()
    enrolment = match.enrolment
    type(match).objects.filter(pk=match.pk).update(ended_on=TODAY - timedelta(days=32))
    ended_on = TODAY - timedelta(days=31)
    type(enrolment).objects.filter(pk=enrolment.pk).update(
        state="ended", ended_on=ended_on, end_reason="completed"
    )
    remind_all()
    reminder = Reminder.objects.get(code="enrolment.to_measure")
    assert (reminder.to, reminder.since) == (match.coach, date(2022, 4, 1))
