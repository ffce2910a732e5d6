"""What is not asked or reminded of: files that are closed, and links that do not work."""

from datetime import timedelta

import pytest

from m2w.outbox.models import Mail, Reminder
from m2w.outbox.reminding import remind_all
from matching.models import Mentor
from programmes.models import Enrolment, Mentee
from tests.cast import enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    """A duo of Carl's that never met, whose mentor has an address."""
    enrolment = enrolment_of(active=True)
    return MatchFactory(
        enrolment=enrolment,
        mentor=MentorFactory(promoter=enrolment.project.promoter, email="mentor@post.example"),
        coach=play("carl").acting.staff,
        started_on=TODAY - timedelta(days=40),
    )


def test_it_works(match):
    remind_all()
    codes = set(Reminder.objects.values_list("code", flat=True))
    assert {"match.without_contact", "match.without_checkin", "match.report_asked"} <= codes
    assert set(Mail.objects.values_list("to", flat=True)) == {"mentor@post.example"}


@pytest.mark.parametrize("kind", [Mentor, Mentee])
def test_nothing_of_a_restricted_file(match, kind):
    kind.objects.update(restricted_on=TODAY)
    assert remind_all() == 0


def test_nobody_is_to_measure_a_restricted_file():
    enrolment = enrolment_of(ended=True, ended_on=TODAY - timedelta(days=40))
    Enrolment.objects.update(coach=play("carl").acting.staff)
    Mentee.objects.filter(pk=enrolment.mentee_id).update(restricted_on=TODAY)
    assert remind_all() == 0
    Mentee.objects.update(restricted_on=None)
    assert remind_all() == 1


def test_no_letter_with_a_link_that_does_not_work(match):
    promoter = match.enrolment.project.promoter
    promoter.agreement_until = TODAY - timedelta(days=1)
    promoter.save()
    remind_all()
    assert not Mail.objects.exists()
    assert not Reminder.objects.filter(code="match.report_asked").exists()
