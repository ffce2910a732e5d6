"""/api/v1/group_sessions/: what was held, who was there, and the list as proof of a claim."""

from datetime import date

import pytest

from m2w.documents.models import Document
from matching.models import Attendance, GroupSession
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import (
    AttendanceFactory,
    ClaimFactory,
    GroupSessionFactory,
    MentorFactory,
)

pytestmark = pytest.mark.django_db

URL = "/api/v1/group_sessions/"
NOBODY = "00000000-0000-0000-0000-000000000000"
FIELDS = {
    *("id", "code", "version", "project", "kind", "title", "held_on", "starts_at", "minutes"),
    *("place", "led_by", "listed", "came"),
}


@pytest.fixture
def session(db):
    return GroupSessionFactory(project=project_of(), held_on=date(2022, 3, 15), title="Welkom")


@pytest.fixture
def theirs(db):
    return AttendanceFactory(session=GroupSessionFactory(project=project_of(STRANGER)))


def at(session, route=""):
    return f"{URL}{session.pk}/{route}"


def body(**values):
    told = {"kind": "info", "title": "Welkom", "held_on": "2022-03-15", "starts_at": "13:30"}
    return told | {"project": str(project_of().pk)} | values


def mine(**values):
    return enrolment_of(active=True, coach=play("carl").acting.staff, **values)


