"""What is asked about duos, by program: how it stands, links, paper; never who answered what."""

import pytest

from matching.models import SurveyAnswer
from tests.cast import CORE, STRANGER, project_of
from tests.matching.test_survey_services import ANSWERS, SLOT, answered, duo

pytestmark = pytest.mark.django_db
FIELDS = {
    *("slot", "questionnaire", "moment", "respondent", "outcome", "due_on", "standing"),
    *("language", "link", "expires_on", "answered_on", "channel"),
}


@pytest.fixture
def carl(api):
    return api("carl")


def surveys(match, route=""):
    return f"/api/v1/matches/{match.pk}/surveys/{route}"


def asked(client, match, slot=SLOT):
    return next(one for one in client.get(surveys(match)).json() if one["slot"] == slot)


class TestOfADuo:
    def test_it_works(self, carl):
        match = duo()
        told = asked(carl, match)
        assert told.keys() == FIELDS
        assert (told["standing"], told["link"], told["language"]) == ("due", None, "en")
        invited = carl.post(surveys(match, f"{SLOT}/invite/"), {"language": "fr"}, format="json")
        assert invited.status_code == 200, invited.json()
        link = invited.json()["link"]
        assert link in invited.json().values()
        assert (invited.json()["standing"], invited.json()["expires_on"]) == ("asked", "2022-05-01")
        assert asked(carl, match) == invited.json()
        again = carl.post(surveys(match, f"{SLOT}/invite/"), {}, format="json").json()
        assert again["link"] != link

    def test_the_paper_and_what_stands_on_it(self, carl):
        match = duo()
        paper = carl.get(surveys(match, f"{SLOT}/paper/"), {"language": "nl"}).json()
        assert {item["code"] for item in paper["items"]} == set(ANSWERS)
        assert (paper["language"], paper["languages"][0]) == ("nl", "nl")
        assert set(paper["items"][0]["scale"]) == {"1", "2", "3", "4", "5"}
        kept = carl.post(surveys(match, f"{SLOT}/key_in/"), {"answers": ANSWERS}, format="json")
        assert (kept.status_code, kept.json()["standing"]) == (200, "answered")
        assert kept.json()["channel"] == "paper"
        assert dict(SurveyAnswer.objects.values_list("item", "value")) == ANSWERS
        for act in ("invite", "key_in"):
            sent = {"answers": ANSWERS} if act == "key_in" else {}
            late = carl.post(surveys(match, f"{SLOT}/{act}/"), sent, format="json")
            assert (late.status_code, late.json()["code"]) == (409, "answered")

    def test_what_is_wrong_is_told_at_its_field(self, carl):
        match = duo()
        for act, sent, field in (
            ("invite", {"language": "ti"}, "language"),
            ("invite", {"x": 1}, "x"),
            ("key_in", {}, "answers"),
            ("key_in", {"answers": {"help": "x"}}, "answers"),
            ("key_in", {"answers": ANSWERS | {"help": 9}}, "help"),
        ):
            answer = carl.post(surveys(match, f"{SLOT}/{act}/"), sent, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
        for wrong in ({"language": "ti"}, {"taal": "nl"}):
            assert carl.get(surveys(match, f"{SLOT}/paper/"), wrong).status_code == 400
        assert carl.get(surveys(match, "x/paper/")).status_code == 404
        assert carl.post(surveys(match, "x/invite/"), {}, format="json").status_code == 404
        assert not SurveyAnswer.objects.exists()

    def test_others_ask_nothing(self, api, carl):
        theirs, colleagues = duo(STRANGER, "charlie"), duo(coach="alice")
        for match in (theirs, colleagues):
            assert carl.get(surveys(match)).status_code == 404
            assert carl.post(surveys(match, f"{SLOT}/invite/")).status_code == 404
        assert api("vera").get(surveys(colleagues)).status_code == 403
        assert api("vera").post(surveys(colleagues, f"{SLOT}/key_in/")).status_code == 403


class TestOfAProject:
    URL = "/api/v1/projects/{}/satisfaction/"

    def test_fewer_than_four_say_nothing(self, carl):
        for value in (4, 5, 4):
            answered(duo(), help=value)
        url = self.URL.format(project_of(CORE).pk)
        [told] = carl.get(url).json()
        assert (told["questionnaire"], told["answered"]) == ("mentee_satisfaction", 3)
        help_ = next(item for item in told["items"] if item["item"] == "help")
        month = {"moment": "month_one", "answers": None, "mean": None}
        assert month in help_["said"]
        answered(duo(), help=4)
        [told] = carl.get(url).json()
        help_ = next(item for item in told["items"] if item["item"] == "help")
        assert month | {"answers": 4, "mean": "4.2"} in help_["said"]

    def test_it_is_not_for_others(self, api, carl):
        project_of(STRANGER)
        assert carl.get(self.URL.format(project_of(STRANGER).pk)).status_code == 404
        assert api("max").get(self.URL.format(project_of(CORE).pk)).status_code == 403
