"""The API of evaluations stands on the gates and services of the pages."""

from datetime import date

import pytest

from programmes.models import Evaluation, SheetComment
from tests.cast import STRANGER, organisation, project_of
from tests.factories import EvaluationFactory, LotFactory, ProjectFactory
from tests.programmes.sittings import PERIOD, begun, final, scored

pytestmark = pytest.mark.django_db
URL = "/api/v1/evaluations/"
READERS = ["alice", "carl", "vera", "frank", "eva", "max", "ann"]


def new(**values):
    """What begins the operational sheet of Core's project."""
    named = {
        "kind": "bimonthly",
        "level": "promoter",
        "scope": project_of().code,
        "track": "operational",
        "period_start": str(PERIOD),
    }
    return named | values


def stranger():
    lot = LotFactory(provinces=("70000",))
    project = ProjectFactory(lot=lot, promoter=organisation(STRANGER), starts_on=PERIOD)
    return EvaluationFactory(project=project, period_start=PERIOD, held_on=date(2022, 3, 2))


class TestList:
    def test_it_works(self, api):
        sheet = final(conclusion="Goed.")
        (row,) = api("alice").get(URL).json()["results"]
        assert row == {
            "id": str(sheet.pk),
            "code": sheet.code,
            "version": sheet.version,
            "kind": "bimonthly",
            "level": "promoter",
            "scope": project_of().code,
            "track": "operational",
            "period_start": "2022-01-01",
            "held_on": "2022-03-10",
            "status": "final",
            "score": "3",
            "score_reason": "",
            "verdict": None,
            "conclusion": "Goed.",
            "scores": [
                {"criterion": code, "score": "3", "comment": ""}
                for code in ["attests", "quality_labels", "towards_work"]
            ],
        }

    @pytest.mark.parametrize("who", [*READERS, "charlie", "wim"])
    def test_each_sees_their_own(self, api, who):
        ours, theirs = final(), stranger()
        found = {row["id"] for row in api(who).get(URL).json()["results"]}
        everything = {str(ours.pk), str(theirs.pk)}
        expected = everything if who in {"eva", "max", "ann"} else {str(ours.pk)}
        assert found == ({str(theirs.pk)} if who in {"charlie", "wim"} else expected)

    def test_no_right_on_any(self, api):
        assert api("ada").get(URL).status_code == 403

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ("kind=bimonthly", 2),
            ("kind=final", 0),
            ("level=province", 0),
            ("track=content", 1),
            ("status=draft", 1),
            ("status=final", 1),
            ("period=2022-01-01", 2),
            ("period=2022-03-01", 0),
            ("scope={code}", 2),
            ("scope=10000", 0),
        ],
    )
    def test_filters(self, api, asked, count):
        final()
        begun("content", "eva")
        answer = api("frank").get(f"{URL}?{asked.format(code=project_of().code)}")
        assert answer.json()["count"] == count

    @pytest.mark.parametrize(
        "asked", ["kind=yearly", "period=gisteren", "scope=none", "scope={theirs}", "person=1"]
    )
    def test_what_does_not_exist_or_is_another_s(self, api, asked):
        theirs = stranger().project.code
        project_of()
        assert api("alice").get(f"{URL}?{asked.format(theirs=theirs)}").status_code == 400

    def test_the_number_of_queries_is_constant(self, api, django_assert_num_queries):
        client = api("max")
        final()
        with django_assert_num_queries(7):
            client.get(URL)
        for track in ["content", "cooperation"]:
            final(track, "eva" if track == "content" else "frank")
        with django_assert_num_queries(7):
            client.get(URL)


class TestBegin:
    def test_with_as_much_as_there_is(self, api):
        scores = [{"criterion": "attests", "score": 4, "comment": "Alles binnen."}]
        sent = new(code="E-1", score="4", score_reason="Sterk.", scores=scores)
        answer = api("frank").post(URL, sent, format="json")
        assert answer.status_code == 201
        told = answer.json()
        assert (told["code"], told["status"], told["score"]) == ("E-1", "draft", "4")
        assert {"criterion": "attests", "score": "4", "comment": "Alles binnen."} in told["scores"]
        assert Evaluation.objects.get().score is None

    def test_without_a_track(self, api):
        sent = new()
        del sent["track"]
        answer = api("frank").post(URL, sent, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["track"])
        sent |= {"kind": "six_month", "period_start": str(project_of().starts_on)}
        assert api("max").post(URL, sent, format="json").status_code == 201

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "ann", "eva", "max"])
    def test_whose_it_is_not_to_write(self, api, who):
        assert api(who).post(URL, new(), format="json").status_code == 403
        assert not Evaluation.objects.exists()

    @pytest.mark.parametrize(
        ("values", "status", "told"),
        [
            ({"period_start": "2022-01-02"}, 409, "not_a_round"),
            ({"period_start": "2023-01-01"}, 409, "not_a_round"),
            ({"period_start": "2022-05-01"}, 409, "not_begun"),
            ({"period_start": "2022-02-30"}, 400, "period_start"),
            ({"scope": "none"}, 400, "scope"),
            ({"track": ""}, 400, "track"),
            ({"track": "money"}, 400, "track"),
            ({"score": "5"}, 400, "score"),
            ({"verdict": "positive"}, 400, "verdict"),
            ({"held_on": "2022-03-01"}, 400, "held_on"),
            ({"status": "final"}, 400, "status"),
            ({"scores": [{"criterion": "x"}]}, 400, "scores"),
            ({"scores": [{"criterion": "attests", "points": 1}]}, 400, "scores"),
        ],
    )
    def test_what_cannot_be(self, api, values, status, told):
        answer = api("frank").post(URL, new(**values), format="json")
        assert answer.status_code == status
        assert told in (answer.json()["errors"] if status == 400 else [answer.json()["code"]])
        assert not Evaluation.objects.exists()

    def test_another_s_scope_answers_as_one_that_does_not_exist(self, api):
        theirs, made_up = new(scope=stranger().project.code), new(scope="none")
        answers = [api("frank").post(URL, sent, format="json") for sent in [theirs, made_up]]
        assert answers[0].json() == answers[1].json()

    def test_twice(self, api):
        client = api("frank")
        client.post(URL, new(), format="json")
        answer = client.post(URL, new(), format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "already_there")


