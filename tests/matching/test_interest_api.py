"""/api/v1/interests/: who may become a mentor, made one of or let go."""

from datetime import date
from uuid import uuid4

import pytest

from matching.interest_links import opened_by
from matching.mentor_file import InterestFile
from matching.models import Interest, Mentor
from tests.cast import CORE, STRANGER, organisation
from tests.factories import InterestFactory, MentorFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/interests/"
MET = {"interviewed_on": "2022-03-20", "interview_outcome": "suited", "interview_note": "Vlot."}


@pytest.fixture
def interest(db):
    return InterestFactory(promoter=organisation(CORE), last_name="Haile")


@pytest.fixture
def theirs(db):
    return InterestFactory(promoter=organisation(STRANGER))


@pytest.fixture
def alice(api):
    return api("alice")


def at(interest, act=""):
    return f"{URL}{interest.pk}/{act}"


def test_it_works(alice, interest, theirs):
    [told] = alice.get(URL, {"new": "yes"}).json()["results"]
    added = {"id", "version", "promoter", "received_on", "called_language", "called_province"}
    assert set(told) == {*InterestFile().columns, "code"} | added
    # PostgreSQL has an order of its own for what is in an object.
    assert set(told["languages"].split(";")) == {"ti:C2", "nl:B2"}
    assert told["availability"] == "mon-ev"
    assert alice.get(at(interest)).json() == told
    assert alice.get(URL, {"q": "niemand"}).json()["count"] == 0
    assert alice.get(URL, {"new": "x"}).status_code == 400


def test_an_interview_is_noted(alice, interest):
    answer = alice.post(at(interest, "interview/"), MET, format="json")
    assert answer.status_code == 200, answer.json()
    assert MET.items() <= answer.json().items()
    assert alice.get(URL, {"new": "yes"}).json()["count"] == 0
    for wrong in ({"interview_outcome": "x"}, {"interviewed_on": "2022-04-02"}, {"x": 1}):
        refused = alice.post(at(interest, "interview/"), MET | wrong, format="json")
        assert (refused.status_code, list(refused.json()["errors"])) == (400, list(wrong))
    assert list(alice.post(at(interest, "interview/")).json()["errors"]) == ["interviewed_on"]


class TestMakingAMentor:
    @pytest.fixture
    def suited(self, interest):
        interest.interviewed_on, interest.interview_outcome = date(2022, 3, 20), "suited"
        interest.save()
        return interest

    def test_of_what_they_filled_in(self, alice, suited):
        sent = {"capacity": 2, "code": "M-9"}
        answer = alice.post(at(suited, "make_mentor/"), sent, format="json")
        assert answer.status_code == 201, answer.json()
        told = answer.json()
        assert (told["code"], told["last_name"], told["capacity"]) == ("M-9", "Haile", "2")
        assert (told["sectors"], told["active_from"]) == ("I", "2022-04-01")
        assert told["interview_outcome"] == "suited"
        assert not Interest.objects.exists()
        assert alice.get(f"/api/v1/mentors/{told['id']}/").json() == told

    def test_what_is_wrong_is_told_at_its_field(self, alice, suited):
        for wrong in ({"postcode": "x"}, {"interviewed_on": None}, {"why": "x"}):
            answer = alice.post(at(suited, "make_mentor/"), wrong, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
        assert not Mentor.objects.exists()

    def test_only_of_who_was_met(self, alice, interest):
        answer = alice.post(at(interest, "make_mentor/"), {}, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["interviewed_on"])

    def test_someone_alike_is_asked_about(self, alice, suited):
        MentorFactory(
            promoter=organisation(CORE),
            first_name=suited.first_name,
            last_name=suited.last_name,
            postcode=suited.postcode,
        )
        answer = alice.post(at(suited, "make_mentor/"), {}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "mentor_exists")
        known = alice.post(at(suited, "make_mentor/"), {"someone_else": True}, format="json")
        assert known.status_code == 201


def test_someone_is_let_go(alice, interest):
    assert alice.delete(at(interest)).status_code == 204
    assert alice.get(at(interest)).status_code == 404


def test_the_links_work_until_they_are_withdrawn(alice):
    url = alice.get(f"{URL}link/").json()["url"]
    assert alice.get(f"{URL}link/").json()["url"] == url
    asked = alice.get(f"{URL}link/", {"language": "ti", "province": "70000"}).json()["url"]
    opened = opened_by(asked.rstrip("/").rpartition("/")[2])
    assert (opened.promoter.code, opened.language, opened.province) == (CORE, "ti", "70000")
    fresh = alice.post(f"{URL}withdraw_links/").json()["url"]
    assert fresh != url
    assert opened_by(url.rstrip("/").rpartition("/")[2]) is None
    for wrong in ({"language": "xx"}, {"province": "1"}, {"taal": "ti"}):
        answer = alice.get(f"{URL}link/", wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))


@pytest.mark.parametrize("who", ["carl", "vera", "max", "ann", "ada"])
def test_nobody_else_knows_of_them(api, interest, who):
    client = api(who)
    for address in (URL, at(interest), f"{URL}link/", f"{URL}{uuid4()}/"):
        assert client.get(address).status_code == 403
    for act in ("interview/", "make_mentor/"):
        assert client.post(at(interest, act), {"x": 1}, format="json").status_code == 403
    assert client.post(f"{URL}withdraw_links/").status_code == 403


def test_another_promoters_does_not_exist(alice, theirs):
    assert alice.get(at(theirs)).status_code == 404
    assert alice.post(at(theirs, "make_mentor/"), {}, format="json").status_code == 404
    assert alice.delete(at(theirs)).status_code == 404


def test_more_rows_take_no_more_queries(alice, interest, django_assert_num_queries):
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    InterestFactory.create_batch(4, promoter=interest.promoter)
    with django_assert_num_queries(len(few)):
        alice.get(URL)
