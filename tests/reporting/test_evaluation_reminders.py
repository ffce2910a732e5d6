"""Reminders about evaluations, agreed actions and extensions: to whom, and once."""

from datetime import date, timedelta

import pytest

from m2w.outbox.models import Reminder
from m2w.outbox.reminding import remind_all
from tests.cast import organisation, play, project_of
from tests.factories import (
    AgreedActionFactory,
    EvaluationFactory,
    ExtensionRequestFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db
# The first round of the project of the cast is due on 1 March 2020.
DUE = date(2020, 3, 1)


def reminded(code):
    """Whom the reminders of a kind went to, with the day since which it was late."""
    remind_all()
    rows = Reminder.objects.filter(code=code).order_by("since", "to__user__name")
    return list(rows.values_list("to__user__name", "since"))


@pytest.fixture(autouse=True)
def project():
    return project_of()


class TestSheetsToWrite:
    def test_on_their_day_who_writes_them_hears_it(self, settings):
        for who in ("frank", "eva", "max", "ann", "vera"):
            play(who)
        settings.M2W_TODAY = DUE - timedelta(days=1)
        assert reminded("evaluation.due") == []
        settings.M2W_TODAY = DUE
        assert reminded("evaluation.due") == [("Eva", DUE), ("Frank", DUE), ("Max", DUE)]

    def test_not_once_they_are_written(self, project, settings):
        play("frank")
        settings.M2W_TODAY = DUE
        for level, scope in [
            ("promoter", {"project": project}),
            ("province", {"province": "10000"}),
        ]:
            for track in ("operational", "cooperation"):
                given = {"project": None} | scope
                EvaluationFactory(
                    level=level, track=track, period_start=date(2020, 1, 1), held_on=DUE, **given
                )
        assert reminded("evaluation.due") == []

    def test_only_of_what_came_due_lately(self, settings):
        play("frank")
        settings.M2W_TODAY = date(2020, 7, 5)
        assert reminded("evaluation.due") == [("Frank", date(2020, 7, 1))]


class TestSheetsToCommentOn:
    def test_fourteen_days_before_the_coordinator_hears_it_once(self, settings):
        play("alice"), play("carl"), play("charlie")
        settings.M2W_TODAY = DUE - timedelta(days=15)
        assert reminded("evaluation.open") == []
        settings.M2W_TODAY = opened = DUE - timedelta(days=14)
        assert reminded("evaluation.open") == [("Alice", opened)]
        settings.M2W_TODAY = DUE - timedelta(days=3)
        assert reminded("evaluation.open") == [("Alice", opened)]


class TestActions:
    def test_from_the_day_after_whoever_promised_hears_it(self, settings):
        alice = play("alice").acting.staff
        AgreedActionFactory(owner=alice, party="", due_on=DUE)
        settings.M2W_TODAY = DUE
        assert reminded("action.late") == []
        settings.M2W_TODAY = DUE + timedelta(days=1)
        assert reminded("action.late") == [("Alice", DUE)]


class TestExtensions:
    def test_in_month_20_the_coordinator_hears_it(self, settings):
        play("alice"), play("charlie")
        late = ProjectFactory(
            promoter=organisation("core"), starts_on=date(2020, 6, 1), ends_on=date(2022, 5, 31)
        )
        assert reminded("extension.open") == [("Alice", date(2022, 2, 1))]
        ExtensionRequestFactory(project=late)
        Reminder.objects.all().delete()
        assert reminded("extension.open") == []
