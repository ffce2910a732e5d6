"""The API of answers: the preview, what was sent, what changed since, and open data."""

import json
from datetime import date

import pytest
from django.urls import reverse

from m2w.audit.models import Entry
from programmes.models import Project
from reporting.models import Publication, WrittenQuestion
from reporting.saved_tables import save_table
from tests.cast import play

pytestmark = pytest.mark.django_db

AFTER_EMBARGO = date(2022, 4, 26)


def of(sent, rest=""):
    return f"/api/v1/questions/{sent.question_id}/{rest}"


def post(client, address, body=None):
    return client.post(address, body or {}, format="json")


def test_it_works(sent, api):
    told = api("max").get(of(sent, "sent/")).json()
    assert (told["checksum"], told["as_of"]) == (sent.checksum, "2022-04-01")
    assert "answer-479.docx" in told["files"]
    tables = [one for part in told["parts"] for sub in part["answers"] for one in sub["tables"]]
    [nationalities] = [one["table"] for one in tables if one["name"] == "7"]
    assert nationalities["suppressed"] > 0
    hidden = [row for row in nationalities["rows"] if row.get("hidden")]
    assert all(row[name] is None for row in hidden for name in row["hidden"])


def test_the_preview_is_protected_whoever_reads_it(sent, api):
    for who in ("ann", "max"):
        answer = api(who).get(of(sent, "answer/"))
        assert answer.headers["Content-Type"].startswith("application/json")
        subs = [sub for part in json.loads(answer.content)["parts"] for sub in part["answers"]]
        assert sum(table["suppressed"] for sub in subs for table in sub["reports"]) > 0
    assert api("ann").get(of(sent, "answer/?format=docx")).content.startswith(b"PK")
    assert Entry.objects.filter(action="answer.exported").count() == 3
    for wrong in ("format=exe", "zeppelin=1", "as_of=gisteren", "call=zeppelin"):
        assert api("ann").get(of(sent, f"answer/?{wrong}")).status_code == 400


def test_a_file_is_the_one_that_was_sent(sent, api):
    answer = api("ann").get(of(sent, "sent/files/answer-479.docx/"))
    assert answer.content == bytes(sent.files.get(name="answer-479.docx").content)
    assert api("ann").get(of(sent, "sent/files/other/")).status_code == 404


def test_a_later_text_stands_beside_what_was_sent(sent, api):
    body = {"heading": "2.", "text": "Het kabinet zegt."}
    assert post(api("ann"), of(sent, "sent/later_texts/"), body).status_code == 201
    [later] = api("max").get(of(sent, "sent/")).json()["later_texts"]
    assert (later["heading"], later["text"]) == ("2.", "Het kabinet zegt.")
    wrong = post(api("ann"), of(sent, "sent/later_texts/"), body | {"heading": "99."})
    assert set(wrong.json()["errors"]) == {"heading"}
    assert post(api("max"), of(sent, "sent/later_texts/"), body).status_code == 403


def test_what_changed_is_told_cell_by_cell(sent, api):
    address = of(sent, "difference/")
    [told] = api("max").get(address).json()
    assert (told["question"], told["cells"]) == (str(sent.question_id), [])
    project = Project.objects.get(code="CORE-1")
    Project.objects.filter(pk=project.pk).update(target_mentees=project.target_mentees + 5)
    [told] = api("ann").get(address).json()
    cell = told["cells"][0]
    assert cell["causes"] == [{"cause": "corrected", "records": 1}]
    assert int(cell["now"]) == int(cell["then"]) + 5


def test_what_was_not_sent_is_not_there(sent, api):
    other = WrittenQuestion.objects.create(
        code="480", number=480, member="X", minister="Y", asked_on=AFTER_EMBARGO, subject="Z"
    )
    for rest in ("sent/", "sent/files/answer-480.docx/", "difference/"):
        assert api("ann").get(f"/api/v1/questions/{other.pk}/{rest}").status_code == 404


def test_rehearsals(sent, api):
    assert api("max").get("/api/v1/questions/rehearsals/").json() == []
    found = [{"kind": "moved", "table": "1", "row": "", "column": "x", "then": "4", "now": "9"}]
    sent.question.rehearsals.create(month=AFTER_EMBARGO, as_of=AFTER_EMBARGO, findings=found)
    [told] = api("max").get("/api/v1/questions/rehearsals/").json()
    assert (told["question"], told["findings"]) == (str(sent.question_id), found)


# Open data --------------------------------------------------------------------------------------

ALL = "/api/v1/publications/"


def test_tables_of_an_answer_are_published_and_taken_down(sent, api, client, settings):
    settings.M2W_TODAY = AFTER_EMBARGO
    ann = api("ann")
    body = {"title": "Instroom", "question": str(sent.question_id), "names": ["1"]}
    off = post(ann, ALL, body)
    assert (off.status_code, off.json()["code"]) == (409, "open_data_off")
    assert post(ann, "/api/v1/open_data/", {"is_on": True}).json() == {"is_on": True}
    made = post(ann, ALL, body)
    assert (made.status_code, made.json()["tables"][0]["code"]) == (201, "projects")
    one = f"{ALL}{made.json()['id']}/"
    public = reverse("open_detail", args=[made.json()["code"]])
    assert client.get(public).status_code == 200
    assert post(ann, f"{one}take_down/").json()["taken_down_on"] == "2022-04-26"
    again = post(ann, f"{one}take_down/")
    assert (again.status_code, again.json()["code"]) == (409, "taken_down")
    assert client.get(public).status_code == 404
    assert ann.get(f"{ALL}?public=true").json()["count"] == 0


def test_saved_tables_are_published_as_of_a_day(sent, api, settings):
    settings.M2W_TODAY = AFTER_EMBARGO
    saved = save_table(name="Projecten", report="projects", options={}, by=play("ann"))
    ann = api("ann")
    post(ann, "/api/v1/open_data/", {"is_on": True})
    body = {"title": "Projecten", "saved_tables": [str(saved.pk)], "as_of": "2022-04-01"}
    made = post(ann, ALL, body)
    assert (made.status_code, made.json()["question"]) == (201, None)
    for wrong in (
        {"names": ["1"]},
        {"as_of": "2032-01-01"},
        {"saved_tables": []},
        {"saved_tables": ["00000000-0000-0000-0000-000000000000"]},
    ):
        assert post(ann, ALL, body | wrong).status_code == 400
    assert Publication.objects.get().as_of == date(2022, 4, 1)


def test_nothing_is_published_while_the_embargo_runs(sent, api):
    ann = api("ann")
    post(ann, "/api/v1/open_data/", {"is_on": True})
    body = {"title": "Instroom", "question": str(sent.question_id), "names": ["1"]}
    early = post(ann, ALL, body)
    assert (early.status_code, early.json()["code"]) == (409, "under_embargo")


@pytest.mark.parametrize("who", ["max", "alice", "ada"])
def test_open_data_is_the_ministrys(sent, api, who):
    assert api(who).get(ALL).status_code == api(who).get("/api/v1/open_data/").status_code == 403
    assert post(api(who), "/api/v1/open_data/", {"is_on": True}).status_code == 403
