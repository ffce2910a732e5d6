"""Choosing by hand, by program: who suits whom, a veto, what parts weigh, who follows how many."""

from uuid import uuid4

import pytest

from matching import services
from matching.models import Veto
from programmes.models import Call
from tests.cast import STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import MatchFactory, MentorFactory
from tests.matching.crowds import WEIGHTS
from tests.matching.test_proposal_pages import mentor_of, waiting

pytestmark = pytest.mark.django_db
FIELDS = {
    *("enrolment", "mentor", "allowed", "broken_rules", "score", "parts", "why", "free_places"),
    "waiting_days",
}


@pytest.fixture(autouse=True)
def coach(db):
    """Someone who frames the duos."""
    staff = play("carl").acting.staff
    staff.languages = {"nl": "C2"}
    staff.save()


@pytest.fixture
def alice(api):
    return api("alice")


def mentors(enrolment):
    return f"/api/v1/enrolments/{enrolment.pk}/mentors/"


def mentees(mentor):
    return f"/api/v1/mentors/{mentor.pk}/mentees/"


def veto(enrolment):
    return f"/api/v1/enrolments/{enrolment.pk}/veto/"


class TestMentorsOfEnrolment:
    def test_the_best_first_then_who_is_ruled_out(self, alice):
        enrolment, far, near = waiting(), mentor_of(postcode="8000"), mentor_of()
        untrained = mentor_of(trained_on=None, capacity=0)
        answer = alice.get(mentors(enrolment))
        assert answer.status_code == 200, answer.json()
        rows = answer.json()["results"]
        assert [row["mentor"] for row in rows] == [str(one.pk) for one in (near, far, untrained)]
        best, worst = rows[0], rows[-1]
        assert best.keys() == FIELDS
        assert (best["allowed"], best["broken_rules"], best["free_places"]) == (True, [], 1)
        assert sum(best["parts"].values()) == best["score"]
        assert "Delen Arabisch (C2/C1)." in best["why"]
        assert (worst["allowed"], worst["broken_rules"]) == (False, ["not_trained", "full"])
        assert alice.get(mentors(enrolment), {"page_size": 1, "page": 2}).json()["count"] == 3

    def test_who_does_not_wait_has_nobody(self, alice):
        mentor_of()
        assert alice.get(mentors(enrolment_of(submitted=True))).json()["count"] == 0

    def test_beside_the_other_pairs_of_a_proposal(self, alice):
        mentor_of()
        enrolment = waiting()
        waiting()
        proposal = services.make_proposal(project_of(), by=play("alice"))
        left = proposal.left_over.get().enrolment
        [free] = alice.get(mentors(left)).json()["results"]
        asked = {"proposal": str(proposal.pk)}
        [given] = alice.get(mentors(left), asked).json()["results"]
        assert (free["free_places"], given["free_places"]) == (1, 0)
        assert given["broken_rules"] == ["full"]
        for wrong in ({"proposal": str(uuid4())}, {"proposal": "x"}, {"voorstel": "x"}):
            answer = alice.get(mentors(enrolment), wrong)
            assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    def test_absurd_weights(self, alice):
        enrolment = waiting()
        mentor_of()
        Call.objects.update(match_weights={"sector": 10**9})
        answer = alice.get(mentors(enrolment))
        assert (answer.status_code, answer.json()["code"]) == (409, "absurd_weights")

    def test_it_is_not_for_others(self, api, alice):
        enrolment = waiting()
        assert alice.get(mentors(enrolment_of(STRANGER, approved=True))).status_code == 404
        assert api("carl").get(mentors(enrolment)).status_code == 404
        assert api("vera").get(mentors(enrolment)).status_code == 403


