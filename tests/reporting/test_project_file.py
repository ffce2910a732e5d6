"""The passport of a project and the dossier of its evaluations."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programmes.models import Extension, Grant, StatusChange
from tests.cast import STRANGER, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import (
    AgreedActionFactory,
    EvaluationFactory,
    GrantFactory,
    MatchFactory,
    MeetingFactory,
    MembershipFactory,
    ProjectFactory,
    SurveyFactory,
)

pytestmark = pytest.mark.django_db


def passport_of(client, project=None):
    return client.get(reverse("project_passport", args=[(project or project_of()).pk]))


def dossier_of(client, kind="final", project=None):
    return client.get(reverse("project_dossier", args=[(project or project_of()).pk, kind]))


def fact(page, label):
    """What stands at a label."""
    after = page.split(f"<dt>{label}</dt>", 1)[1]
    return " ".join(after.split("<dd>", 1)[1].split("</dd>", 1)[0].split())


class TestThePassport:
    def test_it_works(self, browse):
        enrolment_of(active=True), enrolment_of(approved=True)
        GrantFactory(project=project_of())
        page = passport_of(browse("alice")).text
        assert "1 van" in fact(page, "Gestart tegenover doel")
        assert fact(page, "Goedgekeurd") == "2"
        assert "Toegekend" in page

    def test_tells_how_long_both_sides_take(self, browse):
        enrolment = enrolment_of(approved=True)
        for name, day in [("request_info", date(2020, 2, 3)), ("answer", date(2020, 2, 8))]:
            StatusChange.objects.create(
                enrolment=enrolment, name=name, target="submitted", on=day, by=play("vera")
            )
        page = passport_of(browse("alice")).text
        assert "9 dagen" in fact(page, "VDAB: van indiening tot beslissing")
        assert "5 dagen" in fact(page, "Promotor: van vraag tot antwoord")

    def test_counts_what_is_late(self, browse):
        MatchFactory(enrolment=enrolment_of(active=True), started_on=TODAY - timedelta(days=40))
        page = passport_of(browse("alice")).text
        assert fact(page, "Duo’s zonder geslaagd contact") == "1"
        # Of 13 rounds that are due none was held, in three tracks.
        assert fact(page, "Evaluatiebladen die ontbreken") == "39"

    @pytest.mark.parametrize(
        ("who", "people", "money"),
        [
            ("alice", True, True),
            ("carl", True, False),
            ("vera", True, False),
            ("frank", True, True),
            ("max", True, True),
            ("ann", False, True),
        ],
    )
    def test_shows_each_what_they_may_know(self, browse, who, people, money):
        page = passport_of(browse(who)).text
        assert ("Plan en werkelijkheid" in page, ">Geld<" in page) == (people, money)
        assert ("Verlenging</h2>" in page) == money

    def test_a_stranger_s_does_not_exist(self, browse):
        assert passport_of(browse("alice"), project_of(STRANGER)).status_code == 404
        assert passport_of(browse("ada")).status_code == 403

    def test_more_people_take_no_more_queries(self, browse, django_assert_num_queries):
        alice = browse("alice")
        enrolment_of(active=True)
        with django_assert_num_queries(100, exact=False) as few:
            passport_of(alice)
        enrolment_of(active=True), enrolment_of(approved=True)
        with django_assert_num_queries(len(few), exact=False):
            passport_of(alice)


class TestTheDossier:
    def test_it_works(self, browse):
        project = project_of()
        EvaluationFactory(
            project=project,
            kind="final",
            track="",
            period_start=project.starts_on,
            held_on=date(2021, 10, 1),
            verdict="positive",
            conclusion="Sterk in taal, zwakker in netwerk.",
        )
        page = dossier_of(browse("max")).text
        assert "Sterk in taal, zwakker in netwerk." in page
        assert "positief" in page
        assert "oktober 2021" in page

    def test_its_figures_are_those_of_the_day_it_was_held(self, browse):
        project = project_of()
        enrolment_of(active=True)
        values = {"project": project, "kind": "six_month", "track": "", "verdict": "positive"}
        EvaluationFactory(period_start=project.starts_on, held_on=date(2020, 2, 29), **values)
        page = dossier_of(browse("max"), "six_month").text
        assert "0 van" in fact(page, "Gestart tegenover doel")

    def test_tells_what_people_said_together_by_then(self, browse, settings):
        match = MatchFactory(enrolment=enrolment_of(active=True))
        SurveyFactory(match=match, due_on=date(2020, 4, 1))
        settings.M2W_TODAY = date(2020, 4, 2)
        assert "te weinig antwoorden" in dossier_of(browse("max")).text
        assert "Tevredenheid" not in dossier_of(browse("ann")).text
        settings.M2W_TODAY = date(2020, 3, 31)
        assert "Tevredenheid" not in dossier_of(browse("max")).text

    def test_its_actions_are_those_known_then(self, browse):
        project = project_of()
        values = {"project": project, "kind": "six_month", "track": "", "verdict": "positive"}
        EvaluationFactory(period_start=project.starts_on, held_on=date(2020, 6, 30), **values)
        held = {"project": project, "period_start": date(2020, 3, 1), "held_on": date(2020, 5, 4)}
        AgreedActionFactory(
            meeting=MeetingFactory(**held),
            text="Vacatures zoeken",
            due_on=date(2020, 6, 1),
            done_on=date(2020, 7, 15),
            done_by=play("frank"),
            done_note="Vier gevonden",
        )
        later = held | {"period_start": date(2020, 7, 1), "held_on": date(2020, 9, 1)}
        AgreedActionFactory(meeting=MeetingFactory(**later), text="Iets van later")
        page = dossier_of(browse("max"), "six_month").text
        assert "Vacatures zoeken" in page
        assert "over tijd" in page
        assert "Vier gevonden" not in page
        assert "Iets van later" not in page

    def test_before_it_is_written_it_says_so(self, browse):
        assert "Nog niet geschreven." in dossier_of(browse("alice")).text

    @pytest.mark.parametrize("kind", ["bimonthly", "yearly"])
    def test_there_is_none_of_another_kind(self, browse, kind):
        assert dossier_of(browse("max"), kind).status_code == 404


class TestTheFlowOfAnExtension:
    def test_from_asking_to_counting(self, browse):
        project = ProjectFactory(
            promoter=organisation("core"), starts_on=date(2020, 6, 1), ends_on=date(2022, 5, 31)
        )
        alice, manager = browse("alice"), browse("max")
        ask = reverse("extension_ask", args=[project.pk])
        assert ask in passport_of(alice, project).text
        sent = {"months": "12", "amount": "40.000,00", "motivation": "Er wachten er nog 20."}
        page = alice.post(ask, sent, follow=True).text
        assert "VDAB beslist nog." in page
        assert "al een verlenging gevraagd." in alice.get(ask).text
        request = project.extension_requests.get()
        grant = reverse("extension_grant", args=[request.pk])
        assert grant in passport_of(manager, project).text
        assert "Eerst is er een eindevaluatie nodig." in manager.get(grant).text
        answer = manager.post(grant, {"above_lot_reason": ""})
        assert answer.status_code == 409
        assert "Eerst is er een eindevaluatie nodig." in answer.text
        EvaluationFactory(
            project=project,
            kind="final",
            track="",
            period_start=project.starts_on,
            held_on=date(2022, 3, 1),
            verdict="positive",
        )
        page = manager.post(grant, {"above_lot_reason": ""}, follow=True).text
        assert "Verlengd: de laatste dag is" in page
        assert Extension.objects.get().last_day == date(2023, 5, 31)
        confirm = reverse("grant_confirm", args=[Grant.objects.get().pk])
        assert confirm not in page
        assert "Iemand anders bevestigt wat u invoerde." in manager.get(confirm).text
        second = MembershipFactory(
            role="programme_manager", staff__organisation=organisation("vdab")
        ).staff.user
        colleague = type(manager)()
        colleague.force_login(second)
        assert confirm in passport_of(colleague, project).text
        page = colleague.post(confirm, follow=True).text
        assert "De toekenning is bevestigd en telt nu mee." in page

    def test_the_work_lists_lead_there(self, browse):
        project = ProjectFactory(
            name="Bijna om", promoter=organisation("core"), starts_on=date(2020, 6, 1),
            ends_on=date(2022, 5, 31),
        )  # fmt: skip
        alice = browse("alice")
        assert "Projecten waarvoor u een verlenging kunt vragen" in alice.get("/").text
        assert "Bijna om" in alice.get(reverse("projects"), {"extension": "due"}).text
        sent = {"months": "12", "amount": "1,00", "motivation": "Ja"}
        alice.post(reverse("extension_ask", args=[project.pk]), sent)
        assert "verlenging kunt vragen" not in alice.get("/").text
        manager = browse("max")
        assert "Vragen om verlenging te beslissen" in manager.get("/").text
        assert "Bijna om" in manager.get(reverse("extension_requests"), {"state": "asked"}).text
