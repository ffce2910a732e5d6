"""A project lived through 24 months, day by day: what the domain prescribes, and nothing else."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from m2w.outbox.models import Mail, Notice, Reminder
from programmes.agreed import actions_of
from programmes.models import Extension, Project
from reporting import exports, ledger
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.rounds import bimonthly
from reporting.selection import select
from tests.lived import expected, story
from tests.lived.living import Life
from tests.reporting.recompute import recompute

pytestmark = [
    pytest.mark.django_db,
    # Two years take a minute; what is asked of the database is tried on both elsewhere.
    pytest.mark.skipif(connection.vendor != "sqlite", reason="lived once, on SQLite"),
]
DAYS = (date(2024, 7, 1), date(2025, 2, 28), date(2025, 10, 6), story.LAST)


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker):
    """Lived once, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        lived = Life()
        lived.live()
        yield lived
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def package(life, tmp_path_factory):
    """All of it as a package, which plain loops read again."""
    directory = tmp_path_factory.mktemp("lived")
    with override_settings(M2W_TODAY=story.LAST):
        call_command("dump_package", directory, verbosity=0)
    return directory


@pytest.fixture(autouse=True)
def afterwards(clock, settings):
    """These tests look back from the last day."""
    settings.M2W_TODAY = story.LAST


class TestReminders:
    def test_of_duos_are_one_for_each_silence(self, life):
        found = {
            (duo_of(life, about), since)
            for _to, about, since in life.reminded("match.without_contact")
        }
        assert found == expected.silences()
        assert len(found) >= 20

    def test_of_check_ins_too(self, life):
        found = {
            (duo_of(life, about), since)
            for _to, about, since in life.reminded("match.without_checkin")
        }
        assert found == expected.late_checkins()
        assert len(found) > 5

    def test_the_mentor_is_asked_where_there_is_an_address(self, life):
        found = {
            (duo_of(life, about), since)
            for _to, about, since in life.reminded("match.report_asked")
        }
        written_to = {duo.n for duo in story.DUOS if duo.has_email}
        assert found == {(n, since) for n, since in expected.silences() if n in written_to}

    def test_of_sheets_go_to_who_writes_them(self, life):
        found = {(to, since) for to, _about, since in life.reminded("evaluation.due")}
        assert found == expected.reminders_to_write()

    def test_the_promoter_hears_when_sheets_open(self, life):
        found = life.reminded("evaluation.open")
        assert {to for to, _about, _since in found} == {"Alice"}
        assert {since for _to, _about, since in found} == expected.openings()

    def test_of_the_action_that_was_done_late(self, life):
        assert life.reminded("action.late") == {("Frank", str(life.action.pk), story.ACTION_DUE)}

    def test_of_the_extension_in_month_20(self, life):
        opened = date(2025, 9, 1)
        assert life.reminded("extension.open") == {("Alice", str(life.project.pk), opened)}

    def test_each_is_given_once_with_its_notice(self, life):
        told = Reminder.objects.filter(to__isnull=False)
        assert Notice.objects.filter(code__in=told.values("code")).count() == told.count()
        letters = Reminder.objects.filter(to=None).count()
        assert Mail.objects.count() == letters


def duo_of(life, about):
    return next(n for n, match in life.matches.items() if str(match.pk) == about)


class TestRounds:
    @pytest.mark.parametrize("as_of", DAYS, ids=str)
    def test_stand_as_the_calendar_says(self, life, as_of):
        stands = {
            (one.scope.level, one.track, one.period.start): one.status
            for one in bimonthly(select(as_of, call=life.project.lot.call))
            if one.period.start <= story.END
        }
        starts = story.period_starts()
        assert stands == {
            (level, track, starts[number]): expected.status(level, track, number, as_of)
            for level, track, number in expected.sheets()
            if starts[number] <= as_of
        }

    def test_a_promoter_has_36_in_two_years(self, life):
        own = [one for one in bimonthly(select(story.END)) if one.scope.level == "promoter"]
        assert len(own) == 36

    def test_the_action_came_back_until_it_was_done(self, life):
        starts = story.period_starts()
        back = [
            any(one.pk == life.action.pk for one in actions_of(life.round("promoter", start)))
            for start in starts[:6]
        ]
        # Agreed in the second round; done in June, while the third ran.
        assert back == [False, True, True, False, False, False]


class TestTheExtension:
    def test_came_in_its_order_and_no_sooner(self, life):
        assert life.refused == ["too_early", "no_final_evaluation", "same_person"]

    def test_moved_the_term(self, life):
        project = Project.objects.select_related("extension").get(pk=life.project.pk)
        assert project.term.last_day == date(2026, 12, 31)
        assert Extension.objects.get().evaluation_held_on == story.FINAL_HELD

    @pytest.mark.parametrize(
        ("day", "granted"), [(story.DECIDED - story.DAY, 200_000), (story.CONFIRMED, 250_000)]
    )
    def test_added_a_grant_that_counts_from_its_decision(self, life, day, granted):
        assert ledger.granted(select(day))[life.project.pk] == granted

    def test_adds_rounds_from_its_decision_on(self, life):
        last = {
            day: max(one.period.start for one in bimonthly(select(day)))
            for day in (story.DECIDED - story.DAY, story.LAST)
        }
        assert last[story.LAST] == date(2026, 1, 1)


class TestReports:
    @pytest.mark.parametrize("as_of", DAYS, ids=str)
    @pytest.mark.parametrize(
        "code", ["outflow", "six-month-evaluations", "bimonthly-evaluations", "appraisal"]
    )
    def test_follow_from_the_rows_alone(self, life, package, code, as_of):
        found = exports.as_document(of_report(REPORTS[code], select(as_of)))
        wanted = recompute(package, code, as_of)
        assert len(found["rows"]) == len(wanted["rows"])
        for row, told in zip(found["rows"], wanted["rows"], strict=True):
            assert {name: row[name] for name in told} == told
        assert found["total"] == wanted["total"]

    def test_tell_what_happened(self, life):
        (row,) = REPORTS["six-month-evaluations"].run(select(story.LAST)).rows
        assert (row["held_on"], row["verdict"]) == (story.SIX_MONTH_HELD, "positive")
        (row,) = REPORTS["appraisal"].run(select(story.LAST)).rows
        promoter = [one for one in expected.sheets() if one[0] == "promoter"]
        held = [one for one in promoter if expected.status(*one, story.LAST) == "held"]
        assert (row["rounds_due"], row["rounds_held"]) == (36, len(held))
        assert (row["six_month"], row["final"]) == ("held", "held")
        (row,) = REPORTS["outflow"].run(select(story.LAST)).rows
        ended = [duo for duo in story.DUOS if duo.ended <= story.LAST]
        at_work = [duo for duo in ended if duo.work_on and duo.work_on <= story.LAST]
        assert (row["ended"], row["work"]) == (len(ended), len(at_work))

    def test_name_the_criteria_in_force(self, life):
        rows = REPORTS["monitoring"].run(select(story.LAST)).rows
        assert {row["kind"] for row in rows} == {"bimonthly", "six_month", "final"}
        assert {row["track"] for row in rows if row["kind"] == "bimonthly"} == set(story.TRACKS)
