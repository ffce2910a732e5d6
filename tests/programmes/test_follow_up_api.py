"""What surrounds an enrolment by the API: intake, screenings, its end, measurements, outcomes."""

from datetime import date

import pytest

from programmes import services
from programmes.models import Measurement, Outcome
from tests.cast import STRANGER, enrolment_of, play
from tests.factories import MeasurementFactory, OutcomeFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/enrolments/"
OUTCOMES = "/api/v1/outcomes/"
WORK = {"kind": "open_ended", "started_on": "2022-03-01", "employer": "Bakkerij Mulu"}


def act(client, enrolment, name, **body):
    return client.post(f"{URL}{enrolment.pk}/{name}/", body, format="json")


def errors(answer):
    assert answer.status_code == 400, answer.content
    return list(answer.json()["errors"])


class TestIntake:
    def test_it_works(self, api):
        referred = enrolment_of(referred=True)
        told = act(api("alice"), referred, "plan_intake", intake_on="2022-04-05").json()
        assert told["intake_on"] == "2022-04-05"
        assert errors(act(api("alice"), referred, "plan_intake", intake_on="2019-01-01")) == [
            "intake_on"
        ]
        draft = act(api("alice"), enrolment_of(), "plan_intake", intake_on="2022-04-05")
        assert (draft.status_code, draft.json()["code"]) == (409, "not_now")
        assert act(api("vera"), referred, "plan_intake").status_code == 403


class TestScreenings:
    def test_it_works(self, api):
        enrolment = enrolment_of(submitted=True, mentee__employed="unknown")
        services.correct_facts(enrolment, {"employed": "no"}, by=play("vera"), version=1)
        now, before = api("alice").get(f"{URL}{enrolment.pk}/screenings/").json()
        if before["attached"]:
            now, before = before, now
        assert (now["result"], now["source"], now["attached"]) == ("eligible", "vdab", True)
        assert (before["result"], before["missing"]) == ("incomplete", ["employed"])
        assert now["lot"] == str(enrolment.project.lot_id)
        [working] = [one for one in before["criteria"] if one["code"] == "non_working"]
        assert (working["result"], bool(working["text"])) == ("unknown", True)
        assert now["subgroups"].keys() == {"hoa", "loa", "youth"}

    def test_only_who_sees_the_enrolment(self, api):
        enrolment = enrolment_of(submitted=True)
        address = f"{URL}{enrolment.pk}/screenings/"
        assert len(api("vera").get(address).json()) == 1
        for who, status in [("charlie", 404), ("wim", 404), ("carl", 404), ("max", 403)]:
            assert api(who).get(address).status_code == status


class TestEnd:
    def test_with_what_follows(self, api):
        enrolment = enrolment_of(active=True)
        sent = {"interview_on": "2022-03-20", "note": "Blij", "outcome": WORK}
        told = act(api("alice"), enrolment, "end", reason="work", **sent).json()
        assert (told["closing_interview_on"], told["closing_note"]) == ("2022-03-20", "Blij")
        assert Outcome.objects.get().employer == "Bakkerij Mulu"

    def test_what_is_wrong_with_it_stands_at_the_outcome(self, api):
        enrolment = enrolment_of(active=True)
        for wrong in ({"kind": "holiday"}, {"started_on": "2030-01-01"}, {"wat": 1}):
            sent = act(api("alice"), enrolment, "end", reason="work", outcome=WORK | wrong)
            assert errors(sent) == ["outcome"]
            assert next(iter(wrong)) in sent.json()["errors"]["outcome"][0]
        assert errors(act(api("alice"), enrolment, "end", reason="work", note="x" * 501)) == [
            "note"
        ]


