"""/api/v1/proposals/: the file of proposals.md with ids beside codes, and what is done with it."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from m2w.audit.models import Entry
from matching import services
from matching.document import document_of
from matching.gap import Change
from matching.models import Match, Mentor, Proposal, Veto
from matching.proposing import propose
from matching.situations import situation_of
from programmes.models import Call, Enrolment
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import LeftOverFactory, MentorFactory, ProposedPairFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/proposals/"


@pytest.fixture(autouse=True)
def carl():
    return play("carl").acting.staff


def mentor_of(**values):
    return MentorFactory(promoter=organisation(CORE), **values)


def waiting(**values):
    return enrolment_of(approved=True, **values)


def made(api, **body):
    return api("alice").post(URL, {"project": str(project_of().pk), **body}, format="json")


def act(client, proposal, name, **body):
    return client.post(f"{URL}{proposal['id']}/{name}/", body, format="json")


def test_it_gives_the_file_with_ids_beside_the_codes(api):
    waiting()
    waiting()
    mentor_of()
    mentor_of(trained_on=None)
    mentor_of(capacity=0)
    answer = made(api)
    assert answer.status_code == 201
    told = answer.json()
    written = document_of(propose(situation_of(project_of(), TODAY)))
    plain = {name: told[name] for name in written} | {
        "pairs": [{name: one[name] for name in written["pairs"][0]} for one in told["pairs"]],
        "unplaced": [
            {name: one[name] for name in written["unplaced"][0]} for one in told["unplaced"]
        ],
    }
    assert json.dumps(plain) == json.dumps(written)
    pair, left = told["pairs"][0], told["unplaced"][0]
    assert str(Enrolment.objects.get(code=pair["enrolment"]).pk) == pair["enrolment_id"]
    assert str(Mentor.objects.get(code=pair["mentor"]).pk) == pair["mentor_id"]
    assert str(Enrolment.objects.get(code=left["enrolment"]).pk) == left["enrolment_id"]
    again = api("alice").get(f"{URL}{told['id']}/")
    assert again.json() == told
    assert again.headers["ETag"] == '"1"'


def test_reading_it_is_on_the_record(api):
    enrolment, mentor = waiting(), mentor_of()
    told = made(api).json()
    before = Entry.objects.count()
    api("alice").get(f"{URL}{told['id']}/")
    seen = Entry.objects.order_by("pk")[before:].values_list("object_id", flat=True)
    assert set(seen) == {str(enrolment.mentee.pk), str(mentor.pk)}


def test_a_list_names_nobody(api):
    waiting()
    mentor_of()
    told = made(api).json()
    (row,) = api("alice").get(URL, {"state": "open"}).json()["results"]
    assert (row["id"], row["placed"], row["max_placed"]) == (told["id"], 1, 1)
    assert api("alice").get(URL, {"state": "closed"}).json()["results"] == []
    assert api("charlie").get(URL).json()["results"] == []


def test_on_a_day_to_come(api):
    waiting()
    mentor_of(trained_on=date(2022, 5, 1))
    assert made(api).json()["pairs"] == []
    told = made(api, on="2022-05-01").json()
    assert (told["on"], len(told["pairs"])) == ("2022-05-01", 1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"on": "morgen"}, "on"),
        ({"on": "0001-01-01"}, "on"),
        ({"project": "x"}, "project"),
        ({"weights": {}}, "weights"),
    ],
)
def test_bad_input_is_refused_at_its_field(api, body, field):
    answer = made(api, **body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_absurd_weights_are_a_broken_rule(api):
    waiting()
    Call.objects.update(match_weights={"sector": -5})
    answer = made(api)
    assert (answer.status_code, answer.json()["code"]) == (409, "absurd_weights")


def test_no_proposal_for_the_project_of_another(api):
    body = {"project": str(project_of(STRANGER).pk)}
    assert api("alice").post(URL, body, format="json").status_code == 400


@pytest.mark.parametrize("who", ["carl", "vera", "max", "ann"])
def test_made_by_a_coordinator_only(api, who):
    body = {"project": str(project_of().pk)}
    assert api(who).post(URL, body, format="json").status_code == 403


class TestActs:
    def test_accept_everything(self, api):
        waiting()
        mentor_of()
        told = act(api("alice"), made(api).json(), "accept").json()
        assert told["state"] == "closed"
        assert told["pairs"][0]["match"] == str(Match.objects.get().pk)

    @pytest.mark.parametrize("key", ["id", "enrolment_id"])
    def test_accept_some(self, api, key):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = made(api).json()
        told = act(api("alice"), proposal, "accept", pairs=[proposal["pairs"][0][key]]).json()
        assert [bool(pair["match"]) for pair in told["pairs"]] == [True, False]
        assert told["state"] == "open"

    def test_accept_a_second_time(self, api):
        waiting()
        mentor_of()
        proposal = made(api).json()
        act(api("alice"), proposal, "accept")
        answer = act(api("alice"), proposal, "accept")
        assert (answer.status_code, answer.json()["code"]) == (409, "closed")

    def test_accept_when_things_changed_names_which_and_why(self, api):
        enrolment, mentor = waiting(), mentor_of()
        proposal = made(api).json()
        Mentor.objects.update(trained_on=None)
        answer = act(api("alice"), proposal, "accept")
        assert (answer.status_code, answer.json()["code"]) == (409, "no_longer_possible")
        for told in (enrolment.code, mentor.code, "mentorvorming"):
            assert told in answer.json()["detail"]
        assert not Match.objects.exists()

    @pytest.mark.parametrize("pairs", [[], ["x"], ["00000000-0000-4000-8000-000000000000"], "x"])
    def test_accept_what_is_no_pair(self, api, pairs):
        waiting()
        mentor_of()
        answer = act(api("alice"), made(api).json(), "accept", pairs=pairs)
        assert answer.status_code == 400
        assert "pairs" in answer.json()["errors"]

    def test_veto(self, api):
        enrolment, mentor = waiting(), mentor_of()
        body = {"enrolment": str(enrolment.pk), "mentor": str(mentor.pk)}
        proposal = made(api).json()
        assert act(api("alice"), proposal, "veto", **body).status_code == 400
        told = act(api("alice"), proposal, "veto", reason="Buren.", **body).json()
        assert (told["pairs"], told["candidates"]) == ([], [])
        assert told["unplaced"][0]["removed"] == {"vetoed": 1}
        assert told["unplaced"][0]["smallest_change"] is None
        assert told["proof"]["optimal"] is False
        assert Veto.objects.get().reason == "Buren."
        again = act(api("alice"), proposal, "veto", reason="Buren.", **body)
        assert (again.status_code, again.json()["code"]) == (409, "already_vetoed")

    def test_lock_and_unlock(self, api):
        enrolment = waiting()
        mentor_of()
        proposal, body = made(api).json(), {"enrolment": str(enrolment.pk)}
        locked = act(api("alice"), proposal, "lock", **body).json()
        assert locked["pairs"][0]["is_locked"] is True
        assert locked["version"] == 2
        free = act(api("alice"), proposal, "unlock", **body).json()
        assert free["pairs"][0]["is_locked"] is False

    def test_lock_who_is_in_no_pair(self, api):
        enrolment = waiting()
        answer = act(api("alice"), made(api).json(), "lock", enrolment=str(enrolment.pk))
        assert (answer.status_code, answer.json()["code"]) == (409, "not_proposed")

    def test_choose_another_mentor_and_run_again(self, api):
        enrolment, near = waiting(), mentor_of()
        far = mentor_of(postcode="3500")
        proposal = made(api).json()
        assert proposal["pairs"][0]["mentor"] == near.code
        body = {"enrolment": str(enrolment.pk), "mentor": str(far.pk)}
        chosen = act(api("alice"), proposal, "choose", **body).json()
        assert chosen["pairs"][0]["mentor"] == far.code
        assert chosen["proof"]["optimal"] is False
        answer = act(api("alice"), proposal, "run_again")
        assert (answer.status_code, answer.json()["pairs"][0]["mentor"]) == (201, far.code)
        assert Proposal.objects.count() == 2

    def test_tells_which_locked_pair_fell_out(self, api):
        enrolment, mentor = waiting(), mentor_of()
        proposal = made(api).json()
        act(api("alice"), proposal, "lock", enrolment=str(enrolment.pk))
        Mentor.objects.update(trained_on=None)
        again = act(api("alice"), proposal, "run_again").json()
        [told] = again["dropped"]
        assert (told["enrolment"], told["mentor_id"]) == (enrolment.code, str(mentor.pk))
        assert (told["rule"], again["pairs"]) == ("not_trained", [])

    def test_choose_whom_a_rule_forbids(self, api):
        enrolment, other = waiting(), mentor_of(trained_on=None)
        body = {"enrolment": str(enrolment.pk), "mentor": str(other.pk)}
        answer = act(api("alice"), made(api).json(), "choose", **body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_trained")


class TestCoach:
    def test_finds_only_their_own_mentees(self, api, carl):
        own, other = waiting(coach=carl), waiting()
        mentor_of(capacity=2)
        proposal = made(api).json()
        told = api("carl").get(f"{URL}{proposal['id']}/").json()
        assert [pair["enrolment"] for pair in told["pairs"]] == [own.code]
        assert {enrolment for enrolment, _mentor, _score in told["candidates"]} == {own.code}
        assert other.code not in str(told)

    def test_what_would_help_tells_of_nobody_else(self, api, carl):
        own, other = waiting(coach=carl), waiting()
        proposal = services.make_proposal(project_of(), by=play("alice"))
        change = Change("more_capacity", (own.code, other.code), mentor="K1", by=2)
        proposal.left_over.update(change=asdict(change))
        told = api("carl").get(f"{URL}{proposal.pk}/").json()
        (left,) = told["unplaced"]
        assert other.code not in str(told)
        assert left["smallest_change"]["places"] == [own.code]
        assert left["smallest_change"]["text"] == "één plaats meer bij K1 plaatst 1 mentee"
        for left in api("alice").get(f"{URL}{proposal.pk}/").json()["unplaced"]:
            assert left["smallest_change"]["places"] == [own.code, other.code]

    def test_finds_no_proposal_without_any(self, api):
        waiting()
        mentor_of()
        proposal = made(api).json()
        assert api("carl").get(f"{URL}{proposal['id']}/").status_code == 404

    def test_does_not_run_it_again(self, api, carl):
        waiting(coach=carl)
        proposal = made(api).json()
        assert act(api("carl"), proposal, "run_again").status_code == 403


def test_whoever_waits_more_takes_no_more_queries(api):
    proposal = services.make_proposal(project_of(), by=play("alice"))
    client = api("alice")

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"{URL}{proposal.pk}/").status_code == 200
        return len(caught)

    ProposedPairFactory(proposal=proposal)
    LeftOverFactory(proposal=proposal)
    few = queries()
    for _ in range(4):
        ProposedPairFactory(proposal=proposal)
        LeftOverFactory(proposal=proposal)
    assert queries() == few
