"""The main job, from registration to the ministry's figures, done by programs that know nothing
but what the API says of itself."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import play, project_of
from tests.described import Program, UndescribedError
from tests.files import PDF

pytestmark = pytest.mark.django_db

AMINA = {
    "code": "M-2041",
    "first_name": "Amina",
    "last_name": "Diallo",
    "birth_date": "1990-05-17",
    "nationality": "GN",
    "postcode": "2000",
    "vdab_number": "7204118",
    "vdab_guidance_since": "2022-02-01",
    "employed": "no",
    "migration_background": "yes",
    "languages": "ff:C2;fr:B2",
    "dutch_level": "A1",
    "dutch_attested": "no",
    "diploma_level": "bachelor",
    "diploma_language": "fr",
    "benefit_entitled": "yes",
    "privacy_notice_on": "2022-03-28",
    "privacy_notice_language": "fr",
}
LUC = {
    "code": "B-117",
    "first_name": "Luc",
    "last_name": "Peeters",
    "languages": "nl:C2;fr:C1",
    "postcode": "2018",
    "active_from": "2022-01-15",
    "trained_on": "2022-02-10",
}


@pytest.fixture
def program(browse):
    """Makes someone's program, with a key made on the page where people make them."""

    def made(name):
        form = {"name": "Mijn programma", "scope": "write", "days": "90"}
        page = browse(name).post(reverse("key_make"), form).content.decode()
        return Program(re.search(r'<code class="m2w-secret">(.+?)</code>', page)[1])

    return made


@pytest.fixture(autouse=True)
def project(db):
    play("carl")
    return project_of()


def enrolled(alice):
    """A draft for someone whose file is complete, and attested."""
    [project] = alice.ask("projects_list")["results"]
    mentee = alice.ask("mentees_create", AMINA)
    known = {name: mentee[name] for name in alice.fields("screenings_check") if name in mentee}
    asked = known | {"lot": project["lot"], "on": "2022-04-01"}
    screened = alice.ask("screenings_check", asked)
    assert screened["result"] == "incomplete"
    assert "home_language" in screened["missing"]
    read = alice.send("mentees_retrieve", id=mentee["id"])
    alice.ask(
        "mentees_correct",
        {"home_language": "ff"},
        headers={"If-Match": read.headers["ETag"]},
        id=mentee["id"],
    )
    assert alice.ask("screenings_check", asked | {"home_language": "ff"})["result"] == "eligible"
    attest = SimpleUploadedFile("attest.pdf", PDF, "application/pdf")
    belongs = {"owner_type": "mentee", "owner": mentee["id"]}
    alice.ask("documents_create", {**belongs, "title": "Attest", "file": attest})
    return alice.ask("enrolments_create", {"mentee": mentee["id"], "project": project["id"]})["id"]


def submitted(alice):
    enrolment = enrolled(alice)
    assert alice.ask("enrolments_submit", id=enrolment)["state"] == "submitted"
    return enrolment


def decide(vera, enrolment):
    [waiting] = vera.ask("enrolments_queue_free")["results"]
    assert waiting["id"] == enrolment
    vera.ask("enrolments_take_up", id=enrolment)
    assert vera.ask("enrolments_queue_mine")["count"] == 1
    [screening] = vera.ask("enrolments_screenings", id=enrolment)
    assert (screening["attached"], screening["result"]) == (True, "eligible")
    assert vera.ask("enrolments_approve", id=enrolment)["state"] == "approved"


def matched(alice, enrolment):
    """The duo that a proposal comes to."""
    mentor = alice.ask("mentors_create", LUC)
    project = alice.ask("enrolments_retrieve", id=enrolment)["project"]
    proposal = alice.ask("proposals_create", {"project": project})
    [pair] = proposal["pairs"]
    assert (pair["enrolment_id"], pair["mentor_id"]) == (enrolment, mentor["id"])
    accepted = alice.ask("proposals_accept", {"pairs": [pair["id"]]}, id=proposal["id"])
    return alice.ask("matches_retrieve", id=accepted["pairs"][0]["match"])


def follow_up(carl, duo):
    carl.ask("matches_arrange", {"contact_every_days": 7}, id=duo["id"])
    met = {"match": duo["id"], "held_on": "2022-04-01", "reached": "yes"}
    carl.ask("contacts_create", {**met, "kind": "contact", "minutes": 90, "topics": ["applying"]})
    carl.ask("contacts_create", {**met, "kind": "checkin_mentee", "channel": "phone"})
    assert carl.ask("contacts_list", query={"match": duo["code"]})["count"] == 2


