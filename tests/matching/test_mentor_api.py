"""/api/v1/mentors/: the files of mentors, in the words of mentors.csv, and what is done there."""

import pytest

from m2w.audit.models import Entry
from m2w.openapi import Document
from matching.mentor_file import MentorFile
from matching.models import Mentor, MentorTraining
from tests.cast import CORE, STRANGER, enrolment_of, organisation
from tests.factories import MatchFactory, MentorFactory, MentorTrainingFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/mentors/"
NEW = {
    "first_name": "Luc",
    "last_name": "Peeters",
    "languages": "fr:B2;nl:C2",
    "postcode": "2000",
    "active_from": "2022-03-01",
}


@pytest.fixture
def alice(api):
    return api("alice")


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE))


def address(mentor):
    return f"{URL}{mentor.pk}/"


def test_it_works(alice):
    made = alice.post(URL, NEW | {"online": "yes", "availability": "mon-am"}, format="json")
    assert made.status_code == 201
    kept = made.json()
    assert {name: kept[name] for name in ["languages", "capacity", "online", "sectors"]} == {
        "languages": "fr:B2;nl:C2",
        "capacity": "1",
        "online": "yes",
        "sectors": None,
    }
    assert set(kept) == {*MentorFile().columns, "id", "version"}
    assert alice.get(f"{URL}{kept['id']}/").json() == kept
    assert alice.get(URL).json()["results"] == [kept]
    assert Entry.objects.get(action="mentor.created").object_id == kept["id"]


def test_a_code_is_the_callers_own_or_made(alice):
    assert alice.post(URL, NEW | {"code": "K-1"}, format="json").json()["code"] == "K-1"
    assert alice.post(URL, NEW, format="json").json()["code"]
    assert alice.post(URL, NEW | {"code": "K-1"}, format="json").status_code == 409


def test_a_whole_number_may_come_as_one(alice):
    kept = alice.post(URL, NEW | {"capacity": 2, "birth_year": 1960}, format="json").json()
    assert (kept["capacity"], kept["birth_year"]) == ("2", "1960")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"capacity": 0}, "capacity"),
        ({"capacity": True}, "capacity"),
        ({"capacity": 1.5}, "capacity"),
        ({"capacity": 10**9}, "capacity"),
        ({"languages": ""}, "languages"),
        ({"languages": "nl"}, "languages"),
        ({"postcode": 2000}, "postcode"),
        ({"capacity": "0"}, "capacity"),
        ({"trained_on": "2030-01-01"}, "trained_on"),
        ({"active_until": "2022-02-01"}, "active_until"),
        ({"hard_wishes": "online:maybe"}, "hard_wishes"),
        ({"email": "luc@"}, "email"),
        ({"interview_outcome": "suited"}, "interviewed_on"),
        ({"information_note_on": "2030-01-01"}, "information_note_on"),
        ({"wishes": "x"}, "wishes"),
        ({"promoter": "x"}, "promoter"),
        ({"is_erased": True}, "is_erased"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(alice, changed, field):
    answer = alice.post(URL, NEW | changed, format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Mentor.objects.exists()


def test_a_correction_changes_what_was_sent_and_nothing_else(alice, mentor):
    read = alice.get(address(mentor))
    answer = alice.patch(
        address(mentor), {"capacity": "2"}, format="json", HTTP_IF_MATCH=read["ETag"]
    )
    version = read.json()["version"] + 1
    assert answer.json() == read.json() | {"capacity": "2", "version": version}
    late = alice.patch(
        address(mentor), {"capacity": "3"}, format="json", HTTP_IF_MATCH=read["ETag"]
    )
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")


def test_a_correction_that_the_duos_do_not_allow_is_refused(alice, mentor):
    MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor)
    answer = alice.patch(address(mentor), {"trained_on": None}, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["trained_on"])


def test_a_coach_reads_and_does_not_change(api, mentor):
    carl = api("carl")
    assert carl.get(address(mentor)).json()["postcode"] == "2000"
    assert carl.patch(address(mentor), {"capacity": "2"}, format="json").status_code == 403
    for sent in (NEW, {}):
        refused = carl.post(URL, sent, format="json")
        assert refused.status_code == 403
        assert refused.json()["detail"] == "Met uw rol kunt u dit niet."


def test_a_counsellor_knows_the_name_only(api, mentor):
    MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor)
    vera = api("vera")
    told = {"id": str(mentor.pk), "code": mentor.code, "first_name": "Luc"}
    assert vera.get(address(mentor)).json() == told | {"last_name": mentor.last_name}
    assert vera.get(URL).json()["results"] == [told | {"last_name": mentor.last_name}]
    assert vera.get(URL, {"language": "ar"}).status_code == 400
    assert vera.get(URL, {"free": "yes"}).status_code == 400


