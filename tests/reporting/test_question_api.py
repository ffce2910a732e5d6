"""The API of written questions: the same services and gates as the pages."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from m2w.openapi import Document
from reporting.models import WrittenQuestion
from tests.cast import play

pytestmark = pytest.mark.django_db

ALL = "/api/v1/questions/"
NEW = {
    "number": 12,
    "asked_on": "2022-03-25",
    "member": "Voorbeeld Vraagsteller",
    "minister": "Voorbeeld Minister",
    "subject": "Mentoring",
    "sub_questions": [{"text": "Hoeveel?"}],
}


def one() -> str:
    return f"{ALL}{WrittenQuestion.objects.get(code='479').pk}/"


@pytest.mark.parametrize("who", ["ann", "max", "frank", "eva"])
def test_it_is_read(api, who):
    listed = api(who).get(ALL).json()["results"]
    assert [question["code"] for question in listed] == ["479"]
    told = api(who).get(one()).json()
    assert (told["state"], told["due_on"]) == ("received", "2022-04-25")
    [table] = told["sub_questions"][1]["tables"]
    assert (table["report"], table["title"], table["options"]) == ("budget", "", {})
    assert told["deadlines"][-1] == {"what": "Te verzenden", "on": "2022-04-25"}


@pytest.mark.parametrize("who", ["alice", "carl", "vera", "ada"])
def test_others_read_nothing(api, who):
    assert api(who).get(ALL).status_code == api(who).get(one()).status_code == 403


def test_it_is_registered_from_fields_and_from_text(api):
    made = api("ann").post(ALL, NEW, format="json")
    assert (made.status_code, made.json()["code"]) == (201, "12")
    text = Path(__file__).with_name("question-479.txt").read_text()
    made = api("ann").post(ALL, {"text": text, "number": 480}, format="json").json()
    assert (made["number"], made["member"]) == (480, "Yves Buysse")
    assert len(made["sub_questions"]) == 11


def test_what_is_missing_is_named(api):
    answer = api("ann").post(ALL, {"text": "Hoeveel?"}, format="json")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"number", "asked_on", "member", "minister", "subject"}


@pytest.mark.parametrize("body", [{"zeppelin": 1}, {"number": "x"}, {"sub_questions": "x"}])
def test_bad_input_is_refused(api, body):
    assert api("ann").post(ALL, NEW | body, format="json").status_code == 400


def test_vdab_registers_nothing(api):
    assert api("max").post(ALL, NEW, format="json").status_code == 403


def test_a_sub_answer_is_written(api):
    address = f"{one()}sub_questions/2/"
    told = api("ann").patch(address, {"answer": "Het is {budget}."}, format="json").json()
    assert told["sub_questions"][1]["answer"] == "Het is {budget}."
    wrong = api("ann").patch(address, {"answer": "{onzin}"}, format="json")
    assert wrong.status_code == 400
    assert "answer" in wrong.json()["errors"]
    assert api("ann").patch(f"{one()}sub_questions/99/", {}, format="json").status_code == 404
    assert api("max").patch(address, {}, format="json").status_code == 403


def test_it_is_taken_to_the_end(api):
    ann, nora = api("ann"), api("nora")
    other = {"assigned_to": play("ann").email}
    assert nora.post(f"{one()}assign/", other, format="json").json()["state"] == "assigned"
    assert ann.post(f"{one()}hand_in/", {}, format="json").json()["state"] == "drafted"
    assert ann.post(f"{one()}sign_off/", {}, format="json").status_code == 403
    assert nora.post(f"{one()}send_back/", {}, format="json").status_code == 400
    assert nora.post(f"{one()}sign_off/", {}, format="json").json()["state"] == "signed_off"
    assert ann.post(f"{one()}deliver/", {}, format="json").json()["state"] == "delivered"
    assert ann.post(f"{one()}send/", {}, format="json").json()["state"] == "sent"
    again = ann.post(f"{one()}send/", {}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "not_now")
    early = ann.post(f"{one()}publish/", {}, format="json")
    assert (early.status_code, early.json()["code"]) == (409, "under_embargo")
    write = ann.patch(f"{one()}sub_questions/2/", {"answer": ""}, format="json")
    assert write.status_code == 409


def test_only_an_analyst_is_assigned(api):
    answer = api("ann").post(f"{one()}assign/", {"assigned_to": "x@y.example"}, format="json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        (NEW, True),
        ({"text": "Vraag nr. 12"}, True),
        ({}, False),
        ({"number": 12}, False),
        (NEW | {"sub_questions": []}, False),
    ],
)
def test_the_description_tells_what_it_needs(body, fits):
    components = Document().get_schema(request=None, public=True)["components"]
    shape = components["schemas"]["NewQuestion"] | {"components": components}
    assert Draft202012Validator(shape).is_valid(body) is fits


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"asked_on": "0001-01-01"}, "asked_on"),
        ({"call_reference": "9999/99999"}, "call_reference"),
        ({"sub_questions": [{"text": "Waarom?"}] * 61}, "sub_questions"),
    ],
)
def test_what_the_page_refuses_is_refused(api, wrong, field):
    head = {"number": 12, "asked_on": "2022-03-25", "member": "V", "minister": "M", "subject": "S"}
    sent = head | {"sub_questions": [{"text": "Waarom?"}]} | wrong
    answer = api("ann").post("/api/v1/questions/", sent, format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_pasted_sub_questions_without_a_place_are_not_dropped(api):
    text = "\n".join(f"{n}. Waarom nummer {n}?" for n in range(1, 64))
    head = {"number": 12, "asked_on": "2022-03-25", "member": "V", "minister": "M", "subject": "S"}
    answer = api("ann").post("/api/v1/questions/", head | {"text": text}, format="json")
    assert list(answer.json()["errors"]) == ["sub_questions"]