def close(carl, duo, enrolment):
    carl.ask("matches_end", {"reason": "work", "ended_on": "2022-05-31"}, id=duo["id"])
    job = {"kind": "open_ended", "started_on": "2022-06-01", "employer": "Bakkerij De Korenaar"}
    ended = {"reason": "work", "ended_on": "2022-05-31", "outcome": job}
    assert carl.ask("enrolments_end", ended, id=enrolment)["state"] == "ended"
    [due] = carl.ask("enrolments_to_measure")["results"]
    carl.ask("enrolments_measure", {"result": "known"}, id=due["id"])
    results = [one["result"] for one in carl.ask("enrolments_measurements", id=enrolment)]
    assert results == ["known", None, None, None]


def look_up(vera):
    [job] = vera.ask("outcomes_to_verify")["results"]
    found = vera.ask("outcomes_verify", {"result": "confirmed"}, id=job["id"])
    assert (found["kind"], found["verified_on"]) == ("open_ended", "2022-07-01")


def figures(ann):
    """What the ministry reads of the one mentee, whom it may not single out."""
    assert {"projects", "outflow"} <= {one["code"] for one in ann.ask("reports_list")}
    query = {"as_of": "2022-07-01"}
    [row] = ann.ask("reports_retrieve", code="outflow", query=query)["rows"]
    return row


def test_from_registration_to_the_ministry(program, settings):
    alice, vera, carl = program("alice"), program("vera"), program("carl")
    enrolment = submitted(alice)
    decide(vera, enrolment)
    duo = matched(alice, enrolment)
    follow_up(carl, duo)
    settings.M2W_TODAY = date(2022, 7, 1)
    close(carl, duo, enrolment)
    look_up(vera)
    row = figures(program("ann"))
    assert (row["work"], row["internship"]) == (None, 0)
    assert "work" in row["hidden"]


def test_who_is_not_known_yet_is_registered_along(program):
    alice = program("alice")
    [project] = alice.ask("projects_list")["results"]
    draft = alice.ask("enrolments_create", {"project": project["id"], "mentee": AMINA})
    assert alice.ask("mentees_retrieve", id=draft["mentee"])["first_name"] == "Amina"


def test_nobody_decides_twice(program):
    vera, enrolment = program("vera"), submitted(program("alice"))
    vera.ask("enrolments_approve", {}, id=enrolment)
    again = vera.refused("enrolments_reject", {"reason": "lot_full"}, id=enrolment)
    assert again == (409, "already_decided")


def test_what_was_changed_meanwhile_is_not_overwritten(program):
    alice = program("alice")
    mentee = alice.ask("mentees_create", AMINA)["id"]
    read = {"If-Match": alice.send("mentees_retrieve", id=mentee).headers["ETag"]}
    alice.ask("mentees_correct", {"municipality": "Antwerpen"}, headers=read, id=mentee)
    late = alice.refused("mentees_correct", {"municipality": "Gent"}, headers=read, id=mentee)
    assert late == (412, "changed_meanwhile")


def test_what_was_read_before_is_not_decided_on(program):
    alice, vera = program("alice"), program("vera")
    enrolment = submitted(alice)
    read = {"If-Match": vera.send("enrolments_retrieve", id=enrolment).headers["ETag"]}
    alice.ask("enrolments_withdraw", {"reason": "Verhuisd naar Gent"}, id=enrolment)
    late = vera.refused("enrolments_approve", headers=read, id=enrolment)
    assert late == (412, "changed_meanwhile")


def test_sent_twice_it_happens_once(program):
    alice, once = program("alice"), {"Idempotency-Key": "mentor-B-117"}
    first, again = (alice.send("mentors_create", LUC, headers=once) for _time in range(2))
    assert (first.status, first.told) == (again.status, again.told)
    assert alice.ask("mentors_list")["count"] == 1
    other = alice.refused("mentors_create", LUC | {"code": "B-118"}, headers=once)
    assert other == (409, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("mentors_hire", {}),
        ("mentors_create", None),
        ("mentors_create", {"first_name": "Luc"}),
        ("mentors_create", LUC | {"shoe_size": 43}),
        ("mentors_create", LUC | {"online": "perhaps"}),
        ("mentors_list", {}),
        ("mentors_retrieve", None),
    ],
)
def test_a_program_notices_what_is_not_described(program, operation, body):
    with pytest.raises(UndescribedError):
        program("alice").send(operation, body)