def test_anothers_mentor_does_not_exist(alice):
    theirs = MentorFactory(promoter=organisation(STRANGER))
    assert alice.get(address(theirs)).status_code == 404
    assert alice.patch(address(theirs), {}, format="json").status_code == 404
    assert alice.get(URL).json()["count"] == 0


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"language": "ar"}, 1),
        ({"language": "ti", "level": "B1"}, 0),
        ({"level": "C2"}, 1),
        ({"province": "10000", "free": "yes", "active": "yes", "trained": "yes"}, 1),
        ({"free": "no"}, 0),
    ],
    ids=str,
)
def test_the_filters_are_those_of_the_list(alice, mentor, asked, count):
    assert alice.get(URL, asked).json()["count"] == count


@pytest.mark.parametrize("asked", [{"postcode": "2000"}, {"free": "x"}, {"province": "1"}])
def test_an_unknown_parameter_or_value_is_named(alice, asked):
    answer = alice.get(URL, asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(asked))


def test_more_rows_take_no_more_queries(alice, mentor, django_assert_num_queries):
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    MentorFactory.create_batch(5, promoter=mentor.promoter)
    with django_assert_num_queries(len(few)):
        alice.get(URL)


def test_the_description_tells_of_every_field():
    described = Document().get_schema(public=True)["components"]["schemas"]
    assert set(described["Mentor"]["properties"]) == {*MentorFile().columns, "id", "version"}
    asked = {"first_name", "last_name", "languages", "postcode", "active_from"}
    assert set(described["NewMentor"]["required"]) == asked


def test_papers_interview_and_how_to_reach_someone(alice, mentor):
    told = {
        "email": "luc@post.example",
        "wishes": "gender:f",
        "insured_from": "2022-03-01",
        "interviewed_on": "2022-03-02",
        "interview_outcome": "suited",
        "interview_note": "Vlot gesprek.",
    }
    answer = alice.patch(address(mentor), told, format="json")
    assert answer.status_code == 200, answer.json()
    assert told.items() <= answer.json().items()


class TestPauses:
    def test_it_works(self, alice, mentor):
        answer = alice.post(f"{address(mentor)}pause/", {}, format="json")
        assert (answer.status_code, answer.json()["paused_from"]) == (200, "2022-04-01")
        days = {"paused_from": "2022-03-01", "paused_until": "2022-05-01"}
        paused = alice.post(f"{address(mentor)}pause/", days, format="json")
        assert days.items() <= paused.json().items()
        over = alice.post(f"{address(mentor)}resume/")
        assert over.json()["paused_until"] == "2022-03-31"
        again = alice.post(f"{address(mentor)}resume/")
        assert (again.status_code, again.json()["code"]) == (409, "not_paused")

    def test_what_is_wrong_is_told_at_its_field(self, alice, mentor):
        for sent in ({"paused_until": "2022-03-01"}, {"paused_from": "x"}, {"reason": "x"}):
            answer = alice.post(f"{address(mentor)}pause/", sent, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, list(sent))

    def test_a_coordinator_only(self, api, alice, mentor):
        theirs = MentorFactory(promoter=organisation(STRANGER))
        for act in ("pause", "resume"):
            assert (
                api("carl").post(f"{address(mentor)}{act}/", {}, format="json").status_code == 403
            )
            assert api("vera").post(f"{address(mentor)}{act}/").status_code == 403
            assert alice.post(f"{address(theirs)}{act}/").status_code == 404


class TestTrainings:
    NEW = {"held_on": "2022-03-20", "title": "Luisteren", "hours": "2.5"}

    def test_it_works(self, api, alice):
        mentor = MentorFactory(promoter=organisation(CORE), trained_on=None)
        url = f"{address(mentor)}trainings/"
        made = alice.post(url, self.NEW | {"completes": True}, format="json")
        assert made.status_code == 201, made.json()
        told = made.json()
        assert self.NEW.items() <= told.items()
        assert set(told) == {"id", "code", "version", "mentor", *self.NEW}
        assert alice.get(address(mentor)).json()["trained_on"] == "2022-03-20"
        assert api("carl").get(url).json()["results"] == [told]
        assert alice.post(url, self.NEW, format="json").json()["code"] == "training_twice"
        one = f"/api/v1/mentor_trainings/{told['id']}/"
        assert api("carl").get(one).json() == told
        assert api("carl").delete(one).status_code == 403
        assert alice.delete(one).status_code == 204
        assert not MentorTraining.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"held_on": "2022-04-02"},
            {"title": " "},
            {"hours": "0"},
            {"hours": "2.55"},
            {"hours": "NaN"},
            {"x": 1},
        ],
        ids=str,
    )
    def test_what_is_wrong_is_told_at_its_field(self, alice, mentor, wrong):
        answer = alice.post(f"{address(mentor)}trainings/", self.NEW | wrong, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    def test_others_do_not_note_them(self, api, alice, mentor):
        url = f"{address(mentor)}trainings/"
        assert api("carl").post(url, {}, format="json").status_code == 403
        assert api("vera").get(url).status_code == 403
        theirs = MentorTrainingFactory(mentor__promoter=organisation(STRANGER))
        assert alice.get(f"{address(theirs.mentor)}trainings/").status_code == 404
        assert alice.delete(f"/api/v1/mentor_trainings/{theirs.pk}/").status_code == 404
