"""The pages of rounds and their sheets, for every role."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes import services
from programmes.choices import EvaluationKind
from programmes.evaluation_addresses import round_act_url, round_url
from programmes.models import Evaluation, Meeting, SheetComment
from tests.cast import STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import AgreedActionFactory, EvaluationFactory, LotFactory, ProjectFactory
from tests.programmes.sittings import (
    NEXT_PERIOD,
    PERIOD,
    begun,
    central_round,
    final,
    of_project,
    project_round,
    province_round,
    scored,
)

pytestmark = pytest.mark.django_db
READERS = {"alice", "carl", "vera", "frank", "eva", "max", "ann"}
EVERYONE = [*sorted(READERS), "charlie", "wim", "ada"]


def words(response):
    return re.sub(r"\s+", " ", response.text.replace("\xa0", " "))


def stranger():
    """A project in Limburg with the same rounds, and rich data of its own."""
    lot = LotFactory(provinces=("70000",))
    project = ProjectFactory(
        lot=lot, promoter=organisation(STRANGER), starts_on=PERIOD, name="Vreemd project"
    )
    enrolment_of(STRANGER, active=True)
    AgreedActionFactory(meeting__project=project, meeting__period_start=PERIOD)
    return project_round(code=STRANGER)


class TestRound:
    @pytest.mark.parametrize("who", EVERYONE)
    def test_who_reads_it(self, browse, who):
        status = browse(who).get(round_url(project_round())).status_code
        assert status == (200 if who in READERS else 403 if who == "ada" else 404)

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank"])
    def test_the_stranger_s_does_not_exist(self, browse, who):
        project_of()
        assert browse(who).get(round_url(stranger())).status_code == 404

    def test_it_is_there_before_anybody_wrote_anything(self, browse):
        page = words(browse("frank").get(round_url(project_round())))
        assert "Tweemaandelijks: Project" in page
        assert "januari–februari 2022" in page
        assert page.count("ontbreekt") == 3
        assert page.count(">Blad beginnen<") == 2
        assert not Meeting.objects.exists()

    def test_the_tracks_of_another_are_not_theirs_to_begin(self, browse):
        page = words(browse("eva").get(round_url(project_round())))
        assert page.count(">Blad beginnen<") == 1
        assert "Blad beginnen" not in words(browse("max").get(round_url(project_round())))

    @pytest.mark.parametrize(
        "address",
        [
            "promoter/core-x/2022-01-01/",
            "promoter/{code}/2022-01-02/",
            "promoter/{code}/2019-01-01/",
            "promoter/{code}/gisteren/",
            "central/{code}/2022-01-01/",
            "elders/{code}/2022-01-01/",
            "province/99999/2022-01-01/",
            "six_month/promoter/{code}/2022-01-01/",
            "yearly/promoter/{code}/2020-01-01/",
        ],
    )
    def test_what_does_not_exist(self, browse, address):
        path = address.format(code=project_of().code)
        assert browse("max").get(f"/evaluaties/{path}").status_code == 404

    def test_the_figures_are_those_of_the_period(self, browse):
        enrolment_of(submitted=True, submitted_on=date(2022, 2, 1))
        page = words(browse("alice").get(round_url(project_round())))
        assert "<dt>Ingediend</dt> <dd> 1 </dd>" in page
        assert "Van 1 januari 2022 tot en met 28 februari 2022." in page

    def test_the_ministry_is_told_no_counts_of_persons(self, browse):
        enrolment_of(submitted=True, submitted_on=date(2022, 2, 1))
        final()
        page = words(browse("ann").get(round_url(project_round())))
        assert "Ingediend" not in page
        assert "Score 3 op 4." in page

    def test_a_province_shows_its_projects_side_by_side(self, browse):
        final()
        enrolment_of(active=True, started_on=date(2022, 1, 10))
        response = browse("frank").get(round_url(province_round()))
        (row,) = response.context["beside"].rows
        assert row.scores == {"operational": 3}
        assert row.line.values["started"] == 1
        assert row.url == round_url(project_round())

    def test_a_project_that_began_elsewhen_shows_its_round_that_ended_there(self, browse):
        other = ProjectFactory(lot=project_of().lot, starts_on=date(2021, 12, 15))
        held = {"period_start": date(2021, 12, 15), "held_on": date(2022, 3, 1), "score": 4}
        EvaluationFactory(project=other, **held)
        response = browse("frank").get(round_url(province_round()))
        scores = {row.line.name: row.scores for row in response.context["beside"].rows}
        assert scores[other.name] == {"operational": 4}

    def test_a_loaded_sheet_shows_well(self, browse):
        EvaluationFactory(project=project_of(), period_start=PERIOD, conclusion="Goed op weg.")
        page = words(browse("carl").get(round_url(project_round())))
        assert "Gehouden op 5 maart 2020." in page
        assert "Goed op weg." in page

    @pytest.mark.parametrize("on_round", [project_round, province_round, central_round])
    def test_the_number_of_queries_does_not_follow_what_there_is(self, browse, on_round):
        client, address = browse("eva"), round_url(on_round())
        begun("content", "eva", on_round())
        AgreedActionFactory(meeting=Meeting.objects.get())
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(4):
            ProjectFactory(lot=project_of().lot)
            AgreedActionFactory(meeting=Meeting.objects.get(), party="", owner=staff_of("eva"))
            SheetComment.objects.create(
                meeting=Meeting.objects.get(), text="x", by=play("alice"), on=PERIOD
            )
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


def staff_of(name):
    return play(name).acting.staff


class TestBegin:
    def test_and_on_to_fill_it_in(self, browse):
        address = round_act_url("evaluation_begin", project_round())
        response = browse("frank").post(address, {"track": "operational"})
        sheet = Evaluation.objects.get()
        assert response.url == reverse("evaluation_write", args=[sheet.pk])

    def test_who_comes_second_gets_the_sheet_of_the_first(self, browse):
        sheet = begun()
        address = round_act_url("evaluation_begin", project_round())
        response = browse("frank").post(address, {"track": "operational"}, follow=True)
        assert response.redirect_chain[-1][0] == reverse("evaluation", args=[sheet.pk])
        assert "Deze evaluatie bestaat al." in words(response)

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "ann"])
    def test_who_writes_nothing(self, browse, who):
        address = round_act_url("evaluation_begin", project_round())
        assert browse(who).post(address, {"track": "operational"}).status_code == 403

    def test_another_s_track(self, browse):
        address = round_act_url("evaluation_begin", project_round())
        assert browse("frank").post(address, {"track": "content"}).status_code == 403
        assert browse("frank").post(address, {"track": "money"}).status_code == 404
        assert not Evaluation.objects.exists()


def form_of(sheet, **values):
    """What the form sends."""
    sent = {"version": sheet.version, "score": "", "score_reason": "", "conclusion": ""}
    for code in ["attests", "quality_labels", "towards_work"]:
        sent |= {f"score_{code}": "3", f"comment_{code}": ""}
    return sent | values


class TestSheet:
    def address(self, name, sheet):
        return reverse(name, args=[sheet.pk])

    @pytest.mark.parametrize("who", EVERYONE)
    def test_who_reads_it(self, browse, who):
        status = browse(who).get(self.address("evaluation", final())).status_code
        assert status == (200 if who in READERS else 403 if who == "ada" else 404)

    def test_it_says_what_is_still_missing_to_who_writes_it(self, browse):
        sheet = begun()
        page = words(browse("frank").get(self.address("evaluation", sheet)))
        assert "Geef “Afgeleverde attesten” een score" in page
        assert "Invullen" in page
        other = words(browse("alice").get(self.address("evaluation", sheet)))
        assert "een score, of zeg" not in other
        assert "Invullen" not in other

    def test_fill_it_in(self, browse):
        sheet = begun()
        response = browse("frank").post(
            self.address("evaluation_write", sheet), form_of(sheet, conclusion="Op schema.")
        )
        assert response.url == self.address("evaluation", sheet)
        page = words(browse("eva").get(response.url))
        assert "3 op 4" in page
        assert "Op schema." in page

    def test_and_on_to_making_it_final(self, browse):
        sheet = begun()
        sent = form_of(sheet, then="finalise")
        response = browse("frank").post(self.address("evaluation_write", sheet), sent)
        assert response.url == self.address("evaluation_finalise", sheet)

    def test_what_was_typed_stays_when_someone_else_was_first(self, browse):
        sheet = begun()
        scored(sheet, conclusion="Van een ander.")
        client, sent = browse("frank"), form_of(sheet, conclusion="Van mij.", score_attests="1")
        response = client.post(self.address("evaluation_write", sheet), sent)
        page = words(response)
        assert response.status_code == 409
        assert "Van mij.</textarea>" in page
        assert "Besluit: nu “Van een ander.”" in page
        assert "Afgeleverde attesten: nu “3”" in page
        again = sent | {"version": response.context["form"].version}
        assert client.post(self.address("evaluation_write", sheet), again).status_code == 302
        assert Evaluation.objects.get().conclusion == "Van mij."

    @pytest.mark.parametrize(
        ("values", "status"),
        [
            ({"score_attests": "5"}, 200),
            ({"verdict": "positive"}, 400),
            ({"version": ""}, 400),
            ({"score_communication": "3"}, 400),
        ],
    )
    def test_what_no_form_sends(self, browse, values, status):
        sheet = begun()
        response = browse("frank").post(
            self.address("evaluation_write", sheet), form_of(sheet, **values)
        )
        assert response.status_code == status
        assert Evaluation.objects.get().version == sheet.version

    @pytest.mark.parametrize("name", ["evaluation_write", "evaluation_finalise"])
    @pytest.mark.parametrize(
        ("who", "status"),
        [("alice", 403), ("vera", 403), ("ann", 403), ("eva", 403), ("max", 403), ("frank", 200)],
    )
    def test_who_may_change_it(self, browse, name, who, status):
        assert browse(who).get(self.address(name, begun())).status_code == status

    def test_make_it_final(self, browse):
        sheet = scored(begun())
        response = browse("frank").post(
            self.address("evaluation_finalise", sheet), {"held_on": "10/03/2022"}, follow=True
        )
        assert "Het blad is definitief." in words(response)
        assert "gehouden op 10 maart 2022" in words(response)
        assert Evaluation.objects.get().figures["as_of"] == "2022-02-28"

    @pytest.mark.parametrize("day", ["02/04/2022", "31/12/2021", "", "30/02/2022"])
    def test_held_on_a_day_that_cannot_be(self, browse, day):
        sheet = scored(begun())
        response = browse("frank").post(
            self.address("evaluation_finalise", sheet), {"held_on": day}
        )
        assert response.status_code == 200
        assert response.context["form"].errors["held_on"]
        assert Evaluation.objects.get().status == "draft"

    def test_it_says_why_it_cannot_be_final(self, browse):
        page = words(browse("frank").get(self.address("evaluation_finalise", begun())))
        assert "Dit kan nu niet." in page
        assert "Afgeleverde attesten" in page

    def test_open_it_again(self, browse):
        sheet = final(conclusion="Goed.")
        response = browse("frank").post(
            self.address("evaluation_reopen", sheet), {"reason": "Tikfout"}, follow=True
        )
        page = words(response)
        assert "Tikfout" in page
        assert "De score was 3 op 4." in page

    def test_not_without_a_reason(self, browse):
        sheet = final()
        response = browse("frank").post(self.address("evaluation_reopen", sheet), {"reason": ""})
        assert response.context["form"].errors["reason"]

    def test_too_late(self, browse):
        sheet = scored(begun())
        address = self.address("evaluation_finalise", sheet)
        client = browse("frank")
        client.get(address)
        services.finalise_sheet(sheet, by=play("frank"), held_on=date(2022, 3, 1), figures={})
        response = client.post(address, {"held_on": "02/03/2022"})
        assert response.status_code == 409
        assert Evaluation.objects.get().held_on == date(2022, 3, 1)

    @pytest.mark.parametrize("kind", ["six_month", "final"])
    def test_the_six_month_and_final_evaluation(self, browse, kind):
        on_round = of_project(kind)
        client = browse("max")
        assert client.get(round_url(on_round)).status_code == 200
        client.post(round_act_url("evaluation_begin", on_round), {"track": ""})
        sheet = Evaluation.objects.get()
        form = client.get(self.address("evaluation_write", sheet)).context["form"]
        assert {"verdict", "conclusion"} <= set(form.fields)
        sent = {name: "3" for name in form.fields if name.startswith("score_")}
        sent |= {"score_reason": "", "verdict": "positive", "conclusion": "Goed.", "version": "1"}
        client.post(self.address("evaluation_write", sheet), sent)
        client.post(self.address("evaluation_finalise", sheet), {"held_on": "01/10/2021"})
        sheet.refresh_from_db()
        assert (sheet.status, sheet.verdict, sheet.score) == ("final", "positive", 3)
        assert "Oordeel: positief." in words(client.get(round_url(on_round)))


class TestComment:
    def address(self, start=PERIOD, track="operational"):
        return round_act_url("evaluation_comment", project_round(start), track=track)

    def test_the_coordinator_reacts_and_the_writer_reads_it(self, browse):
        response = browse("alice").post(self.address(), {"text": "Er was\neen staking."})
        assert response.url == round_url(project_round())
        page = words(browse("frank").get(reverse("evaluation", args=[begun().pk])))
        assert "Er was<br>een staking." in page
        assert "Alice, 1 april 2022" in page

    def test_not_yet_and_not_any_more(self, browse):
        assert "Dit kan nu niet." in words(browse("alice").get(self.address(NEXT_PERIOD)))
        final()
        response = browse("alice").post(self.address(), {"text": "Te laat"})
        assert response.status_code == 409
        assert "Te laat" in words(response)
        assert not SheetComment.objects.exists()

    @pytest.mark.parametrize(
        ("who", "status"), [("carl", 403), ("frank", 403), ("max", 403), ("charlie", 404)]
    )
    def test_nobody_else(self, browse, who, status):
        assert browse(who).post(self.address(), {"text": "x"}).status_code == status

    def test_not_of_a_track_that_there_is_not(self, browse):
        assert browse("alice").get(self.address(track="money")).status_code == 404

    def test_of_a_final_evaluation_too(self, browse):
        on_round = of_project(EvaluationKind.FINAL)
        address = round_act_url("evaluation_comment", on_round, track="alle")
        browse("alice").post(address, {"text": "Wij vragen een verlenging."})
        assert SheetComment.objects.get().track == ""