class TestSessions:
    def test_it_works(self, api):
        led_by = str(play("carl").acting.staff.pk)
        made = api("carl").post(URL, body(minutes=90, led_by=led_by), format="json")
        assert made.status_code == 201, made.json()
        found = made.json()
        assert found.keys() == FIELDS
        assert (found["starts_at"], found["minutes"], found["led_by"]) == ("13:30", 90, led_by)
        assert (found["listed"], found["came"]) == (0, 0)
        assert api("alice").get(f"{URL}{found['id']}/").json() == found

    def test_a_list_with_its_filters(self, api, session, theirs):
        AttendanceFactory(session=session, present="yes")
        AttendanceFactory(session=session)
        [row] = api("carl").get(URL, {"kind": "info"}).json()["results"]
        assert (row["listed"], row["came"]) == (2, 1)
        assert api("carl").get(URL, {"kind": "intake"}).json()["count"] == 0
        assert api("carl").get(URL, {"project": project_of(STRANGER).code}).status_code == 400
        assert api("carl").get(URL, {"wat": "1"}).status_code == 400

    @pytest.mark.parametrize(
        "wrong",
        [
            {"kind": "x"},
            {"title": " "},
            {"title": "a\0"},
            {"held_on": "2019-01-01"},
            {"held_on": "15/03/2022"},
            {"starts_at": "25:00"},
            {"minutes": 2400},
            {"led_by": NOBODY},
            {"project": NOBODY},
            {"listed": 3},
            {"x": 1},
        ],
        ids=str,
    )
    def test_what_is_wrong_is_told_at_its_field(self, api, wrong):
        answer = api("carl").post(URL, body(**wrong), format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
        assert not GroupSession.objects.exists()

    def test_the_same_one_twice_is_a_conflict(self, api, session):
        answer = api("carl").post(URL, body(), format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "session_exists")

    def test_some_values_of_the_version_that_was_read(self, api, session):
        tag = api("carl").get(at(session))["ETag"]
        sent = {"place": "Buurthuis"}
        answer = api("carl").patch(at(session), sent, format="json", HTTP_IF_MATCH=tag)
        assert (answer.json()["place"], answer.json()["title"]) == ("Buurthuis", "Welkom")
        late = api("carl").patch(at(session), sent, format="json", HTTP_IF_MATCH=tag)
        assert late.status_code == 412
        emptied = {"starts_at": None, "minutes": None, "led_by": None, "place": ""}
        assert api("carl").patch(at(session), emptied, format="json").json()["starts_at"] is None

    def test_it_goes_with_its_list_unless_others_are_on_it(self, api, session):
        AttendanceFactory(session=session)
        refused = api("carl").delete(at(session))
        assert (refused.status_code, refused.json()["code"]) == (409, "not_only_own")
        assert api("alice").delete(at(session)).status_code == 204
        assert api("alice").delete(at(session)).status_code == 404

    @pytest.mark.parametrize("who", ["vera", "max", "ann", "ada"])
    def test_nobody_else_comes_in(self, api, session, who):
        assert api(who).get(URL).status_code == 403
        assert api(who).post(URL, {}, format="json").status_code == 403
        assert api(who).patch(at(session), {}, format="json").status_code == 403

    def test_without_an_agreement_nobody_makes_one(self, api, session):
        carl = api("carl")
        organisation(CORE).__class__.objects.update(agreement_until=date(2022, 3, 31))
        assert carl.post(URL, {}, format="json").status_code == 403

    def test_another_promoters_does_not_exist(self, api, theirs):
        there = theirs.session
        for route in ("", "attendances/", "attendance_list/", "claims/"):
            assert api("alice").get(at(there, route)).status_code == 404
        assert api("alice").post(at(there, "tick/"), {}, format="json").status_code == 404
        assert api("alice").delete(f"/api/v1/attendances/{theirs.pk}/").status_code == 404

    def test_more_rows_take_no_more_queries(self, api, session, django_assert_num_queries):
        carl = api("carl")
        carl.get(URL)
        with django_assert_num_queries(30, exact=False) as few:
            carl.get(URL)
        GroupSessionFactory.create_batch(4, project=project_of())
        with django_assert_num_queries(len(few)):
            carl.get(URL)


class TestTheList:
    def test_people_come_on_it_once(self, api, session):
        mentee, mentor = mine(), MentorFactory(promoter=organisation(CORE))
        sent = {"enrolments": [str(mentee.pk)], "mentors": [str(mentor.pk)]}
        carl, address = api("carl"), at(session, "attendances/")
        first, again = (carl.post(address, sent, format="json") for _ in range(2))
        assert (first.status_code, first.json(), again.json()) == (201, {"added": 2}, {"added": 0})
        rows = carl.get(address).json()["results"]
        assert {(row["enrolment"], row["mentor"]) for row in rows} == {
            (str(mentee.pk), None),
            (None, str(mentor.pk)),
        }
        assert rows[0]["present"] == "unknown"

    def test_only_ones_own_come_on_it(self, api, session):
        for name, stranger in {
            "enrolments": enrolment_of(active=True),
            "mentors": MentorFactory(promoter=organisation(STRANGER)),
        }.items():
            sent = {name: [str(stranger.pk)]}
            answer = api("carl").post(at(session, "attendances/"), sent, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, [name])

    def test_nobody_is_not_enough(self, api, session):
        answer = api("carl").post(at(session, "attendances/"), {}, format="json")
        assert answer.json()["errors"] == {"non_field_errors": ["Kies minstens één persoon."]}

    def test_a_coach_reads_their_own_on_it(self, api, session):
        own = AttendanceFactory(session=session, enrolment=mine())
        AttendanceFactory(session=session)
        address = at(session, "attendances/")
        assert [row["id"] for row in api("carl").get(address).json()["results"]] == [str(own.pk)]
        assert api("alice").get(address, {"page_size": 1}).json()["count"] == 2
        assert api("alice").get(address, {"wat": 1}).status_code == 400

    def test_ticking_several_at_once(self, api, session):
        lines = [AttendanceFactory(session=session, enrolment=mine()) for _ in range(2)]
        said = [{"attendance": str(one.pk), "present": "yes"} for one in lines]
        answer = api("carl").post(at(session, "tick/"), {"attendances": said}, format="json")
        assert (answer.status_code, answer.json()["came"]) == (200, 2)

    def test_ticking_is_all_or_nothing(self, api, session):
        own = AttendanceFactory(session=session, enrolment=mine())
        others = AttendanceFactory(session=session)
        yes = [{"attendance": str(one.pk), "present": "yes"} for one in (own, others)]
        wrong = [
            yes,
            [yes[0], yes[0]],
            [],
            [yes[0] | {"present": "x"}],
            [{"attendance": NOBODY, "present": "yes"}],
        ]
        for said in wrong:
            answer = api("carl").post(at(session, "tick/"), {"attendances": said}, format="json")
            assert (answer.status_code, list(answer.json()["errors"])) == (400, ["attendances"])
        assert not Attendance.objects.filter(present="yes").exists()

    def test_someone_is_taken_off_it(self, api, session):
        own = AttendanceFactory(session=session, enrolment=mine())
        address = f"/api/v1/attendances/{own.pk}/"
        assert api("vera").delete(address).status_code == 403
        assert api("carl").get(address).json()["session"] == str(session.pk)
        assert api("carl").delete(address).status_code == 204
        assert api("carl").get(address).status_code == 404

    def test_it_is_printed(self, api, session):
        answer = api("carl").get(at(session, "attendance_list/"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")


class TestProof:
    @pytest.fixture
    def claim(self):
        return ClaimFactory(project=project_of(), year=2022, declared_on=None)

    def test_it_works(self, api, session, claim):
        sent = {"claim": str(claim.pk)}
        answer = api("alice").post(at(session, "claims/"), sent, format="json")
        assert answer.status_code == 201, answer.json()
        told = {"claim": str(claim.pk), "document": str(Document.objects.get().pk)}
        assert answer.json() == told
        assert api("alice").get(at(session, "claims/")).json()["results"] == [told]
        again = api("alice").post(at(session, "claims/"), sent, format="json")
        assert (again.status_code, again.json()["code"]) == (409, "already_attached")
        assert api("alice").delete(at(session)).json()["code"] == "attached"

    def test_of_another_year_it_proves_nothing(self, api, session):
        other = ClaimFactory(project=project_of(), year=2021, declared_on=None)
        answer = api("alice").post(at(session, "claims/"), {"claim": str(other.pk)}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "other_claim")

    def test_a_coach_has_nothing_to_do_with_it(self, api, session, claim):
        assert api("carl").get(at(session, "claims/")).status_code == 403
        assert api("carl").post(at(session, "claims/"), {}, format="json").status_code == 403