class TestWrite:
    def test_what_is_not_named_stays(self, api):
        sheet = scored(begun(), conclusion="Eerst.")
        answer = api("frank").patch(f"{URL}{sheet.pk}/", {"score": 2}, format="json")
        assert (answer.json()["score"], answer.json()["conclusion"]) == ("2", "Eerst.")

    def test_only_the_version_that_was_read(self, api):
        sheet = begun()
        client, address = api("frank"), f"{URL}{sheet.pk}/"
        etag = client.get(address)["ETag"]
        scored(sheet)
        late = client.patch(address, {"score": 2}, format="json", headers={"If-Match": etag})
        assert late.status_code == 412

    @pytest.mark.parametrize(
        ("who", "status"),
        [("alice", 403), ("vera", 403), ("eva", 403), ("charlie", 404), ("wim", 404), ("ada", 403)],
    )
    def test_whose_it_is_not(self, api, who, status):
        sheet = begun()
        answer = api(who).patch(f"{URL}{sheet.pk}/", {"score": 2}, format="json")
        assert answer.status_code == status

    def test_not_once_it_is_final(self, api):
        answer = api("frank").patch(f"{URL}{final().pk}/", {"score": 2}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_now")


class TestActs:
    def post(self, api, who, sheet, name, body):
        return api(who).post(f"{URL}{sheet.pk}/{name}/", body, format="json")

    def test_finalise_and_reopen(self, api):
        sheet = scored(begun())
        told = self.post(api, "frank", sheet, "finalise", {"held_on": "2022-03-10"}).json()
        assert (told["status"], told["held_on"], told["score"]) == ("final", "2022-03-10", "3")
        assert Evaluation.objects.get().figures["as_of"] == "2022-02-28"
        told = self.post(api, "frank", sheet, "reopen", {"reason": "Tikfout"}).json()
        assert (told["status"], told["held_on"], told["score"]) == ("draft", None, "3")

    @pytest.mark.parametrize(
        ("body", "status", "told"),
        [
            ({"held_on": "2022-04-02"}, 400, "held_on"),
            ({"held_on": "2021-12-31"}, 400, "held_on"),
            ({}, 400, "held_on"),
            ({"held_on": "2022-03-10", "score": 3}, 400, "score"),
        ],
    )
    def test_held_on_a_day_that_cannot_be(self, api, body, status, told):
        answer = self.post(api, "frank", scored(begun()), "finalise", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (status, [told])

    def test_what_is_missing(self, api):
        answer = self.post(api, "frank", begun(), "finalise", {"held_on": "2022-03-10"})
        assert (answer.status_code, answer.json()["code"]) == (409, "unscored")

    @pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": " "}])
    def test_reopened_without_a_reason(self, api, body):
        answer = self.post(api, "frank", final(), "reopen", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["reason"])

    def test_comment(self, api):
        sheet = begun()
        assert self.post(api, "alice", sheet, "comment", {"text": "Goed."}).status_code == 200
        assert SheetComment.objects.get().text == "Goed."

    def test_comment_after_final(self, api):
        answer = self.post(api, "alice", final(), "comment", {"text": "Te laat."})
        assert (answer.status_code, answer.json()["code"]) == (409, "already_final")

    @pytest.mark.parametrize("name", ["finalise", "reopen"])
    @pytest.mark.parametrize(("who", "status"), [("alice", 403), ("eva", 403), ("max", 403)])
    def test_whose_it_is_not(self, api, name, who, status):
        body = {"held_on": "2022-03-10"} if name == "finalise" else {"reason": "x"}
        assert self.post(api, who, begun(), name, body).status_code == status

    @pytest.mark.parametrize(("who", "status"), [("carl", 403), ("frank", 403), ("charlie", 404)])
    def test_who_does_not_comment(self, api, who, status):
        assert self.post(api, who, begun(), "comment", {"text": "x"}).status_code == status


def test_a_reader_of_another_place_finds_nothing(api):
    sheet = begun()
    assert api("wim").get(f"{URL}{sheet.pk}/").status_code == 404
    assert api("vera").get(f"{URL}{sheet.pk}/").status_code == 200
