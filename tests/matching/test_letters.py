"""The letter that asks a mentor whether there was contact: a link, no name, in their language."""

from datetime import timedelta

import pytest
from django.test import Client

from m2w.outbox.models import Mail, Reminder
from m2w.outbox.reminding import remind_all
from matching.meeting_texts import language_for
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


def letters():
    remind_all()
    return list(Mail.objects.all())


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
        ({"en": "unknown", "nl": "A1"}, "nl"),
    ],
)
def test_in_the_language_they_speak_best(spoken, language):
    assert language_for(spoken) == language


def test_in_french():
    silent(languages={"fr": "C2"})
    (letter,) = letters()
    assert letter.subject == "Mentoring2Work : vous êtes-vous vus ?"
    assert "?taal=fr" in letter.body