class TestMeasurements:
    @pytest.fixture
    def ended(self):
        return enrolment_of(ended=True, ended_on=date(2022, 2, 1))

    def test_it_works(self, api, ended):
        client = api("alice")
        [due] = client.get(f"{URL}to_measure/").json()["results"]
        assert (due["id"], due["measure_month"]) == (str(ended.pk), 1)
        assert due["measure_due_on"] == "2022-03-01"
        answer = act(client, ended, "measure", result="known", outcome=WORK)
        assert (answer.status_code, answer.json()["id"]) == (200, str(ended.pk))
        assert Outcome.objects.get().employer == "Bakkerij Mulu"
        first, second, *_ = client.get(f"{URL}{ended.pk}/measurements/").json()
        assert first == {
            "month": 1,
            "due_on": "2022-03-01",
            "measured_on": "2022-04-01",
            "result": "known",
        }
        assert (second["month"], second["result"]) == (3, None)
        assert client.get(f"{URL}to_measure/").json()["count"] == 0
        again = act(client, ended, "measure", result="none")
        assert (again.status_code, again.json()["code"]) == (409, "already_measured")

    def test_what_went_on_has_stopped(self, api, ended):
        going_on = OutcomeFactory(enrolment=ended, started_on=date(2022, 2, 1))
        told = act(api("alice"), ended, "measure", result="none")
        assert errors(told) == ["stopped_on"]
        act(api("alice"), ended, "measure", result="none", stopped_on="2022-03-15")
        going_on.refresh_from_db()
        assert going_on.ended_on == date(2022, 3, 15)
        assert Measurement.objects.get().result == "none"

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({}, "result"),
            ({"result": "still"}, "result"),
            ({"result": "known"}, "result"),
            ({"result": "known", "month": 2}, "month"),
            ({"result": "none", "outcome": WORK}, "outcome"),
            ({"result": "known", "outcome": WORK | {"started_on": None}}, "outcome"),
            ({"result": "not_reached", "stopped_on": "2022-03-15"}, "stopped_on"),
            ({"result": "none", "stopped_on": "2022-03-15"}, "stopped_on"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, api, ended, sent, field):
        assert errors(act(api("alice"), ended, "measure", **sent)) == [field]
        assert not Measurement.objects.exists()

    def test_not_before_the_end(self, api):
        answer = act(api("alice"), enrolment_of(active=True), "measure", result="none")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_ended")

    def test_a_promoter_asks_and_nobody_else(self, api, ended):
        MeasurementFactory(enrolment=ended)
        for who, status in [("charlie", 404), ("carl", 404), ("vera", 403), ("max", 403)]:
            assert api(who).get(f"{URL}{ended.pk}/measurements/").status_code == status
            assert act(api(who), ended, "measure", result="none").status_code == status


class TestOutcomes:
    def test_the_list_to_look_up(self, api):
        old = OutcomeFactory(enrolment=enrolment_of(ended=True))
        new = OutcomeFactory(enrolment=enrolment_of(ended=True), started_on=date(2021, 1, 1))
        done = OutcomeFactory(
            enrolment=enrolment_of(STRANGER, ended=True), verified_on=date(2021, 2, 1)
        )
        client = api("vera")
        found = client.get(f"{OUTCOMES}to_verify/").json()["results"]
        assert [one["id"] for one in found] == [str(old.pk), str(new.pk)]
        [looked_up] = client.get(f"{OUTCOMES}to_verify/", {"verified": "yes"}).json()["results"]
        assert looked_up["id"] == str(done.pk)
        assert api("alice").get(f"{OUTCOMES}to_verify/").status_code == 403

    def test_one_is_taken_away(self, api):
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True))
        address = f"{OUTCOMES}{outcome.pk}/remove/"
        assert api("vera").post(address, {"reason": "twice"}, format="json").status_code == 403
        assert errors(api("alice").post(address, {"reason": "moe"}, format="json")) == ["reason"]
        assert api("alice").post(address, {"reason": "twice"}, format="json").status_code == 204
        assert not Outcome.objects.exists()

    def test_not_what_vdab_found(self, api):
        outcome = OutcomeFactory(enrolment=enrolment_of(ended=True), verified_on=date(2021, 2, 1))
        answer = api("alice").post(
            f"{OUTCOMES}{outcome.pk}/remove/", {"reason": "twice"}, format="json"
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "verified")


class TestLetter:
    def test_it_works(self, api):
        enrolment = enrolment_of(approved=True, mentee__home_language="en")
        address = f"{URL}{enrolment.pk}/letter/"
        dutch, english = api("alice").get(address).json()
        assert (dutch["language"], english["language"]) == ("nl", "en")
        assert str(enrolment.mentee) in dutch["greeting"]
        assert enrolment.project.name in " ".join(dutch["paragraphs"])
        assert len(api("vera").get(address, {"language": "nl"}).json()) == 1
        assert errors(api("vera").get(address, {"language": "xx"})) == ["language"]
        assert errors(api("vera").get(address, {"wat": "1"})) == ["wat"]

    def test_there_is_none_before_the_decision(self, api):
        undecided = enrolment_of(submitted=True)
        assert api("alice").get(f"{URL}{undecided.pk}/letter/").status_code == 404
        assert api("max").get(f"{URL}{undecided.pk}/letter/").status_code == 403


@pytest.mark.parametrize("name", ["measure", "plan_intake"])
def test_a_restricted_file_is_read_only(api, name):
    enrolment = enrolment_of(ended=True, mentee__restricted_on=date(2022, 3, 1))
    assert api("alice").get(f"{URL}{enrolment.pk}/").status_code == 200
    assert act(api("alice"), enrolment, name).status_code == 403
