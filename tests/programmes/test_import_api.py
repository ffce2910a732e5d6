"""/api/v1/imports/: a file from upload to the rows that are kept."""

import io

import pytest
from openpyxl import load_workbook

from m2w.exports import XLSX
from m2w.imports.models import Import
from m2w.imports.targets import targets
from m2w.outbox.worker import work_off
from programmes.models import Mentee
from tests.cast import project_of
from tests.workbooks import AMINA, HEADINGS, SELAM, uploaded, xlsx

pytestmark = pytest.mark.django_db

URL = "/api/v1/imports/"
WRONG = [*AMINA[:2], "31/02/1990", *AMINA[3:]]


def upload(client, *rows, target="mentee", content=None):
    content = xlsx(HEADINGS, *rows) if content is None else content
    sent = {"target": target, "file": uploaded(content, "mentees.xlsx")}
    return client.post(URL, sent, format="multipart")


def post(client, address, body=None):
    return client.post(address, body or {}, format="json")


@pytest.fixture
def alice(api):
    return api("alice")


def test_it_works(alice):
    made = upload(alice, SELAM, WRONG)
    assert made.status_code == 201, made.json()
    found = made.json()
    assert (found["stage"], found["headings"]) == ("uploaded", HEADINGS)
    assert found["guessed"]["0"] == "first_name"
    address = f"{URL}{found['id']}/"
    assert post(alice, f"{address}check/").json()["stage"] == "checking"
    work_off()
    checked = alice.get(address).json()
    assert checked["counts"] == {"good": 1, "known": 0, "wrong": 1}
    [wrong] = alice.get(f"{address}rows/", {"verdict": "wrong"}).json()["results"]
    assert (wrong["number"], wrong["who"]) == (3, "Amina Diallo")
    assert wrong["faults"][0]["column"] == "birth_date"
    assert post(alice, f"{address}keep/").json()["code"] == "wrong_rows"
    assert post(alice, f"{address}keep/", {"only_good": True}).json()["stage"] == "keeping"
    work_off()
    assert (alice.get(address).json()["stage"], Mentee.objects.count()) == ("kept", 1)
    assert alice.delete(address).status_code == 204
    assert not Import.objects.exists()


def test_the_wrong_rows_and_a_template_as_workbooks(alice):
    address = f"{URL}{upload(alice, WRONG).json()['id']}/"
    post(alice, f"{address}check/")
    work_off()
    for url in (f"{address}faults/", f"{URL}targets/mentee/template/"):
        answer = alice.get(url, headers={"Accept": XLSX})
        assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
        assert alice.get(url, headers={"Accept": "application/vnd.ms-excel"}).status_code == 406
        assert load_workbook(io.BytesIO(answer.content)).sheetnames
    assert alice.get(f"{URL}targets/mars/template/").status_code == 404


def test_every_target_tells_its_columns(alice):
    found = alice.get(f"{URL}targets/").json()
    assert {one["name"] for one in found} == set(targets())
    assert "first_name" in {column["name"] for column in found[0]["columns"]}
    claims = next(one for one in found if one["name"] == "claim_line")
    assert claims["options"] == ["project", "year"]


def test_options_are_those_of_the_page(alice):
    address = f"{URL}{upload(alice, SELAM).json()['id']}/check/"
    project = str(project_of().pk)
    assert (
        post(alice, address, {"options": {"project": project, "drafts": True}}).status_code == 200
    )
    work_off()
    [row] = alice.get(address.replace("check", "rows")).json()["results"]
    assert row["judged"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"columns": {"0": "mars"}}, "columns"),
        ({"columns": {"0": "first_name", "1": "first_name"}}, "columns"),
        ({"columns": {"99": "first_name"}}, "columns"),
        ({"options": {"mars": 1}}, "options"),
        ({"options": {"project": "mars"}}, "options"),
        ({"options": {"drafts": True}}, "options"),
        ({"sheet": 9}, "sheet"),
        ({"heading_row": 99}, "heading_row"),
        ({"wat": 1}, "wat"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(alice, body, field):
    answer = post(alice, f"{URL}{upload(alice, SELAM).json()['id']}/check/", body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_what_is_no_file(alice):
    assert list(upload(alice, content=b"%PDF-1.7\n").json()["errors"]) == ["file"]
    assert list(upload(alice, content=b"").json()["errors"]) == ["file"]
    assert list(upload(alice, target="mars").json()["errors"]) == ["target"]
    assert alice.post(URL, {"target": "mentee"}, format="json").status_code == 415


def test_only_the_coordinator_and_only_their_own(api, alice):
    address = f"{URL}{upload(alice, SELAM).json()['id']}/"
    assert api("charlie").get(URL).json()["count"] == 0
    assert api("charlie").get(address).status_code == 404
    assert post(api("charlie"), f"{address}check/").status_code == 404
    assert api("carl").get(URL).status_code == 403
    assert upload(api("carl"), SELAM).status_code == 403


def test_a_list_asks_as_much_for_many(alice, django_assert_num_queries):
    upload(alice, SELAM)
    alice.get(URL)
    with django_assert_num_queries(20, exact=False) as few:
        alice.get(URL)
    asked = len(few)
    upload(alice, AMINA)
    with django_assert_num_queries(asked):
        assert alice.get(URL, {"target": "mentee"}).json()["count"] == 2
