"""Home: what waits, how much it presses, and that every count opens exactly its rows."""

from datetime import date, timedelta

import pytest

from programmes.due import claims_owed, evaluations_owed
from tests.cast import STRANGER, enrolment_of, play, project_of
from tests.conftest import TODAY
from tests.factories import (
    ClaimFactory,
    ContactFactory,
    EnrolmentFactory,
    MatchFactory,
    OutcomeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


def lines_of(browse, who):
    groups = browse(who).get("/").context["work"]
    return {str(line.label): (group.key, line) for group in groups for line in group.lines}


def duo(days_ago, code="core", **values):
    start = TODAY - timedelta(days=days_ago)
    enrolment = EnrolmentFactory(project=project_of(code), active=True, started_on=start)
    return MatchFactory(enrolment=enrolment, started_on=start, **values)


def everything(code):
    """One of each kind of work, at a promoter."""
    enrolment_of(code)
    enrolment_of(code, referred=True)
    enrolment_of(code, info_requested=True)
    enrolment_of(code, approved=True)
    enrolment_of(code, ended=True, ended_on=TODAY - timedelta(days=60))
    duo(40, code, planned_end_on=TODAY + timedelta(days=30))


def test_it_works(browse):
    everything("core")
    everything(STRANGER)
    found = lines_of(browse, "alice")
    assert {label: (key, line.count) for label, (key, line) in found.items()} == {
        "Vragen van VDAB te beantwoorden": ("late", 1),
        "Duo’s zonder geslaagd contact": ("late", 1),
        "Opvolggesprekken te laat": ("late", 1),
        "Kostendeclaraties over tijd": ("late", 2),
        "Doorverwijzingen van VDAB": ("soon", 1),
        "Goedgekeurd, nog zonder mentor": ("soon", 1),
        "Uitstroom te meten": ("soon", 1),
        "Aanmeldingen om aan te vullen en in te dienen": ("later", 1),
        "Bevragingen te doen": ("later", 1),
        "Duo’s die binnen 30 dagen eindigen": ("later", 1),
        "Projecten met een evaluatie te houden": ("later", 1),
    }


def test_every_count_opens_exactly_its_rows(browse):
    for code in ["core", STRANGER]:
        everything(code)
    alice = browse("alice")
    lines = lines_of(browse, "alice").values()
    assert len(lines) == 11
    for _key, line in lines:
        page = alice.get(line.url)
        assert page.context["paginator"].count == line.count, line.url


def test_a_coach_has_their_own_work_and_no_money(browse):
    carl = play("carl").acting.staff
    everything("core")
    duo(40, coach=carl)
    found = lines_of(browse, "carl")
    assert found["Duo’s zonder geslaagd contact"][1].count == 1
    assert "Kostendeclaraties over tijd" not in found
    assert browse("carl").get("/kosten/in-te-dienen/").status_code == 403


def test_the_work_takes_as_many_queries_whatever_there_is(browse, django_assert_num_queries):
    everything("core")
    alice = browse("alice")
    alice.get("/")
    with django_assert_num_queries(100, exact=False) as few:
        alice.get("/")
    for _ in range(3):
        everything("core")
    with django_assert_num_queries(len(few), exact=False):
        alice.get("/")


class TestContacts:
    @pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
    def test_the_rhythm_of_the_project_decides(self, browse, days, late):
        match = duo(60)
        ContactFactory(match=match, held_on=TODAY - timedelta(days=days))
        assert ("Duo’s zonder geslaagd contact" in lines_of(browse, "alice")) == late

    def test_who_was_not_reached_did_not_meet(self, browse):
        ContactFactory(match=duo(60), held_on=TODAY, reached=False)
        assert "Duo’s zonder geslaagd contact" in lines_of(browse, "alice")

    @pytest.mark.parametrize(
        ("started", "checkins", "late"),
        [
            (14, [], False),
            (15, [], True),
            (30, [20], False),
            (32, [20], True),
            (32, [20, 10], False),
            (90, [80, 60, 32], True),
            (90, [80, 60, 31], False),
        ],
    )
    def test_two_check_ins_in_the_first_month_then_one_a_month(
        self, browse, started, checkins, late
    ):
        match = duo(started)
        for days in checkins:
            day = TODAY - timedelta(days=days)
            ContactFactory(match=match, kind="checkin_mentor", held_on=day)
        assert ("Opvolggesprekken te laat" in lines_of(browse, "alice")) == late


class TestOwed:
    def test_the_evaluations_of_a_project_of_four_months(self):
        owed = list(evaluations_owed(date(2022, 1, 1), date(2022, 4, 30), date(2022, 4, 30)))
        assert owed[:2] == [
            ("six_month", "", date(2022, 7, 1)),
            ("final", "", date(2022, 1, 30)),
        ]
        assert {due for _, _, due in owed[2:]} == {date(2022, 3, 1), date(2022, 5, 1)}
        assert len(owed) == 2 + 2 * 3

    @pytest.mark.parametrize(
        ("on", "years"),
        [
            (date(2021, 3, 30), []),
            (date(2021, 3, 31), [2020]),
            (date(2022, 3, 31), [2020, 2021]),
            (date(2022, 9, 29), [2020, 2021]),
            (date(2022, 9, 30), [2020, 2021, 2022]),
        ],
    )
    def test_costs_are_declared_by_31_march_and_three_months_after_the_end(self, on, years):
        assert claims_owed(date(2020, 1, 1), date(2022, 6, 30), on) == years

    def test_a_year_that_was_declared_is_not_due(self, browse):
        project = project_of()
        assert lines_of(browse, "alice")["Kostendeclaraties over tijd"][1].count == 2
        ClaimFactory(project=project, year=2020)
        ClaimFactory(project=project, year=2021, declared_on=None)
        assert lines_of(browse, "alice")["Kostendeclaraties over tijd"][1].count == 1

    def test_a_year_that_is_over_waits_before_it_is_late(self, browse, settings):
        ClaimFactory(project=project_of(), year=2020)
        settings.M2W_TODAY = date(2021, 12, 31)
        assert not {label for label in lines_of(browse, "alice") if label.startswith("Kosten")}
        settings.M2W_TODAY = date(2022, 1, 1)
        key, line = lines_of(browse, "alice")["Kostendeclaraties in te dienen"]
        assert (key, line.count) == ("soon", 1)
        assert "2021, tegen 31\xa0maart 2022" in str(line.detail)
        page = browse("alice").get(line.url)
        assert page.context["paginator"].count == 1
        assert browse("alice").get("/kosten/in-te-dienen/?due=later").status_code == 400


class TestAgenda:
    def agenda(self, browse):
        return [(day.on, str(day.text)) for day in browse("alice").get("/").context["agenda"]]

    def test_an_intake_that_was_planned(self, browse):
        day = TODAY + timedelta(days=3)
        enrolment = enrolment_of(referred=True, intake_on=day)
        assert (day, f"Intake van {enrolment.mentee}") in self.agenda(browse)

    def test_who_turns_25_within_three_months(self, browse):
        soon = enrolment_of(mentee__birth_date=date(1997, 6, 3))
        enrolment_of(mentee__birth_date=date(1997, 7, 2))
        birthdays = [day for day in self.agenda(browse) if "wordt 25" in day[1]]
        text = f"{soon.mentee} wordt 25; dien de aanmelding daarvoor in"
        assert birthdays == [(date(2022, 6, 3), text)]

    def test_the_next_evaluation_of_a_project(self, browse):
        ProjectFactory(
            promoter=play("alice").acting.organisation, name="Nieuw", starts_on=date(2022, 3, 1)
        )
        assert (date(2022, 5, 1), "Evaluatie van Nieuw (tweemaandelijks)") in self.agenda(browse)

    def test_costs_of_a_year_that_is_over(self, browse, settings):
        settings.M2W_TODAY = date(2022, 3, 31)
        project = project_of()
        due = (date(2022, 3, 31), f"Kosten van 2021 van {project} indienen")
        assert due in self.agenda(browse)
        ClaimFactory(project=project, year=2021)
        assert due not in self.agenda(browse)


def test_an_outcome_ends_the_asking(browse):
    ended = enrolment_of(ended=True, ended_on=TODAY - timedelta(days=60))
    assert "Uitstroom te meten" in lines_of(browse, "alice")
    OutcomeFactory(enrolment=ended, kind="none", started_on=TODAY)
    assert "Uitstroom te meten" not in lines_of(browse, "alice")