class TestMenteesOfMentor:
    def test_it_works(self, alice):
        mentor, enrolment = mentor_of(), waiting()
        enrolment_of(STRANGER, approved=True)
        [row] = alice.get(mentees(mentor)).json()["results"]
        assert (row["enrolment"], row["mentor"]) == (str(enrolment.pk), str(mentor.pk))
        assert row["waiting_days"] > 0
        assert alice.get(mentees(mentor), {"x": 1}).status_code == 400

    def test_a_coach_finds_their_own(self, api):
        mentor, enrolment = mentor_of(), waiting()
        assert api("carl").get(mentees(mentor)).json()["count"] == 0
        enrolment.coach = play("carl").acting.staff
        enrolment.save()
        assert api("carl").get(mentees(mentor)).json()["count"] == 1
        theirs = MentorFactory(promoter=organisation(STRANGER))
        assert api("carl").get(mentees(theirs)).status_code == 404
        assert api("vera").get(mentees(mentor)).status_code == 403


class TestVeto:
    def test_it_works(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        sent = {"mentor": str(mentor.pk), "reason": "Buren."}
        answer = alice.post(veto(enrolment), sent, format="json")
        assert answer.status_code == 201, answer.json()
        told = {"mentee": str(enrolment.mentee_id), "decided_on": "2022-04-01", **sent}
        assert answer.json() == told
        [row] = alice.get(mentors(enrolment)).json()["results"]
        assert row["broken_rules"] == ["vetoed"]
        again = alice.post(veto(enrolment), sent, format="json")
        assert (again.status_code, again.json()["code"]) == (409, "already_vetoed")

    def test_what_is_wrong_is_told_at_its_field(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        theirs = MentorFactory(promoter=organisation(STRANGER))
        for wrong in ({"mentor": str(theirs.pk)}, {"reason": " "}, {"reason": "a\0"}, {"x": 1}):
            sent = {"mentor": str(mentor.pk), "reason": "Buren."} | wrong
            answer = alice.post(veto(enrolment), sent, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
        assert not Veto.objects.exists()

    def test_it_is_not_for_others(self, api):
        enrolment = waiting()
        assert api("carl").post(veto(enrolment), {}, format="json").status_code == 404
        assert api("vera").post(veto(enrolment), {}, format="json").status_code == 403


class TestWeights:
    def url(self):
        return f"/api/v1/calls/{project_of().lot.call.pk}/weights/"

    def test_it_works(self, api):
        max_ = api("max")
        assert max_.get(self.url()).json() == WEIGHTS
        answer = max_.put(self.url(), WEIGHTS | {"sector": 50}, format="json")
        assert (answer.status_code, answer.json()["sector"]) == (200, 50)
        assert max_.get(self.url()).json() == WEIGHTS | {"sector": 50}

    def test_what_is_no_weight_is_said_at_its_part(self, api):
        for wrong in (-1, 1001, 2.5, "veel", True, None):
            answer = api("max").put(self.url(), WEIGHTS | {"language": wrong}, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, ["language"])
        nothing = api("max").put(self.url(), dict.fromkeys(WEIGHTS, 0), format="json")
        assert list(nothing.json()["errors"]) == ["non_field_errors"]
        assert list(api("max").put(self.url(), {"x": 1}, format="json").json()["errors"]) == ["x"]

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "ann"])
    def test_nobody_else_weighs(self, api, who):
        assert api(who).get(self.url()).status_code == 403
        assert api(who).put(self.url(), {}, format="json").status_code == 403


class TestCoaches:
    URL = "/api/v1/coaches/"

    def test_it_works(self, alice):
        carl = play("carl").acting.staff
        MatchFactory(enrolment=enrolment_of(active=True, coach=carl), coach=carl)
        play("charlie")
        [told] = alice.get(self.URL).json()["results"]
        assert told == {
            "id": str(carl.pk),
            "code": carl.code,
            "name": "Carl",
            "is_active": True,
            "languages": carl.languages,
            "open_duos": 1,
            "mentees": 1,
        }
        assert alice.get(self.URL, {"x": 1}).status_code == 400

    @pytest.mark.parametrize("who", ["carl", "vera", "max", "ada"])
    def test_it_is_not_for_others(self, api, who):
        assert api(who).get(self.URL).status_code == 403
