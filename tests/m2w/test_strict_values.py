"""The API takes a value as its description writes it, and in no other way that a page or Python
may know."""

import pytest

from tests.cast import enrolment_of, play, project_of

pytestmark = pytest.mark.django_db

ARABIC_ONE = "\u0661"


@pytest.mark.parametrize(
    ("address", "name", "values"),
    [
        ("mentees/", "page", ["last", "", "0", "-1", "+1", "1.0", " 1", "1_0", ARABIC_ONE]),
        ("notices/", "page", ["last", ARABIC_ONE]),
        ("evaluations/to_write/", "page", ["last", "0"]),
        ("mentees/", "page_size", ["", "0", ARABIC_ONE]),
        ("claims/", "year", ["2022.0", "+2022", "2_022", " 2022", "2022 ", "٢٠٢٢"]),
        ("contacts/", "since", ["01/04/2022", "1-4-2022", "20220401", "2022-4-1"]),
        ("grants/", "as_of", ["01/04/2022"]),
        ("reports/projects/", "as_of", ["01/04/2022", "20220401"]),
        ("mentees/", "updated_since", ["2026-01-01", "2026-01-01T08:00:00", "20260101T080000Z"]),
        ("documents/", "owner", ["1", "{%s}", "urn:uuid:%s"]),
    ],
)
def test_a_parameter_is_written_in_one_way(api, address, name, values):
    key = enrolment_of().mentee.pk
    who = api({"mentees/": "alice", "documents/": "alice", "contacts/": "carl"}.get(address, "max"))
    for value in values:
        answer = who.get(f"/api/v1/{address}", {name: value.replace("%s", str(key))})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [name]), value


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("mentees/", {"page": "1", "updated_since": "2022-03-31T08:00:00.5+02:00"}),
        ("claims/", {"year": "2022", "as_of": "2022-04-01"}),
        ("contacts/", {"since": "2022-04-01", "until": ""}),
        ("enrolments/", {"language": "frans"}),
        ("enrolments/", {"language": "fr"}),
    ],
)
def test_in_which_it_is_taken(api, address, query):
    project_of()
    assert api("alice").get(f"/api/v1/{address}", query).status_code == 200


def test_the_days_of_a_cross_table_too(api):
    project_of()
    asked = {"rows": "project", "measure": "started", "as_of": "2022-04-01"}
    for days in ("01/04/2022", "2022-01-01, 2022-02-01"):
        answer = api("max").get("/api/v1/reports/cross/", asked | {"dates": days})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["dates"])


def test_a_page_for_people_takes_what_people_write(browse):
    enrolment_of()
    assert browse("max").get("/rapporten/projects/", {"as_of": "01/04/2022"}).status_code == 200


@pytest.mark.parametrize("written", ["{%s}", "urn:uuid:%s", "hex", "int"])
def test_an_id_is_written_in_one_way(api, written):
    key = enrolment_of(approved=True).pk
    ids = {"hex": key.hex, "int": key.int}
    body = {"enrolment": ids.get(written, written.replace("%s", str(key)))}
    answer = api("alice").post("/api/v1/matches/", body, format="json")
    assert answer.json()["errors"]["enrolment"] == ["Dit is geen id."]


def test_a_time_of_day_has_hours_and_minutes(api):
    play("carl")
    project = project_of()
    sent = {"project": str(project.pk), "kind": "info", "title": "Avond"}
    for time in ("9:30", "13:30:00", "13:30Z", "24:00", 1330):
        body = {**sent, "held_on": "2022-04-01", "starts_at": time}
        answer = api("alice").post("/api/v1/group_sessions/", body, format="json")
        assert list(answer.json()["errors"]) == ["starts_at"], time


@pytest.mark.parametrize("day", ["20220401", "2022-4-1", "2022-W13-5", "01/04/2022", 20220401])
def test_a_day_is_written_in_one_way(api, day):
    enrolment = enrolment_of(active=True)
    body = {"reason": "work", "ended_on": day}
    answer = api("alice").post(f"/api/v1/enrolments/{enrolment.pk}/end/", body, format="json")
    assert answer.json()["errors"] == {"ended_on": ["Verwacht een datum, zoals 2022-04-01."]}
