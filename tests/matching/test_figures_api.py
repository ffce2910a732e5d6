"""What matching counts, by program: free places, whom a project looks for, where there is room."""

import pytest

from m2w.reference.provinces import ANTWERPEN, LIMBURG
from programmes.models import Call, Mentee
from tests.cast import CORE, STRANGER, organisation, project_of
from tests.factories import InterestFactory, MentorFactory
from tests.matching.test_gap_page import who_wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    who_wait()


class TestFreePlaces:
    URL = "/api/v1/mentors/free_places/"

    def test_it_works(self, api):
        project_of()
        core = organisation(CORE)
        MentorFactory(promoter=core, languages={"ti": "C2", "nl": "A1"}, capacity=2)
        MentorFactory(promoter=core, languages={"nl": "C2"}, postcode="3500")
        MentorFactory(promoter=core, trained_on=None)
        MentorFactory(promoter=organisation(STRANGER))
        told = api("carl").get(self.URL).json()
        assert told == {
            "minimum_level": "A2",
            "languages": [
                {"language": "ti", "by_province": {ANTWERPEN: 2}, "together": 2},
                {"language": "nl", "by_province": {LIMBURG: 1}, "together": 1},
            ],
            "everyone": {
                "language": "",
                "by_province": {ANTWERPEN: 2, LIMBURG: 1},
                "together": 3,
            },
        }
        assert api("carl").get(self.URL, {"x": 1}).status_code == 400

    def test_a_counsellor_knows_mentors_by_name_only(self, api):
        assert api("vera").get(self.URL).status_code == 403


class TestGap:
    def gap(self, client, project=None, **asked):
        project = project or project_of()
        return client.get(f"/api/v1/projects/{project.pk}/gap/", asked)

    def test_it_works(self, api, people):
        answer = self.gap(api("alice"))
        assert answer.status_code == 200, answer.json()
        told = answer.json()
        assert (told["on"], told["waiting"], told["placed_more"]) == ("2022-04-01", 2, None)
        assert {"code": "ti", "waiting": 2, "mentors": 0, "places": 0} in told["languages"]
        assert {"code": ANTWERPEN, "waiting": 2, "mentors": 0, "places": 0} in told["provinces"]
        assert told["proof"]["placed"] == 0
        [wanted, *_] = told["wanted"]
        assert (wanted["kind"], wanted["language"], len(wanted["places"])) == (
            "new_mentor",
            "ti",
            2,
        )
        one = told["unplaced"][0]
        assert one["removed"] == {"not_trained": 1}
        assert (one["smallest_change"]["kind"], one["smallest_change"]["mentor"]) == ("train", "K1")
        assert one["enrolment_id"]

    def test_what_candidates_would_add(self, api, people):
        alice = api("alice")
        interest = InterestFactory(
            promoter=organisation(CORE), languages={"ti": "C1", "nl": "C2"}, postcode="2000"
        )
        assert self.gap(alice, mentor="K1").json()["placed_more"] == 1
        both = self.gap(alice, mentor="K1", interest=interest.code)
        assert both.json()["placed_more"] == 2
        again = InterestFactory(promoter=organisation(CORE), languages={"sq": "C1"})
        several = self.gap(alice, mentor="K1", interest=[interest.code, again.code])
        assert several.json()["placed_more"] == 2

    def test_who_is_no_candidate_is_told_at_its_name(self, api, people):
        stranger = InterestFactory(promoter=organisation(STRANGER))
        for wrong in ({"interest": stranger.code}, {"mentor": "x"}, {"x": "1"}):
            answer = self.gap(api("alice"), **wrong)
            assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    def test_absurd_weights(self, api, people):
        Call.objects.update(match_weights={"sector": -1})
        answer = self.gap(api("alice"))
        assert (answer.status_code, answer.json()["code"]) == (409, "absurd_weights")

    def test_it_is_not_for_others(self, api, people):
        assert self.gap(api("charlie")).status_code == 404
        assert self.gap(api("carl")).status_code == 403


class TestWhereIsRoom:
    URL = "/api/v1/projects/where_is_room/"
    CLIENT = {
        "birth_date": "1990-05-17",
        "postcode": "2000",
        "migration_background": "yes",
        "home_language": "ar",
        "languages": "ar:C2",
        "dutch_level": "A1",
        "dutch_attested": "no",
        "employed": "no",
        "vdab_guidance_since": "2019-02-01",
        "diploma_level": "primary",
    }

    def test_it_works(self, api):
        project = project_of()
        MentorFactory(promoter=organisation(CORE), languages={"ar": "C1"})
        answer = api("vera").post(self.URL, self.CLIENT, format="json")
        assert answer.status_code == 200, answer.json()
        [told] = answer.json()
        assert (told["project"], told["result"], told["places"]) == (
            str(project.pk),
            "eligible",
            40,
        )
        assert told["languages"] == [{"language": "ar", "mentors": 1, "is_shared": True}]
        assert not Mentee.objects.exists()

    def test_what_is_left_out_is_not_known(self, api):
        project_of()
        sent = {"birth_date": "1990-05-17", "postcode": "2000"}
        [told] = api("vera").post(self.URL, sent, format="json").json()
        assert told["result"] == "incomplete"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"birth_date": "17/05/1990"},
            {"postcode": None},
            {"dutch_level": "x"},
            {"first_name": "x"},
        ],
        ids=str,
    )
    def test_what_is_wrong_is_told_at_its_field(self, api, wrong):
        answer = api("vera").post(self.URL, self.CLIENT | wrong, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    @pytest.mark.parametrize("who", ["alice", "carl", "max", "ann"])
    def test_it_is_not_for_others(self, api, who):
        assert api(who).post(self.URL, {}, format="json").status_code == 403
