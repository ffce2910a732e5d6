"""In which form the API answers: JSON, or a file as what it is; a form that is not there is 406."""

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from m2w.documents.models import Document
from m2w.openapi import Document as Description
from reporting.models import WrittenQuestion
from tests.cast import enrolment_of, play, project_of
from tests.files import PDF

pytestmark = pytest.mark.django_db

JSON, CSV = "application/json", "text/csv"
NUMBERS = {"number", "position", "table", "year"}


@pytest.fixture
def report(api):
    project_of()

    def asked(accept, **query):
        return api("max").get("/api/v1/reports/projects/", query, headers={"Accept": accept})

    return asked


@pytest.mark.parametrize("accept", ["*/*", JSON, "application/*", f"{CSV}, */*;q=0.1"])
def test_a_report_is_json_unless_another_format_is_asked(report, accept):
    answer = report(accept)
    assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
    assert answer.json()["code"] == "projects"


@pytest.mark.parametrize(
    ("accept", "format_"), [(CSV, "json"), (JSON, "csv"), ("application/pdf", "csv"), (CSV, None)]
)
def test_a_form_that_is_not_taken_is_refused(report, accept, format_):
    answer = report(accept, **({"format": format_} if format_ else {}))
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


def test_a_format_comes_as_what_it_is(report):
    for accept in ("*/*", CSV):
        answer = report(accept, format="csv")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_the_answer_to_a_question_too(api):
    question = WrittenQuestion.objects.get(code="479")
    address, ann = f"/api/v1/questions/{question.pk}/answer/", api("ann")
    assert ann.get(address)["Content-Type"] == JSON
    assert ann.get(address, headers={"Accept": CSV}).status_code == 406
    assert ann.get(address, {"format": "ods"}, headers={"Accept": JSON}).status_code == 406


def test_a_document_comes_as_what_it_is(api):
    alice, mentee = api("alice"), enrolment_of().mentee
    play("carl")
    file = SimpleUploadedFile("attest.pdf", PDF)
    belongs = {"owner_type": "mentee", "owner": str(mentee.pk), "title": "Attest", "file": file}
    assert alice.post("/api/v1/documents/", belongs, format="multipart").status_code == 201
    address = f"/api/v1/documents/{Document.objects.get().pk}/content/"
    answer = alice.get(address, headers={"Accept": "application/pdf"})
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    for other in ("image/png", CSV, JSON):
        assert alice.get(address, headers={"Accept": other}).status_code == 406


def view_at(path):
    """A number stands where one is asked for, else an id, which is a text too."""
    address = re.sub(r"{(\w+)}", lambda at: "2021" if at[1] in NUMBERS else str(UUID(int=0)), path)
    return resolve(address).func.cls


def test_what_is_declared_is_what_can_be_asked_for():
    paths = Description().get_schema(request=None, public=True)["paths"]
    for path, methods in paths.items():
        forms = {renderer.media_type for renderer in view_at(path).renderer_classes}
        for method, operation in methods.items():
            [told] = [told for status, told in operation["responses"].items() if status < "300"]
            assert set(told.get("content", forms)) == forms, f"{method} {path}"
