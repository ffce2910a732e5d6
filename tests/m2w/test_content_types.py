"""What a Content-Type says of a body: one that cannot be read is refused, before anything else."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from m2w.documents.models import Document
from tests.cast import enrolment_of
from tests.m2w.documents.test_api import PDF
from tests.m2w.documents.test_api import URL as DOCUMENTS

pytestmark = pytest.mark.django_db

MENTEES = "/api/v1/mentees/"
NO_TEXT = [
    *("base64", "hex", "zip", "bz2", "rot13", "uu", "quopri", "undefined", "punycode", "idna"),
    "unicode_escape",
]
# As RFC 2231 writes a parameter, and one with a NUL in it.
WRITTEN_OUT = ["charset*=none''x", "charset*=utf-8''a%00b", "x*=undefined''%41"]
UNREADABLE = [*(f"charset={name}" for name in NO_TEXT), *WRITTEN_OUT]


@pytest.fixture
def strict():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("said", UNREADABLE)
class TestUnreadable:
    def test_a_program_is_told_so(self, strict, said):
        answer = strict.get(MENTEES, {"x": "1"}, CONTENT_TYPE=f"application/json; {said}")
        assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_a_reader_gets_a_page(self, strict, said):
        answer = strict.get("/privacy/", {"x": "1"}, CONTENT_TYPE=f"text/plain; {said}")
        assert answer.status_code == 400
        assert "De aanvraag is niet te lezen." in answer.text


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
def test_a_body_is_refused_in_the_language_of_the_caller(api, kind):
    told = []
    for language in ("nl", "en"):
        sent = {"content_type": f"{kind}; charset=base64", "HTTP_ACCEPT_LANGUAGE": language}
        answer = api("alice").generic("POST", DOCUMENTS, b"eA==", **sent)
        assert answer.status_code == 400
        told.append(answer.json()["detail"])
    assert told == ["De aanvraag is niet te lezen.", "The request cannot be read."]


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "latin-1", "cp037", "none"])
def test_an_address_is_utf_8_whatever_the_body_is_in(api, charset):
    mentee = enrolment_of(mentee__first_name="Zoë").mentee
    asked = f"{MENTEES}?q=Zo%C3%AB&fields=id"
    kind = f"application/json; charset={charset}"
    answer = api("alice").generic("GET", asked, content_type=kind)
    assert answer.json()["results"] == [{"id": str(mentee.pk)}]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "latin-1"])
def test_json_is_read_in_what_it_says_to_be_in(api, charset):
    mentee = enrolment_of(mentee__first_name="Zoë", mentee__last_name="Peeters").mentee
    said = {"first_name": "Zoë", "last_name": "Peeters", "birth_date": str(mentee.birth_date)}
    body = json.dumps(said, ensure_ascii=False)
    kind = f"application/json; charset={charset}"
    sent = {"content_type": kind}
    answer = api("alice").generic("POST", f"{MENTEES}similar/", body.encode(charset), **sent)
    assert answer.json()["is_named"]


def test_a_text_of_a_form_that_is_no_text_is_refused(api):
    mentee = enrolment_of().mentee
    file = SimpleUploadedFile("attest.pdf", PDF)
    sent = {"owner_type": "mentee", "owner": str(mentee.pk), "title": "Attest", "file": file}
    body = encode_multipart(BOUNDARY, sent)
    alice, garbled = api("alice"), body.replace(b"Attest\r", b"Attest \xff\xfe\r")
    answer = alice.generic("POST", DOCUMENTS, garbled, content_type=MULTIPART_CONTENT)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert not Document.objects.exists()
    answer = alice.generic("POST", DOCUMENTS, body, content_type=MULTIPART_CONTENT)
    assert answer.status_code == 201, answer.json()
