"""/api/v1/enrolments/: the caseload, and every step in the life of an enrolment."""

from datetime import date

import pytest

from programmes import services
from programmes.models import Enrolment
from tests.cast import STRANGER, enrolment_of, new_mentee, play, project_of
from tests.conftest import TODAY
from tests.programmes.test_mentee_api import NEW

pytestmark = pytest.mark.django_db

URL = "/api/v1/enrolments/"
NOTICE = {"mentee__privacy_notice_on": date(2022, 3, 1)}
ATTACHED = {"privacy_notice_on": "2022-03-01", "vdab_guidance_since": "2021-01-01"}


def act(client, enrolment, step, **body):
    return client.post(f"{URL}{enrolment.pk}/{step}/", body, format="json")


def test_from_nothing_to_approval(api):
    alice, vera, project = api("alice"), api("vera"), project_of()
    mentee = alice.post("/api/v1/mentees/", NEW | ATTACHED, format="json").json()
    body = {"mentee": mentee["id"], "project": str(project.pk), "code": "E-1"}
    made = alice.post(URL, body, format="json")
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    address = f"{URL}{made.json()['id']}/"
    assert alice.post(f"{address}submit/").json()["submitted_on"] == "2022-04-01"
    approved = vera.post(f"{address}approve/").json()
    assert approved["code"] == "E-1"
    assert approved["decisions"] == [
        {"outcome": "approved", "reason": "", "on": "2022-04-01", "by": "Vera"}
    ]


def test_a_draft_for_someone_new(api):
    play("carl")
    body = {"mentee": NEW, "project": str(project_of().pk)}
    made = api("carl").post(URL, body, format="json").json()
    assert made["coach"] == str(play("carl").acting.staff.pk)
    assert api("carl").get(f"/api/v1/mentees/{made['mentee']}/").status_code == 200


def test_what_is_wrong_with_someone_new_is_said(api):
    body = {"mentee": NEW | {"birth_date": "x"}, "project": str(project_of().pk)}
    answer = api("alice").post(URL, body, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"]["mentee"][0].startswith("birth_date: ")
    assert not Enrolment.objects.exists()


def test_vdab_refers_and_the_promoter_accepts(api):
    body = {"mentee": NEW | ATTACHED, "project": str(project_of().pk)}
    made = api("vera").post(f"{URL}refer/", body, format="json").json()
    assert (made["state"], made["referred_on"]) == ("referred", "2022-04-01")
    referred = Enrolment.objects.get(pk=made["id"])
    assert act(api("alice"), referred, "accept_referral").json()["state"] == "approved"


@pytest.mark.parametrize(
    ("who", "given", "step", "body", "state"),
    [
        ("alice", {}, "withdraw", {"reason": "Verhuisd"}, "withdrawn"),
        ("vera", {"submitted": True}, "request_info", {"comment": "Attest?"}, "info_requested"),
        ("alice", {"info_requested": True}, "answer", {"comment": "Nee."}, "submitted"),
        ("vera", {"submitted": True}, "reject", {"reason": "lot_full"}, "rejected"),
        ("alice", {"referred": True}, "decline_referral", {"reason": "no_show"}, "declined"),
        ("alice", {"active": True}, "end", {"reason": "work"}, "ended"),
    ],
)
def test_every_step(api, who, given, step, body, state):  # noqa: PLR0917
    answer = act(api(who), enrolment_of(**given), step, **body)
    assert (answer.status_code, answer.json()["state"]) == (200, state)


@pytest.mark.parametrize(
    ("who", "step", "body", "field"),
    [
        ("vera", "reject", {}, "reason"),
        ("vera", "reject", {"reason": "tired"}, "reason"),
        ("vera", "reject", {"reason": "other"}, "comment"),
        ("vera", "request_info", {"comment": " "}, "comment"),
        ("vera", "approve", {"reason": "x"}, "reason"),
        ("alice", "withdraw", {"reason": "x" * 501}, "reason"),
    ],
)
def test_a_body_that_is_wrong_is_refused_at_its_field(api, who, step, body, field):
    answer = act(api(who), enrolment_of(submitted=True), step, **body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_what_a_rule_forbids_is_a_conflict_with_its_code(api):
    approved = enrolment_of(submitted=True)
    services.approve(approved, by=play("vera"))
    answer = act(api("vera"), approved, "reject", reason="lot_full")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")
    working = enrolment_of(submitted=True, mentee__employed="yes")
    assert act(api("vera"), working, "approve").json()["code"] == "derogation_required"
    derogated = act(api("vera"), working, "approve", derogation_reason="Twee uur per week.")
    assert derogated.json()["derogation_reason"] == "Twee uur per week."


def test_who_may_never_take_a_step_is_refused_and_anothers_does_not_exist(api):
    own, theirs = enrolment_of(submitted=True), enrolment_of(STRANGER, submitted=True)
    assert act(api("alice"), own, "approve").status_code == 403
    assert act(api("alice"), theirs, "withdraw", reason="x").status_code == 404
    assert act(api("vera"), own, "submit").status_code == 403


def test_a_draft_without_history_is_deleted(api):
    draft = services.create_draft(new_mentee(), project_of(), by=play("alice"))
    assert api("alice").delete(f"{URL}{draft.pk}/").status_code == 204
    submitted = enrolment_of(submitted=True)
    assert api("alice").delete(f"{URL}{submitted.pk}/").status_code == 409


def test_once_at_a_time_for_one_project(api):
    draft = enrolment_of()
    body = {"mentee": str(draft.mentee_id), "project": str(draft.project_id)}
    again = api("alice").post(URL, body, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "already_in_project")
    assert draft.mentee.enrolments.count() == 1


def test_nobody_is_enrolled_whose_file_is_restricted(api):
    ended = enrolment_of(rejected=True, mentee__restricted_on=TODAY)
    body = {"mentee": str(ended.mentee_id), "project": str(ended.project_id)}
    assert api("alice").post(URL, body, format="json").status_code == 403


def test_a_coach_is_assigned(api):
    carl = play("carl").acting.staff
    answer = act(api("alice"), enrolment_of(), "assign_coach", coach=str(carl.pk))
    assert answer.json()["coach"] == str(carl.pk)
    stranger = play("charlie").acting.staff
    assert (
        act(api("alice"), enrolment_of(), "assign_coach", coach=str(stranger.pk)).status_code == 400
    )


def test_the_filters_are_those_of_the_caseload(api):
    waiting = enrolment_of(submitted=True)
    enrolment_of(active=True)
    found = api("alice").get(URL, {"state": "waiting"}).json()["results"]
    assert [one["id"] for one in found] == [str(waiting.pk)]


def test_more_rows_take_no_more_queries(api, django_assert_num_queries):
    alice = api("alice")
    enrolment_of(submitted=True)
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    for _ in range(4):
        enrolment_of(rejected=True)
    with django_assert_num_queries(len(few)):
        alice.get(URL)


def test_a_reference_that_is_no_id_is_refused_in_dutch(api):
    answer = api("alice").post(URL, {"mentee": "x", "project": "x"}, format="json")
    no_id = ["Dit is geen id."]
    assert answer.json()["errors"] == {"mentee": no_id, "project": no_id}


def test_a_parameter_is_refused_where_none_is_taken(api):
    enrolment, alice = enrolment_of(), api("alice")
    answers = [
        alice.get(f"{URL}{enrolment.pk}/?state=draft"),
        alice.post(f"{URL}{enrolment.pk}/submit/?now=yes"),
        alice.post(f"{URL}?state=draft", {}, format="json"),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert list(answers[0].json()["errors"]) == ["state"]
