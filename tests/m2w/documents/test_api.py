"""/api/v1/documents/: what is known of documents, and the files themselves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from m2w.audit.models import Entry
from m2w.documents.models import Document
from tests.cast import STRANGER, enrolment_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/documents/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def add(client, owner, content=PDF, name="attest.pdf", headers=None, **changes):
    sent = {"owner_type": "mentee", "owner": str(owner.pk), "title": "Attest"}
    file = SimpleUploadedFile(name, content)
    return client.post(URL, sent | {"file": file} | changes, format="multipart", headers=headers)


@pytest.fixture
def mentee(db):
    return enrolment_of(submitted=True).mentee


def test_it_works(api, mentee):
    alice = api("alice")
    made = add(alice, mentee)
    assert made.status_code == 201
    document = made.json()
    assert (document["owner_type"], document["owner"]) == ("mentee", str(mentee.pk))
    assert alice.get(URL, {"owner": str(mentee.pk)}).json()["results"] == [document]
    content = alice.get(f"{URL}{document['id']}/content/")
    assert (content.content, content["Content-Disposition"][:10]) == (PDF, "attachment")
    assert alice.delete(f"{URL}{document['id']}/").status_code == 204
    assert not Document.objects.exists()


def test_what_is_no_document_is_refused_at_its_field(api, mentee):
    answer = add(api("alice"), mentee, content=b"MZ\x90", name="attest.pdf")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["file"])


@pytest.mark.parametrize("missing", ["title", "owner", "owner_type", "file"])
def test_nothing_may_be_left_out(api, mentee, missing):
    sent = {"owner_type": "mentee", "owner": str(mentee.pk), "title": "Attest"}
    sent |= {"file": SimpleUploadedFile("a.pdf", PDF)}
    del sent[missing]
    answer = api("alice").post(URL, sent, format="multipart")
    assert list(answer.json()["errors"]) == [missing]


def test_who_only_reads_adds_nothing_and_anothers_does_not_exist(api, mentee):
    assert add(api("vera"), mentee).status_code == 403
    theirs = enrolment_of(STRANGER).mentee
    assert add(api("alice"), theirs).status_code == 400
    assert add(api("alice"), mentee, owner_type="x").status_code == 400


def test_json_is_not_how_a_file_comes(api):
    assert api("alice").post(URL, {}, format="json").status_code == 415


def test_whose_they_are_is_on_the_record(api, mentee):
    alice = api("alice")
    add(alice, mentee)
    Entry.objects.filter(action="file.listed")
    alice.get(URL)
    shown = Entry.objects.filter(action="file.listed", object_id=str(mentee.pk))
    assert shown.count() == 1
